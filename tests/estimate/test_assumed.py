"""What the reader is told of an answer that nobody has given."""

from __future__ import annotations

import pytest

from app.estimate.assumed import as_estimated
from app.language.message import verbatim
from app.language.reader import ENGLISH
from tests.estimate.archetypes import PRIORS


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("S03", "likely; the estimate draws from every option"),
        ("E06", "likely; the estimate waits 0.4 to 9 weeks"),
        ("M04", "likely"),
    ],
)
def test_an_open_answer_says_what_the_estimate_does_about_it(question: str, words: str) -> None:
    assert ENGLISH.say(as_estimated(question, verbatim("likely"))) == words


def test_the_wait_that_is_named_is_the_shipped_one() -> None:
    assert PRIORS.tasks["data"].wait_weeks == (0.4, 1.5, 9)


def test_every_factor_that_is_drawn_says_so() -> None:
    for factor in PRIORS.factors.values():
        assert "draws" in ENGLISH.say(as_estimated(factor.question, verbatim("x")))
