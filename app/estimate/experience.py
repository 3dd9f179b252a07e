"""A plan's shipped ranges, moved and widened or narrowed by what an organisation has finished."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from app.estimate.breakdown.jobs import Job, Work
from app.estimate.learning import OUTSIDE_VIEW, Belief, Level
from app.estimate.ranges import NARROWEST

FINISHED_PROJECTS: Final = 10  # before the shared factor is the organisation's own
LEAST_SHARED: Final = 0.17
MOST_SHARED: Final = 0.45
OWN_OF_PROJECTS: Final = 0.18  # log-sd of a project total that no shared factor explains


def prior_of(job: Job) -> Belief:
    """What is believed of a shipped range before anything is finished: it is right on average."""
    return Belief(0.0, job.effort.log_sd, 4, 6)


def learnt(job: Job, logs: Sequence[float]) -> Job:
    """A job whose range has seen ln(actual/estimate) of its like; unchanged by none."""
    if not logs:
        return job
    before = prior_of(job)
    after = before.after(logs)
    log_sd = max(NARROWEST, job.effort.log_sd * after.log_sd / before.log_sd)
    return replace(job, effort=job.effort.scaled(job.effort.median * math.exp(after.mean), log_sd))


def experienced(work: Work, logs: Mapping[str, Sequence[float]]) -> Work:
    """The work of an organisation with finished tasks of the same kinds, by task id."""
    jobs = tuple(learnt(job, logs.get(job.id, ())) for job in work.jobs)
    return replace(work, jobs=jobs)


def shared_effort(logs: Sequence[float], shipped: float) -> float:
    """The log-sd common to a project: the shipped one until enough projects are finished."""
    if len(logs) < FINISHED_PROJECTS:
        return shipped
    spread = OUTSIDE_VIEW[Level.PROJECT].after(logs).scale
    common = math.sqrt(max(0.0, spread**2 - OWN_OF_PROJECTS**2))
    return min(max(common, LEAST_SHARED), MOST_SHARED)
