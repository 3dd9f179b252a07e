"""What a task took in the end, or has taken so far, what has been spent, and what others took.

Beside what happened stands what was promised when the work began: only so can anybody tell later
whether the promises were honest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

Quantiles = tuple[float, float, float, float]  # P10, P50, P80, P95

# What money can be booked on: the groups of the bill.
MONEY: Final = ("people", "labels", "compute", "fixed")


@dataclass(frozen=True, slots=True)
class Promise:
    """The plan's ranges for a task before any of its work had begun."""

    days: Quantiles  # person-days
    weeks: Quantiles  # from its start to its end, waits included
    learnt: float = 1.0  # by which finished work had moved the shipped range when it was made


@dataclass(frozen=True, slots=True)
class Actual:
    """One task that has begun. `on`: the day it was finished, or the day this was said."""

    began: date
    on: date
    finished: bool
    days: float  # person-days so far
    promise: Promise
    left: tuple[float, float] | None = None  # P10 and P90 of the person-days still to do
    note: str = ""

    @property
    def weeks(self) -> float:
        """From its beginning to its end, or to the day of this report."""
        return (self.on - self.began).days / 7


@dataclass(frozen=True, slots=True)
class Spent:
    """What one group of costs has come to, up to a day; `final`: no more will come."""

    usd: float
    on: date
    final: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Finished:
    """Person-days: by the shipped range or the plan (P50), and in the end. Both above zero."""

    planned: float
    took: float


@dataclass(frozen=True, slots=True)
class EarlierPlan:
    """What another plan's finished tasks teach this one, as they stood when it was told."""

    tasks: Mapping[str, Finished] = field(default_factory=dict, hash=False)
    whole: Finished | None = None  # the project, once all of its tasks are finished


@dataclass(frozen=True, slots=True)
class Actuals:
    """Everything that is known of work that has begun: by task, and by group of costs.

    `earlier`: what other plans have taught this one, by their ids. It says nothing of this work.
    """

    # A mapping has no hash; equality looks at all of them.
    tasks: Mapping[str, Actual] = field(default_factory=dict, hash=False)
    spent: Mapping[str, Spent] = field(default_factory=dict, hash=False)
    earlier: Mapping[str, EarlierPlan] = field(default_factory=dict, hash=False)

    def __bool__(self) -> bool:
        """Whether any work has begun."""
        return bool(self.tasks or self.spent)

    @property
    def before_work(self) -> Actuals:
        """What was known before anything had begun."""
        return Actuals(earlier=self.earlier)

    @property
    def began(self) -> date | None:
        """The day on which the first task began."""
        return min((actual.began for actual in self.tasks.values()), default=None)

    def kickoff(self, planned: date | None) -> date | None:
        """The planned day, or the day on which the first task began where that was earlier."""
        return min((day for day in (planned, self.began) if day is not None), default=None)

    @property
    def as_of(self) -> date | None:
        """The latest day that anything is known of."""
        work = [actual.on for actual in self.tasks.values()]
        return max([*work, *(spent.on for spent in self.spent.values())], default=None)

    @property
    def finished(self) -> Mapping[str, Actual]:
        return {task: actual for task, actual in self.tasks.items() if actual.finished}

    def without(self, task: str) -> Actuals:
        left = {name: actual for name, actual in self.tasks.items() if name != task}
        return replace(self, tasks=left)


NOTHING_BEGUN: Final = Actuals()
