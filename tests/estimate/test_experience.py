"""What an organisation has finished, in the ranges of its next plan."""

from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.estimate.breakdown.jobs import Job
from app.estimate.experience import Experience, learnt, shared_effort
from app.estimate.ranges import NARROWEST
from app.lifecycle.actuals import Actual, Actuals, EarlierPlan, Finished, Promise
from tests.estimate.archetypes import PRIORS, work

RAG = Job.of(PRIORS.tasks["rag"])


def test_nothing_finished_changes_nothing() -> None:
    found = learnt(RAG, [])
    assert found.effort.median == RAG.effort.median
    assert [found.effort.p10, found.effort.p90] == pytest.approx([RAG.effort.p10, RAG.effort.p90])
    assert Experience().learnt_by(work("B"), ()) == work("B")


def taught(**took: float) -> Actuals:
    """Earlier plans, each with one task planned at 10 days."""
    plans = {
        f"{task}-{n}": EarlierPlan({task: Finished(10, 10 * times)})
        for task, times in took.items()
        for n in range(8)
    }
    return Actuals(earlier=plans)


def test_work_that_took_twice_as_long_moves_the_range_up() -> None:
    assert learnt(RAG, [math.log(2)] * 8).effort.median == pytest.approx(40 * 2 ** (8 / 12))
    assert learnt(RAG, [], [math.log(2)] * 8).effort.median == pytest.approx(40 * 2 ** (8 / 12))


def test_a_task_with_enough_of_its_own_kind_is_told_apart_from_the_others() -> None:
    """Retrieval took twice its plan eight times, prototypes were on time: ln 2 · 8/12, and less."""
    known = Experience.of(taught(rag=2.0, prompt=1.0))
    assert (len(known.earlier), known.plans) == (16, 16)
    expected = (10 * 0.0 + 8 * math.log(2)) / 18
    assert math.log(known.times("rag")) == pytest.approx(expected)
    others = 8 * math.log(2) / 12
    assert math.log(known.times("prompt")) == pytest.approx(10 * others / 18)
    assert math.log(known.times("data")) == pytest.approx(8 * math.log(2) / 20)
    moved = {job.id: job.effort.median for job in known.learnt_by(work("B"), ("scope",)).jobs}
    before = {job.id: job.effort.median for job in work("B").jobs}
    assert moved["scope"] == before["scope"]
    for task in before.keys() - {"scope"}:
        assert moved[task] == pytest.approx(before[task] * known.times(task)), task


def test_what_had_been_learnt_before_a_promise_is_not_learnt_twice() -> None:
    """Shipped 40 days, promised 60 after learning, took 60: 1.5 times the shipped range."""
    day = date(2026, 1, 5)
    promise = Promise((30, 60, 80, 120), (1, 2, 3, 4), learnt=1.5)
    own = Actuals({"rag": Actual(day, day, True, 60, promise)})
    assert [each.log for each in Experience.of(own).own] == [pytest.approx(math.log(1.5))]


def test_earlier_outcomes_that_look_copied_teach_nothing() -> None:
    assert not Experience.of(taught(rag=1.0, prompt=1.0))


def test_ten_finished_projects_give_the_shared_factor_of_the_organisation() -> None:
    whole = Finished(100, 115)
    plans = {str(n): EarlierPlan({"rag": Finished(10, 12)}, whole) for n in range(10)}
    for known, own in ((plans, True), (dict(list(plans.items())[:9]), False)):
        found = Experience.of(Actuals(earlier=known)).learnt_priors(PRIORS)
        shipped = PRIORS.value("shared_effort")
        assert (found.value("shared_effort") < shipped) == own
        assert found.value("shared_effort") >= 0.17


@settings(max_examples=50, deadline=None)
@given(st.lists(st.floats(-2, 2), max_size=40))
def test_no_history_makes_a_range_narrower_than_any_seen(logs: list[float]) -> None:
    assert learnt(RAG, logs).effort.log_sd >= NARROWEST - 1e-9


def test_the_shared_factor_is_the_organisation_s_own_after_ten_projects() -> None:
    assert shared_effort([0.5] * 9, 0.30) == 0.30
    assert shared_effort([math.log(1.15)] * 40, 0.30) == 0.17
    assert shared_effort([-1.0, 1.0] * 10, 0.30) == 0.45
