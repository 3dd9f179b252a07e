"""Answers in words."""

from __future__ import annotations

from datetime import date

import pytest

from app.language.reader import ENGLISH
from app.lifecycle.answers import Answer, State
from app.lifecycle.worded import answer_in_words, assumption_in_words
from tests.lifecycle.saying import BANK, said


@pytest.mark.parametrize(
    ("question", "raw", "words"),
    [
        ("S03", "few_tasks", "A few related tasks"),
        ("S02", ["draft", "translate"], "Draft new text; Translate"),
        ("S01", "Replies {as} written", "Replies {as} written"),
        ("M07a", 2_100_000, "2.1M tokens"),
        ("S11a", 0.85, "85 %"),
        ("E04", 250_000, "$250k"),
        ("E04a", 1000, "$1k a month"),
        ("I06a", 8000, "8,000 requests a day"),
        ("I06b", 1, "1 request a minute"),
        ("M05a", 6000, "6,000 ms"),
        ("M01a", 80, "80 GB"),
        ("S13a", 3, "3"),
        ("E07b", "2027-06-30", "30 June 2027"),
        ("E05", [], "None"),
        (
            "E02",
            [{"role": "product", "people": 1, "share": 0.5}, {"role": "data"}],
            "Product (1, 50 %); Data",
        ),
    ],
)
def test_values_are_said_with_their_labels_and_units(
    question: str, raw: object, words: str
) -> None:
    answer = said(**{question: raw}).given[question]
    assert ENGLISH.say(answer_in_words(BANK.questions[question], answer)) == words


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer(State.UNKNOWN), "Not known yet"),
        (Answer(State.UNKNOWN, owner="Kim"), "Not known yet; Kim finds out"),
        (
            Answer(State.UNKNOWN, owner="Kim", by=date(2027, 1, 4)),
            "Not known yet; Kim finds out by 4 January 2027",
        ),
        (Answer(State.UNSEEN), "Not answered yet"),
    ],
)
def test_states_are_said_too(answer: Answer, words: str) -> None:
    assert ENGLISH.say(answer_in_words(BANK.questions["M09"], answer)) == words


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("S03", "A few related tasks"),
        ("M04a", "Three times a typical request: 2,400 tokens"),
        ("A06", "One source of office files, of mixed quality"),
        ("E04", "No ceiling"),
    ],
)
def test_assumptions_are_said(question: str, words: str) -> None:
    said_so = assumption_in_words(BANK.questions[question], said().value(question))
    assert said_so is not None
    assert ENGLISH.say(said_so) == words
