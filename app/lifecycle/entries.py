"""Reading an entry of a content file: typed, and every fault is noted instead of raised."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from app.language.message import Message, message
from app.lifecycle.condition import Condition, NotACondition, read_condition
from app.lifecycle.questions import AnswerValue, Row

Choice = TypeVar("Choice", bound=StrEnum)


class FaultyContent(Exception):
    """The content files cannot be used; says every fault, one a line."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


@dataclass(frozen=True)
class Entry:
    """One table of a content file. `faults` is shared by all entries of a load."""

    where: str
    table: Mapping[str, object]
    faults: list[str]

    def fault(self, says: str) -> None:
        self.faults.append(f"{self.where}: {says}")

    def text(self, key: str) -> str | None:
        found = self.table.get(key)
        if found is None or isinstance(found, str):
            return found
        self.fault(f"{key} must be text")
        return None

    def required(self, key: str) -> str:
        found = self.text(key)
        if not found:
            self.fault(f"{key} is missing")
        return found or ""

    def words(self, key: str) -> Message | None:
        found = self.text(key)
        return None if found is None else message(found)

    def condition(self, key: str) -> Condition | None:
        """None where there is none; one that cannot be read is a fault."""
        text = self.text(key)
        try:
            return None if text is None else read_condition(text)
        except NotACondition as error:
            self.fault(f"{key}: {error}")
            return None

    def number(self, key: str) -> float | None:
        found = self.table.get(key)
        if found is None:
            return None
        if isinstance(found, int | float) and not isinstance(found, bool):
            return float(found)
        self.fault(f"{key} must be a number")
        return None

    def day(self, key: str) -> date | None:
        found = self.table.get(key)
        if found is None or isinstance(found, date):
            return found
        self.fault(f"{key} must be a date")
        return None

    def texts(self, key: str) -> tuple[str, ...]:
        found = self.table.get(key, [])
        if isinstance(found, list) and all(isinstance(item, str) for item in found):
            return tuple(found)
        self.fault(f"{key} must be a list of texts")
        return ()

    def one_of(self, key: str, kind: type[Choice], default: Choice) -> Choice:
        found = self.required(key)
        if found in list(kind):
            return kind(found)
        if found:
            self.fault(f"{key} must be one of {', '.join(kind)}, not {found}")
        return default

    def inner(self, key: str) -> Entry:
        """The table under a key; empty when there is none."""
        found = self.table.get(key, {})
        if not isinstance(found, dict):
            self.fault(f"{key} must be a table")
            found = {}
        return Entry(f"{self.where}.{key}", found, self.faults)

    def inners(self) -> Iterator[tuple[str, Entry]]:
        """The tables inside this one, by key, in the order of the file."""
        for key in self.table:
            yield key, self.inner(key)

    def listed(self, key: str) -> Iterator[Entry]:
        """The entries of an array of tables."""
        found = self.table.get(key, [])
        if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
            self.fault(f"{key} must be a list of tables")
            return
        for place, item in enumerate(found):
            yield Entry(f"{self.where}.{key}[{place}]", item, self.faults)


def read_entries(path: Path, faults: list[str]) -> Entry:
    """A content file as one entry; a file that is no TOML is one fault."""
    try:
        table: dict[str, object] = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        faults.append(f"{path.name}: {error}")
        table = {}
    return Entry(path.name, table, faults)


def answer_value(entry: Entry, key: str) -> AnswerValue | None:
    """What a content file proposes as an answer."""
    match entry.table.get(key):
        case None:
            return None
        case str() as text:
            return text
        case [str(), *_]:
            return entry.texts(key)
        case [dict(), *_]:
            return tuple(_row(inner) for inner in entry.listed(key))
        case _:
            return entry.number(key)


def _row(entry: Entry) -> Row:
    cells = entry.table.items()
    return {key: cell if isinstance(cell, str) else float(str(cell)) for key, cell in cells}
