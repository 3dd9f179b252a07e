"""Task lists: columns that importers know, and no cell that runs."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.export.calendar import calendar, escaped, folded
from app.export.mermaid import mermaid, name
from app.export.tasks import BEGINS_A_FORMULA, HEADS, Tracker, inert, task_csv
from app.language.reader import ENGLISH
from tests.export.plans import HOSTILE, hostile_plan, plan


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text)))


@pytest.mark.parametrize("tracker", Tracker)
def test_every_task_and_action_is_a_row_under_the_heads_of_the_tracker(tracker: Tracker) -> None:
    found = rows(task_csv(plan(), ENGLISH, tracker))
    estimate = plan().estimate
    assert estimate is not None
    assert tuple(found[0]) == HEADS[tracker]
    assert len(found) == 1 + len(estimate.tasks) + len(plan().actions)
    assert {len(row) for row in found} == {len(HEADS[tracker])}


def test_an_estimate_is_written_in_the_unit_the_tracker_counts() -> None:
    estimate = plan().estimate
    assert estimate is not None
    days = estimate.tasks[0].effort_days.p50
    assert rows(task_csv(plan(), ENGLISH, Tracker.JIRA))[1][4] == str(round(days * 8 * 3600))
    assert rows(task_csv(plan(), ENGLISH, Tracker.LINEAR))[1][4] == str(max(1, round(days)))


@given(st.text(max_size=60))
def test_no_cell_begins_a_formula(text: str) -> None:
    assert not inert(text).startswith(BEGINS_A_FORMULA)


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("tracker", Tracker)
def test_hostile_words_are_inert_in_every_list(words: str, tracker: Tracker) -> None:
    for row in rows(task_csv(hostile_plan(words), ENGLISH, tracker)):
        assert not [cell for cell in row if cell.startswith(BEGINS_A_FORMULA)]
        assert len(row) == len(HEADS[tracker])


def test_the_gantt_text_has_a_bar_for_every_task() -> None:
    text = mermaid(plan(), ENGLISH)
    estimate = plan().estimate
    assert estimate is not None
    bars = [line for line in text.splitlines() if " :" in line and "milestone" not in line]
    assert len(bars) == len(estimate.tasks)
    critical = sum(task.critical_share > 0.5 for task in estimate.tasks)
    assert sum(":crit," in bar for bar in bars) == critical


@given(st.text(max_size=80))
def test_a_name_in_gantt_text_cannot_end_itself(text: str) -> None:
    assert not set(name(text)) & set(":;#,%\n")


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_add_no_line_to_gantt_or_calendar(words: str) -> None:
    assert len(mermaid(hostile_plan(words), ENGLISH).splitlines()) < 60
    for line in calendar(hostile_plan(words), ENGLISH).split("\r\n"):
        assert len(line.encode()) <= 75
        assert "\n" not in line


def test_the_calendar_has_plan_and_commitment() -> None:
    text = calendar(plan(), ENGLISH)
    assert "SUMMARY:Commit (P80)" in text
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert text.count("BEGIN:VEVENT") == text.count("END:VEVENT") >= 4


def test_commas_and_line_breaks_are_values_to_a_calendar() -> None:
    assert escaped("a,b;c\\d\ne") == "a\\,b\\;c\\\\d\\ne"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_a_folded_line_unfolds_to_itself(text: str) -> None:
    lines = folded(text).split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert lines[0] + "".join(line[1:] for line in lines[1:]) == text
