"""The tornado: one cause at a time on cached draws, everything else unchanged.

Correlation with the finish would be useless here: every task follows the common factors, so even
a task off every path correlates with the date. Instead each task's *own* residual is set to its
P10 and its P90, and the common factors get bars of their own. A task off every path has exactly 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from app.estimate.estimate import Swing
from app.estimate.simulation.draws import Matrix
from app.estimate.simulation.part import Outcome
from app.estimate.simulation.project import Project
from app.estimate.simulation.quantiles import of_sorted, quantiles
from app.estimate.what_if.causes import Cause, causes
from app.estimate.what_if.money_causes import money_causes
from app.estimate.what_if.worth import Tried
from app.language.message import Message, message

P80 = (0.80,)


@dataclass(frozen=True)
class Now:
    """P80 as the plan stands."""

    weeks: float
    usd: float


def tornado(
    project: Project, whole: Outcome, trials: list[Tried], names: Mapping[str, Message]
) -> tuple[Swing, ...]:
    """The bars, longest first: P80 with the cause at its low and high end, less P80 now."""
    now = Now(
        float(quantiles(whole.weeks[0], P80)[0]),
        float(quantiles(whole.people[0] + project.other, P80)[0]),
    )
    swings = [*_schedule(project, now, names), *_money(project, whole, now)]
    swings += [_answer(trial, now) for trial in trials]
    swings = list(_joined(swings))
    return tuple(sorted(swings, key=lambda s: (-abs(s.swing_weeks), -abs(s.swing_usd), s.id)))


def _joined(swings: list[Swing]) -> Iterable[Swing]:
    """One bar for what moves the date and, by other lines of the bill, the money: labels."""
    bars: dict[str, Swing] = {}
    for swing in swings:
        if (bar := bars.get(swing.id)) is not None:
            usd = (bar.low_usd + swing.low_usd, bar.high_usd + swing.high_usd)
            swing = replace(bar, low_usd=usd[0], high_usd=usd[1])
        bars[swing.id] = swing
    return bars.values()


def _schedule(project: Project, now: Now, names: Mapping[str, Message]) -> Iterator[Swing]:
    """Causes that move weeks and person-days."""
    found = causes(project, names)
    outcomes = [project.weeks_and_usd(cause.outcome) for cause in found]
    weeks = _p80([by_weeks for by_weeks, _ in outcomes]) - now.weeks
    usd = _p80([by_usd for _, by_usd in outcomes]) - now.usd
    for cause, by_weeks, by_usd in zip(found, weeks, usd, strict=True):
        yield _swing(cause, by_weeks, by_usd)


def _p80(rows: list[Matrix]) -> Matrix:
    """The P80s of the low and the high end of every cause, (causes, 2)."""
    both = np.stack([np.broadcast_to(row, (2, row.shape[1])) for row in rows])
    both.sort(axis=-1)
    return of_sorted(both, P80)[..., 0]


def _swing(cause: Cause, weeks: Matrix, usd: Matrix) -> Swing:
    low_weeks, high_weeks = map(float, weeks)
    low_usd, high_usd = map(float, usd)
    return Swing(cause.id, cause.name, cause.kind, low_weeks, high_weeks, low_usd, high_usd)


def _money(project: Project, whole: Outcome, now: Now) -> Iterator[Swing]:
    """Causes that move money alone."""
    for cause in money_causes(project, whole):
        low, high = map(float, quantiles(cause.usd, P80)[:, 0] - now.usd)
        yield Swing(cause.id, cause.name, cause.kind, 0.0, 0.0, low, high)


def _answer(trial: Tried, now: Now) -> Swing:
    """An open question: its most favourable and its most adverse option."""
    return Swing(
        trial.factor.question,
        message("Not known yet: {what}", what=trial.factor.title),
        "answer",
        float(trial.weeks[0, 2]) - now.weeks,
        float(trial.weeks[-1, 2]) - now.weeks,
        float(trial.usd[0, 2]) - now.usd,
        float(trial.usd[-1, 2]) - now.usd,
    )
