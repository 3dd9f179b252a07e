"""A plan's title and its two dates as a form: read, and brought together with what others typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.language.message import Message
from app.lifecycle.acceptable import Unacceptable, acceptable_text
from app.lifecycle.typed import Fields, day_typed
from app.store.open_plan import OpenPlan
from app.web.home import LONGEST_TITLE
from app.web.meanwhile import brought_together

NAMES = ("title", "kickoff", "priced_at")


@dataclass(frozen=True, slots=True)
class Details:
    """The fields as they stand in the form, and as they were kept when its page was made."""

    typed: Mapping[str, str]
    kept: Mapping[str, str]
    complaints: Mapping[str, Message]


def details_kept(opened: OpenPlan) -> Details:
    kept = {
        "title": opened.title,
        "kickoff": iso(opened.kickoff),
        "priced_at": iso(opened.priced_at),
    }
    return Details(kept, kept, {})


def details_typed(fields: Fields, opened: OpenPlan) -> Details:
    """What was typed. A field that was left alone stays as somebody else may have made it since."""
    kept = details_kept(opened).kept
    found = {name: brought_together(fields, name, kept[name]) for name in NAMES}
    complaints = {
        name: says
        for name, line in found.items()
        if (says := line.complaint or fault(name, line.text)) is not None
    }
    return Details({name: line.text for name, line in found.items()}, kept, complaints)


def fault(name: str, typed: str) -> Message | None:
    try:
        if name == "title":
            acceptable_text(typed, LONGEST_TITLE)
        elif typed:
            day_typed(typed)
    except Unacceptable as refusal:
        return refusal.says
    return None


def keep_details(opened: OpenPlan, details: Details) -> None:
    """Another title, or other dates; a plan never loses its title."""
    opened.change(
        title=details.typed["title"] or opened.title,
        kickoff=day_in(details.typed["kickoff"]),
        priced_at=day_in(details.typed["priced_at"]),
    )


def day_in(typed: str) -> date | None:
    return day_typed(typed) if typed else None


def iso(day: date | None) -> str:
    return day.isoformat() if day else ""
