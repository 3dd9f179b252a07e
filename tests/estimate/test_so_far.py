"""A plan under way: what has happened is certain, and the rest is forecast from there."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.advice.advise import advise
from app.estimate.estimate import Estimate
from app.estimate.money.booked import at_least
from app.estimate.ranges import Range, spread
from app.estimate.simulate import estimate
from app.estimate.so_far import learnt, so_far
from app.lifecycle.actuals import Actual, Actuals, Promise, Spent
from app.plan.under_way import promise_of
from tests.cases import cases

KICKOFF = date(2026, 1, 5)
ANSWERS = next(case.answers for case in cases() if case.id.startswith("D01"))
ADVICE = advise(ANSWERS)
PLANNED = estimate(ANSWERS, ADVICE, detail=False)
assert PLANNED is not None
PROMISES = {task.id: promise_of(task) for task in PLANNED.tasks}


def after(weeks: float) -> date:
    return KICKOFF + timedelta(days=round(7 * weeks))


def took(task: str, times: float, began: float, weeks: float) -> Actual:
    """A task that took so many times its plan; weeks from kick-off."""
    promise = PROMISES[task]
    return Actual(after(began), after(began + weeks), True, promise.days[1] * times, promise)


def forecast(actuals: Actuals, *, detail: bool = False) -> Estimate:
    found = estimate(ANSWERS, ADVICE, detail=detail, so_far=so_far(actuals, KICKOFF))
    assert found is not None
    return found


def test_nothing_recorded_is_nothing_so_far() -> None:
    assert so_far(Actuals(), KICKOFF) is None


def test_a_finished_task_counts_with_what_it_took_and_on_its_own_days() -> None:
    now = forecast(Actuals({"scope": took("scope", 1.0, 1, 5)}))
    (scope,) = [task for task in now.tasks if task.id == "scope"]
    days = PROMISES["scope"].days[1]
    assert scope.effort_days == pytest.approx(Range(days, days, days, days))
    assert scope.start_weeks.p50 == pytest.approx(1)
    assert scope.finish_weeks.p95 == pytest.approx(6)


def test_nothing_new_begins_in_the_past() -> None:
    done = {"scope": took("scope", 1.0, 0, 3), "select": took("select", 1.0, 3, 2)}
    late = replace(took("evalset", 0.2, 4, 16), finished=False)
    now = forecast(Actuals({**done, "evalset": late}))
    ahead = [task for task in now.tasks if task.id not in {*done, "evalset"}]
    assert min(task.start_weeks.p10 for task in ahead) >= 20


def test_tasks_that_took_longer_move_those_ahead_by_the_conjugate_mean() -> None:
    """ln of the ratio 2, three times, against an outside view that counts as four."""
    done = {
        task: took(task, 2.0, at, 2) for task, at in (("scope", 0), ("select", 2), ("prompt", 4))
    }
    same = {task: replace(actual, days=actual.days / 2) for task, actual in done.items()}
    slow, steady = forecast(Actuals(done)), forecast(Actuals(same))
    ahead = [task.id for task in slow.tasks if task.id not in {*done, "rework"}]
    for task in ahead:
        (one,) = [t for t in slow.tasks if t.id == task]
        (other,) = [t for t in steady.tasks if t.id == task]
        ratio = one.effort_days.p50 / other.effort_days.p50
        if other.effort_days.p50 > 0:
            assert ratio == pytest.approx(math.exp(3 * math.log(2) / 7), rel=0.02), task


def test_outcomes_that_look_copied_teach_nothing() -> None:
    done = {task: took(task, 1.0, 0, 2) for task in list(PROMISES)[:11] if PROMISES[task].days[1]}
    found = so_far(Actuals(done), KICKOFF)
    assert found is not None
    assert not found.experience
    assert [warning.code for warning in learnt(Actuals(done)).warnings] == ["copied_estimates"]


def test_a_task_going_on_takes_at_least_what_it_has_taken() -> None:
    going = replace(took("rag", 1.5, 6, 8), finished=False)
    now = forecast(Actuals({"scope": took("scope", 1, 0, 3), "rag": going}))
    (rag,) = [task for task in now.tasks if task.id == "rag"]
    assert rag.effort_days.p10 >= going.days
    assert rag.finish_weeks.p10 >= 14


def test_a_bar_of_the_tornado_that_is_behind_us_is_zero() -> None:
    now = forecast(Actuals({"scope": took("scope", 1, 0, 3)}), detail=True)
    (bar,) = [swing for swing in now.sensitivity if swing.id == "scope"]
    assert (bar.low_weeks, bar.high_weeks) == (0, 0)
    assert (bar.low_usd, bar.high_usd) == (0, 0)


def test_once_the_tail_has_begun_there_are_no_more_rounds() -> None:
    tail = next(task for task in PROMISES if task.startswith("tail"))
    going = replace(took(tail, 0.2, 20, 1), finished=False)
    now = forecast(Actuals({tail: going}))
    (rework,) = [task for task in now.tasks if task.id == "rework"]
    assert rework.effort_days.p95 == 0
    assert (
        now.effort_days.p95 < forecast(Actuals({"scope": took("scope", 1, 0, 3)})).effort_days.p95
    )


def test_what_people_have_cost_gives_the_rate_of_the_days_ahead() -> None:
    scope = took("scope", 1, 0, 3)
    paid = Actuals({"scope": scope}, {"people": Spent(scope.days * 1000, after(3))})
    now = forecast(paid)
    assert now.cost.people.p50 == pytest.approx(now.effort_days.p50 * 1000, rel=0.01)


def test_days_and_money_that_cannot_belong_together_leave_the_rate_alone() -> None:
    scope = took("scope", 1, 0, 3)
    found = so_far(Actuals({"scope": scope}, {"people": Spent(1e9, after(3))}), KICKOFF)
    assert found is not None
    assert found.usd_per_day is None


def test_a_sum_that_is_booked_is_the_least_or_all_there_is() -> None:
    scope = {"scope": took("scope", 1, 0, 3)}
    so_much = forecast(Actuals(scope, {"fixed": Spent(40_000, after(3))}))
    final = forecast(Actuals(scope, {"fixed": Spent(40_000, after(3), final=True)}))
    assert so_much.cost.fixed.p10 >= 40_000
    assert final.cost.fixed == pytest.approx(Range(40_000, 40_000, 40_000, 40_000))
    assert final.cost.total.p50 < so_much.cost.total.p50


def test_money_on_what_the_plan_did_not_foresee_is_added() -> None:
    scope = {"scope": took("scope", 1, 0, 3)}
    before, now = (
        forecast(Actuals(scope, booked)) for booked in ({}, {"labels": Spent(9_000, after(3))})
    )
    assert before.cost.labels.p95 == 0
    assert now.cost.labels == Range(9_000, 9_000, 9_000, 9_000)
    assert now.cost.total.p50 == pytest.approx(before.cost.total.p50 + 9_000, rel=0.001)


@settings(max_examples=50, deadline=None)
@given(floor=st.floats(0.01, 100))
def test_a_quantity_known_to_exceed_a_sum_keeps_its_order_and_exceeds_it(floor: float) -> None:
    row = np.exp(np.linspace(-3, 3, 200)).astype(np.float32)
    found = at_least(row, floor)
    assert (found >= np.float32(floor)).all()
    assert (np.diff(found) >= 0).all()
    assert (found >= row - 1e-6).all() or floor > row.max()


@settings(max_examples=30, deadline=None)
@given(times=st.floats(0.2, 5), weeks=st.integers(1, 30))
def test_the_whole_is_never_sooner_than_today_nor_less_work_than_was_done(
    times: float, weeks: int
) -> None:
    scope = took("scope", times, 0, weeks)
    now = forecast(Actuals({"scope": scope}))
    assert now.duration_weeks.p10 >= weeks
    assert now.effort_days.p10 >= scope.days


def test_p90_of_a_lognormal_is_read_from_its_p80_and_p95() -> None:
    some = spread(4, 20)
    amounts = Range(some.p10, some.median, some.quantile(0.8416212), some.quantile(1.6448536))
    assert amounts.p90 == pytest.approx(some.p90, rel=1e-6)


def test_a_promise_is_kept_when_p10_to_p90_hold_the_days() -> None:
    assert PROMISES["scope"] == Promise(PROMISES["scope"].days, PROMISES["scope"].weeks)
    assert learnt(Actuals({"scope": took("scope", 1.1, 0, 2)})).n == 1
