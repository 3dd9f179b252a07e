"""A form shows what is kept, and reading it gives what was shown."""

from __future__ import annotations

from datetime import date

import pytest

from app.lifecycle.answers import Answer, Answers, Reason, State
from app.lifecycle.bank import load_bank
from app.lifecycle.questions import AnswerValue, Row
from app.web.examples import examples
from app.web.wizard.controls import fields_of, form_for
from app.web.wizard.forms import one_answer, settled

BANK = load_bank()
ROW: Row = {"metric": "hours", "by": date(2027, 1, 1)}


@pytest.mark.parametrize("example", list(examples()))
def test_a_form_says_back_every_answer_of_the_examples(example: str) -> None:
    for key, answer in examples()[example].document.answers.given.items():
        question = BANK.questions[key]
        assert one_answer(question, fields_of(question, answer)) == answer


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("S01", Answer(State.ANSWERED, "Two lines\nof words", note="n", evidence="https://e.org")),
        ("E07b", Answer(State.ANSWERED, date(2027, 6, 28))),
        ("M09a", Answer(State.ANSWERED, 0.333)),
        ("M07a", Answer(State.ANSWERED, 2.1e6)),
        ("S10", Answer(State.ANSWERED, (ROW,))),
        ("M09", Answer(State.UNKNOWN, owner="Ana", by=date(2027, 1, 1))),
        ("A13", Answer(State.NOT_APPLICABLE, reason=Reason.OUT_OF_SCOPE)),
    ],
)
def test_a_form_says_back_what_it_was_given(question: str, answer: Answer) -> None:
    asked = BANK.questions[question]
    assert one_answer(asked, fields_of(asked, answer)) == answer


def given(**said: AnswerValue) -> Answers:
    return Answers.of(BANK, {key: Answer(State.ANSWERED, value) for key, value in said.items()})


def test_a_follow_up_stands_in_the_row_of_the_last_option_that_opens_it() -> None:
    ticked = given(M07=("stable_know_how", "live_systems"))
    form = form_for(ticked, BANK.questions["M07"], {})
    assert [c.id for c in form.inside("live_systems")] == ["M07a"]
    assert form.below == []


def test_a_follow_up_that_no_tick_has_opened_waits_below() -> None:
    form = form_for(given(), BANK.questions["M07"], {})
    (waiting,) = form.below
    assert waiting.id == "M07a"
    assert not waiting.shown
    assert form.opens("none") == ""
    assert form.opens("live_systems") == "opens-1"


def test_a_follow_up_that_no_tick_could_open_is_not_on_the_page() -> None:
    without_actions = form_for(given(S02=("draft",)), BANK.questions["M09"], {})
    with_actions = form_for(given(S02=("act_in_systems",)), BANK.questions["M09"], {})
    assert "M09c" not in {c.id for c in without_actions.follow_ups}
    assert "M09c" in {c.id for c in with_actions.follow_ups}


def test_a_state_said_by_a_round_box_moves_to_its_own_field() -> None:
    fields = settled({"S03": [".unknown"], "S03.owner": ["Ana"]})
    assert fields == {"S03": [], "S03.state": ["unknown"], "S03.owner": ["Ana"]}


def test_a_removed_row_is_not_read() -> None:
    fields = settled({"E02-1-role": ["data"], "E02-10-role": ["design"], "remove": ["E02-1"]})
    assert "E02-1-role" not in fields
    assert fields["E02-10-role"] == ["design"]
