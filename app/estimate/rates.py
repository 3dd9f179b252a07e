"""What people, labels and running cost: the shipped rates, each with source and grade."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from app.estimate.entries import CONTENT, Entry, tables
from app.estimate.ranges import Spread
from app.language.message import Message, message
from app.lifecycle.entries import FaultyContent


@dataclass(frozen=True, slots=True)
class Role:
    """Who works on a plan, and what a day costs in US dollars."""

    id: str
    title: Message
    day_rate: Spread
    source: str
    trust: str


@dataclass(frozen=True, slots=True)
class LabelKind:
    """One kind of label and the minutes that one takes."""

    id: str
    title: Message
    minutes: Spread
    source: str
    trust: str


@dataclass(frozen=True, slots=True)
class Labelling:
    """How label hours grow, and how they become weeks."""

    overlap: float
    rework: float
    week_hours: float
    least_weeks: float
    wanted_examples: float
    patience_weeks: float  # that one person may take
    crowd: float  # people, where one would take longer
    source: str
    trust: str


@dataclass(frozen=True, slots=True)
class Building:
    """Requests that evaluation makes while the system is built."""

    requests: float
    log_sd: float
    source: str
    trust: str


@dataclass(frozen=True, slots=True)
class Running:
    """People who keep it running."""

    people: Spread  # full-time
    days_a_month: float
    high_risk_hours_a_year: Spread
    tokens_overhead: float
    log_sd: float
    source: str
    trust: str


@dataclass(frozen=True, slots=True)
class FixedSum:
    """A sum paid to others before launch, and when it is due."""

    id: str
    title: Message
    usd: Spread
    why: Message
    source: str
    trust: str


@dataclass(frozen=True, slots=True)
class Owning:
    """What machines of one's own cost: in years of rent to buy, then a share of that each year."""

    years_of_rent: Spread
    care_a_year: Spread
    source: str
    trust: str


@dataclass(frozen=True, slots=True)
class Rates:
    roles: Mapping[str, Role]
    kinds: Mapping[str, LabelKind]
    labelling: Labelling
    building: Building
    running: Running
    fixed: Mapping[str, FixedSum]
    owning: Owning


def read_rates(path: Path) -> Rates:
    """The rates of a content file; FaultyContent with every fault found."""
    faults: list[str] = []
    groups = dict(tables(path, None, faults))
    rates = Rates(
        {name: _role(name, entry) for name, entry in tables(path, "role", faults)},
        {name: _kind(name, entry) for name, entry in tables(path, "label", faults)},
        _labelling(groups["labelling"]),
        _building(groups["building"]),
        _running(groups["running"]),
        {name: _fixed(name, entry) for name, entry in tables(path, "fixed", faults)},
        _owning(groups["owning"]),
    )
    if faults:
        raise FaultyContent(faults)
    return rates


@lru_cache(maxsize=1)
def load_rates() -> Rates:
    return read_rates(CONTENT / "money.toml")


def _role(name: str, entry: Entry) -> Role:
    title = message(entry.text("title"))
    return Role(name, title, entry.spread("day_rate"), *entry.provenance())


def _kind(name: str, entry: Entry) -> LabelKind:
    title = message(entry.text("title"))
    return LabelKind(name, title, entry.spread("minutes"), *entry.provenance())


def _labelling(entry: Entry) -> Labelling:
    overlap, rework = entry.number("overlap"), entry.number("rework")
    hours, least = entry.number("week_hours"), entry.number("least_weeks")
    wanted = entry.number("wanted_examples")
    patience, crowd = entry.number("patience_weeks"), entry.number("crowd")
    return Labelling(overlap, rework, hours, least, wanted, patience, crowd, *entry.provenance())


def _building(entry: Entry) -> Building:
    return Building(entry.number("requests"), entry.number("log_sd"), *entry.provenance())


def _running(entry: Entry) -> Running:
    return Running(
        entry.spread("people"),
        entry.number("days_a_month"),
        entry.spread("high_risk_hours_a_year"),
        entry.number("tokens_overhead"),
        entry.number("log_sd"),
        *entry.provenance(),
    )


def _fixed(name: str, entry: Entry) -> FixedSum:
    title, why = message(entry.text("title")), message(entry.text("why"))
    return FixedSum(name, title, entry.spread("usd"), why, *entry.provenance())


def _owning(entry: Entry) -> Owning:
    years, care = entry.spread("years_of_rent"), entry.spread("care_a_year")
    return Owning(years, care, *entry.provenance())
