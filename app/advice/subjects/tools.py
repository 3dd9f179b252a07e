"""Code, queries and functions that the model may use instead of its memory (augment.*)."""

from __future__ import annotations

from app.advice.finding import Finding
from app.advice.situation import computes_in_code, on_device, sorts_only
from app.advice.stances import avoid, do, later
from app.language.message import message
from app.lifecycle.answers import Answers


def query_with_sql(answers: Answers) -> Finding | None:
    if not answers.any("S02", "query_data"):
        return None
    return do(
        "augment.sql_tool",
        "R-37 R-36 F06",
        ("S02", "M07", "S17"),
        title=message("Let the model write the query and the database give the figures"),
        why=message(
            "Figures that people rely on have to come from the data. The model only translates the "
            "question, and a person can read the query before it runs."
        ),
        how=message(
            "Pick the tables first, give their descriptions and two similar past queries, check "
            "that the query parses and is read-only, show it, and run it on a click."
        ),
    )


def compute_in_code(answers: Answers) -> Finding | None:
    """R-36: the formula is not known in advance, so the model writes it and code runs it."""
    if not computes_in_code(answers):
        return None
    return do(
        "augment.pal",
        "R-36 F06",
        ("S17", "S02", "M03", "S16"),
        title=message("Let the model write the sum and code work it out"),
        why=message(
            "Figures must be exact, and language models get sums wrong. With code doing the sums "
            "the published gain was 15 points, and 40 on hard numbers."
        ),
        how=message(
            "Have it write a short program, run that in a sandbox without network, show inputs and "
            "result, and refuse an answer whose figure did not come from a run."
        ),
    )


def call_the_known_formula(answers: Answers) -> Finding | None:
    if not answers.any("S16", "fully_free_text"):
        return None
    return do(
        "augment.tools",
        "R-36 R-01 F06",
        ("S16", "S17"),
        title=message("The model reads, your code decides"),
        why=message(
            "The rules fix the result; only the inputs are hidden in free text. Reading them is "
            "the model’s part, applying the rules is not."
        ),
        how=message(
            "Extract the inputs into a schema, show doubtful ones to a person, and call one tested "
            "function for the result."
        ),
    )


def no_program_where_the_formula_is_known(answers: Answers) -> Finding | None:
    if not answers.any("S16", "fully_free_text"):
        return None
    return avoid(
        "augment.pal",
        "R-36 R-01",
        ("S16",),
        title=message("Letting the model write the formula again each time"),
        why=message("The formula is known and the same for everybody."),
        how=message("Write it once, test it, and let the model call it."),
        when=message("if questions come up that no written formula covers"),
    )


def use_the_systems_functions(answers: Answers) -> Finding | None:
    looks_up = answers.any("M07", "live_systems") and answers.any(
        "S02", "answer_questions", "hold_conversation", "act_in_systems"
    )
    if not (looks_up or answers.any("S02", "act_in_systems")) or sorts_only(answers):
        return None
    return do(
        "augment.tools",
        "R-36 R-38 F06",
        ("S02", "M07", "I03", "I02"),
        title=message("Give it functions of your systems, few and narrow"),
        why=message(
            "What it must know or change is in live systems, so it has to ask them each time."
        ),
        how=message(
            "One function per need, named and described for a newcomer, with typed inputs and "
            "clear errors; reading apart from writing; every call logged."
        ),
    )


def no_tools_needed(answers: Answers) -> Finding | None:
    if not answers.any("I03", "nothing") or answers.any("M07", "live_systems"):
        return None
    if sorts_only(answers) or on_device(answers):
        return None
    return later(
        "augment.tools",
        "R-38",
        ("I03", "M07"),
        title=message("Connect other systems in a later version"),
        why=message(
            "It changes nothing and reads no live system, so the first version needs none."
        ),
        how=message("Keep the place for one read-only function in mind, such as a status look-up."),
        when=message("once questions come up that only a live system can answer"),
    )


RULES = (
    query_with_sql,
    compute_in_code,
    call_the_known_formula,
    no_program_where_the_formula_is_known,
    use_the_systems_functions,
    no_tools_needed,
)
