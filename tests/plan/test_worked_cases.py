"""The scoring note over whole plans, weeks counted in; `pytest -s` prints the table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import pytest

from app.advice.claims import claims
from app.plan.assemble import assemble
from app.plan.plan import Plan
from tests.advice.scoring import MOST_OUTSIDE, Mark
from tests.cases import Case, case, cases

FOR_WEEKS = 0.2  # of the score


@dataclass(frozen=True)
class WholeMark:
    """How a panel would mark a finished plan: its advice and its weeks."""

    case: Case
    plan: Plan

    @property
    def weeks_accepted(self) -> bool:
        """P10 to P80 overlaps the panel's range, and P50 lies near it; a stop has none to judge."""
        if self.plan.estimate is None:
            return True
        low, high = _panel(self.case)
        weeks = self.plan.estimate.duration_weeks
        near = low / 1.5 <= weeks.p50 <= high * 1.5
        return bool(near and weeks.p10 <= high and weeks.p80 >= low)

    @property
    def score(self) -> float:
        earned = Mark(self.case).score
        return earned if self.weeks_accepted else earned - FOR_WEEKS

    @property
    def passes(self) -> bool:
        mark = Mark(self.case)
        clean = not mark.missing and not mark.forbidden and mark.outside <= MOST_OUTSIDE
        return clean and self.weeks_accepted


@cache
def marked(case_id: str) -> WholeMark:
    found = case(case_id)
    return WholeMark(found, assemble(found.document, draws=1_000, detail=False))


@pytest.mark.parametrize("worked", cases(), ids=lambda worked: worked.id)
def test_a_panel_would_pass_the_plan(worked: Case) -> None:
    assert marked(worked.id).passes


@pytest.mark.parametrize("worked", cases(), ids=lambda worked: worked.id)
def test_the_finished_plan_claims_nothing_that_a_plan_must_not(worked: Case) -> None:
    assert claims(worked.answers, marked(worked.id).plan.advice) == frozenset()


def test_the_average_is_at_least_95_hundredths() -> None:
    print(f"\n{'case':32}{'score':>7}  {'weeks P10 · P50 · P80':24}{'panel':10}passes")
    for worked in cases():
        mark = marked(worked.id)
        weeks = mark.plan.estimate.duration_weeks if mark.plan.estimate else None
        words = f"{weeks.p10:.0f} · {weeks.p50:.0f} · {weeks.p80:.0f}" if weeks else "none"
        panel = "–".join(f"{bound:g}" for bound in _panel(worked))
        print(f"{worked.id:32}{mark.score:7.3f}  {words:24}{panel:10}{mark.passes}")
    average = sum(marked(worked.id).score for worked in cases()) / len(cases())
    print(f"{'average':32}{average:7.3f}")
    assert average >= 0.95


def _panel(worked: Case) -> tuple[float, float]:
    """The weeks that the panel accepts, from and to."""
    bounds = worked.expect["duration_weeks_range"]
    assert isinstance(bounds, list)
    low, high = bounds
    return float(low), float(high)
