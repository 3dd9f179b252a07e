"""Reads the content files of this room, and remembers every fault."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import ClassVar, Final

from app.lifecycle.entries import FaultyContent
from app.lifecycle.sourced import SourcedEntry

CONTENT: Final = Path(__file__).parent / "content"
GRADES: Final = ("primary", "secondary", "computed", "judgement", "general")


@dataclass(frozen=True)
class Entry(SourcedEntry):
    """One table of a content file of this room. Reading something absent or unfit adds a fault."""

    grades: ClassVar = GRADES
    stand_in: ClassVar = 1.0  # it may be divided by before the file is refused

    def day(self, key: str) -> date:
        found = self.table.get(key)
        if isinstance(found, date):
            return found
        self.fault(f"{key} must be a date")
        return date.min

    def flag(self, key: str) -> bool:
        return self.table.get(key) is True


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
        raise FaultyContent(faults)
