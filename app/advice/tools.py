"""Code, queries and functions that the model may use instead of its memory (augment.*)."""

from __future__ import annotations

from app.advice.finding import Finding
from app.advice.situation import (
    acts,
    exact_figures,
    fixed_by_rules,
    hurried,
    one_job,
    small_classifier,
    sorts_only,
)
from app.advice.stances import avoid, do, later
from app.language.message import Message, message
from app.lifecycle.answers import Answers


def query_with_sql(answers: Answers) -> Finding | None:
    if not answers.any("S02", "query_data"):
        return None
    return do(
        "augment.sql_tool",
        "R-37 R-36",
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
    if not exact_figures(answers) or answers.any("S16", "fully_structured", "fully_free_text"):
        return None
    works_out = answers.any("S02", "calculate")
    sums = answers.any("M03", "multi_step") and answers.any(
        "S02", "answer_questions", "hold_conversation"
    )
    if not (works_out or sums) or answers.any("S02", "query_data"):
        return None
    return do(
        "augment.pal",
        "R-36",
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
        "R-36 R-01",
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
        title=message("Do not let the model write the formula again each time"),
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
        "R-36 R-38",
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
    if sorts_only(answers):
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


def constrain_the_form(answers: Answers) -> Finding | None:
    fields = answers.any("M02a", "structured_fields") or answers.any("S02", "extract_fields")
    labels = sorts_only(answers) and not small_classifier(answers)
    read = answers.any("S16", "fully_free_text") or answers.any("A01", "wrong_format")
    if not (fields or labels or read) or small_classifier(answers):
        return None
    return do(
        "augment.structured_output",
        "R-04 R-12b",
        ("M02a", "S02", "S16", "S06", "A01"),
        title=message("Constrain the output to a schema"),
        why=_why_schema(answers),
        how=message(
            "Give names, types and allowed values, let the provider enforce them, allow “not "
            "found” for every field, and reject what does not validate before anybody sees it."
        ),
    )


def _why_schema(answers: Answers) -> Message:
    if answers.any("S06", "only_software"):
        return message(
            "Another program reads the output, so its form must be right every time; a wrong value "
            "can be found then, a wrong form breaks the line."
        )
    return message(
        "Named fields come out. A schema turns the form into something that cannot be wrong and "
        "leaves only the content to be tested."
    )


def check_in_code(answers: Answers) -> Finding | None:
    """R-12b, R-36: figures and fields against totals, masters and limits."""
    costly = answers.any("S07", "money_or_complaint", "serious_loss", "harm_to_people")
    fields = answers.any("S02", "extract_fields") and (exact_figures(answers) or costly)
    figures = exact_figures(answers) and answers.any(
        "S02", "draft", "rewrite", "summarise", "translate", "act_in_systems", "calculate"
    )
    figures = figures and not answers.any("S03", "open_ended")
    figures = figures or answers.any("A01", "wrong_numbers")
    claims = answers.any("S02", "draft", "rewrite") and answers.any("M02", "structured_data")
    wording = answers.any("A09", "fixed_text")
    if small_classifier(answers) or not (fields or figures or claims or wording):
        return None
    return do(
        "augment.business_rules",
        "R-12b R-36",
        ("S02", "S17", "S07", "M02", "A01", "A09"),
        title=message("Check the output in code before it goes on"),
        why=message(
            "What can be checked by rule should be: totals that must add up, names that must "
            "exist, dates in range, claims that the record supports."
        ),
        how=message(
            "Write each rule as a small test on the output; a failed one stops the case and shows "
            "a person which rule and which field."
        ),
    )


def steps_in_code(answers: Answers) -> Finding | None:
    chained = not answers.any("I04", "model_chosen", "open_loop")
    several = answers.any("S02", "act_in_systems") or answers.any("S16", "fully_free_text")
    several = several or answers.any("A01", "unreliable")
    several = several or (answers.any("S02", "query_data") and not answers.any("S03", "open_ended"))
    if not (chained and several) or hurried(answers) or fixed_by_rules(answers):
        return None
    return do(
        "augment.workflow",
        "R-38",
        ("I04", "S02", "S16", "A01"),
        title=message("Keep the steps in code, and the model inside single steps"),
        why=message(
            "The steps are known. In code they run in the same order each time, can be tested one "
            "by one, and fail where you can see it."
        ),
        how=message(
            "Draw the steps, decide which of them need judgement, and give each of those its own "
            "prompt, schema and test cases."
        ),
    )


def no_steps_needed(answers: Answers) -> Finding | None:
    if not (one_job(answers, "calculate") or acts(answers)):
        return None
    if not answers.any("I04", "model_chosen", "open_loop"):
        return None
    return later(
        "augment.workflow",
        "R-38",
        ("I04", "S02"),
        title=message("Turn the paths that repeat into fixed steps"),
        why=message("Most cases will take one of a few paths, and a fixed path is more reliable."),
        how=message("Read the traces after a month; move the commonest path into code."),
        when=message("once the traces show which paths repeat"),
    )


RULES = (
    query_with_sql,
    compute_in_code,
    call_the_known_formula,
    no_program_where_the_formula_is_known,
    use_the_systems_functions,
    no_tools_needed,
    constrain_the_form,
    check_in_code,
    steps_in_code,
    no_steps_needed,
)
