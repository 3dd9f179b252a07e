"""Help for "I don't know yet"."""

from __future__ import annotations

import pytest

from app.language.reader import ENGLISH
from app.lifecycle.answers import Answer, State
from app.lifecycle.helping import Reply
from tests.lifecycle.saying import BANK, said

# A helper, what it was told, and what it proposes.
PROPOSED: list[tuple[str, dict[str, Reply], dict[str, object]]] = [
    ("help_M07", {"outsider": "could"}, {"M07": ("none",)}),
    (
        "help_M07",
        {"outsider": "could_not", "handed": "document", "stale": "lasting"},
        {"M07": ("own_documents_stable",)},
    ),
    (
        "help_M07",
        {"outsider": "could_not", "handed": "document", "stale": "stale"},
        {"M07": ("own_documents_changing",)},
    ),
    (
        "help_M04",
        {"typical": 5.0, "long": 20.0, "answer": "page"},
        {"M04": 2000.0, "M04a": 8000.0, "M04b": 400.0},
    ),
    ("help_M04", {"typical": 5.0}, {"M04": 2000.0}),
    (
        "help_I06",
        {"people": 400.0, "times": 20.0, "rush": "rush"},
        {"I06": "from_1k", "I06a": 8000.0, "I06b": 80.0},
    ),
    ("help_S12", {"person": "not_person"}, {"S12": ("none",)}),
    (
        "help_S12",
        {"person": "about_person", "kind": "work", "refused": "after_look"},
        {"S12": ("hiring_work",), "S12a": "ranks_or_filters"},
    ),
    (
        "help_E05",
        {"approved": "approved", "took": "weeks_2", "data": "neither"},
        {"E05": ({"gate": "security", "weeks": 2.0, "timing": "can_overlap"},)},
    ),
    ("help_A02", {"cases": 60000.0, "both": "one_side"}, {"A02": "none"}),
    (
        "help_A02",
        {"cases": 600.0, "both": "both", "signed": "not_all"},
        {"A02": "from_500", "A02a": 600.0, "A03": ("unchecked_clear",)},
    ),
    ("help_S07", {"then": "redo", "last_cost": 90.0}, {"S07": "rework", "S07a": 90.0}),
    ("help_S07", {"then": "shrug", "last_cost": 60000.0}, {"S07": "serious_loss"}),
    ("help_M03", {"colleague": "after_year", "sums": "not_involved"}, {"M03": "combine_sources"}),
    ("help_S16", {"differ": "never", "fields": "free_text"}, {"S16": "fully_free_text"}),
    ("help_S16", {"differ": "never", "fields": "named_fields"}, {"S16": "fully_structured"}),
    ("help_S16", {}, {}),
]


@pytest.mark.parametrize(("helper", "replies", "proposed"), PROPOSED)
def test_a_helper_proposes_an_answer(
    helper: str, replies: dict[str, Reply], proposed: dict[str, object]
) -> None:
    assert BANK.helpers[helper].propose(replies, BANK.questions) == proposed


def test_every_helper_stands_in_the_table() -> None:
    assert {helper for helper, _, _ in PROPOSED} == set(BANK.helpers)


@pytest.mark.parametrize(("helper", "replies", "proposed"), PROPOSED)
def test_what_is_proposed_can_be_answered(
    helper: str, replies: dict[str, Reply], proposed: dict[str, object]
) -> None:
    answers = said()
    for question, value in BANK.helpers[helper].propose(replies, BANK.questions).items():
        answers = answers.with_answer(question, Answer(State.ANSWERED, value))
        assert answers.value(question) == value


# questions.md, section 5: words of the three questions of each branch, and what it gives.
BRANCHES: dict[str, tuple[tuple[str, str, str], set[str]]] = {
    "help_M07": (("public web", "hand that person", "out of date"), {"M07"}),
    "help_M04": (("typical case", "long one", "a line, a paragraph"), {"M04", "M04a", "M04b"}),
    "help_I06": (("How many people", "How often", "rush hour"), {"I06", "I06a", "I06b"}),
    "help_S12": (("decision about a person", "What is decided", "refused"), {"S12", "S12a"}),
    "help_E05": (("comparable cloud tool", "How long", "personal or secret"), {"E05"}),
    "help_A02": (("finished cases", "what came in", "expert"), {"A02", "A02a", "A03"}),
    "help_S07": (("notice a wrong output", "have to do", "cost"), {"S07", "S07a"}),
    "help_M03": (("new colleague", "sums, plans", "weighed"), {"M03"}),
    "help_S16": (("ever reach different", "named fields", "rules written"), {"S16"}),
}


@pytest.mark.parametrize("helper", BRANCHES)
def test_a_branch_asks_three_short_questions_and_gives_what_it_promises(helper: str) -> None:
    words, gives = BRANCHES[helper]
    branch = BANK.helpers[helper]
    asked = [ENGLISH.say(question.asks) for question in branch.asks]
    assert len(asked) == 3
    for expected, question in zip(words, asked, strict=True):
        assert expected in question
        assert len(question) <= 90
    assert {suggestion.question for suggestion in branch.suggestions} == gives


def test_the_table_of_branches_is_complete() -> None:
    assert set(BRANCHES) == set(BANK.helpers)


@pytest.mark.parametrize("helper", BRANCHES)
def test_a_branch_hangs_at_the_question_it_helps_with(helper: str) -> None:
    question = BANK.questions[helper.removeprefix("help_")]
    assert question.help == helper
