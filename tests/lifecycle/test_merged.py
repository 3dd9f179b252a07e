"""Two answers to one question, brought together."""

from __future__ import annotations

from datetime import date

import pytest

from app.lifecycle.answers import UNSEEN, Answer, Reason, State
from app.lifecycle.bank import load_bank
from app.lifecycle.merged import merged
from app.lifecycle.questions import AnswerValue, Row

BANK = load_bank()


def said(value: AnswerValue, note: str = "") -> Answer:
    return Answer(State.ANSWERED, value, note=note)


@pytest.mark.parametrize(
    ("question", "kept", "yours", "together"),
    [
        ("S01", "Agents lose time", "Clients wait", "Agents lose time\n\nClients wait"),
        ("S01", "Agents lose time daily", "lose time", "Agents lose time daily"),
        ("S01", "lose time", "Agents lose time daily", "Agents lose time daily"),
        ("S03", "one_task", "few_tasks", "few_tasks"),
        ("E04", 100_000, 250_000, 250_000),
        ("S02", ("classify",), ("summarise", "classify"), ("classify", "summarise")),
        ("S02", ("classify",), ("none",), ("classify",)),
    ],
)
def test_what_can_stand_together_does(
    question: str, kept: AnswerValue, yours: AnswerValue, together: AnswerValue
) -> None:
    assert merged(BANK.questions[question], said(kept), said(yours)) == said(together)


def test_the_rows_of_both_stand_once() -> None:
    rows: tuple[Row, ...] = (
        {"role": "a", "people": 1},
        {"role": "b", "people": 2},
        {"role": "c", "people": 1},
    )
    both = merged(BANK.questions["E02"], said((rows[0], rows[1])), said((rows[1], rows[2])))
    assert both.value == rows


def test_an_answer_wins_over_not_knowing_and_keeps_both_notes() -> None:
    unknown = Answer(State.UNKNOWN, note="Ask Kim", owner="Kim", by=date(2027, 1, 4))
    both = merged(BANK.questions["S03"], unknown, said("few_tasks", note="Three"))
    assert (both.state, both.value) == (State.ANSWERED, "few_tasks")
    assert both.note == "Ask Kim\n\nThree"
    assert merged(BANK.questions["S03"], said("few_tasks"), unknown).value == "few_tasks"


def test_of_two_without_a_value_yours_stands() -> None:
    kept = Answer(State.UNKNOWN, owner="Kim")
    yours = Answer(State.NOT_APPLICABLE, reason=Reason.OUT_OF_SCOPE)
    assert merged(BANK.questions["S03"], kept, yours).state is State.NOT_APPLICABLE


def test_with_one_answer_only_that_one_stands() -> None:
    question = BANK.questions["S03"]
    assert merged(question, said("few_tasks"), None) == said("few_tasks")
    assert merged(question, None, said("few_tasks")) == said("few_tasks")
    assert merged(question, None, None) == UNSEEN
