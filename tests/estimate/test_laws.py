"""Checks 8, 15, 20 and 21: laws that hold in every single run, not only on average."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.estimate.simulation.draws import deck
from app.estimate.simulation.factors import Standing, neutral
from app.estimate.simulation.part import Outcome
from app.estimate.simulation.schedule import Model
from tests.estimate.archetypes import (
    NO_RISKS,
    PRIORS,
    at,
    model,
    project,
    ran,
    with_figures,
    work,
)

FACTORS = ("size", "data", "expertise", "gap", "team")
LEVELS = {name: len(PRIORS.factors[name].levels) for name in FACTORS}
NEUTRAL = neutral()
KINDS = st.sampled_from("ABCDEF")
# Ties apart, sums of 32-bit figures differ by rounding in the last digit.
ROUNDING = 1 + 1e-5


def standings() -> st.SearchStrategy[Standing]:
    """Any mixture of known levels and unknown ones."""
    levels = {name: st.none() | st.integers(0, most - 1) for name, most in LEVELS.items()}
    return st.builds(Standing, **levels)


def outcome(kind: str, where: Standing) -> Outcome:
    return project(model(kind, where, draws=400)).whole()


def never_lower(here: Outcome, there: Outcome) -> bool:
    """Whether `here` is nowhere below `there`, in any run."""
    pairs = [(here.weeks, there.weeks), (here.effort, there.effort), (here.people, there.people)]
    return all(bool(np.all(a * ROUNDING >= b)) for a, b in pairs)


@settings(max_examples=60, deadline=None)
@given(KINDS, standings(), st.sets(st.sampled_from(FACTORS), min_size=1))
def test_answering_with_the_worst_never_helps_and_with_the_best_never_hurts(
    kind: str, where: Standing, asked: set[str]
) -> None:
    """Check 8: each factor alone and any of them together, run by run."""
    unknown = at(where, dict.fromkeys(asked))
    worst = at(where, {name: LEVELS[name] - 1 for name in asked})
    best = at(where, dict.fromkeys(asked, 0))
    now = outcome(kind, unknown)
    assert never_lower(outcome(kind, worst), now)
    assert never_lower(now, outcome(kind, best))


@settings(max_examples=40, deadline=None)
@given(KINDS, standings(), st.sampled_from(FACTORS))
def test_a_harder_level_never_makes_a_run_shorter_or_cheaper(
    kind: str, where: Standing, factor: str
) -> None:
    """Check 15: one level up, everything else as it is."""
    level = where.level(factor) or 0
    if level + 1 >= LEVELS[factor]:
        return
    easier = at(where, {factor: level})
    harder = at(where, {factor: level + 1})
    assert never_lower(outcome(kind, harder), outcome(kind, easier))


@pytest.mark.parametrize("risk", list(PRIORS.risks))
def test_a_likelier_risk_never_makes_a_run_shorter_or_cheaper(risk: str) -> None:
    raised = replace(PRIORS.risks[risk], chance=min(1.0, PRIORS.risks[risk].chance + 0.3))
    likelier = replace(PRIORS, risks={**PRIORS.risks, risk: raised})
    now, then = (project(model("B", priors=p)).whole() for p in (PRIORS, likelier))
    assert never_lower(then, now)


@settings(max_examples=30, deadline=None)
@given(KINDS, st.floats(1, 4))
def test_longer_waits_never_make_a_run_shorter(kind: str, times: float) -> None:
    planned = work(kind)
    jobs = tuple(
        job
        if job.wait is None
        else replace(job, wait=replace(job.wait, median=job.wait.median * times))
        for job in planned.jobs
    )
    slower = Model.of(replace(planned, jobs=jobs), NEUTRAL, deck(400), PRIORS)
    assert np.all(ran(slower).weeks * ROUNDING >= ran(model(kind, draws=400)).weeks)


@pytest.mark.parametrize("kind", "ABCDEF")
def test_a_phase_added_leaves_the_rows_of_the_others_unchanged(kind: str) -> None:
    """Check 20: the rows of a task are its own."""
    whole, first = model(kind), model(kind, first_version=True)
    ids = whole.canvas.work.ids
    for place, id in enumerate(first.canvas.work.ids):
        assert np.array_equal(first.canvas.effort[place], whole.canvas.effort[ids.index(id)])
        assert np.array_equal(first.canvas.weeks[place], whole.canvas.weeks[ids.index(id)])


def test_answering_one_question_leaves_the_draws_of_the_others() -> None:
    both = model("B", replace(NEUTRAL, data=None, size=None))
    one = model("B", replace(NEUTRAL, data=None))
    assert np.array_equal(both.ladder.drawn["data"], one.ladder.drawn["data"])


def test_no_shared_factor_and_no_noise_leave_only_the_residuals() -> None:
    priors = with_figures(shared_effort=0, shared_calendar=0, calendar_noise=0)
    some = model("B", priors=priors, happens=NO_RISKS)
    spread: Mapping[str, float] = {job.id: job.effort.log_sd for job in some.canvas.work.jobs}
    found = np.std(some.canvas.deviation, axis=1)
    assert found == pytest.approx(list(spread.values()), rel=0.05)
