"""What the model was held against: public data on how far estimates were off, and four kinds of
project computed independently."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from app.estimate.entries import CONTENT, Entry, tables
from app.language.message import Message, message
from app.lifecycle.entries import FaultyContent


@dataclass(frozen=True, slots=True)
class Ratios:
    """Actual over estimate in one public data set."""

    title: Message
    n: int
    quantiles: tuple[float, ...]  # P10, P50, P80, P90
    over_twice: float  # the share that took more than twice the estimate
    source: str
    trust: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of project, everything neutral, with its published P50, P80 and P95 at launch."""

    id: str
    title: Message
    tasks: frozenset[str]
    launch_weeks: tuple[float, ...]
    effort_days: tuple[float, ...]
    source: str
    trust: str


@dataclass(frozen=True, slots=True)
class Evidence:
    ratios: tuple[Ratios, ...]
    kinds: dict[str, Kind]


def read_evidence(content: Path) -> Evidence:
    """FaultyContent with every fault found."""
    faults: list[str] = []
    found = Evidence(
        tuple(_ratios(e) for _, e in tables(content / "evidence.toml", "ratios", faults)),
        {id: _kind(id, e) for id, e in tables(content / "kinds.toml", "kind", faults)},
    )
    if faults:
        raise FaultyContent(faults)
    return found


@lru_cache(maxsize=1)
def load_evidence() -> Evidence:
    return read_evidence(CONTENT)


def _ratios(entry: Entry) -> Ratios:
    title, n = message(entry.text("title")), int(entry.number("n"))
    figures = entry.figures("ratios", 4)
    return Ratios(title, n, figures, entry.number("over_twice"), *entry.provenance())


def _kind(id: str, entry: Entry) -> Kind:
    title, tasks = message(entry.text("title")), frozenset(entry.names("tasks"))
    weeks, days = entry.figures("launch_weeks", 3), entry.figures("effort_days", 3)
    return Kind(id, title, tasks, weeks, days, *entry.provenance())
