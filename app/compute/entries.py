"""Reads the content files of this room, and remembers every fault."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

CONTENT: Final = Path(__file__).parent / "content"
GRADES: Final = ("primary", "secondary", "computed", "judgement", "general")


class UnusableContent(ValueError):
    """A content file that may not be used; `faults` lists everything wrong with it."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Entry:
    """One table of a content file. Reading something absent or unfit adds a fault."""

    name: str
    table: Mapping[str, object]
    faults: list[str] = field(default_factory=list)

    def fault(self, what: str) -> None:
        self.faults.append(f"{self.name}: {what}")

    def text(self, key: str) -> str:
        found = self.table.get(key)
        if isinstance(found, str) and found.strip():
            return found
        self.fault(f"{key} is missing")
        return ""

    def number(self, key: str) -> float:
        found = self.table.get(key)
        if isinstance(found, int | float) and not isinstance(found, bool) and found >= 0:
            return float(found)
        self.fault(f"{key} must be a number that is not negative")
        return 1.0

    def optional_number(self, key: str) -> float | None:
        return self.number(key) if key in self.table else None

    def names(self, key: str) -> tuple[str, ...]:
        found = self.table.get(key, [])
        return tuple(str(name) for name in found) if isinstance(found, list) else ()

    def day(self, key: str) -> date:
        found = self.table.get(key)
        if isinstance(found, date):
            return found
        self.fault(f"{key} must be a date")
        return date.min

    def flag(self, key: str) -> bool:
        return self.table.get(key) is True

    def provenance(self) -> tuple[str, str]:
        """Source and grade of trust; every entry has both."""
        trust = self.text("trust")
        if trust and trust not in GRADES:
            self.fault(f"trust must be one of {', '.join(GRADES)}")
        return self.text("source"), trust


def document(name: str) -> Mapping[str, object]:
    with (CONTENT / name).open("rb") as file:
        return tomllib.load(file)


def listed(
    name: str, key: str, content: Mapping[str, object], faults: list[str]
) -> Iterator[Entry]:
    """The entries of a list of tables."""
    found = content.get(key)
    if not isinstance(found, list):
        faults.append(f"{name}: {key} must be a list of tables")
        return
    for place, table in enumerate(found):
        if isinstance(table, Mapping):
            yield Entry(f"{name}: {key}[{place}]", table, faults)


def named(
    name: str, content: Mapping[str, object], faults: list[str]
) -> Iterator[tuple[str, Entry]]:
    """The tables of a document or of one group of it, each by its name."""
    for key, table in content.items():
        if isinstance(table, Mapping):
            yield key, Entry(f"{name}: {key}", table, faults)
        else:
            faults.append(f"{name}: {key} stands bare, without source and trust")


def group(name: str, key: str, faults: list[str]) -> Iterator[tuple[str, Entry]]:
    """The tables of one group of a content file."""
    found = document(name).get(key)
    if isinstance(found, Mapping):
        yield from named(f"{name}: {key}", found, faults)
    else:
        faults.append(f"{name}: {key} must be a group of tables")


def refuse(faults: list[str]) -> None:
    if faults:
        raise UnusableContent(faults)
