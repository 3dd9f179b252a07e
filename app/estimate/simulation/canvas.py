"""What the answers' levels do not change: made once per plan, and every what-if runs on it.

Arrays are float32 with the draws last: effort in person-days, weeks of work, weeks of waiting.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from app.estimate.breakdown.jobs import APPROVALS, Job, Work
from app.estimate.priors import Priors, RiskPrior
from app.estimate.ranges import Spread
from app.estimate.simulation.columns import Columns
from app.estimate.simulation.draws import Cards, Matrix, Row, exceeds
from app.estimate.simulation.lognormal import lognormal

Happens: TypeAlias = Mapping[str, NDArray[np.bool_]]  # risk → in which draws
Risks: TypeAlias = list[tuple[RiskPrior, Row]]  # with 1 where it happens, else 0


@dataclass(frozen=True)
class Begun:
    """A job that somebody works on, or has finished: what it has taken, and what is left."""

    weeks: float  # so far, waits included
    left_weeks: Row  # of work
    left_waiting: Row  # weeks


@dataclass(frozen=True)
class Canvas:
    """One plan's work in its draws, at neutral factors, with its risks."""

    work: Work
    cards: Cards
    priors: Priors
    columns: Columns
    deviation: Matrix  # (jobs, draws): ln of effort over its median
    scale: Matrix  # (jobs, draws): risks, and the share before the gate
    effort: Matrix  # (jobs, draws)
    weeks: Matrix  # (jobs, draws)
    waits: Mapping[int, Row]  # place of the job → weeks
    extra_waits: Mapping[int, Row]  # from risks; the data factor does not act on them
    extra_rounds: Row  # from risks
    extra_weeks: Row  # from risks, at the milestone
    happens: Happens
    begun: Mapping[int, Begun] = field(default_factory=dict)  # by the place of the job

    def ahead(self) -> NDArray[np.bool_]:
        """Which jobs have not begun, (jobs, 1)."""
        places = np.arange(len(self.work.jobs))
        return ~np.isin(places, list(self.begun))[:, None]

    def jobs_ahead(self) -> list[tuple[int, Job]]:
        """Those that have not begun, by place."""
        return [at for at in enumerate(self.work.jobs) if at[0] not in self.begun]

    @cached_property
    def risks(self) -> Risks:
        return _as_figures(self.happens, self.priors)


def canvas(work: Work, cards: Cards, priors: Priors, happens: Happens | None = None) -> Canvas:
    """The canvas of a plan; `happens` replaces what the cards say about the risks."""
    if happens is None:
        happens = risks_that_happen(priors, cards)
    risks, columns = _as_figures(happens, priors), Columns.of(work.jobs, priors)
    own, noise = (cards.rows(tuple(f"{kind}_{id}" for id in work.ids)) for kind in "ed")
    moved = columns.deviations(cards.row("F"), own)
    scale = _scale(work, risks, cards)
    return Canvas(
        work=work,
        cards=cards,
        priors=priors,
        columns=columns,
        deviation=moved,
        scale=scale,
        effort=columns.effort(moved) * scale,
        weeks=columns.working(moved, cards.row("G"), noise) * scale,
        waits=waits(work, risks, cards, cards.row("G"), priors),
        extra_waits=_extra_waits(work, risks, cards),
        extra_rounds=_extra_rounds(risks, cards),
        extra_weeks=_extra_weeks(risks, cards),
        happens=happens,
    )


def risks_that_happen(priors: Priors, cards: Cards) -> Happens:
    return {id: exceeds(cards.row(f"risk_{id}"), r.chance) for id, r in priors.risks.items()}


def _as_figures(happens: Happens, priors: Priors) -> Risks:
    return [(priors.risks[id], drawn.astype(np.float32)) for id, drawn in happens.items()]


def shares(work: Work) -> list[float]:
    """The share of each job that is counted: all of it, or what comes before the gate."""
    return [job.before_gate if work.to_gate else 1.0 for job in work.jobs]


def _scale(work: Work, risks: Risks, cards: Cards) -> Matrix:
    scale = np.empty((len(work.jobs), cards.draws), dtype=np.float32)
    scale[:] = np.array(shares(work))[:, None]
    places = {id: place for place, id in enumerate(work.ids)}
    for risk, here in risks:
        if risk.all_effort != 1.0:
            scale *= times_where(risk.all_effort, here)
        for id, times in risk.effort:
            if id in places:
                scale[places[id]] *= times_where(times, here)
    return scale


def times_where(times: float, here: Matrix) -> Matrix:
    """`times` where something happens (1), one where it does not (0)."""
    factor: Matrix = 1 + np.float32(times - 1) * here
    return factor


def waits(
    work: Work, risks: Risks, cards: Cards, calendar: Matrix, priors: Priors
) -> dict[int, Row]:
    """Weeks of waiting by the place of the job, given the shared calendar factor."""
    found = {}
    for place, (job, share) in enumerate(zip(work.jobs, shares(work), strict=True)):
        if job.wait is None:
            continue
        row = waiting(job, job.wait, calendar, cards.row(wait_key(job)), priors)
        for risk, here in risks:
            times = times_waiting(risk, job)
            if times != 1.0:
                row = row * times_where(times, here)
        found[place] = row * np.float32(share)
    return found


def waiting(job: Job, wait: Spread, calendar: Matrix, own: Matrix, priors: Priors) -> Matrix:
    """Weeks of one wait, which follows the shared calendar factor."""
    loading = np.float32(wait_loading(job, wait, priors))
    weeks = lognormal(wait, loading * calendar + np.sqrt(1 - loading**2) * own)
    return np.maximum(weeks, np.float32(job.least_wait)) if job.least_wait else weeks


def wait_loading(job: Job, wait: Spread, priors: Priors) -> float:
    """How strongly a wait follows the calendar factor, as a correlation."""
    if job.wait_follows is not None:
        return job.wait_follows
    return wait.loading(priors.value("shared_calendar"), priors.value("largest_loading"))


def times_waiting(risk: RiskPrior, job: Job) -> float:
    """What a risk multiplies a wait by; labels that are rejected are made again."""
    return risk.label_hours if job.is_labelling else dict(risk.wait).get(job.id, 1.0)


def wait_key(job: Job) -> str:
    """Approvals of every kind wait in the same queue, so they share a row.

    Labels take the row of their line on the bill: hours and weeks are of the same people.
    """
    if job.is_labelling:
        return job.id
    return "h_approval" if job.id in APPROVALS else f"h_{job.id}"


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


def _extra_weeks(risks: Risks, cards: Cards) -> Row:
    total = np.zeros(cards.draws, dtype=np.float32)
    for risk, here in risks:
        if risk.extra_weeks is not None:
            total += here * lognormal(risk.extra_weeks, cards.row(f"weeks_{risk.id}"))
    return total
