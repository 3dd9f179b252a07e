"""Tables put into words: every figure rounded once, in the number format of one reader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.charts.figures import figure
from app.export.blocks import Cell, Column, Table
from app.language.message import Message, Quantity, Unit
from app.language.reader import Reader

NOTHING = "—"
COUNTED_EXACTLY = 1000


@dataclass(frozen=True, slots=True)
class WordedColumn:
    title: str
    figures: bool  # lines up at the right
    rules: bool  # the ids of rules, which a page links


@dataclass(frozen=True, slots=True)
class WordedTable:
    id: str
    title: str
    columns: tuple[WordedColumn, ...]
    rows: tuple[tuple[str, ...], ...]


def worded(table: Table, reader: Reader) -> WordedTable:
    columns = tuple(
        WordedColumn(reader.say(column.title), column.unit is not None, column.rules)
        for column in table.columns
    )
    rows = tuple(
        tuple(_cell(cell, column, reader) for cell, column in zip(row, table.columns, strict=True))
        for row in table.rows
    )
    return WordedTable(table.id, reader.say(table.title), columns, rows)


def _cell(cell: Cell, column: Column, reader: Reader) -> str:
    match cell:
        case None:
            return NOTHING
        case Message():
            return reader.say(cell)
        case Quantity():
            return reader.quantity(cell)
        case date():
            return reader.short_day_with_year(cell)
        case _:
            return _figure(cell, column.unit, reader)


def _figure(amount: float, unit: Unit | None, reader: Reader) -> str:
    if unit is Unit.COUNT and amount == round(amount) and amount < COUNTED_EXACTLY:
        return reader.number(amount)
    return figure(amount, unit or Unit.COUNT, reader)
