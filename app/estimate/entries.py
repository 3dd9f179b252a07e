"""Reads entries of content files, and remembers every fault instead of stopping at the first."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final

from app.estimate.ranges import NARROWEST, ImpossibleRange, Spread, spread
from app.lifecycle.sourced import SourcedEntry

CONTENT: Final = Path(__file__).parent / "content"
GRADES: Final = ("A", "B", "C", "D")
Triple = tuple[float, float, float]


@dataclass(frozen=True)
class Entry(SourcedEntry):
    """One table of a content file of this room. Reading something absent or unfit adds a fault."""

    grades: ClassVar = GRADES

    def triple(self, key: str) -> Triple:
        """P10, P50, P90."""
        found = self.table.get(key)
        if isinstance(found, list) and len(found) == 3:
            low, likely, high = (float(figure) for figure in found)
            try:
                spread(low, high, likely)
            except ImpossibleRange as refusal:
                self.fault(f"{key}: {refusal}")
            return low, likely, high
        self.fault(f"{key} must be three numbers: P10, P50, P90")
        return 1.0, 2.0, 4.0

    def figures(self, key: str, count: int) -> tuple[float, ...]:
        """So many figures, rising."""
        found = self.table.get(key)
        if isinstance(found, list) and len(found) == count and sorted(found) == found:
            return tuple(float(figure) for figure in found)
        self.fault(f"{key} must be {count} rising figures")
        return (0.0,) * count

    def optional_triple(self, key: str) -> Triple | None:
        return self.triple(key) if key in self.table else None

    def numbers(self, key: str) -> dict[str, float]:
        """A table of named numbers; empty when absent."""
        found = self.table.get(key, {})
        if isinstance(found, dict):
            inner = Entry(f"{self.where}.{key}", found, self.faults)
            return {name: inner.number(name) for name in found}
        self.fault(f"{key} must be a table of numbers")
        return {}

    def mix(self) -> tuple[tuple[str, float], ...]:
        """Shares of the effort by role, which make one."""
        shares = self.numbers("mix")
        if abs(sum(shares.values()) - 1) > 1e-9:
            self.fault("the shares of mix must make one")
        return tuple(shares.items())

    def entries(self, key: str) -> Iterator[Entry]:
        """The entries of a list of tables."""
        found = self.table.get(key)
        if not isinstance(found, list) or not found:
            self.fault(f"{key} must be a list")
            return
        for place, table in enumerate(found):
            yield Entry(f"{self.where}.{key}[{place}]", table, self.faults)

    def spread(self, key: str, floor: float = NARROWEST) -> Spread:
        low, likely, high = self.triple(key)
        try:
            return spread(low, high, likely, floor)
        except ImpossibleRange:
            return spread(1.0, 4.0)  # the fault is noted; the loader will refuse the file

    def optional_spread(self, key: str) -> Spread | None:
        return self.spread(key) if key in self.table else None


def tables(path: Path, group: str | None, faults: list[str]) -> list[tuple[str, Entry]]:
    """The entries of one content file, or of one group of it, each of which must be a table."""
    with path.open("rb") as file:
        document: Mapping[str, object] = tomllib.load(file)
    found = document if group is None else document.get(group, {})
    if not isinstance(found, Mapping):
        faults.append(f"{path.name}: {group} must be a table")
        return []
    prefix = "" if group is None else f"{group}."
    entries = []
    for name, table in found.items():
        if isinstance(table, Mapping):
            entries.append((name, Entry(f"{path.name}: {prefix}{name}", table, faults)))
        else:
            faults.append(f"{path.name}: {name} stands bare, without source and trust")
    return entries
