"""A plan as a key."""

from __future__ import annotations

from dataclasses import replace

from app.plan.assemble import assemble
from app.plan.very_plan import VeryPlan
from tests.cases import case


def test_a_plan_is_found_again_and_another_that_says_the_same_is_not() -> None:
    plan = assemble(case("D01").document, draws=50, detail=False)
    made = {VeryPlan(plan): "its page"}
    assert made[VeryPlan(plan)] == "its page"
    assert VeryPlan(replace(plan)) not in made


def test_whoever_holds_the_key_holds_the_plan() -> None:
    keys = {VeryPlan(assemble(case("D01").document, draws=50, detail=False)) for _ in range(3)}
    assert len(keys) == 3
