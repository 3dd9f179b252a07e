"""Public lists of what may go wrong, and which risk of the register answers each entry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from app.advice.catalogue import load_catalogue
from app.advice.finding import Risk, Rule
from app.language.message import Message, message
from app.lifecycle.entries import Entry, FaultyContent, read_entries

CONTENT = Path(__file__).parent / "content" / "frameworks.toml"


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry of a list. `otherwise`: where a plan deals with it if no listed risk applies."""

    name: str  # the list's own words, never translated: "07 Misinformation"
    covered_by: tuple[str, ...]
    otherwise: Message | None


@dataclass(frozen=True, slots=True)
class Framework:
    id: str
    title: str
    year: int  # numbering changes between editions, so the year always stands beside it
    current: bool
    rule: Rule
    entries: tuple[Listed, ...]

    @property
    def name(self) -> str:
        return f"{self.title} ({self.year})"


@dataclass(frozen=True, slots=True)
class Covered:
    """An entry of a list as one plan sees it: the risks that answer it, or why none does."""

    name: str
    risks: tuple[Risk, ...]
    otherwise: Message


NOT_HERE = message("The answers give no reason to expect it here.")


def coverage(framework: Framework, risks: Iterable[Risk]) -> tuple[Covered, ...]:
    """Every entry of the list, so that a reader sees that none was forgotten."""
    register = {risk.tag: risk for risk in risks}
    return tuple(
        Covered(
            entry.name,
            tuple(register[tag] for tag in entry.covered_by if tag in register),
            entry.otherwise or NOT_HERE,
        )
        for entry in framework.entries
    )


def names_of(tag: str) -> tuple[str, ...]:
    """What the current lists call a risk: "NIST AI 600-1 (2024): Confabulation"."""
    return tuple(
        f"{framework.name}: {entry.name}"
        for framework in load_frameworks()
        for entry in framework.entries
        if framework.current and tag in entry.covered_by
    )


@lru_cache
def load_frameworks(content: Path = CONTENT) -> tuple[Framework, ...]:
    """All lists in the order of the file; FaultyContent names all faults at once."""
    faults: list[str] = []
    found = [_framework(key, entry) for key, entry in read_entries(content, faults).inners()]
    if faults:
        raise FaultyContent(faults)
    return tuple(framework for framework in found if framework is not None)


def _framework(key: str, entry: Entry) -> Framework | None:
    rests_on = load_catalogue().get(entry.required("rule"))
    if rests_on is None:
        entry.fault("its rule is not in the catalogue")
        return None
    return Framework(
        id=key,
        title=entry.required("title"),
        year=int(entry.number("year") or 0),
        current=entry.table.get("current") is True,
        rule=rests_on,
        entries=tuple(_listed(inner) for inner in entry.listed("entry")),
    )


def _listed(entry: Entry) -> Listed:
    covered_by, otherwise = entry.texts("covered_by"), entry.words("otherwise")
    if not covered_by and otherwise is None:
        entry.fault("name a risk that covers it, or say where a plan deals with it")
    number, name = entry.text("number"), entry.required("name")
    return Listed(f"{number} {name}" if number else name, covered_by, otherwise)
