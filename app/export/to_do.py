"""The action list as a file of its own: a list to tick in Markdown, rows in CSV, days to come."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import StringIO

from app.export.calendar import action_calendar
from app.export.markdown import words
from app.export.names import KINDS, when_due
from app.export.tasks import inert
from app.language.message import message
from app.language.reader import Reader
from app.plan.plan import Action, Plan

HEADS = (
    message("Kind"), message("What to do"), message("Who"), message("By"), message("Done on"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ListFormat:
    ending: str
    media_type: str
    write: Callable[[Plan, Reader, str], str]  # with the id of the plan where it is kept


def action_markdown(plan: Plan, reader: Reader, _of: str) -> str:
    """Boxes as code hosts and wikis show them, ticked where the action is done."""
    lines = [f"# {words(plan.title)}: {reader.say(message('What to do'))}", ""]
    return "\n".join([*lines, *(_box(action, reader) for action in plan.actions), ""])


def _box(action: Action, reader: Reader) -> str:
    about = [reader.say(said) for said in (action.owner, when_due(action)) if said]
    box = "x" if action.done_on else " "
    title = words(reader.say(action.title))
    return f"- [{box}] {title}" + (f" ({words(', '.join(about))})" if about else "")


def action_csv(plan: Plan, reader: Reader, _of: str) -> str:
    file = StringIO()
    writer = csv.writer(file)
    writer.writerow(reader.say(head) for head in HEADS)
    for action in plan.actions:
        cells = (
            reader.say(KINDS[action.kind]),
            reader.say(action.title),
            reader.say(action.owner) if action.owner else "",
            action.by.isoformat() if action.by else "",
            action.done_on.isoformat() if action.done_on else "",
        )
        writer.writerow(inert(cell) for cell in cells)
    return file.getvalue()


LIST_FORMATS: Mapping[str, ListFormat] = {
    "md": ListFormat("md", "text/markdown; charset=utf-8", action_markdown),
    "csv": ListFormat("csv", "text/csv; charset=utf-8", action_csv),
    "ics": ListFormat("ics", "text/calendar; charset=utf-8", action_calendar),
}
