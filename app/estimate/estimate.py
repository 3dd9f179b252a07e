"""What an estimate is, as values; `simulate.py` makes one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.estimate.machines import Machines
from app.estimate.ranges import Range
from app.language.message import Message
from app.lifecycle.phases import Phase


@dataclass(frozen=True, slots=True)
class Prior:
    """The shipped range behind a task, with what it was bracketed by. All are planning defaults."""

    effort_days: tuple[float, float, float]  # P10, P50, P90 person-days
    wait_weeks: tuple[float, float, float] | None
    anchor: Message | None
    trust: str  # "D": judgement
    source: str


@dataclass(frozen=True, slots=True)
class Task:
    """One task of the work breakdown with its simulated ranges (marginal; they do not add up)."""

    id: str  # the prior's key: "rag", "evalset", "rework", …
    title: Message
    phase: Phase
    column: str | None  # its cheat-sheet column, if it has one
    role: Message  # who leads it
    roles: tuple[tuple[str, float], ...]  # share of the effort by role
    after: tuple[str, ...]
    effort_days: Range
    duration_weeks: Range  # waiting and working
    wait_weeks: Range | None
    start_weeks: Range  # from kick-off
    finish_weeks: Range
    critical_share: float  # share of runs in which it sets the date
    multiplier: float  # of the prior's median, from the article's three factors
    why: Message  # why it is in the plan
    prior: Prior | None  # None for the rework node
    before_gate: float  # share of it done before the stop/go decision


@dataclass(frozen=True, slots=True)
class PhaseEstimate:
    phase: Phase
    duration_weeks: Range  # from its first start to its last finish
    effort_days: Range
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the money: what it is, how much, and how that was worked out."""

    id: str
    title: Message
    usd: Range
    derivation: Message  # the formula with this project's values
    source: str
    trust: str


@dataclass(frozen=True, slots=True)
class Cost:
    """Money to the milestone. `total` is simulated jointly, not the sum of the parts."""

    total: Range
    people: Range
    labels: Range
    compute: Range
    fixed: Range
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class RunningCost:
    """Money per month after launch. None in a line's place means unknown, never zero."""

    total: Range | None
    lines: tuple[Line, ...]
    unknown: tuple[Message, ...] = ()  # what could not be priced, and why
    in_a_year: Range | None = None  # a month, at the volume of I06c
    months: int = 0  # over which cost and value are counted (E08a)
    all_months: Range | None = None  # from launch, while the volume grows


@dataclass(frozen=True, slots=True)
class Gate:
    """The stop/go decision after the prototype: three figures, never mixed."""

    weeks: Range
    cost_usd: Range
    expected_usd: float  # the one mean that is shown
    stop_chance: float


@dataclass(frozen=True, slots=True)
class Chance:
    """Shares of the same draws; None where no date or no ceiling was given."""

    by_deadline: float | None
    within_budget: float | None
    both: float | None


@dataclass(frozen=True, slots=True)
class OptionOutcome:
    option: Message
    duration_p80_weeks: float
    cost_p80_usd: float


@dataclass(frozen=True, slots=True)
class AnswerWorth:
    """What answering one open question would narrow, on average."""

    question: str
    narrows_weeks_p80: float
    narrows_usd_p80: float
    outcomes: tuple[OptionOutcome, ...]


@dataclass(frozen=True, slots=True)
class Swing:
    """One bar of the tornado: the P80 at the low and high end of one cause, minus the P80."""

    id: str
    name: Message
    kind: str  # "common", "task" or "answer"
    low_weeks: float
    high_weeks: float
    low_usd: float
    high_usd: float

    @property
    def swing_weeks(self) -> float:
        return self.high_weeks - self.low_weeks

    @property
    def swing_usd(self) -> float:
        return self.high_usd - self.low_usd


@dataclass(frozen=True, slots=True)
class FactorNow:
    """Where a plan stands on something that makes it larger or smaller."""

    title: Message
    level: Message | None  # None while nobody knows: drawn anew in every run
    times: float | None  # its multiplier at full strength
    question: str
    source: str
    trust: str


@dataclass(frozen=True, slots=True)
class Learnt:
    """What finished tasks have taught the shipped ranges."""

    own: int  # finished tasks of this plan
    earlier: int  # of earlier plans
    plans: int
    times: Mapping[str, float]  # task → what its shipped range is multiplied by
    shared_effort: float  # log-sd that all tasks have in common


@dataclass(frozen=True, slots=True)
class Estimate:
    """The answer to how long, how much and how sure, to one named milestone."""

    milestone: Message  # "First version in production"
    duration_weeks: Range
    effort_days: Range
    cost: Cost
    running: RunningCost
    machines: Machines
    gate: Gate
    chance: Chance
    deadline_weeks: float | None  # the wish, in weeks from kick-off
    ceiling_usd: float | None
    running_ceiling_usd: float | None
    quoted: str  # "p50", "p80" or "p90": which figure E10 asks for
    joint_at_p80: float  # chance of both P80s holding together
    sum_of_p80_days: float  # of the tasks' effort, to show that it is not the total
    phases: tuple[PhaseEstimate, ...]
    known: float  # 0 to 1: how much is known (the API's `confidence`)
    finish_curve: tuple[tuple[float, float], ...]  # (weeks, share done by then), rising
    cost_curve: tuple[tuple[float, float], ...]
    answer_next: tuple[AnswerWorth, ...]  # best first; empty when not asked for
    sensitivity: tuple[Swing, ...]  # largest first; empty when not asked for
    warnings: tuple[Message, ...]
    draws: int
    seed: int
    factors: tuple[FactorNow, ...] = ()
    learnt: Learnt | None = None

    @property
    def tasks(self) -> tuple[Task, ...]:
        return tuple(task for phase in self.phases for task in phase.tasks)
