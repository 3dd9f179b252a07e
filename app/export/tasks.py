"""The work as CSV, in columns that issue trackers import. No cell can become a formula."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from io import StringIO

from app.charts.printable import one_line
from app.estimate.estimate import Task
from app.export.names import KINDS
from app.language.message import Message, Quantity, Unit, message
from app.language.reader import Reader
from app.lifecycle.phases import WORDS
from app.plan.plan import Action, Plan

LONGEST = 2000
# A cell that begins so is run as a formula by a spreadsheet.
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "|", "%")


class Tracker(StrEnum):
    JIRA = "jira"
    LINEAR = "linear"
    GITHUB = "github"


# Heads are what each importer looks for; they are names of fields, not words to translate.
HEADS: Mapping[Tracker, tuple[str, ...]] = {
    Tracker.JIRA: (
        "Summary", "Issue Type", "Description", "Labels", "Original Estimate", "Due Date",
    ),
    Tracker.LINEAR: (
        "Title", "Description", "Status", "Priority", "Estimate", "Labels", "Due Date",
    ),
    Tracker.GITHUB: ("title", "body", "labels", "milestone", "due"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """One row to be: a task of the work, or something to find out or to do."""

    title: str
    body: str
    label: str
    days: float | None
    due: date | None

    @property
    def day(self) -> str:
        return self.due.isoformat() if self.due else ""

    @property
    def seconds(self) -> str:
        """Jira counts estimates in seconds of eight-hour days."""
        return "" if self.days is None else str(round(self.days * 8 * 3600))

    @property
    def points(self) -> str:
        return "" if self.days is None else str(max(1, round(self.days)))


ROWS: Mapping[Tracker, Callable[[Item], tuple[str, ...]]] = {
    Tracker.JIRA: lambda item: (
        item.title, "Task", item.body, item.label.replace(" ", "-"), item.seconds, item.day,
    ),
    Tracker.LINEAR: lambda item: (
        item.title, item.body, "Backlog", "No priority", item.points, item.label, item.day,
    ),
    Tracker.GITHUB: lambda item: (item.title, item.body, item.label, "", item.day),
}  # fmt: skip


def task_csv(plan: Plan, reader: Reader, tracker: Tracker = Tracker.JIRA) -> str:
    """Every task of the work, then every open action; dates only where there is a kick-off."""
    file = StringIO()
    writer = csv.writer(file)
    writer.writerow(HEADS[tracker])
    for item in items(plan, reader):
        writer.writerow([inert(cell) for cell in ROWS[tracker](item)])
    return file.getvalue()


def inert(cell: str) -> str:
    """The cell as text, whatever a spreadsheet would make of its first letter."""
    text = one_line(cell, LONGEST)
    return f"'{text}" if text.startswith(BEGINS_A_FORMULA) else text


def items(plan: Plan, reader: Reader) -> Iterator[Item]:
    for task in plan.estimate.tasks if plan.estimate else ():
        yield _of_task(task, plan.kickoff, reader)
    for action in plan.actions:
        if action.done_on is None:
            yield _of_action(action, reader)


def _of_task(task: Task, kickoff: date | None, reader: Reader) -> Item:
    says: Message = message(
        "{why} Led by {role}. Work: {plan} by the plan, {commit} by the commitment.",
        why=task.why,
        role=task.role,
        plan=Quantity(task.effort_days.p50, Unit.PERSON_DAYS),
        commit=Quantity(task.effort_days.p80, Unit.PERSON_DAYS),
    )
    due = kickoff + timedelta(weeks=task.finish_weeks.p50) if kickoff else None
    label = reader.say(WORDS[task.phase].title)
    return Item(reader.say(task.title), reader.say(says), label, task.effort_days.p50, due)


def _of_action(action: Action, reader: Reader) -> Item:
    owner = reader.say(action.owner) if action.owner else ""
    label = reader.say(KINDS[action.kind])
    return Item(reader.say(action.title), owner, label, None, action.by)
