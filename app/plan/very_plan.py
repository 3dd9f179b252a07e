"""A plan as a key: what was made of it is found again without reading all that it holds."""

from __future__ import annotations

from dataclasses import dataclass

from app.plan.plan import Plan


@dataclass(frozen=True, slots=True, eq=False)
class VeryPlan:
    """This very plan, equal to no other. The key holds it, so that its id stays its own."""

    plan: Plan

    def __eq__(self, other: object) -> bool:
        return isinstance(other, VeryPlan) and self.plan is other.plan

    def __hash__(self) -> int:
        return id(self.plan)
