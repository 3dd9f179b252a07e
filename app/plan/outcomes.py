"""What has come of a plan whose work has begun, beside what it had promised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.estimate.ranges import Range
from app.language.message import Message


@dataclass(frozen=True, slots=True)
class TaskOutcome:
    """A task that has begun, beside what was planned before it did."""

    task: str
    title: Message
    finished: bool
    began: date
    on: date  # the day it was finished, or the day this was said
    days: float  # person-days so far
    weeks: float  # from its beginning, waits included
    planned_days: Range
    planned_weeks: Range
    held: bool | None  # whether P10 to P90 held the days; None while it is not finished
    days_left: Range | None  # None when it is finished, or no longer in the plan
    note: str

    @property
    def ratio(self) -> float | None:
        """Actual over planned P50."""
        return self.days / self.planned_days.p50 if self.planned_days.p50 > 0 else None


@dataclass(frozen=True, slots=True)
class KeptPromises:
    """How many of n finished tasks a range held, with the 90 % interval of the true share."""

    kept: int
    n: int
    interval: tuple[float, float] | None  # None while there are too few to judge


@dataclass(frozen=True, slots=True)
class SpentSoFar:
    """Money booked on one group of the bill, beside its plan before anything was booked."""

    group: str
    title: Message
    usd: float
    on: date
    final: bool
    planned: Range
    note: str


@dataclass(frozen=True, slots=True)
class UnderWay:
    """A plan whose work has begun: planned against actual, and how far to trust the rest."""

    kickoff: date  # the plan's own, or the day on which the first task began
    as_of: date
    tasks: tuple[TaskOutcome, ...]  # in the order in which they began
    spent: tuple[SpentSoFar, ...]
    days: float  # person-days so far
    planned_weeks: Range  # of the whole, before anything had begun
    planned_days: Range
    planned_usd: Range
    within: KeptPromises  # P10 to P90
    below_p80: KeptPromises
    times: float  # what the tasks ahead are multiplied by, by what was learnt
    next_ratio: tuple[float, float, float, float]  # P10, P50, P80, P90 of actual over planned
    trust: Message  # how far the forecast may be trusted
    remarks: tuple[Message, ...]
    earlier: int = 0  # finished tasks of earlier plans, which the plan had learnt from before

    @property
    def finished(self) -> int:
        return sum(task.finished for task in self.tasks)
