"""Check 21: plans side by side on the same draws."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from app.advice.advise import advise
from app.estimate.simulation.factors import neutral
from app.estimate.what_if.scenarios import compared, difference, race, side_by_side
from app.lifecycle.answers import Answers
from tests.cases import case
from tests.estimate.archetypes import model, p, project, ran
from tests.lifecycle.saying import BANK, said

NEUTRAL = neutral()


def test_two_equal_plans_differ_by_exactly_nothing() -> None:
    found = compared(project(model("B")), project(model("B")))
    print(f"two equal plans differ by {found.weeks.p80.amount} weeks")
    for each in (found.weeks, found.usd):
        assert (each.first, each.second, each.equal) == (0.0, 0.0, 1.0)
        assert (each.p50.amount, each.p80.amount, each.p80.error) == (0.0, 0.0, 0.0)
        assert each.is_tie


def test_either_is_sooner_or_they_are_equal() -> None:
    found = compared(project(model("B")), project(model("D"))).weeks
    print(f"{found.first:.3f} + {found.second:.3f} + {found.equal:.3f}")
    assert found.first + found.second + found.equal == pytest.approx(1)


def test_the_same_draws_tell_which_of_two_is_faster_for_this_project() -> None:
    """D before B: 0.83 on common draws, 0.62 on independent ones."""
    common = compared(project(model("D", draws=10_000)), project(model("B", draws=10_000))).weeks
    apart = race(
        ran(model("D", draws=10_000)).weeks[0], ran(model("B", draws=10_000, seed=99)).weeks[0]
    )
    print(f"{common.first:.2f} on common draws, {apart.first:.2f} on independent ones")
    assert common.first == pytest.approx(0.83, abs=0.02)
    assert apart.first == pytest.approx(0.62, abs=0.02)
    assert not common.is_tie


def test_common_draws_more_than_halve_the_error_of_a_difference() -> None:
    """A production-grade team against one with a pilot: 1.25 months sooner, error 0.07 of 0.16."""
    better = replace(NEUTRAL, expertise=0)
    one, other = (ran(model("B", where)).weeks[0] for where in (better, NEUTRAL))
    apart = ran(model("B", NEUTRAL, seed=99)).weeks[0]
    common, independent = difference(one, other, 0.8), difference(one, apart, 0.8)
    print(f"{common.amount / 4.345:.2f} months, error {common.error / 4.345:.3f}")
    assert common.amount / 4.345 == pytest.approx(1.25, abs=0.2)
    assert common.error < independent.error / 1.5


def test_a_better_plan_is_ahead_in_every_figure() -> None:
    found = compared(project(model("B", replace(NEUTRAL, size=1))), project(model("B")))
    assert found.weeks.p50.amount > 0
    assert found.usd.p80.amount > 0
    assert found.usd.first == 1.0
    one, other = (ran(model("B", replace(NEUTRAL, size=size))).weeks[0] for size in (1, 2))
    assert np.all(one <= other)
    assert p(one, 80)[0] < p(other, 80)[0]


def test_plans_are_compared_by_their_answers() -> None:
    """The support chatbot with a team that has shipped, against the one that was described."""
    answers = case("D01").answers
    proven = Answers.of(BANK, {**answers.given, **said(E03="production_systems").given})
    found = side_by_side((proven, advise(proven)), (answers, advise(answers)))
    assert found is not None
    assert found.weeks.p80.amount > 0
    assert found.usd.first > 0.6
    stopped = said(S12=["social_scoring"])
    assert side_by_side((answers, advise(answers)), (stopped, advise(stopped))) is None
