"""What has to be labelled, in hours and money."""

from __future__ import annotations

import pytest

from app.advice.advise import advise
from app.language.reader import ENGLISH
from app.lifecycle.answers import Answers
from app.plan.evaluation import evaluation_plan
from app.plan.labelling import labelling
from app.plan.plan import Labelling
from tests.cases import case
from tests.lifecycle.saying import said


def piles(answers: Answers) -> dict[str, Labelling]:
    advice = advise(answers)
    found = labelling(answers, advice, evaluation_plan(answers, advice))
    return {ENGLISH.say(pile.kind): pile for pile in found}


def test_a_missing_test_set_is_labelled() -> None:
    pile = piles(said())["Test cases with the right answer, still to be made"]
    assert pile.items == 385
    assert pile.hours.p50 == pytest.approx(385 * 5 / 60 * 1.2 * 1.15)
    assert pile.hours.p10 < pile.hours.p50 < pile.hours.p80 < pile.hours.p95
    assert pile.rule.id == "R-73"


def test_a_present_test_set_leaves_less_to_label() -> None:
    def missing(answers: Answers) -> int:
        return piles(answers)["Test cases with the right answer, still to be made"].items

    assert missing(said(A04="from_100", A04a=200)) == missing(said()) - 200


def test_a_typed_rate_makes_the_money_follow_the_hours() -> None:
    pile = next(iter(piles(said(E08c=100)).values()))
    assert pile.usd.p50 == pytest.approx(pile.hours.p50 * 100)
    assert pile.usd.p95 == pytest.approx(pile.hours.p95 * 100)


def test_an_unknown_rate_widens_the_money() -> None:
    pile = next(iter(piles(said()).values()))
    assert pile.usd.p95 / pile.usd.p50 > pile.hours.p95 / pile.hours.p50


def test_comparisons_are_labelled_when_preferences_are_tuned() -> None:
    assert "Comparisons of two answers" in piles(case("D09").answers)


def test_code_needs_no_labels() -> None:
    assert piles(case("D12").answers) == {}
