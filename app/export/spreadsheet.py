"""The plan as a workbook: figures are numbers, days dates, sums formulas, and words are text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from io import BytesIO
from types import MappingProxyType

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from app.charts.printable import printable
from app.estimate.ranges import Range
from app.export.blocks import Cell, Column, Table
from app.export.hidden_money import without_sums
from app.export.outline import Showing
from app.export.workbook_tables import tables
from app.language.message import Message, Quantity, Unit, message
from app.language.reader import Reader
from app.plan.plan import Plan

LONGEST = 32_000  # letters a cell can hold
WIDEST = 70  # letters a column is shown wide
MONEY = '"$"#,##0'
AMOUNT = "#,##0.0"
COUNT = "#,##0"
DAY = "yyyy-mm-dd"
FORMATS = MappingProxyType({Unit.USD: MONEY, Unit.COUNT: COUNT})

# The columns with the P50 and the P80 of what a formula adds up: the work, and the bills.
SUMMED = MappingProxyType({"tasks": (2, 3), "costs": (1, 2), "running": (1, 2)})


Written = str | float | date | Quantity | None  # a cell with its words said


def spreadsheet(plan: Plan, reader: Reader, showing: Showing) -> bytes:
    """One sheet a table. The same plan gives the same bytes."""
    shown = plan if showing.money else without_sums(plan)
    file = BytesIO()
    book = Workbook(
        file,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    made = datetime.combine(plan.priced_at, time(), UTC).replace(tzinfo=None)
    book.set_properties({"title": printable(shown.title, 200), "created": made})
    sheets = Sheets(book, reader)
    for table in tables(shown, showing):
        sheets.add(table, whole(shown, table))
    book.close()
    return file.getvalue()


def whole(plan: Plan, table: Table) -> Range | None:
    """What the lines of a table come to when they are simulated together."""
    if plan.estimate is None:
        return None
    return {
        "tasks": plan.estimate.effort_days,
        "costs": plan.estimate.cost.total,
        "running": plan.estimate.running.total,
    }.get(table.id)


class Sheets:
    """The sheets of one workbook, each a table with its heads held in view."""

    def __init__(self, book: Workbook, reader: Reader) -> None:
        self.book = book
        self.reader = reader
        self.head = book.add_format({"bold": True, "bottom": 2, "text_wrap": True, "valign": "top"})
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        self.day = book.add_format({"num_format": DAY, "valign": "top", "align": "left"})
        self.figures: dict[str, Format] = {
            code: book.add_format({"num_format": code, "valign": "top"})
            for code in (MONEY, AMOUNT, COUNT)
        }
        self.sum = book.add_format({"bold": True, "top": 1})
        self.sums: dict[str, Format] = {
            code: book.add_format({"num_format": code, "bold": True, "top": 1})
            for code in (MONEY, AMOUNT)
        }

    def add(self, table: Table, whole: Range | None) -> None:
        sheet = self.book.add_worksheet(self.name(table))
        rows = [tuple(map(self.worded, row)) for row in table.rows]
        for place, column in enumerate(table.columns):
            title = self.reader.say(column.title)
            sheet.write_string(0, place, title, self.head)
            sheet.set_column(place, place, wide(title, [row[place] for row in rows]))
        for number, row in enumerate(rows, 1):
            for place, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
                self.write(sheet, (number, place), cell, column)
        if table.id in SUMMED and table.rows:
            self.add_sums(sheet, table)
            self.add_whole(sheet, table, whole)
        sheet.freeze_panes(1, 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)

    def name(self, table: Table) -> str:
        """What Excel accepts as the name of a sheet, no longer than 31 letters."""
        said = "".join(
            " " if letter in "[]:*?/\\'" else letter for letter in self.said(table.title)
        )
        return said.strip()[:31] or table.id

    def said(self, cell: Message) -> str:
        return printable(self.reader.say(cell), LONGEST)

    def worded(self, cell: Cell) -> Written:
        return self.said(cell) if isinstance(cell, Message) else cell

    def write(self, sheet: Worksheet, at: tuple[int, int], cell: Written, column: Column) -> None:
        match cell:
            case None:
                return
            case str():
                sheet.write_string(*at, cell, self.text)
            case Quantity():
                self.write(sheet, at, cell.amount, Column(column.title, cell.unit))
            case date():
                sheet.write_datetime(*at, datetime.combine(cell, time()), self.day)
            case _:
                sheet.write_number(*at, cell, self.figures[code_of(column)])

    def add_sums(self, sheet: Worksheet, table: Table) -> None:
        """Lines are added by formulas, so that a changed line changes the sum."""
        last = len(table.rows)
        sheet.write_string(last + 1, 0, self.reader.say(message("Sum of the lines")), self.sum)
        for place in SUMMED[table.id]:
            lines = f"{xl_col_to_name(place)}2:{xl_col_to_name(place)}{last + 1}"
            figures = (row[place] for row in table.rows)
            value = sum(figure for figure in figures if isinstance(figure, float | int))
            style = self.sums[code_of(table.columns[place])]
            sheet.write_formula(last + 1, place, f"=SUM({lines})", style, value)

    def add_whole(self, sheet: Worksheet, table: Table, whole: Range | None) -> None:
        """What the sum is not: the range of the whole, which the simulation gives."""
        if whole is None:
            return
        row = len(table.rows) + 2
        says = message("The whole, simulated: ranges do not add up")
        sheet.write_string(row, 0, self.reader.say(says), self.text)
        for place, figure in zip(SUMMED[table.id], (whole.p50, whole.p80), strict=True):
            style = self.figures[code_of(table.columns[place])]
            sheet.write_number(row, place, figure, style)


def wide(title: str, cells: Sequence[Written]) -> float:
    """The width of a column in letters: its longest text, a day, or the head."""
    letters = [len(cell) if isinstance(cell, str) else len("2027-01-01") for cell in cells]
    return float(min(max([len(title), *letters]) + 2, WIDEST))


def code_of(column: Column) -> str:
    """How a spreadsheet shows the figures of this column."""
    return FORMATS.get(column.unit or Unit.COUNT, AMOUNT)
