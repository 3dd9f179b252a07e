"""The plan as a workbook: figures are numbers, days dates, sums formulas, and words are text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from io import BytesIO
from types import MappingProxyType

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from app.charts.printable import printable
from app.export.blocks import Cell, Column, Table
from app.export.evaluating import role_table
from app.export.hidden_money import without_sums
from app.export.money import line_table
from app.export.names import KINDS, LEVELS, TRUST
from app.export.outline import Showing
from app.export.work import phase_table, swing_table, task_table, worth_table
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

# The totals that may be added: the lines of one bill, whose ranges are shown apart.
SUMMED = {"costs": (1,), "running": (1,), "tasks": (2,)}


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
        sheets.add(table)
    book.close()
    return file.getvalue()


def tables(plan: Plan, showing: Showing) -> Iterator[Table]:
    yield summary_table(plan, showing)
    if plan.estimate is not None:
        yield task_table(plan)
        yield phase_table(plan.estimate)
        if showing.money:
            lines = plan.estimate.cost.lines
            yield line_table("costs", message("Costs"), lines)
            yield line_table("running", message("Running costs"), plan.estimate.running.lines)
        yield swing_table(plan.estimate, showing)
        yield worth_table(plan, plan.estimate, showing)
    yield role_table(plan)
    yield risk_table(plan)
    yield action_table(plan)
    if showing.answers:
        yield answer_table(plan)
    yield source_table(plan)


def summary_table(plan: Plan, showing: Showing) -> Table:
    """The verdict and the figures of the whole; they are simulated together, never summed."""
    columns = (
        Column(message("What")),
        Column(message("P10"), Unit.WEEKS),
        Column(message("P50, the plan"), Unit.WEEKS),
        Column(message("P80, the commitment"), Unit.WEEKS),
        Column(message("P95"), Unit.WEEKS),
    )
    empty: tuple[Cell, ...] = (None, None, None, None)
    rows: list[tuple[Cell, ...]] = [
        (message("{title}", title=plan.title), *empty),
        (plan.verdict.opening, *empty),
        (plan.verdict.sentence, *empty),
    ]
    estimate = plan.estimate
    if estimate is not None:
        ranges = [
            (message("Finish (weeks)"), estimate.duration_weeks),
            (message("Work (person-days)"), estimate.effort_days),
        ]
        if showing.money:
            ranges.append((message("Cost to build ($)"), estimate.cost.total))
            if estimate.running.total is not None:
                ranges.append((message("Running cost a month ($)"), estimate.running.total))
        rows += [(name, r.p10, r.p50, r.p80, r.p95) for name, r in ranges]
    rows.append((message("Prices of {day}", day=plan.priced_at), *empty))
    return Table("summary", message("Summary"), columns, tuple(rows))


def risk_table(plan: Plan) -> Table:
    columns = _texts(
        message("Risk"),
        message("Likelihood"),
        message("Effect"),
        message("What may happen"),
        message("Against it"),
        message("Watched by"),
        message("Rule"),
    )
    rows = tuple(
        (
            risk.title,
            LEVELS[risk.likelihood],
            LEVELS[risk.effect],
            risk.happens,
            risk.mitigation,
            risk.owner,
            message("{rule}", rule=risk.rule.id),
        )
        for risk in plan.advice.risks
    )
    return Table("risks", message("Risks"), columns, rows)


def action_table(plan: Plan) -> Table:
    columns = _texts(message("Kind"), message("What to do"), message("Who"), message("By"))
    rows = tuple(
        (KINDS[action.kind], action.title, action.owner, action.by) for action in plan.actions
    )
    return Table("actions", message("Actions"), columns, rows)


def answer_table(plan: Plan) -> Table:
    columns = _texts(
        message("Id"), message("Question"), message("Answer"), message("Note"), message("Evidence")
    )
    rows = tuple(
        (
            message("{id}", id=said.question),
            said.asks,
            said.words,
            _own(said.answer.note),
            _own(said.answer.evidence),
        )
        for said in plan.answers
    )
    return Table("answers", message("Answers"), columns, rows)


def source_table(plan: Plan) -> Table:
    columns = _texts(message("Source"), message("Grade"), message("Address"))
    rows = tuple(
        (source.named, TRUST[source.trust], _own(source.url or "")) for source in plan.sources
    )
    return Table("sources", message("Sources"), columns, rows)


def _texts(*titles: Message) -> tuple[Column, ...]:
    return tuple(Column(title) for title in titles)


def _own(text: str) -> Message | None:
    return message("{words}", words=text) if text else None


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
        self.total = book.add_format({"bold": True, "top": 1})

    def add(self, table: Table) -> None:
        sheet = self.book.add_worksheet(self.name(table))
        for place, column in enumerate(table.columns):
            sheet.write_string(0, place, self.reader.say(column.title), self.head)
            sheet.set_column(place, place, self.wide(table, place))
        for number, row in enumerate(table.rows, 1):
            for place, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
                self.write(sheet, (number, place), cell, column)
        self.add_sums(sheet, table)
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

    def wide(self, table: Table, place: int) -> float:
        texts = [self.shown(row[place]) for row in table.rows] + [
            self.reader.say(table.columns[place].title)
        ]
        return float(min(max(map(len, texts)) + 2, WIDEST))

    def shown(self, cell: Cell) -> str:
        return self.said(cell) if isinstance(cell, Message) else "2027-01-01"

    def write(self, sheet: Worksheet, at: tuple[int, int], cell: Cell, column: Column) -> None:
        match cell:
            case None:
                return
            case Message():
                sheet.write_string(*at, self.said(cell), self.text)
            case Quantity():
                self.write(sheet, at, cell.amount, Column(column.title, cell.unit))
            case date():
                sheet.write_datetime(*at, datetime.combine(cell, time()), self.day)
            case _:
                code = FORMATS.get(column.unit or Unit.COUNT, AMOUNT)
                sheet.write_number(*at, cell, self.figures[code])

    def add_sums(self, sheet: Worksheet, table: Table) -> None:
        """Medians of one bill are added by a formula, so that a changed line changes the sum."""
        last = len(table.rows)
        if table.id not in SUMMED or not last:
            return
        sheet.write_string(last + 1, 0, self.reader.say(message("Sum of the P50s")), self.total)
        for place in SUMMED[table.id]:
            letter = chr(ord("A") + place)
            value = sum(row[place] for row in table.rows if isinstance(row[place], float | int))  # type: ignore[misc]
            sheet.write_formula(
                last + 1, place, f"=SUM({letter}2:{letter}{last + 1})", self.total, value
            )
