"""A field that two people may have open at once, each with what it held as their page was made."""

from __future__ import annotations

from app.language.message import Message, message
from app.lifecycle.typed import Fields
from app.web.lines import Line, first_typed


def brought_together(fields: Fields, name: str, kept: str) -> Line:
    """What was typed; a field that was left alone stays as somebody else may have made it since.

    `kept` is what it holds now, `{name}.seen` in the form what it held then; where the other and
    this writer both changed it, the complaint tells what the other wrote.
    """
    typed = first_typed(fields, name).strip()
    seen = first_typed(fields, f"{name}.seen") if f"{name}.seen" in fields else kept
    if typed == seen:
        return Line(kept)
    return Line(typed, None if kept in {seen, typed} else changed_meanwhile(kept))


def changed_meanwhile(kept: str) -> Message:
    if not kept:
        return message("Somebody else emptied this meanwhile. Save again to keep yours")
    return message("Somebody else wrote “{words}” meanwhile. Save again to keep yours", words=kept)
