"""Answers to another bank's questions: what still fits, and what does not."""

from __future__ import annotations

from hypothesis import given, settings

from app.lifecycle.answers import Answer, State
from app.lifecycle.fitting import fit, fit_written
from tests.lifecycle.saying import BANK, any_answers

WRITTEN: dict[str, object] = {
    "S03": "few_tasks",
    "Z99": "a question that was dropped",
    "S07": "an option that was dropped",
    "I06a": "not a number",
    "M09": {"state": "unknown", "owner": "Lead"},
}


def test_what_fits_is_kept_and_what_does_not_is_named_with_its_reason() -> None:
    found = fit_written(BANK, WRITTEN)
    assert dict(found.given) == {
        "S03": Answer(State.ANSWERED, "few_tasks"),
        "M09": Answer(State.UNKNOWN, owner="Lead"),
    }
    assert found.gone == ("Z99",)
    assert found.refused == ("S07", "I06a")
    assert found.misfits == {"Z99", "S07", "I06a"}


@settings(max_examples=25, deadline=None)
@given(any_answers())
def test_answers_to_this_bank_all_fit(given: dict[str, Answer]) -> None:
    found = fit(BANK, given)
    assert dict(found.given) == given
    assert not found.misfits
