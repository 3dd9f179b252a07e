"""The workbook: numbers are numbers, dates dates, sums formulas; words are never formulas."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from app.export.outline import Showing
from app.export.spreadsheet import spreadsheet
from app.language.reader import ENGLISH
from tests.export.plans import HOSTILE, hostile_plan, plan

SHEETS = [
    "Summary", "Tasks", "Phases", "Costs", "Running costs", "What drives the range",
    "What each unknown is worth", "Team", "Risks", "Actions", "Answers", "Sources",
]  # fmt: skip


def opened(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


def test_the_workbook_has_a_sheet_for_everything() -> None:
    assert opened(spreadsheet(plan(), ENGLISH, Showing())).sheetnames == SHEETS


def test_figures_are_numbers_and_days_are_dates() -> None:
    sheet = opened(spreadsheet(plan(), ENGLISH, Showing()))["Tasks"]
    first = [cell.value for cell in sheet[2]]
    assert isinstance(first[2], float)
    assert isinstance(first[5], datetime)
    estimate = plan().estimate
    assert estimate is not None
    assert first[2] == pytest.approx(estimate.tasks[0].effort_days.p50)


def test_the_lines_of_a_bill_are_added_by_a_formula() -> None:
    sheet = opened(spreadsheet(plan(), ENGLISH, Showing()))["Costs"]
    last = sheet.max_row
    assert sheet.cell(last, 2).value == f"=SUM(B2:B{last - 1})"


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_are_text(words: str) -> None:
    book = opened(spreadsheet(hostile_plan(words), ENGLISH, Showing()))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert str(cell.value).startswith("=SUM("), cell.coordinate
                assert cell.hyperlink is None


def test_the_same_plan_gives_the_same_bytes() -> None:
    first = spreadsheet(plan(), ENGLISH, Showing())
    assert spreadsheet(plan(), ENGLISH, Showing()) == first


def test_a_reader_without_money_gets_no_sheet_of_money() -> None:
    book = opened(spreadsheet(plan(), ENGLISH, Showing(money=False)))
    assert not {"Costs", "Running costs"} & set(book.sheetnames)
    texts = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [text for text in texts if "$" in text]
