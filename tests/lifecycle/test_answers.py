"""What was said, what is assumed, and which questions are shown."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.lifecycle.answers import Answer, Answers, State
from tests.lifecycle.saying import BANK, UNKNOWN, any_answers, said

DUE = settings(max_examples=50, deadline=None)


@DUE
@given(any_answers(), st.randoms())
def test_the_order_of_answering_never_matters(given_: dict[str, Answer], chance: object) -> None:
    shuffled = list(given_.items())
    getattr(chance, "shuffle")(shuffled)  # noqa: B009 - Hypothesis gives Random as object
    step_by_step = Answers.of(BANK, {})
    for question, answer in shuffled:
        step_by_step = step_by_step.with_answer(question, answer)
    at_once = Answers.of(BANK, given_)
    assert step_by_step == at_once
    assert step_by_step.digest == at_once.digest
    for question in BANK.questions:
        assert step_by_step.shown(question) is at_once.shown(question)
        assert step_by_step.value(question) == at_once.value(question)


@DUE
@given(any_answers())
def test_a_hidden_question_counts_nowhere(given_: dict[str, Answer]) -> None:
    answers = Answers.of(BANK, given_)
    for question in BANK.questions:
        if not answers.shown(question):
            assert answers.state(question) is State.UNSEEN
            assert answers.said(question) is None
            assert not answers.known(question)


@DUE
@given(any_answers())
def test_what_is_shown_applies(given_: dict[str, Answer]) -> None:
    answers = Answers.of(BANK, given_)
    shown = {question for question in BANK.questions if answers.shown(question)}
    assert shown <= {question for question in BANK.questions if answers.applies(question)}


# Each condition once open and once shut: question, the answers, shown.
VISIBILITY: list[tuple[str, dict[str, object], bool]] = [
    ("S05a", {"S05": ["ruled_out"]}, True),
    ("S05a", {"S05": ["classic_ml"]}, False),
    ("S07a", {"S07": "rework"}, True),
    ("S07a", {"S07": "annoyance"}, False),
    ("S12a", {"S12": ["hiring_work", "children"]}, True),
    ("S12a", {"S12": ["children"]}, False),
    ("S13b", {"S13a": 2}, True),
    ("S13b", {"S13a": 1}, False),
    ("M01a", {"M01": "on_device"}, True),
    ("M01b", {"M01": "on_device"}, False),
    ("M01c", {"M01": "air_gapped"}, True),
    ("M07a", {"M07": ["stable_know_how"]}, True),
    ("M07a", {"M07": ["none"]}, False),
    ("M08b", {"M08": "rare_notation"}, True),
    ("M08c", {"M08": "jargon"}, False),
    ("M09a", {"M09": "under_10"}, True),
    ("M09b", {"M09": "not_tried"}, False),
    ("M09c", {"M09": "measured"}, False),
    ("M09c", {"M09": "measured", "S02": ["act_in_systems"]}, True),
    ("M09c", {"M09": "under_10", "S02": ["act_in_systems"]}, False),
    ("M10a", {"M10": "own_trained_model"}, True),
    ("M10b", {"M10": "bought_product"}, False),
    ("A01a", {"M09": "ten_plus"}, True),
    ("A02a", {"A02": "none"}, False),
    ("A03", {"A02": "under_50"}, True),
    ("A04a", {"A04": "favourites"}, True),
    ("A05a", {"A05": "none"}, False),
    ("A06", {"M07": ["live_systems"]}, True),
    ("A06", {"M07": ["stable_know_how"]}, False),
    ("A07", {"M07": ["own_documents_stable"]}, True),
    ("A09", {"S02": ["translate"]}, True),
    ("A09", {"S02": ["write_code"]}, False),
    ("A10", {"S02": ["write_code"]}, True),
    ("A10", {"S02": ["classify_route"]}, False),
    ("A10a", {"S02": ["draft"], "A10": "under_1k"}, True),
    ("A10a", {"S02": ["classify_route"], "A10": "under_1k"}, False),
    ("A10b", {"S02": ["draft"], "A10": "no_comparisons"}, False),
    ("I04", {"S02": ["query_data"]}, True),
    ("I04", {"I03": "reads_only"}, True),
    ("I04", {"S02": ["draft"], "I03": "drafts"}, False),
    ("I06a", {"I06": "from_1k"}, True),
    ("I06b", {"I06": "not_central"}, False),
    ("I08", {"S02": ["hold_conversation"]}, True),
    ("I08", {"S02": ["translate"]}, False),
    ("I11", {"S06": "general_public"}, True),
    ("I11", {"S06": "only_software"}, False),
    ("E07a", {"E07": "target"}, True),
    ("E07b", {"E07": "none"}, False),
    ("E07c", {"E07": "target"}, False),
    ("E07c", {"E07": "fixed"}, True),
]


@pytest.mark.parametrize(("question", "answers", "shown"), VISIBILITY)
def test_a_question_is_shown_when_its_condition_holds(
    question: str, answers: dict[str, object], shown: bool
) -> None:
    assert said(**answers).shown(question) is shown


def test_every_conditional_question_stands_in_the_table() -> None:
    conditional = {q.id for q in BANK.questions.values() if q.visible.questions}
    assert conditional - {question for question, _, _ in VISIBILITY} == {"I06c"}


def test_an_unseen_parent_hides_its_follow_ups() -> None:
    assert not said().shown("M07a")


def test_an_unknown_parent_shows_what_its_assumed_value_would_show() -> None:
    answers = said(M07=UNKNOWN, A02=UNKNOWN, M09=UNKNOWN)
    assert answers.shown("M07a")
    assert answers.shown("A02a")
    assert not answers.shown("M09a")


def test_a_parent_that_does_not_apply_hides_its_follow_ups() -> None:
    answers = said(M08={"state": "not_applicable", "reason": "out_of_scope"})
    assert not answers.shown("M08b")
    assert answers.value("M08") is None


def test_an_answer_in_a_closed_branch_is_kept_excluded_and_restored() -> None:
    open_branch = said(M07=["own_documents_stable"], M07a=5000)
    closed = open_branch.with_answer("M07", Answer(State.ANSWERED, ("none",)))
    assert "M07a" in closed.given
    assert closed.value("M07a") is None
    reopened = closed.with_answer("M07", Answer(State.ANSWERED, ("own_documents_stable",)))
    assert reopened.value("M07a") == 5000


def test_a_second_answer_replaces_the_first() -> None:
    answers = said(S03="few_tasks").with_answer("S03", Answer(State.ANSWERED, "one_task"))
    assert answers.said("S03") == "one_task"
    assert answers.without("S03").state("S03") is State.UNSEEN


# What stands in for an answer: question, what was said, assumed.
ASSUMED: list[tuple[str, dict[str, object], object]] = [
    ("S03", {}, "few_tasks"),
    ("M04a", {"M04": 1000}, 3000),
    ("M04a", {}, 2400),
    ("M05a", {"M05": "under_1min"}, 60_000),
    ("M05a", {"M05": "batch_hours"}, None),
    ("M07a", {}, 1_000_000),
    ("M08a", {"M07": ["own_documents_stable"], "M07a": 5000}, 5000),
    ("M08a", {"M07": ["none"]}, 0),
    ("M09c", {"S02": ["act_in_systems"], "M09": "measured", "M09a": 0.8}, 0.4),
    ("A02a", {"A02": "from_50"}, pytest.approx(158, abs=0.5)),
    ("A04a", {"A04": "from_100"}, 100),
    ("A10a", {"S02": ["draft"], "A10": "from_1k"}, 1000),
    ("I06a", {"I06": "from_1k"}, pytest.approx(3162, abs=1)),
    ("I06b", {"I06": "from_1k", "I06a": 1440}, pytest.approx(10)),
    ("I06c", {"I06": "from_1k", "I06a": 4000}, 8000),
    ("S07a", {"S07": "serious_loss"}, None),
]


@pytest.mark.parametrize(("question", "answers", "value"), ASSUMED)
def test_an_assumption_stands_in_for_an_answer(
    question: str, answers: dict[str, object], value: object
) -> None:
    assert said(**answers).value(question) == value
    assert not said(**answers).known(question)


def test_what_was_said_wins_over_what_is_assumed() -> None:
    answers = said(M04=1000, M04a=1500)
    assert answers.number("M04a") == 1500
    assert answers.known("M04a")


def test_words_figures_and_rows_are_asked_for_by_kind() -> None:
    answers = said(S01="Replies", E02=[{"role": "product", "share": 0.5}], S13a=3)
    assert answers.text("S01") == "Replies"
    assert answers.rows("E02") == ({"role": "product", "share": 0.5},)
    assert answers.number("S13a") == 3
    assert answers.options("S02") == {"draft", "answer_questions"}
    assert answers.text("S14") == ""
    assert answers.number("S02") is None


def test_the_digest_follows_the_content() -> None:
    assert said(S03="few_tasks").digest != said(S03="one_task").digest
    assert said(S13a=3).digest == said(S13a=3.0).digest
    assert said(S02=["draft", "translate"]).digest == said(S02=["translate", "draft"]).digest
