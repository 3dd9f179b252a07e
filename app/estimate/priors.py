"""What the model ships with: ranges, factors, risks. Each number has a source and a grade."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import TypeGuard

from app.estimate.entries import CONTENT, Entry, Triple, tables
from app.estimate.ranges import Spread
from app.language.message import Message, message
from app.lifecycle.entries import FaultyContent
from app.lifecycle.phases import Phase


@dataclass(frozen=True, slots=True)
class Figure:
    """A single number of the model."""

    value: float
    unit: str
    source: str
    trust: str


@dataclass(frozen=True, slots=True)
class TaskPrior:
    """The shipped range of a task at neutral factors, done by the reference team."""

    id: str
    title: Message
    phase: Phase
    column: str | None
    effort: Spread  # person-days
    effort_days: Triple
    wait: Spread | None  # weeks
    wait_weeks: Triple | None
    people: float  # working on it side by side
    elasticity: tuple[float, float, float]  # to size, data, expertise
    before_gate: float
    mix: tuple[tuple[str, float], ...]
    anchor: Message | None
    source: str
    trust: str


@dataclass(frozen=True, slots=True)
class ReworkPrior:
    """One more round after the evaluation gate."""

    title: Message
    phase: Phase
    round_share: float  # of the build tasks
    most_rounds: int
    of: tuple[str, ...]
    mix: tuple[tuple[str, float], ...]
    source: str
    trust: str


@dataclass(frozen=True, slots=True)
class FactorLevel:
    id: str
    title: Message
    multiplier: float
    weight: float  # while nobody knows


@dataclass(frozen=True, slots=True)
class Factor:
    """Levels run from favourable to adverse."""

    id: str
    question: str
    title: Message
    levels: tuple[FactorLevel, ...]
    neutral: int
    source: str
    trust: str

    @property
    def middle(self) -> int:
        """The level that half of the weight does not exceed."""
        below = accumulate(level.weight for level in self.levels)
        return next(place for place, share in enumerate(below) if share >= 0.5)

    def place(self, level: str) -> int:
        """The index of a level by its id."""
        return [known.id for known in self.levels].index(level)


@dataclass(frozen=True, slots=True)
class RiskPrior:
    """An event, its chance, and what it does when it happens."""

    id: str
    title: Message
    chance: float
    effort: tuple[tuple[str, float], ...]  # task → multiplier
    all_effort: float
    wait: tuple[tuple[str, float], ...]  # task → multiplier of its wait
    extra_wait: tuple[str, Spread] | None  # task, weeks
    extra_weeks: Spread | None  # at the milestone
    rounds: int
    running: Spread | None  # multiplier of the running cost
    label_hours: float
    source: str
    trust: str


@dataclass(frozen=True, slots=True)
class Priors:
    tasks: dict[str, TaskPrior]
    rework: ReworkPrior
    factors: dict[str, Factor]
    risks: dict[str, RiskPrior]
    figures: dict[str, Figure]

    def value(self, name: str) -> float:
        return self.figures[name].value


def read_priors(content: Path) -> Priors:
    """The shipped priors of a folder; FaultyContent with every fault found."""
    faults: list[str] = []
    tasks = tables(content / "tasks.toml", "task", faults)
    rework = dict(tables(content / "tasks.toml", None, faults))["rework"]
    priors = Priors(
        {name: _task(name, entry) for name, entry in tasks},
        _rework(rework),
        {n: _factor(n, e) for n, e in tables(content / "factors.toml", "factor", faults)},
        {n: _risk(n, e) for n, e in tables(content / "risks.toml", "risk", faults)},
        {n: _figure(e) for n, e in tables(content / "figures.toml", None, faults)},
    )
    if faults:
        raise FaultyContent(faults)
    return priors


@lru_cache(maxsize=1)
def load_priors() -> Priors:
    return read_priors(CONTENT)


def _title(entry: Entry, key: str = "title") -> Message:
    return message(entry.text(key))


def _phase(entry: Entry) -> Phase:
    name = entry.text("phase")
    if name in set(Phase):
        return Phase(name)
    entry.fault("phase must be one of the five phases")
    return Phase.SCOPING


def _task(name: str, entry: Entry) -> TaskPrior:
    source, trust = entry.provenance()
    pulls = entry.numbers("elasticity")
    anchor = entry.optional_text("anchor")
    return TaskPrior(
        id=name,
        title=_title(entry),
        phase=_phase(entry),
        column=entry.optional_text("column"),
        effort=entry.spread("effort_days"),
        effort_days=entry.triple("effort_days"),
        wait=entry.optional_spread("wait_weeks"),
        wait_weeks=entry.optional_triple("wait_weeks"),
        people=entry.number("people"),
        elasticity=(pulls.get("size", 0), pulls.get("data", 0), pulls.get("expertise", 0)),
        before_gate=entry.number("before_gate"),
        mix=entry.mix(),
        anchor=None if anchor is None else message(anchor),
        source=source,
        trust=trust,
    )


def _rework(entry: Entry) -> ReworkPrior:
    source, trust = entry.provenance()
    return ReworkPrior(
        _title(entry),
        _phase(entry),
        entry.number("round_share"),
        int(entry.number("most_rounds")),
        entry.names("of"),
        entry.mix(),
        source,
        trust,
    )


def _factor(name: str, entry: Entry) -> Factor:
    source, trust = entry.provenance()
    levels = tuple(
        FactorLevel(each.text("id"), _title(each), each.number("multiplier"), each.number("weight"))
        for each in entry.entries("level")
    )
    if abs(sum(level.weight for level in levels) - 1) > 1e-9:
        entry.fault("the weights of the levels must make one")
    ids = [level.id for level in levels]
    neutral = entry.text("neutral")
    if neutral not in ids:
        entry.fault("neutral must be one of the levels")
    place = ids.index(neutral) if neutral in ids else 0
    return Factor(name, entry.text("question"), _title(entry), levels, place, source, trust)


def _risk(name: str, entry: Entry) -> RiskPrior:
    source, trust = entry.provenance()
    extra = entry.table.get("extra_wait")
    wait = Entry(f"{entry.where}.extra_wait", extra, entry.faults) if _is_table(extra) else None
    return RiskPrior(
        id=name,
        title=_title(entry),
        chance=entry.number("chance"),
        effort=tuple(entry.numbers("effort").items()),
        all_effort=entry.number("all_effort", 1.0),
        wait=tuple(entry.numbers("wait").items()),
        extra_wait=None if wait is None else (wait.text("task"), wait.spread("weeks")),
        extra_weeks=entry.optional_spread("extra_weeks"),
        rounds=int(entry.number("rounds", 0)),
        running=entry.spread("running", floor=0) if "running" in entry.table else None,
        label_hours=entry.number("label_hours", 1.0),
        source=source,
        trust=trust,
    )


def _is_table(found: object) -> TypeGuard[dict[str, object]]:
    return isinstance(found, dict)


def _figure(entry: Entry) -> Figure:
    source, trust = entry.provenance()
    return Figure(entry.number("value"), entry.text("unit"), source, trust)
