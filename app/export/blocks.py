"""What a section of a plan is made of. Page, printed document and Markdown each show the same
blocks in their own way, so that they can never tell different stories."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from app.advice.finding import Duty, Finding, Risk, Source
from app.language.message import Message, Quantity, Unit, message
from app.plan.plan import Action, Assumption, CheatSheetColumn, SaidAnswer, Stage

# Whatever a cell can hold: a figure in its column's unit, a date, words, or nothing.
Cell = float | date | Message | Quantity | None


@dataclass(frozen=True, slots=True)
class Heading:
    kind: ClassVar[str] = "heading"
    says: Message


@dataclass(frozen=True, slots=True)
class Text:
    kind: ClassVar[str] = "text"
    says: Message
    note: bool = False  # small, beside what it explains


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of the plan by its name. Two halves that follow each other stand side by side."""

    kind: ClassVar[str] = "chart"
    name: str
    half: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column; with a unit its figures line up at the right and name it in the head only."""

    title: Message
    unit: Unit | None = None
    rules: bool = False  # its cells are ids of rules


@dataclass(frozen=True, slots=True)
class Table:
    kind: ClassVar[str] = "table"
    id: str
    title: Message
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    further: int = 0  # so many columns at the end are for a workbook only

    @property
    def for_reading(self) -> Table:
        """The table without the columns that only a workbook has room for."""
        shown = len(self.columns) - self.further
        rows = tuple(row[:shown] for row in self.rows)
        return replace(self, columns=self.columns[:shown], rows=rows, further=0)


@dataclass(frozen=True, slots=True)
class Facts:
    """Names with what is said of each."""

    kind: ClassVar[str] = "facts"
    rows: tuple[tuple[Message, Message], ...]


@dataclass(frozen=True, slots=True)
class Items:
    kind: ClassVar[str] = "items"
    says: tuple[Message, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Findings:
    kind: ClassVar[str] = "findings"
    title: Message | None  # a heading inside the section, where one is needed
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Lifecycle:
    kind: ClassVar[str] = "lifecycle"
    stages: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class CheatSheet:
    kind: ClassVar[str] = "cheat_sheet"
    columns: tuple[CheatSheetColumn, ...]


@dataclass(frozen=True, slots=True)
class Risks:
    kind: ClassVar[str] = "risks"
    risks: tuple[Risk, ...]


@dataclass(frozen=True, slots=True)
class Duties:
    kind: ClassVar[str] = "duties"
    duties: tuple[Duty, ...]
    on: date  # the day of the plan: what binds by then is in force

    def binds(self, duty: Duty) -> Message | None:
        """From when, in words; None where the law names no day."""
        if duty.applies_from is None:
            return None
        if duty.applies_from <= self.on:
            return message("in force since {day}", day=duty.applies_from)
        return message("from {day}", day=duty.applies_from)


@dataclass(frozen=True, slots=True)
class Assumptions:
    kind: ClassVar[str] = "assumptions"
    assumptions: tuple[Assumption, ...]


@dataclass(frozen=True, slots=True)
class Actions:
    kind: ClassVar[str] = "actions"
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class AnswerList:
    kind: ClassVar[str] = "answers"
    title: Message  # of the phase
    answers: tuple[SaidAnswer, ...]


@dataclass(frozen=True, slots=True)
class Sources:
    kind: ClassVar[str] = "sources"
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Aside:
    """What stands behind a figure: opened by whoever wants it."""

    kind: ClassVar[str] = "aside"
    summary: Message
    blocks: tuple[Heading | Text | Chart | Table | Facts | Items | CheatSheet | Actions, ...]
    id: str = ""  # by which other places of a page lead to it


Block = (
    Heading
    | Text
    | Chart
    | Table
    | Facts
    | Items
    | Findings
    | Lifecycle
    | CheatSheet
    | Risks
    | Duties
    | Assumptions
    | Actions
    | AnswerList
    | Sources
    | Aside
)


def tables_in(blocks: tuple[Block, ...]) -> Iterator[Table]:
    """Every table, also those that stand behind a figure."""
    for block in blocks:
        if isinstance(block, Table):
            yield block
        elif isinstance(block, Aside):
            yield from tables_in(block.blocks)
