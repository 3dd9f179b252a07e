"""The question bank: what is asked, of whom, why, and what is assumed when nobody knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from app.language.message import Message
from app.lifecycle.phases import Phase


class QuestionType(StrEnum):
    TEXT = "text"
    CHOICE = "choice"  # exactly one option
    CHOICES = "choices"  # one or more options
    NUMBER = "number"
    BAND = "band"  # exactly one option of an ordered numeric scale
    MONEY = "money"  # US dollars
    DATE = "date"
    TABLE = "table-of-rows"


class Priority(StrEnum):
    P0 = "P0"  # before any estimate is shown as more than a guess
    P1 = "P1"  # before a pilot ends
    P2 = "P2"  # before production


class Who(StrEnum):
    """Who most likely knows the answer."""

    SPONSOR = "sponsor"
    PRODUCT = "product"
    DATA_OWNER = "data_owner"
    ENGINEERING = "engineering"
    SECURITY = "security"  # security, legal, privacy
    FINANCE = "finance"


# A row of a table answer: column id to its cell; any column may be missing.
Row = Mapping[str, "str | float | date"]

# What an answer says: words or an option id, a figure, option ids, a date, or rows.
AnswerValue = str | float | date | tuple[str, ...] | tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Option:
    id: str
    label: Message
    hint: Message | None = None  # its consequence, in a few words
    low: float | None = None  # a band option's numeric ends, both included
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Column:
    id: str
    label: Message
    type: QuestionType  # TEXT, NUMBER, DATE or CHOICE
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Derived:
    """A figure assumed from another answer: `times` × the figure of `of`, else `otherwise`.

    With `part` "middle" or "low" it is the geometric middle or lower end of the band `of`.
    """

    of: str
    times: float = 1.0
    part: str | None = None
    otherwise: float | None = None


@dataclass(frozen=True, slots=True)
class Assumed:
    """What stands in for an answer nobody has given; None: nothing can be assumed."""

    likely: AnswerValue | Derived | None = None
    favourable: AnswerValue | None = None
    unfavourable: AnswerValue | None = None
    words: Message | None = None  # how the plan words it; built from the value where None


@dataclass(frozen=True, slots=True)
class Question:
    id: str
    phase: Phase
    parent: str | None  # the question a follow-up belongs to ("M07" for "M07a")
    type: QuestionType
    priority: Priority
    who: tuple[Who, ...]
    asks: Message
    why: Message | None
    options: tuple[Option, ...]
    columns: tuple[Column, ...]
    unit: str | None  # "tokens", "usd", "usd_per_month", "ms", "share", "weeks", …
    lowest: float | None  # the least and the greatest figure that makes sense
    highest: float | None
    visible: Any  # a condition.Condition: shown when it holds
    first_pass: Any | None  # a condition.Condition; None: never part of the first pass
    assumed: Assumed
    help: str | None  # id of the helper branch behind "I don't know yet"
    example: Message | None  # an example answer, beside free text
    source: str | None  # where the topic was learnt

    def option(self, option_id: str) -> Option:
        """The option of that id; KeyError when it is not on offer."""
        for option in self.options:
            if option.id == option_id:
                return option
        raise KeyError(option_id)
