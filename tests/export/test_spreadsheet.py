"""The workbook: numbers are numbers, dates dates, sums formulas; words are never formulas."""

from __future__ import annotations

import re
import subprocess
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from app.export.outline import Showing
from app.export.spreadsheet import SUMMED, spreadsheet
from app.language.reader import ENGLISH
from app.plan.plan import Plan
from tests.cases import cases
from tests.export.plans import HOSTILE, hostile_plan, plan

SHEETS = [
    "Summary", "Tasks", "Phases", "Costs", "Running costs", "Causes of the range",
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


def sums(book: Workbook, sheet: str) -> tuple[object, ...]:
    """The P50 and the P80 in the row of sums."""
    rows = {row[0].value: [cell.value for cell in row] for row in book[sheet].iter_rows()}
    return tuple(rows["Sum of the lines"][place] for place in SUMMED[SUMMED_SHEETS[sheet]])


SUMMED_SHEETS = {"Tasks": "tasks", "Costs": "costs", "Running costs": "running"}


def sums_of(shown: Plan) -> dict[str, tuple[float, float]]:
    """The same of the plan itself."""
    estimate = shown.estimate
    assert estimate is not None
    ranges = {
        "Tasks": [task.effort_days for task in estimate.tasks],
        "Costs": [line.usd for line in estimate.cost.lines],
        "Running costs": [line.usd for line in estimate.running.lines],
    }
    return {
        sheet: (sum(range.p50 for range in lines), sum(range.p80 for range in lines))
        for sheet, lines in ranges.items()
    }


ESTIMATED = [found.id[:3] for found in cases() if plan(found.id[:3]).estimate is not None]


@pytest.mark.parametrize("prefix", ESTIMATED)
def test_each_sum_is_a_formula_over_all_lines_and_comes_to_the_sum_of_the_plan(
    prefix: str,
) -> None:
    content = spreadsheet(plan(prefix), ENGLISH, Showing())
    formulas, values = opened(content), load_workbook(BytesIO(content), data_only=True)
    for sheet, expected in sums_of(plan(prefix)).items():
        assert sums(values, sheet) == pytest.approx(expected)
        found = [added(formulas[sheet], formula) for formula in sums(formulas, sheet)]
        assert found == pytest.approx(expected)


def added(sheet: Worksheet, formula: object) -> float:
    """What a spreadsheet makes of `=SUM(C2:C13)`."""
    found = re.fullmatch(r"=SUM\(([A-Z])2:\1(\d+)\)", str(formula))
    assert found, formula
    lines = [sheet[f"{found[1]}{row}"].value for row in range(2, int(found[2]) + 1)]
    return sum(line for line in lines if isinstance(line, float | int))


def test_the_sum_of_commitments_is_the_one_that_the_plan_warns_of() -> None:
    estimate = plan().estimate
    assert estimate is not None
    content = load_workbook(BytesIO(spreadsheet(plan(), ENGLISH, Showing())), data_only=True)
    assert sums(content, "Tasks")[1] == pytest.approx(estimate.sum_of_p80_days)


def test_the_range_of_the_whole_stands_below_the_sum() -> None:
    estimate = plan().estimate
    assert estimate is not None
    sheet = opened(spreadsheet(plan(), ENGLISH, Showing()))["Costs"]
    found = [cell.value for cell in sheet[sheet.max_row]]
    assert found[1:3] == pytest.approx([estimate.cost.total.p50, estimate.cost.total.p80])


@pytest.mark.slow
def test_libreoffice_comes_to_the_same_sums_and_follows_a_changed_line(tmp_path: Path) -> None:
    estimate = plan().estimate
    assert estimate is not None
    book = opened(spreadsheet(plan(), ENGLISH, Showing()))  # openpyxl keeps no computed values
    book.save(tmp_path / "same.xlsx")
    book["Costs"]["B2"] = estimate.cost.lines[0].usd.p50 + 1_000_000
    book.save(tmp_path / "dearer.xlsx")
    same, dearer = recalculated(tmp_path, "same"), recalculated(tmp_path, "dearer")
    for sheet, expected in sums_of(plan()).items():
        assert sums(same, sheet) == pytest.approx(expected)
    assert sums(dearer, "Costs")[0] == pytest.approx(sums_of(plan())["Costs"][0] + 1_000_000)


def recalculated(folder: Path, name: str) -> Workbook:
    """The values that LibreOffice finds where the workbook has formulas."""
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile",
         "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", f"{folder}/opened",
         f"{folder}/{name}.xlsx"],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return load_workbook(folder / "opened" / f"{name}.xlsx", data_only=True)


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
