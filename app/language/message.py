"""A sentence that has not been put into words yet.

Rooms that decide something say it as a :class:`Message`: the English template and its values. Only
a page or a document turns it into text (``reader.py``), in the reader's language. The English
template is the message id of the catalogue, so a template must be a literal where it is written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Union


class Unit(StrEnum):
    """What a figure counts; the reader of a language knows how to write each."""

    COUNT = "count"
    USD = "usd"
    WEEKS = "weeks"
    MONTHS = "months"
    DAYS = "days"
    PERSON_DAYS = "person_days"
    HOURS = "hours"
    MINUTES = "minutes"
    MILLISECONDS = "milliseconds"
    SHARE = "share"  # 0 to 1, written "82 in 100"
    PERCENT = "percent"  # 0 to 1, written "82 %"
    POINTS = "points"  # 0 to 1, written "4 points"
    TOKENS = "tokens"
    PAGES = "pages"
    PARAMETERS = "parameters"
    REQUESTS_PER_DAY = "requests_per_day"
    DEVICE_HOURS = "device_hours"
    FLOPS = "flops"
    GIB = "gib"
    KWH = "kwh"
    KG_CO2E = "kg_co2e"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with its unit. `figures` significant figures are shown; None shows it exactly."""

    amount: float
    unit: Unit = Unit.COUNT
    figures: int | None = 2


Value = Union[str, int, float, date, Quantity, "Message", tuple["Message", ...]]


@dataclass(frozen=True, slots=True)
class Message:
    """An English template (the catalogue's message id) and the values of its `{names}`.

    `many` is the plural template, used as the language asks for `count`. A value that is a string
    is a person's own word and is never translated; a value that is a Message is put into words
    first; a tuple of Messages becomes "a, b and c".
    """

    text: str
    values: tuple[tuple[str, Value], ...] = ()
    many: str | None = None
    count: float | None = None


def message(text: str, /, **values: Value) -> Message:
    """A sentence with its values: `message("Serve {count} languages", count=3)`."""
    return Message(text, tuple(values.items()))


def counted(one: str, many: str, count: float, /, **values: Value) -> Message:
    """A sentence whose form depends on a count, which it may show as `{count}`."""
    return Message(one, (("count", count), *values.items()), many=many, count=count)


def verbatim(words: str) -> Message:
    """A person's own words where a sentence is expected: shown as they are, never translated."""
    return Message("{words}", (("words", words),))


def listed(messages: Iterable[Message]) -> Message:
    """Several sentences as one list: "a, b and c"."""
    return Message("{items}", (("items", tuple(messages)),))


def usd(amount: float, figures: int | None = 2) -> Quantity:
    return Quantity(amount, Unit.USD, figures)


def weeks(amount: float, figures: int | None = 2) -> Quantity:
    return Quantity(amount, Unit.WEEKS, figures)


def share(amount: float) -> Quantity:
    return Quantity(amount, Unit.SHARE)


def tokens(amount: float, figures: int | None = 2) -> Quantity:
    return Quantity(amount, Unit.TOKENS, figures)
