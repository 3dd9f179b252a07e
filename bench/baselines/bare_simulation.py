"""A bare simulation: a plan's network, effort and calendar, plain draws, four percentiles, no more.

It has no factors, no risks, no rework, no unknown answers, no money, and reports two quantities.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from app.estimate.breakdown.jobs import REWORK, Work

SHARED_EFFORT, SHARED_CALENDAR, PASSED, NOISE = 0.30, 0.30, 0.5, 0.5
PERCENTILES = [10, 50, 80, 95]
Draws = NDArray[np.float64]


def bare_simulation(work: Work, draws: int, random: np.random.Generator) -> tuple[Draws, Draws]:
    """Percentiles of weeks and of person-days."""
    jobs = work.jobs
    below, above, median, people = (
        np.array(figures)[:, None]
        for figures in zip(
            *((j.effort.below, j.effort.above, j.effort.median, j.people) for j in jobs),
            strict=True,
        )
    )
    loading = np.array([job.effort.loading(SHARED_EFFORT) for job in jobs])[:, None]
    shared, calendar = random.standard_normal(draws), random.standard_normal(draws)
    z = loading * shared + np.sqrt(1 - loading**2) * random.standard_normal((len(jobs), draws))
    moved = np.where(z < 0, below, above) * z
    effort = median * np.exp(moved)
    noise = NOISE * random.standard_normal((len(jobs), draws))
    working = median / (5 * people) * np.exp(PASSED * moved + SHARED_CALENDAR * calendar + noise)
    length = dict(zip(work.ids, working, strict=True))
    for job in jobs:
        if job.wait is not None:
            follows = job.wait.loading(SHARED_CALENDAR)
            z = follows * calendar + np.sqrt(1 - follows**2) * random.standard_normal(draws)
            side = np.where(z < 0, job.wait.below, job.wait.above)
            length[job.id] = length[job.id] + job.wait.median * np.exp(side * z)
    finish: dict[str, Draws] = {}
    for id in work.order:
        start = np.zeros(draws)
        for before in work.after[id]:
            start = np.maximum(start, finish[before])
        finish[id] = start if id == REWORK else start + length[id]
    launch = np.max(list(finish.values()), axis=0)
    return np.percentile(launch, PERCENTILES), np.percentile(effort.sum(axis=0), PERCENTILES)
