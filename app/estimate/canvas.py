"""What the answers' levels do not change: made once per plan, and every what-if runs on it.

Arrays are float32 with the draws last: effort in person-days, weeks of work, weeks of waiting.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from app.estimate.breakdown import APPROVALS, Job, Work
from app.estimate.draws import Cards, Matrix, Row, exceeds
from app.estimate.priors import Priors, RiskPrior
from app.estimate.ranges import Spread

Side: TypeAlias = Matrix | np.float32
WORKING_DAYS = 5  # a week


@dataclass(frozen=True)
class Canvas:
    """One plan's work on one cards, at neutral factors, with its risks."""

    work: Work
    cards: Cards
    priors: Priors
    deviation: Matrix  # (jobs, draws): ln of effort over its median
    scale: Matrix  # (jobs, draws): risks, and the share before the gate
    effort: Matrix  # (jobs, draws)
    weeks: Matrix  # (jobs, draws)
    waits: Mapping[int, Row]  # place of the job → weeks
    extra_waits: Mapping[int, Row]  # from risks; the data factor does not act on them
    extra_rounds: Row  # from risks
    extra_weeks: Row  # from risks, at the milestone
    happens: Mapping[str, NDArray[np.bool_]]


def risks_that_happen(priors: Priors, cards: Cards) -> dict[str, NDArray[np.bool_]]:
    """Risk → the draws in which it happens."""
    return {id: exceeds(cards.row(f"risk_{id}"), r.chance) for id, r in priors.risks.items()}


def canvas(
    work: Work, cards: Cards, priors: Priors, happens: Mapping[str, NDArray[np.bool_]] | None = None
) -> Canvas:
    """The canvas of a plan; `happens` replaces what the cards say about the risks."""
    if happens is None:
        happens = risks_that_happen(priors, cards)
    risks = [(priors.risks[id], drawn.astype(np.float32)) for id, drawn in happens.items()]
    moved = deviations(work.jobs, cards.row("F"), cards, priors)
    scale = _scale(work, risks, cards)
    return Canvas(
        work=work,
        cards=cards,
        priors=priors,
        deviation=moved,
        scale=scale,
        effort=medians(work.jobs) * np.exp(moved) * scale,
        weeks=working_weeks(work.jobs, moved, cards.row("G"), cards, priors) * scale,
        waits=_waits(work, risks, cards, cards.row("G"), priors),
        extra_waits=_extra_waits(work, risks, cards),
        extra_rounds=_extra_rounds(risks, cards),
        extra_weeks=_extra_weeks(work, risks, cards),
        happens=happens,
    )


def medians(jobs: tuple[Job, ...]) -> Matrix:
    """Median effort of each job, shape (jobs, 1)."""
    return _column([job.effort.median for job in jobs])


def _column(figures: list[float]) -> Matrix:
    return np.array(figures, dtype=np.float32)[:, None]


def two_sided(below: Side, above: Side, z: Matrix) -> Matrix:
    """ln of a two-sided lognormal over its median, at normal scores z."""
    moved: Matrix = below * z + (above - below) * np.maximum(z, 0)
    return moved


def deviations(jobs: tuple[Job, ...], shared: Matrix, cards: Cards, priors: Priors) -> Matrix:
    """ln of effort over its median: the project's shared factor and the job's own residual."""
    own = cards.rows(tuple(f"e_{job.id}" for job in jobs))
    return deviations_of(jobs, shared, own, priors)


def deviations_of(jobs: tuple[Job, ...], shared: Matrix, own: Matrix, priors: Priors) -> Matrix:
    """The shared factor is split out of the job's spread, not added to it."""
    g, largest = priors.value("shared_effort"), priors.value("largest_loading")
    loading = _column([job.effort.loading(g, largest) for job in jobs])
    residual: Matrix = np.sqrt(1 - loading * loading)
    z: Matrix = loading * shared + residual * own
    below = _column([job.effort.below for job in jobs])
    return two_sided(below, _column([job.effort.above for job in jobs]), z)


def working_weeks(
    jobs: tuple[Job, ...], moved: Matrix, calendar: Matrix, cards: Cards, priors: Priors
) -> Matrix:
    """Working weeks before factors and risks, with the calendar's own factor and noise."""
    noise = cards.rows(tuple(f"d_{job.id}" for job in jobs))
    return working_weeks_of(jobs, moved, calendar, noise, priors)


def working_weeks_of(
    jobs: tuple[Job, ...], moved: Matrix, calendar: Matrix, noise: Matrix, priors: Priors
) -> Matrix:
    base = _column([job.effort.median / (WORKING_DAYS * job.people) for job in jobs])
    passed = np.float32(priors.value("pass_through")) * moved
    common = np.float32(priors.value("shared_calendar")) * calendar
    weeks: Matrix = base * np.exp(
        passed + common + np.float32(priors.value("calendar_noise")) * noise
    )
    return weeks


def waiting(wait: Spread, calendar: Matrix, own: Matrix, priors: Priors) -> Matrix:
    """Weeks of one wait, which follows the shared calendar factor."""
    c, largest = priors.value("shared_calendar"), priors.value("largest_loading")
    loading = np.float32(wait.loading(c, largest))
    z: Matrix = loading * calendar + np.sqrt(1 - loading**2) * own
    return lognormal(wait, z)


def lognormal(spread: Spread, z: Matrix) -> Matrix:
    """Values of a two-sided lognormal at normal scores z."""
    below, above = np.float32(spread.below), np.float32(spread.above)
    moved: Matrix = np.float32(spread.median) * np.exp(two_sided(below, above, z))
    return moved


Risks = list[tuple[RiskPrior, Row]]


def shares(work: Work) -> list[float]:
    """The share of each job that is counted: all of it, or what comes before the gate."""
    return [job.before_gate if work.to_gate else 1.0 for job in work.jobs]


def _scale(work: Work, risks: Risks, cards: Cards) -> Matrix:
    scale = np.empty((len(work.jobs), cards.draws), dtype=np.float32)
    scale[:] = _column(shares(work))
    for risk, here in risks:
        for place, job in enumerate(work.jobs):
            times = dict(risk.effort).get(job.id, 1.0) * risk.all_effort
            if times != 1.0:
                scale[place] *= 1 + np.float32(times - 1) * here
    return scale


def _waits(work: Work, risks: Risks, cards: Cards, calendar: Row, priors: Priors) -> dict[int, Row]:
    waits = {}
    for place, (job, share) in enumerate(zip(work.jobs, shares(work), strict=True)):
        if job.wait is None:
            continue
        row = waiting(job.wait, calendar, cards.row(wait_key(job.id)), priors)
        for risk, here in risks:
            times = dict(risk.wait).get(job.id, 1.0)
            if times != 1.0:
                row = row * (1 + np.float32(times - 1) * here)
        waits[place] = row * np.float32(share)
    return waits


def waits_of(canvas: Canvas, calendar: Matrix) -> dict[int, Row]:
    """The waits of a canvas with the shared calendar factor somewhere else."""
    risks = [
        (canvas.priors.risks[id], here.astype(np.float32)) for id, here in canvas.happens.items()
    ]
    return _waits(canvas.work, risks, canvas.cards, calendar, canvas.priors)


def own_log_sd(job: Job, priors: Priors) -> float:
    """The part of a job's log-sd that is its own, without the shared factor."""
    g, largest = priors.value("shared_effort"), priors.value("largest_loading")
    return job.effort.log_sd * float(np.sqrt(1 - job.effort.loading(g, largest) ** 2))


def wait_key(job: str) -> str:
    """Approvals of every kind wait in the same queue, so they share a row."""
    return "h_approval" if job in APPROVALS else f"h_{job}"


def _extra_waits(work: Work, risks: Risks, cards: Cards) -> dict[int, Row]:
    extra: dict[int, Row] = {}
    portion = shares(work)
    for risk, here in risks:
        if risk.extra_wait is not None and risk.extra_wait[0] in work.ids:
            task, weeks = risk.extra_wait
            place = work.ids.index(task)
            row = lognormal(weeks, cards.row(f"wait_{risk.id}"))
            extra[place] = here * row * np.float32(portion[place])
    return extra


def _extra_rounds(risks: Risks, cards: Cards) -> Row:
    total = np.zeros(cards.draws, dtype=np.float32)
    for risk, here in risks:
        if risk.rounds:
            total += np.float32(risk.rounds) * here
    return total


def _extra_weeks(work: Work, risks: Risks, cards: Cards) -> Row:
    total = np.zeros(cards.draws, dtype=np.float32)
    for risk, here in risks:
        if risk.extra_weeks is not None:
            total += here * lognormal(risk.extra_weeks, cards.row(f"weeks_{risk.id}"))
    return total
