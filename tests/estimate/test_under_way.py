"""Check 25: work that has begun."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from app.estimate.simulation.draws import deck
from app.estimate.simulation.under_way import Progress, remaining_days, under_way
from app.estimate.so_far import left_days
from app.lifecycle.actuals import Actual, Promise
from tests.estimate.archetypes import PRIORS, model, p, ran


def test_a_task_at_its_median_is_not_nearly_done() -> None:
    """Retrieval with 40 of 40 days spent: P10, P50, P80, P90 are 4, 28, 70, 107 days."""
    ones = np.ones(10_000, dtype=np.float32)
    left = remaining_days(PRIORS.tasks["rag"].effort, ones, 40, deck(10_000).row("e_rag"))
    found = p(left, 10, 50, 80, 90)
    print([f"{days:.0f}" for days in found])
    assert found == pytest.approx([4, 28, 70, 107], rel=0.06)
    assert 25 <= found[1] <= 31
    assert 95 <= found[3] <= 115


def test_nothing_spent_leaves_the_range_as_it_is() -> None:
    ones = np.ones(10_000, dtype=np.float32)
    effort = PRIORS.tasks["rag"].effort
    left = remaining_days(effort, ones, 0, deck(10_000).row("e_rag"))
    assert p(left, 10, 50, 90) == pytest.approx([effort.p10, effort.median, effort.p90], rel=0.02)


def test_a_task_spent_beyond_anything_foreseen_still_has_an_answer() -> None:
    ones = np.ones(500, dtype=np.float32)
    left = remaining_days(PRIORS.tasks["rag"].effort, ones, 1e6, deck(500).row("e_rag"))
    assert np.isfinite(left).all()
    assert (left >= 0).all()


def test_a_finished_task_has_no_spread_and_the_others_are_unchanged() -> None:
    some = model("B")
    later = under_way(some, {"scope": Progress(12, 3.5, finished=True)})
    before, after = ran(some), ran(later)
    place = some.canvas.work.ids.index("scope")
    assert np.all(after.effort[place] == 12)
    assert np.all(after.finish[place] == 3.5)
    other = some.canvas.work.ids.index("rag")
    assert np.array_equal(after.effort[other], before.effort[other])


def test_a_started_task_takes_at_least_what_it_has_taken() -> None:
    some = model("B")
    later = ran(under_way(some, {"rag": Progress(40, 6)}))
    place = some.canvas.work.ids.index("rag")
    assert np.all(later.effort[place] >= 40)
    assert np.all(later.length[place] >= 6)


def test_a_remaining_range_that_was_typed_is_used_as_wide_as_history_is() -> None:
    some = model("B", draws=10_000)
    day, promise = date(2026, 1, 5), Promise((15, 40, 70, 110), (2, 5, 8, 12))
    typed = Actual(day, day, finished=False, days=40, promise=promise, left=(9, 11))
    later = ran(under_way(some, {"rag": Progress(40, 6, remaining_days=left_days(typed))}))
    left = later.effort[some.canvas.work.ids.index("rag")][0] - 40
    assert p(left, 50)[0] == pytest.approx(10, rel=0.01)
    assert np.std(np.log(left)) == pytest.approx(0.50, abs=0.01)
