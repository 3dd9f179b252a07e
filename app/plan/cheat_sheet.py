"""The article's five techniques beside each other, scored for one project."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from app.advice.finding import Advice, Finding, Stance
from app.estimate.estimate import Estimate, Task
from app.language.message import Message, message
from app.lifecycle.answers import Answers
from app.lifecycle.condition import ALWAYS, Condition
from app.lifecycle.entries import Entry, FaultyContent, read_entries
from app.plan.plan import CheatSheetColumn, Contribution, Place

CONTENT = Path(__file__).parent / "content" / "cheat_sheet.toml"

NEEDED = 50  # points for being part of the plan; a column without them stays below
START = 20  # points before any answer, so that what speaks against a technique is seen to count
SHARED = 29  # points that the signals for a technique share


@dataclass(frozen=True, slots=True)
class Signal:
    """Something an answer says for a technique, or with negative points against it."""

    question: str
    condition: Condition
    holds_when: bool  # False: the signal is there while the condition does not hold
    points: float
    why: Message

    def there(self, answers: Answers) -> bool:
        return self.condition.holds(answers) is self.holds_when


@dataclass(frozen=True, slots=True)
class Technique:
    """A column of the article's table, and how it is told from the findings."""

    id: str
    title: Message
    training_duration: Message
    customization: tuple[Message, ...]
    objective: Message
    expertise: str
    tags: tuple[str, ...]
    methods: tuple[str, ...]  # of training, whose machine hours belong to it
    tasks: tuple[str, ...]  # of the work breakdown
    practised: Condition
    lacking: Message
    signals: tuple[Signal, ...]


def cheat_sheet(
    answers: Answers, advice: Advice, estimate: Estimate | None
) -> tuple[CheatSheetColumn, ...]:
    return tuple(_column(t, answers, advice, estimate) for t in load_techniques())


def _column(
    technique: Technique, answers: Answers, advice: Advice, estimate: Estimate | None
) -> CheatSheetColumn:
    findings = [f for f in advice.findings if f.tag in technique.tags]
    chosen = next((f for f in findings if f.stance is Stance.DO), None)
    contributions = scored(technique.signals, answers, chosen)
    task = _main_task(technique, estimate)
    return CheatSheetColumn(
        id=technique.id,
        title=technique.title,
        place=_place(findings),
        needed=chosen is not None,
        score=round(sum(contribution.points for contribution in contributions)),
        contributions=contributions,
        training_duration=technique.training_duration,
        customization=technique.customization,
        objective=technique.objective,
        expertise=technique.expertise,
        expertise_gap=_gap(technique, answers),
        run_hours=_run_hours(technique, estimate),
        phase_weeks=task.duration_weeks if task else None,
        phase_days=task.effort_days if task else None,
    )


def _place(findings: Sequence[Finding]) -> Place:
    stances = {finding.stance for finding in findings}
    if Stance.DO in stances:
        return Place.CHOSEN
    return Place.LATER if Stance.LATER in stances else Place.NOT_NEEDED


def scored(
    signals: Sequence[Signal], answers: Answers, chosen: Finding | None
) -> tuple[Contribution, ...]:
    """What makes the score: whole points that add up to 50 to 99 when chosen, to 0 to 49 else.

    Signals against take away what the start and the signals for have given, not more; where there
    is more on one side than fits, its signals shrink in proportion.
    """
    there = [signal for signal in signals if signal.there(answers)]
    pro = sum(signal.points for signal in there if signal.points > 0)
    contra = -sum(signal.points for signal in there if signal.points < 0)
    gained = min(pro, SHARED)
    lost = min(contra, START + gained)
    shrink = {True: gained / pro if pro else 0, False: lost / contra if contra else 0}
    points = _whole([signal.points * shrink[signal.points > 0] for signal in there])
    counted = [
        Contribution(signal.question, whole, signal.why)
        for signal, whole in zip(there, points, strict=True)
        if whole
    ]
    return (*_base(chosen), *counted)


def _base(chosen: Finding | None) -> tuple[Contribution, ...]:
    start = Contribution(None, START, message("Where every technique starts"))
    if chosen is None:
        return (start,)
    because = next(iter(chosen.because), None)
    return (Contribution(because, NEEDED, chosen.title), start)


def _whole(points: Sequence[float]) -> list[int]:
    """Whole points with the same whole sum: the largest fractions are rounded up."""
    floors = [math.floor(point) for point in points]
    missing = math.floor(sum(points) + 1e-9) - sum(floors)
    by_fraction = sorted(range(len(points)), key=lambda i: floors[i] - points[i])
    for place in by_fraction[:missing]:
        floors[place] += 1
    return floors


def _main_task(technique: Technique, estimate: Estimate | None) -> Task | None:
    """The technique's own task; of several the longest, since their ranges do not add up."""
    if estimate is None:
        return None
    own = [task for task in estimate.tasks if task.id in technique.tasks]
    return max(own, key=lambda task: task.duration_weeks.p50, default=None)


def _run_hours(
    technique: Technique, estimate: Estimate | None
) -> tuple[float, float, float] | None:
    """Machine hours of one training run on its devices: P10, P50, P90."""
    for training in estimate.machines.training if estimate else ():
        if training.method in technique.methods:
            hours, devices = training.hours, max(training.devices, 1)
            return (hours.low / devices, hours.likely / devices, hours.high / devices)
    return None


def _gap(technique: Technique, answers: Answers) -> Message | None:
    if technique.practised.holds(answers):
        return None
    if answers.known("E03") or answers.known("E03a"):
        return technique.lacking
    return message("Nobody has said yet what the team has done before")


@lru_cache
def load_techniques(path: Path = CONTENT) -> tuple[Technique, ...]:
    """The five columns in the article's order; FaultyContent names all faults at once."""
    faults: list[str] = []
    techniques = tuple(_technique(*item) for item in read_entries(path, faults).inners())
    if faults:
        raise FaultyContent(faults)
    return techniques


def _technique(key: str, entry: Entry) -> Technique:
    return Technique(
        id=key,
        title=message(entry.required("title")),
        training_duration=message(entry.required("training_duration")),
        customization=tuple(message(text) for text in entry.texts("customization")),
        objective=message(entry.required("objective")),
        expertise=entry.required("expertise"),
        tags=entry.texts("tags"),
        methods=entry.texts("methods"),
        tasks=entry.texts("tasks"),
        practised=entry.condition("practised") or ALWAYS,
        lacking=message(entry.required("lacking")),
        signals=tuple(_signal(inner) for inner in entry.listed("signal")),
    )


def _signal(entry: Entry) -> Signal:
    when, unless = entry.condition("when"), entry.condition("unless")
    if (when is None) is (unless is None):
        entry.fault("needs either when or unless")
    return Signal(
        question=entry.required("question"),
        condition=when or unless or ALWAYS,
        holds_when=when is not None,
        points=entry.number("points") or 0.0,
        why=message(entry.required("why")),
    )
