"""From what has happened to what the simulation needs: progress by task, and what was learnt."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from app.estimate.breakdown.jobs import Work
from app.estimate.calibration import Calibration, Outcome, calibrate
from app.estimate.experience import Experience
from app.estimate.learning import Level
from app.estimate.priors import load_priors
from app.estimate.ranges import ImpossibleRange, Spread, spread
from app.estimate.simulation.schedule import Model
from app.estimate.simulation.under_way import Progress, under_way
from app.lifecycle.actuals import Actual, Actuals


@dataclass(frozen=True, slots=True)
class SoFar:
    """A plan under way. Weeks run from kick-off."""

    progress: Mapping[str, Progress]
    now_weeks: float
    experience: Experience
    spent_usd: Mapping[str, tuple[float, bool]]  # by group of costs, and whether that is all
    usd_per_day: float | None  # what a person-day has cost, where both are known

    def learnt_from(self, work: Work) -> Work:
        """The work with ranges that have seen how finished tasks came out."""
        return self.experience.learnt_by(work, self.finished)

    @property
    def finished(self) -> frozenset[str]:
        return frozenset(task for task, each in self.progress.items() if each.finished)

    def under_way(self, model: Model) -> Model:
        """The model as it stands; untouched while nothing has begun."""
        if not self.progress and not self.now_weeks:
            return model
        return under_way(model, self.progress, self.now_weeks)


NO_DAY_RATE = (50.0, 10_000.0)  # US dollars a day: outside, days and money do not belong together


def so_far(actuals: Actuals, kickoff: date | None) -> SoFar | None:
    """None while nothing has begun and no earlier plan has taught this one.

    Without a kick-off, weeks run from the first task's start.
    """
    if not actuals and not actuals.earlier:
        return None
    # Without tasks nothing is counted from it.
    start = kickoff or actuals.began or date.max
    return SoFar(
        progress={task: _progress(actual, start) for task, actual in actuals.tasks.items()},
        now_weeks=_weeks(start, actuals.as_of or start) if actuals.tasks else 0.0,
        experience=Experience.of(actuals),
        spent_usd={group: (spent.usd, spent.final) for group, spent in actuals.spent.items()},
        usd_per_day=_usd_per_day(actuals),
    )


def _progress(actual: Actual, kickoff: date) -> Progress:
    return Progress(
        spent_days=actual.days,
        spent_weeks=actual.weeks,
        finished=actual.finished,
        remaining_days=left_days(actual),
        began=_weeks(kickoff, actual.began),
    )


def _weeks(kickoff: date, day: date) -> float:
    return max(0.0, (day - kickoff).days / 7)


def left_days(actual: Actual) -> Spread | None:
    """Person-days still to do as they were typed, and no narrower than data show; None: unsaid."""
    if actual.left is None:
        return None
    try:
        return spread(*actual.left, floor=load_priors().value("narrowest_started"))
    except ImpossibleRange:
        return None


def _usd_per_day(actuals: Actuals) -> float | None:
    spent = actuals.spent.get("people")
    days = math.fsum(actual.days for actual in actuals.tasks.values())
    if spent is None or days <= 0:
        return None
    rate = spent.usd / days
    return rate if NO_DAY_RATE[0] <= rate <= NO_DAY_RATE[1] else None


def outcomes(actuals: Actuals) -> list[tuple[str, Outcome]]:
    """Finished tasks against the P50 that was promised; those that took no work tell nothing."""
    finished = sorted(actuals.finished.items(), key=lambda item: (item[1].on, item[0]))
    return [
        (task, Outcome(actual.promise.days[1], actual.days, task, Level.TASK))
        for task, actual in finished
        if actual.days > 0 and actual.promise.days[1] > 0
    ]


def learnt(actuals: Actuals) -> Calibration:
    """What the finished tasks say about the next ones, and whether the promises were honest."""
    found = [replace(outcome, phase=None) for _, outcome in outcomes(actuals)]
    return calibrate(found, Level.TASK)
