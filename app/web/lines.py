"""A line or a few that somebody types into a form: a name, a reason."""

from __future__ import annotations

from dataclasses import dataclass

from app.language.message import Message
from app.lifecycle.acceptable import LONGEST_LINE, Unacceptable, acceptable_text
from app.lifecycle.typed import Fields


@dataclass(frozen=True, slots=True)
class Line:
    """What was typed, and what to do about it where it cannot be kept."""

    text: str = ""
    complaint: Message | None = None


BLANK = Line()


def line_typed(
    fields: Fields, name: str, missing: Message | None = None, longest: int = LONGEST_LINE
) -> Line:
    """The field's words; `missing` is the complaint when there are none."""
    typed = next(iter(fields.get(name, ())), "")
    try:
        text = acceptable_text(typed, longest)
    except Unacceptable as refusal:
        return Line(typed, refusal.says)
    return Line(text, None if text else missing)
