"""Waits that a project has named."""

from __future__ import annotations

import pytest

from app.estimate.breakdown.waits import approval_weeks, with_named_waits
from app.estimate.ranges import Spread
from app.lifecycle.questions import Row
from tests.estimate.archetypes import PRIORS, work
from tests.lifecycle.saying import said


def wait(task: str, **answers: object) -> Spread:
    found = wait_if_any(task, **answers)
    assert found is not None
    return found


def wait_if_any(task: str, **answers: object) -> Spread | None:
    planned = with_named_waits(work("B"), said(**answers), PRIORS)
    return next(job.wait for job in planned.jobs if job.id == task)


@pytest.mark.parametrize(
    ("option", "weeks"),
    [
        ("today", (0.1, 0.3, 1)),
        ("within_2_weeks", (0.5, 1.2, 3)),
        ("weeks_2_8", (2, 4, 10)),
        ("unknown_or_disputed", (2, 8, 26)),
    ],
)
def test_the_wait_for_data_is_the_one_that_was_named(
    option: str, weeks: tuple[float, float, float]
) -> None:
    found = wait("data", E06=option)
    assert (found.p10, found.median, found.p90) == pytest.approx(weeks)


def test_unnamed_waits_are_the_shipped_ones() -> None:
    assert wait("data") == PRIORS.tasks["data"].wait
    assert wait("approval") == PRIORS.tasks["approval"].wait


def test_weeks_typed_for_a_gate_are_its_median() -> None:
    found = wait("approval", E05=[{"gate": "legal", "weeks": 4}])
    assert (found.p10, found.median, found.p90) == pytest.approx((2, 4, 10))


def test_a_gate_that_takes_no_time_is_not_waited_for() -> None:
    assert wait_if_any("approval", E05=[{"gate": "legal", "weeks": 0}]) is None
    assert wait("approval", E05=[{"gate": "legal"}]).median == wait("approval").median


@pytest.mark.parametrize(
    ("gates", "weeks"),
    [
        ([], 0),
        ([{"weeks": 3, "timing": "can_overlap"}, {"weeks": 5, "timing": "can_overlap"}], 5),
        ([{"weeks": 3, "timing": "must_wait"}, {"weeks": 5, "timing": "must_wait"}], 8),
        ([{"weeks": 3, "timing": "must_wait"}, {"weeks": 5, "timing": "can_overlap"}], 8),
        ([{"gate": "legal"}], 7),
    ],
)
def test_gates_side_by_side_take_the_longest_and_those_in_a_row_add_up(
    gates: list[Row], weeks: float
) -> None:
    assert approval_weeks(tuple(gates), missing=7) == weeks
