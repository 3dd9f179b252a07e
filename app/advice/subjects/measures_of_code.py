"""How code, queries and actions are measured: they are run (eval.*)."""

from __future__ import annotations

from app.advice.figures import share_of
from app.advice.finding import Finding
from app.advice.situation import acts, exact_figures, fixed_by_rules
from app.advice.stances import do
from app.language.message import Message, message
from app.lifecycle.answers import Answers


def test_the_code(answers: Answers) -> Finding | None:
    code = answers.any("S02", "write_code") or _code_comes_out(answers)
    read = answers.any("S16", "fully_free_text") or (
        exact_figures(answers) and (answers.any("S02", "calculate"))
    )
    if not (fixed_by_rules(answers) or code or read):
        return None
    return do(
        "eval.unit_tests",
        "R-01 R-36" if not code else "R-40",
        ("S16", "S02", "S17", "M02a"),
        title=message("Test the code automatically"),
        why=message(
            "Code can be proved right case by case; every branch of the rules deserves a test."
        )
        if not code
        else message("Generated code is right when its tests pass, not when it looks right."),
        how=message(
            "One test for each row, band and limit, with figures that the owner has signed; run "
            "them on every change."
        )
        if not code
        else message("Run each suggestion against the tests of its repository, in a sandbox."),
    )


def _code_comes_out(answers: Answers) -> bool:
    """Code or queries are among what comes out, and nothing yet runs them (M02a)."""
    said = answers.known("M02a") and answers.any("M02a", "code")
    return said and not (answers.any("S02", "query_data") or fixed_by_rules(answers))


def run_generated_code(answers: Answers) -> Finding | None:
    if not answers.any("S02", "write_code"):
        return None
    return do(
        "eval.pass_at_k",
        "R-40",
        ("S02",),
        title=message("Measure pass@k on your own repositories"),
        why=message("Code that passes its tests is the only evidence that counts."),
        how=message(
            "Cut functions that have tests out of your own code, let the model fill them in, and "
            "count how many pass at the first try and within five."
        ),
    )


def count_what_is_taken(answers: Answers) -> Finding | None:
    if not answers.any("S02", "write_code", "query_data"):
        return None
    return do(
        "eval.acceptance_rate",
        "R-40 R-37",
        ("S02", "M09a", "S11a"),
        title=message("Count the drafts that people take unchanged"),
        why=_why_acceptance(answers),
        how=message("Log shown, taken, edited and still there after ten minutes, by team."),
    )


def _why_acceptance(answers: Answers) -> Message:
    today, bar = answers.number("M09a"), answers.number("S11a")
    if today is not None and bar is not None:
        return message(
            "It is the figure that users feel: {today} today, {bar} wanted.",
            today=share_of(today),
            bar=share_of(bar),
        )
    return message("It is the figure that users feel, and it needs no grader.")


def repeat_every_case(answers: Answers) -> Finding | None:
    if not acts(answers):
        return None
    return do(
        "eval.pass_hat_k",
        "R-39 R-40",
        ("S02", "I03", "M09c"),
        title=message("Run each case several times, and count those that succeed every time"),
        why=_why_repeat(answers),
        how=message(
            "Thirty to fifty cases in a copy of your systems, each run eight times; judge the end "
            "state, not the path; report breaches of policy, cost and steps beside it."
        ),
    )


def _why_repeat(answers: Answers) -> Message:
    every_time = answers.number("M09c")
    if every_time is not None and answers.known("M09c"):
        return message(
            "{share} of your cases passed every time so far; users meet the others.",
            share=share_of(every_time),
        )
    return message(
        "What works once may fail when it is repeated. On a public benchmark a leading model "
        "solved 61 % of shop cases once and fewer than 25 % eight times in a row."
    )


def run_the_queries(answers: Answers) -> Finding | None:
    if not answers.any("S02", "query_data"):
        return None
    return do(
        "eval.exec_accuracy",
        "R-40 R-37",
        ("S02",),
        title=message("Run the queries and compare results"),
        why=message("Two different queries can be right, so compare what they return."),
        how=message(
            "Three hundred questions with the right result, on a frozen copy; report the choice of "
            "tables apart from the query."
        ),
    )


RULES = (
    test_the_code,
    run_generated_code,
    count_what_is_taken,
    repeat_every_case,
    run_the_queries,
)
