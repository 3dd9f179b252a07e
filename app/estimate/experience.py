"""A plan's shipped ranges, moved and widened or narrowed by what an organisation has finished."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.estimate.breakdown.jobs import Job, Work
from app.estimate.calibration import looks_copied
from app.estimate.estimate import Learnt
from app.estimate.learning import OUTSIDE_VIEW, Belief, Level, pooled
from app.estimate.priors import Priors
from app.estimate.ranges import NARROWEST
from app.lifecycle.actuals import Actuals, EarlierPlan, Finished

FINISHED_PROJECTS: Final = 10  # before the shared factor is the organisation's own
LEAST_SHARED: Final = 0.17
MOST_SHARED: Final = 0.45
OWN_OF_PROJECTS: Final = 0.18  # log-sd of a project total that no shared factor explains


def prior_of(job: Job) -> Belief:
    """What is believed of a shipped range before anything is finished: it is right on average."""
    return Belief(0.0, job.effort.log_sd, 4, 6)


def learnt(job: Job, own: Sequence[float], others: Sequence[float] = ()) -> Job:
    """A job whose range has seen ln(actual/planned) of its kind and of others; or is as it was."""
    if not own and not others:
        return job
    before = prior_of(job)
    after = taught(before, own, others)
    log_sd = max(NARROWEST, job.effort.log_sd * after.log_sd / before.log_sd)
    return replace(job, effort=job.effort.scaled(job.effort.median * math.exp(after.mean), log_sd))


def taught(prior: Belief, own: Sequence[float], others: Sequence[float]) -> Belief:
    """Where there is but one kind, nothing stands between it and the prior."""
    return pooled(prior, own, others) if others else prior.after(own)


def shared_effort(logs: Sequence[float], shipped: float) -> float:
    """The log-sd common to a project: the shipped one until enough projects are finished."""
    if len(logs) < FINISHED_PROJECTS:
        return shipped
    spread = OUTSIDE_VIEW[Level.PROJECT].after(logs).scale
    common = math.sqrt(max(0.0, spread**2 - OWN_OF_PROJECTS**2))
    return min(max(common, LEAST_SHARED), MOST_SHARED)


@dataclass(frozen=True, slots=True)
class TaskLog:
    """One finished task: ln of what it took over its shipped range's P50."""

    task: str
    log: float


@dataclass(frozen=True, slots=True)
class Experience:
    """All the finished work that a plan knows of: its own, and what earlier plans have told it."""

    own: tuple[TaskLog, ...] = ()
    earlier: tuple[TaskLog, ...] = ()
    plans: int = 0
    projects: tuple[float, ...] = ()  # ln of actual over planned effort of whole earlier projects

    @classmethod
    def of(cls, actuals: Actuals) -> Experience:
        """Outcomes that look copied from their plans teach nothing."""
        own, earlier = tuple(_own(actuals)), tuple(_earlier(actuals.earlier.values()))
        if looks_copied([each.log for each in (*own, *earlier)]):
            return cls()
        wholes = [plan.whole for plan in actuals.earlier.values() if plan.whole is not None]
        return cls(own, earlier, len(actuals.earlier), tuple(_log(whole) for whole in wholes))

    def __bool__(self) -> bool:
        return bool(self.own or self.earlier)

    def of_kind(self, task: str) -> tuple[list[float], list[float]]:
        """The outcomes of a task's own kind, and those of all others."""
        known = (*self.earlier, *self.own)
        own = [each.log for each in known if each.task == task]
        return own, [each.log for each in known if each.task != task]

    def times(self, task: str) -> float:
        """By what the shipped range of a task is multiplied."""
        own, others = self.of_kind(task)
        return math.exp(taught(OUTSIDE_VIEW[Level.TASK], own, others).mean)

    def learnt_by(self, work: Work, known: Collection[str]) -> Work:
        """The work with ranges that have seen all this; those of `known` tasks do not change."""
        return replace(work, jobs=tuple(self._learnt(job, known) for job in work.jobs))

    def _learnt(self, job: Job, known: Collection[str]) -> Job:
        if job.id in known or job.is_labelling:
            return job
        return learnt(job, *self.of_kind(job.id))

    def learnt_priors(self, priors: Priors) -> Priors:
        """With the organisation's own shared factor, once enough projects are finished."""
        shipped = priors.figures["shared_effort"]
        value = shared_effort(self.projects, shipped.value)
        return replace(
            priors, figures={**priors.figures, "shared_effort": replace(shipped, value=value)}
        )

    def told(self, work: Work, known: Collection[str], priors: Priors) -> Learnt | None:
        """What it has done to the ranges of a plan; None where there is nothing to tell."""
        if not self:
            return None
        ahead = [job.id for job in work.jobs if job.id not in known and not job.is_labelling]
        return Learnt(
            own=len(self.own),
            earlier=len(self.earlier),
            plans=self.plans,
            times={task: self.times(task) for task in ahead},
            shared_effort=priors.value("shared_effort"),
        )


def _own(actuals: Actuals) -> Iterator[TaskLog]:
    """In the order in which they were finished; those that took no work tell nothing."""
    finished = sorted(actuals.finished.items(), key=lambda item: (item[1].on, item[0]))
    for task, actual in finished:
        planned = actual.promise.days[1] / actual.promise.learnt
        if actual.days > 0 and planned > 0:
            yield TaskLog(task, math.log(actual.days / planned))


def _earlier(plans: Iterable[EarlierPlan]) -> Iterator[TaskLog]:
    for plan in plans:
        for task, each in sorted(plan.tasks.items()):
            yield TaskLog(task, _log(each))


def _log(each: Finished) -> float:
    return math.log(each.took / each.planned)
