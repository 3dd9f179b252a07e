"""A plan, as one value: page, PDF, workbook, Markdown, JSON and API read this, nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.advice.finding import Advice, Finding, Rule, Source, Verdict
from app.estimate.estimate import Estimate
from app.estimate.ranges import Range
from app.language.message import Message
from app.lifecycle.answers import Answer
from app.lifecycle.phases import Phase


class Place(StrEnum):
    """What became of a box of the lifecycle map or a column of the cheat sheet."""

    CHOSEN = "chosen"
    IN_PART = "in_part"
    LATER = "later"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True, slots=True)
class Box:
    """One of the article's seven boxes."""

    id: str  # use_case, model, prompt, fine_tune, feedback, evaluate, deploy, augment
    title: Message  # the article's words
    place: Place
    reason: Message
    rule: Rule | None


@dataclass(frozen=True, slots=True)
class Stage:
    """One of the article's four chevrons with its boxes and weeks."""

    id: str  # "scope", "select", "adapt", "integrate"
    title: Message
    weeks: Range | None
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Contribution:
    question: str | None
    points: float
    why: Message


@dataclass(frozen=True, slots=True)
class CheatSheetColumn:
    """One technique of the article's cheat sheet, with its score for this project."""

    id: str  # pre_training, prompt_engineering, fine_tuning, rlhf, optimisation
    title: Message
    place: Place
    needed: bool
    score: int  # 0 to 100: the sum of the contributions
    contributions: tuple[Contribution, ...]
    training_duration: Message  # the article's words: machine time of one training run
    customization: tuple[Message, ...]
    objective: Message
    expertise: str  # the article's words: "Low" … "High"
    expertise_gap: Message | None  # what the team lacks for it
    run_hours: tuple[float, float, float] | None  # P10, P50, P90 machine hours of one run
    phase_weeks: Range | None  # of its tasks in this plan
    phase_days: Range | None  # person-days


@dataclass(frozen=True, slots=True)
class Metric:
    tag: str | None
    name: Message
    use: Message  # what it is for here
    rule: Rule


@dataclass(frozen=True, slots=True)
class EvaluationPlan:
    """How we shall know. Bars are shares of cases, 0 to 1."""

    metrics: tuple[Metric, ...]
    avoid: tuple[Metric, ...]
    cases_needed: int  # test-set size for the margin wanted
    cases_present: int
    margin: float  # half-width of the 95 % interval, as a share
    derivation: Message
    break_even: float | None  # p* = F/(S+F)
    launch_bar: float | None
    target_bar: float | None
    never: Message | None
    clean_cases: int | None  # rule of three, for the rate that must not be exceeded
    judge: Message | None  # how a model judge is calibrated
    steps: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class RoleNeed:
    """A role of the plan: what it carries and whether somebody is there."""

    id: str
    title: Message
    phases: tuple[Phase, ...]
    effort_days: Range | None
    people: float  # named in E02
    missing: bool
    how: Message | None  # how to fill it: hire, borrow, partner


@dataclass(frozen=True, slots=True)
class DataNeed:
    what: Message
    have: Message
    need: Message
    rights: Message
    gap: Message | None
    because: tuple[str, ...]
    rule: Rule


@dataclass(frozen=True, slots=True)
class Labelling:
    """Labelling worked out: hours and money as P10, P50, P80, P95."""

    items: int
    kind: Message
    hours: Range
    usd: Range
    derivation: Message
    rule: Rule


@dataclass(frozen=True, slots=True)
class Assumption:
    """An answer that stands in for one nobody gave."""

    question: str
    asks: Message
    assumed: Message
    why: Message  # not asked yet, not known, or follows from another


@dataclass(frozen=True, slots=True)
class Action:
    """Something to do next: find out, fulfil a duty, take a step."""

    id: str
    kind: str  # "find_out", "duty", "step"
    title: Message
    owner: Message | None
    by: date | None
    question: str | None
    at_once: bool = False  # it binds already: no day to wait for


@dataclass(frozen=True, slots=True)
class Alternative:
    """The runner-up to the main technique and what would have to be true for it to win."""

    tag: str
    title: Message
    instead_of: str
    wins_when: Message
    rule: Rule


@dataclass(frozen=True, slots=True)
class SaidAnswer:
    """One question that was asked, with its answer in words."""

    question: str
    phase: Phase
    asks: Message
    answer: Answer
    words: Message


@dataclass(frozen=True, slots=True)
class Plan:
    title: str
    kickoff: date | None
    priced_at: date
    bank_version: str
    verdict: Verdict
    advice: Advice
    estimate: Estimate | None  # None when the verdict is "stop"
    lifecycle: tuple[Stage, ...]
    cheat_sheet: tuple[CheatSheetColumn, ...]
    chosen: tuple[Finding, ...]  # stance do, in order of decision, without eval and guard
    later: tuple[Finding, ...]
    rejected: tuple[Finding, ...]
    alternatives: tuple[Alternative, ...]
    evaluation: EvaluationPlan | None
    data: tuple[DataNeed, ...]
    labelling: tuple[Labelling, ...]
    team: tuple[RoleNeed, ...]
    assumptions: tuple[Assumption, ...]
    actions: tuple[Action, ...]
    answers: tuple[SaidAnswer, ...]
    sources: tuple[Source, ...]
    answered: int
    asked: int
