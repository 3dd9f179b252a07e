"""The form of the output and the checks on it: schema and business rules."""

from __future__ import annotations

from app.advice.finding import Finding
from app.advice.situation import computes_in_code, exact_figures, sorts_only
from app.advice.stances import do
from app.advice.training_grounds import small_classifier
from app.language.message import Message, message
from app.lifecycle.answers import Answers


def constrain_the_form(answers: Answers) -> Finding | None:
    fields = answers.any("M02a", "structured_fields") or answers.any("S02", "extract_fields")
    labels = sorts_only(answers) or answers.options("M02a") == {"labels"}
    labels = labels and not small_classifier(answers)
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
    figures = exact_figures(answers) and not computes_in_code(answers)
    figures = figures and not answers.any("S02", "query_data")
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


RULES = (
    constrain_the_form,
    check_in_code,
)
