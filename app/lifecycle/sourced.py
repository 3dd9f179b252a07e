"""Entries of which nothing may be missing: figures of a model, each with its source and trust."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from app.lifecycle.entries import Entry


@dataclass(frozen=True)
class SourcedEntry(Entry):
    """A table in which what is asked for must stand; a room adds what it alone reads."""

    grades: ClassVar[tuple[str, ...]]  # of trust, as the room's content writes them
    stand_in: ClassVar[float] = 0.0  # a figure to go on with until all faults are known

    def text(self, key: str) -> str:
        found = self.table.get(key)
        if isinstance(found, str) and found.strip():
            return found
        self.fault(f"{key} is missing")
        return ""

    def optional_text(self, key: str) -> str | None:
        return self.text(key) if key in self.table else None

    def number(self, key: str, default: float | None = None) -> float:
        found = self.table.get(key, default)
        if isinstance(found, int | float) and not isinstance(found, bool) and found >= 0:
            return float(found)
        self.fault(f"{key} must be a number that is not negative")
        return self.stand_in

    def optional_number(self, key: str) -> float | None:
        return self.number(key) if key in self.table else None

    def provenance(self) -> tuple[str, str]:
        """Source and grade of trust; every entry has both."""
        trust = self.text("trust")
        if trust and trust not in self.grades:
            self.fault(f"trust must be one of {', '.join(self.grades)}")
        return self.text("source"), trust

    def names(self, key: str) -> tuple[str, ...]:
        found = self.table.get(key, [])
        return tuple(str(name) for name in found) if isinstance(found, list) else ()
