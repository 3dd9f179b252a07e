"""What is asked, what comes next, how far along."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from app.lifecycle.answers import Answer, Answers, State
from app.lifecycle.phases import Phase
from app.lifecycle.progress import (
    Depth,
    asked,
    depth,
    first_pass,
    in_first_pass,
    next_question,
    priority,
    progress,
    share_unknown,
)
from app.lifecycle.questions import Priority, Who
from tests.lifecycle.saying import BANK, UNKNOWN, any_answers, said

FIRST_PASS = [
    *("S01", "S02", "S03", "S06", "S07", "S09", "S12", "M01", "M07", "M09"),
    *("A01", "A04", "A05", "I06", "E01", "E02"),
]


def test_the_first_pass_has_sixteen_questions() -> None:
    assert [question.id for question in first_pass(said())] == FIRST_PASS


@pytest.mark.parametrize("job", ["calculate", "classify_route", "extract_fields", "rank_score"])
def test_s16_joins_the_first_pass_when_rules_might_do_the_job(job: str) -> None:
    assert {question.id for question in first_pass(said(S02=[job]))} == {*FIRST_PASS, "S16"}


def test_the_first_pass_takes_about_ten_minutes() -> None:
    everything_else = {q: UNKNOWN for q in BANK.questions if q not in FIRST_PASS}
    answers = said(**{q: u for q, u in everything_else.items()})
    assert 9 <= progress(answers).minutes_left <= 10


def test_the_first_pass_is_asked_in_order_and_ends() -> None:
    answers, order = said(), []
    while in_first_pass(answers) and (question := next_question(answers)):
        order.append(question.id)
        answers = answers.with_answer(question.id, Answer(State.UNKNOWN))
    assert order == FIRST_PASS


def test_the_answer_that_ends_the_first_pass_leads_to_no_further_question() -> None:
    answers = said()
    for question in first_pass(answers):
        assert next_question(answers, question.id) is not None
        answers = answers.with_answer(question.id, Answer(State.UNKNOWN))
    assert next_question(answers, "E02") is None
    assert next_question(answers, "S06") is None, "one of them changed later: back to the plan"
    beyond = next_question(answers, "S04")
    assert beyond is not None, "the questions beyond go on from one to the next"
    assert beyond.id == "S05"


@settings(max_examples=20, deadline=None)
@given(any_answers())
def test_going_on_always_ends(given_: dict[str, Answer]) -> None:
    answers, at = Answers.of(BANK, given_), None
    for _ in range(len(BANK.main()) + 1):
        question = next_question(answers, at) or next_question(answers)
        if question is None:
            break
        assert question.parent is None
        assert answers.state(question.id) is State.UNSEEN
        at = question.id
        answers = answers.with_answer(at, Answer(State.UNKNOWN))
    assert next_question(answers, at) is None


def test_the_next_question_lies_after_this_one_and_then_begins_again() -> None:
    answers = said()
    found = next_question(answers, "E01")
    assert found is not None
    assert found.id == "E02"
    again = next_question(answers, "E02")
    assert again is not None
    assert again.id == "S01"


def test_a_skipped_question_does_not_lead_to_itself() -> None:
    answers = said()
    for question in first_pass(answers)[1:]:
        answers = answers.with_answer(question.id, Answer(State.UNKNOWN))
    found = next_question(answers, "S01")
    assert found is not None
    assert found.id != "S01"


@pytest.mark.parametrize(
    ("answers", "deep"),
    [
        ({}, Depth.BASIC),
        ({"S12": ["none"], "S07": "rework"}, Depth.BASIC),
        ({"S06": "general_public"}, Depth.STANDARD),
        ({"S12": ["health"]}, Depth.STANDARD),
        ({"S12": ["health"], "S07": "harm_to_people"}, Depth.FULL),
        ({"S06": "general_public", "I03": "irreversible", "S07": "serious_loss"}, Depth.FULL),
    ],
)
def test_what_is_at_stake_decides_how_much_is_asked(
    answers: dict[str, object], deep: Depth
) -> None:
    assert depth(said(**answers)) is deep


def test_p2_questions_are_asked_when_something_is_at_stake() -> None:
    def later(**answers: object) -> set[str]:
        found = said(**answers)
        return {q.id for q in asked(found) if priority(found, q) is Priority.P2}

    assert later() == set()
    assert "I12" in later(S06="general_public")
    assert later(S06="general_public", E01="go_nogo") == set()
    assert later(I12="nobody") == {"I12"}


def test_an_answer_can_make_another_question_urgent() -> None:
    acting = BANK.questions["I03"]
    assert priority(said(), acting) is Priority.P1
    assert priority(said(S02=["act_in_systems"]), acting) is Priority.P0
    corpus = BANK.questions["M08a"]
    assert priority(said(M10="own_trained_model"), corpus) is Priority.P0


def test_progress_counts_every_state_once() -> None:
    answers = said(S03="one_task", S04=UNKNOWN, S08={"state": "not_applicable", "reason": "other"})
    scoping = progress(answers, Phase.SCOPING)
    assert (scoping.answered, scoping.unknown, scoping.not_applicable) == (1, 1, 1)
    assert scoping.open == scoping.asked - 3
    assert not scoping.finished


def test_progress_names_who_can_answer() -> None:
    assert progress(said(), Phase.ALIGNMENT).who[0] is Who.PRODUCT
    assert sum(progress(said(), phase).asked for phase in Phase) == progress(said()).asked


def test_the_share_unknown_counts_only_what_was_put_to_the_person() -> None:
    assert share_unknown(said()) is None
    assert share_unknown(said(M09=UNKNOWN)) is None
    some = {question: UNKNOWN for question in FIRST_PASS}
    assert share_unknown(said(**some)) == 1.0
    known = {**some, "S03": "one_task", "S06": "many_staff", "E01": "pilot", "M01": "any_api"}
    assert share_unknown(said(**known)) == 12 / 16
