"""What an organisation has finished, in the ranges of its next plan."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.estimate.breakdown.jobs import Job
from app.estimate.experience import experienced, learnt, shared_effort
from app.estimate.ranges import NARROWEST
from tests.estimate.archetypes import PRIORS, work

RAG = Job.of(PRIORS.tasks["rag"])


def test_nothing_finished_changes_nothing() -> None:
    found = learnt(RAG, [])
    assert found.effort.median == RAG.effort.median
    assert [found.effort.p10, found.effort.p90] == pytest.approx([RAG.effort.p10, RAG.effort.p90])
    assert experienced(work("B"), {}).ids == work("B").ids


def test_work_that_took_twice_as_long_moves_the_range_up() -> None:
    assert learnt(RAG, [math.log(2)] * 8).effort.median == pytest.approx(40 * 2 ** (8 / 12))
    moved = experienced(work("B"), {"rag": [math.log(2)] * 8})
    others = [job for job in moved.jobs if job.id != "rag"]
    assert others == [job for job in work("B").jobs if job.id != "rag"]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.floats(-2, 2), max_size=40))
def test_no_history_makes_a_range_narrower_than_any_seen(logs: list[float]) -> None:
    assert learnt(RAG, logs).effort.log_sd >= NARROWEST - 1e-9


def test_the_shared_factor_is_the_organisation_s_own_after_ten_projects() -> None:
    assert shared_effort([0.5] * 9, 0.30) == 0.30
    assert shared_effort([math.log(1.15)] * 40, 0.30) == 0.17
    assert shared_effort([-1.0, 1.0] * 10, 0.30) == 0.45
