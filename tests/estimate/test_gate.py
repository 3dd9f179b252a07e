"""Check 17 and the published figures of the stop/go gate."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.estimate.simulation.draws import Deck
from app.estimate.simulation.gate import ToGate, expected_usd, stop_chance, to_gate
from app.estimate.simulation.schedule import Model
from tests.estimate.archetypes import NO_RISKS, PRIORS, dollars, model, p, ran
from tests.lifecycle.saying import said

WEEKS_A_MONTH = 4.345
# Effort to the gate in person-days, months to the gate, expected person-days at 0.3, 0.5, 0.7.
PUBLISHED = {
    "A": ((35, 54), (1.3, 2.1), (94, 79, 63)),
    "B": ((63, 92), (1.9, 2.8), (264, 209, 153)),
    "C": ((65, 93), (1.8, 2.7), (346, 268, 189)),
    "D": ((56, 83), (1.8, 2.7), (220, 175, 131)),
}


def before_gate(some: Model) -> ToGate:
    cards = some.canvas.cards
    assert isinstance(cards, Deck)
    return to_gate(some, ran(some), dollars(cards))


@pytest.mark.parametrize("kind", PUBLISHED)
def test_the_gate_comes_after_the_published_effort_and_time(kind: str) -> None:
    """The published effort and time to the gate leave the risks out; the expected cost does not."""
    days, months, expected = PUBLISHED[kind]
    before = before_gate(model(kind, draws=10_000, happens=NO_RISKS))
    assert p(before.effort, 50, 80) == pytest.approx(days, rel=0.03)
    assert [w / WEEKS_A_MONTH for w in p(before.weeks, 50, 80)] == pytest.approx(months, abs=0.06)
    risky = model(kind, draws=10_000)
    gate, whole = before_gate(risky).effort, ran(risky).total[0]
    found = [expected_usd(gate, whole, stop) for stop in (0.3, 0.5, 0.7)]
    print(kind, [f"{figure:.0f}" for figure in found])
    assert found == pytest.approx(expected, rel=0.02)


@pytest.mark.parametrize("kind", "ABCDEF")
def test_stopping_costs_less_than_going_on_in_every_run(kind: str) -> None:
    some = model(kind)
    before, result = before_gate(some), ran(some)
    print(f"{kind}: dearer to the gate in {np.sum(before.effort >= result.total[0])} runs of 2,000")
    assert np.all(before.effort < result.total[0])
    assert np.all(before.weeks <= result.weeks[0])


@settings(max_examples=30, deadline=None)
@given(st.floats(0, 1), st.floats(0, 1))
def test_the_expected_cost_falls_as_stopping_becomes_likelier(one: float, other: float) -> None:
    before, whole = np.array([1.0, 3.0]), np.array([10.0, 20.0])
    likely, unlikely = max(one, other), min(one, other)
    assert expected_usd(before, whole, likely) <= expected_usd(before, whole, unlikely)
    assert expected_usd(before, whole, 0) == pytest.approx(15)
    assert expected_usd(before, whole, 1) == pytest.approx(2)


MEASURABLE = [{"metric": "handled alone", "baseline": 0.2, "target": 0.5}]
OWNER = [{"role": "owner", "name": "Ann"}]


@pytest.mark.parametrize(
    ("answers", "chance"),
    [
        ({}, 0.7),
        ({"S10": [{"metric": "happy"}]}, 0.5),
        ({"M09": "ten_plus"}, 0.5),
        ({"S10": MEASURABLE, "M09": "measured"}, 0.5),
        ({"S10": MEASURABLE, "E09": OWNER, "M09": "measured"}, 0.3),
    ],
)
def test_a_well_prepared_plan_is_stopped_less_often(
    answers: dict[str, object], chance: float
) -> None:
    assert stop_chance(said(**answers), PRIORS) == chance
