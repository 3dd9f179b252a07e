"""A plan's title and its two dates as a form: read, and brought together with what others typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.language.message import Message, message
from app.lifecycle.acceptable import Unacceptable, acceptable_text
from app.lifecycle.typed import Fields, day_typed
from app.store.open_plan import OpenPlan
from app.web.home import LONGEST_TITLE
from app.web.lines import first_typed

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
    complaints = {name: says for name, (_, says) in found.items() if says is not None}
    return Details({name: text for name, (text, _) in found.items()}, kept, complaints)


def brought_together(fields: Fields, name: str, kept: str) -> tuple[str, Message | None]:
    typed = first_typed(fields, name).strip()
    seen = first_typed(fields, f"{name}.seen") if f"{name}.seen" in fields else kept
    if typed == seen:
        return kept, None
    if kept not in {seen, typed}:
        return typed, changed_meanwhile(kept)
    return typed, fault(name, typed)


def changed_meanwhile(kept: str) -> Message:
    if not kept:
        return message("Somebody else emptied this meanwhile. Save again to keep yours")
    return message("Somebody else wrote “{words}” meanwhile. Save again to keep yours", words=kept)


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
