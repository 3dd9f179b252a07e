"""A plan, as one value: page, PDF, workbook, Markdown, JSON and API read this, nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.advice.finding import Advice, Finding, Rule, Source, Verdict
from app.estimate.estimate import Estimate
from app.estimate.ranges import Range
from app.language.message import Message
from app.lifecycle.answers import Answer
from app.lifecycle.phases import Phase
from app.plan.net_value import NetValue
from app.plan.outcomes import UnderWay


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
    held_back: int = 0  # of the checked examples, for the test set: cases that nobody has to make
    in_your_words: Message | None = None  # the bars as somebody wrote them (S11)

    @property
    def cases_to_make(self) -> int:
        return max(0, self.cases_needed - self.cases_present - self.held_back)


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
    done_on: date | None = None  # the day on which somebody ticked it off


@dataclass(frozen=True, slots=True)
class Alternative:
    """The runner-up to the main technique and what would have to be true for it to win."""

    tag: str
    title: Message
    instead_of: str
    wins_when: Message
    rule: Rule


@dataclass(frozen=True, slots=True)
class Cited:
    """A shipped figure with its source and grade."""

    value: float
    source: str
    trust: str


@dataclass(frozen=True, slots=True)
class DrawnEvent:
    title: Message
    chance: float


@dataclass(frozen=True, slots=True)
class Chip:
    """What is quoted of the hardware of a training run."""

    name: str
    peak_flops: Cited  # FLOP/s
    usable_gib: float
    memory_gb: float
    tdp_watts: float | None
    price: Cited | None  # US dollars an hour; None: on no record


@dataclass(frozen=True, slots=True)
class Basis:
    """The shipped figures that a plan quotes beside its own."""

    figures: Mapping[str, Cited]
    round_share: Cited
    most_rounds: int
    events: tuple[DrawnEvent, ...]
    events_source: str
    chips: Mapping[str, Chip]  # by the name that a training run gives

    def value(self, name: str) -> float:
        return self.figures[name].value


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """One entry of a public list, and what of this plan answers it."""

    name: Message
    answered_by: Message


@dataclass(frozen=True, slots=True)
class PublicList:
    name: str  # "OWASP LLM (2026)"
    entries: tuple[ListedEntry, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """That this plan was chosen of several that stood side by side."""

    instead_of: tuple[Message, ...]  # the titles of the others
    why: Message
    by: Message | None  # who decided, where a name was given
    on: date


@dataclass(frozen=True, slots=True)
class Signature:
    """Who stands behind a frozen version, in which capacity and with which words."""

    capacity: Message
    name: Message
    words: Message
    on: date
    at: str  # the hour and minute of that day, in UTC: "14:05"


@dataclass(frozen=True, slots=True)
class Signed:
    """A frozen version that was signed, and how far the plan has gone from it since."""

    number: int
    name: Message
    signatures: tuple[Signature, ...]  # in the order in which they were given
    changes: int  # of the plan since


@dataclass(frozen=True, slots=True)
class SaidAnswer:
    """One question that was asked, with its answer in words."""

    question: str
    phase: Phase
    asks: Message
    answer: Answer
    words: Message
    at_odds: tuple[Message, ...] = ()  # why it cannot stand beside another answer


@dataclass(frozen=True, slots=True)
class AtOdds:
    """Two answers that cannot both hold; one that stands in a closed branch is not among them."""

    answers: tuple[SaidAnswer, ...]
    says: Message  # why, and which one the plan believes


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a plan says first: all that stands beside the questions while it takes shape."""

    title: str
    kickoff: date | None
    priced_at: date
    bank_version: str
    verdict: Verdict
    estimate: Estimate | None  # None when the verdict is "stop"
    chosen: tuple[Finding, ...]  # stance do, in order of decision, without eval and guard
    later: tuple[Finding, ...]
    rejected: tuple[Finding, ...]
    at_odds: tuple[AtOdds, ...] = field(default=(), kw_only=True)  # versions of 1.0 have none
    answered: int
    asked: int


@dataclass(frozen=True, slots=True)
class Plan(Sketch):
    advice: Advice
    lifecycle: tuple[Stage, ...]
    cheat_sheet: tuple[CheatSheetColumn, ...]
    alternatives: tuple[Alternative, ...]
    evaluation: EvaluationPlan | None
    data: tuple[DataNeed, ...]
    labelling: tuple[Labelling, ...]
    team: tuple[RoleNeed, ...]
    assumptions: tuple[Assumption, ...]
    actions: tuple[Action, ...]
    answers: tuple[SaidAnswer, ...]
    sources: tuple[Source, ...]
    under_way: UnderWay | None = None  # None while nothing has begun
    decisions: tuple[Decision, ...] = ()  # the newest first
    public_lists: tuple[PublicList, ...] = ()
    basis: Basis | None = None
    net_value: NetValue | None = None  # None where no benefit is counted
    set_aside: tuple[str, ...] = ()  # questions that are not asked, yet were answered: not counted
    signed: Signed | None = None  # given to whoever may read signatures; never frozen itself
