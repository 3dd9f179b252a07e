"""The plan's days as an iCalendar file: what is due, the decision, plan and commitment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256

from app.charts.printable import printable
from app.language.message import message
from app.language.reader import Reader
from app.plan.plan import Plan

LINE = 73  # bytes of a content line before it is folded (RFC 5545, 3.1)


@dataclass(frozen=True, slots=True)
class Event:
    """A whole day. Its id stays the same when the day moves, so that a calendar moves it too."""

    id: str
    day: date
    title: str


def calendar(plan: Plan, reader: Reader, of: str = "") -> str:
    """Whole-day events; without a kick-off only what has a day of its own.

    `of` is the id of the plan where it is kept: two plans of one title stay two in a calendar.
    """
    return written(plan, [*due_days(plan, reader), *milestones(plan, reader)], of)


def action_calendar(plan: Plan, reader: Reader, of: str = "") -> str:
    """Only what somebody has to do by a day, and has not done yet."""
    return written(plan, due_days(plan, reader), of)


def written(plan: Plan, events: Iterable[Event], of: str) -> str:
    stamp = datetime.combine(plan.priced_at, time(), UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Scopewright//Plan//EN"]
    for event in events:
        lines += _event(event, stamp, plan.title, of or plan.title)
    lines.append("END:VCALENDAR")
    return "".join(folded(line) + "\r\n" for line in lines)


def due_days(plan: Plan, reader: Reader) -> Iterator[Event]:
    for action in plan.actions:
        if action.by is not None and action.done_on is None:
            owner = f" ({reader.say(action.owner)})" if action.owner else ""
            yield Event(action.id, action.by, reader.say(action.title) + owner)


def milestones(plan: Plan, reader: Reader) -> Iterator[Event]:
    if plan.kickoff is None or plan.estimate is None:
        return
    estimate = plan.estimate
    for id, says, weeks in (
        ("kick-off", message("Kick-off"), 0.0),
        ("gate", message("Stop or go"), estimate.gate.weeks.p50),
        ("p50", message("Plan (P50)"), estimate.duration_weeks.p50),
        ("p80", message("Commit (P80)"), estimate.duration_weeks.p80),
    ):
        yield Event(id, plan.kickoff + timedelta(weeks=weeks), reader.say(says))


def _event(event: Event, stamp: str, plan: str, of: str) -> list[str]:
    key = sha256(f"{of} {event.id}".encode(errors="replace")).hexdigest()[:32]
    return [
        "BEGIN:VEVENT",
        f"UID:{key}@scopewright",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
        f"SUMMARY:{escaped(event.title)}",
        f"DESCRIPTION:{escaped(plan)}",
        "END:VEVENT",
    ]


def escaped(text: str) -> str:
    """Text as a value: its own commas, semicolons and line breaks mean nothing to a calendar."""
    for letter, code in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(letter, code)
    return printable(text, 500)


def folded(line: str) -> str:
    """Lines longer than 75 bytes go on in the next, which begins with a space."""
    parts, rest = [], line
    while len(rest.encode()) > LINE:
        cut = LINE
        while len(rest[:cut].encode()) > LINE:
            cut -= 1
        parts.append(rest[:cut])
        rest = " " + rest[cut:]
    return "\r\n".join([*parts, rest])
