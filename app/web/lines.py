"""What somebody types into a form, read field by field: a name, a reason, a number."""

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
    typed = first_typed(fields, name)
    try:
        text = acceptable_text(typed, longest)
    except Unacceptable as refusal:
        return Line(typed, refusal.says)
    return Line(text, None if text else missing)


def first_typed(fields: Fields, name: str) -> str:
    """What stands in the field of that name; "" where there is none."""
    return next(iter(fields.get(name, ())), "")


def whole_number(typed: str) -> int | None:
    """A number that any database keeps; None for all else."""
    return int(typed) if typed.isdecimal() and len(typed) < 10 else None
