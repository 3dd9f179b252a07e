"""The question bank: what is asked, of whom, why, and what is assumed when nobody knows."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.language.message import Message
from app.lifecycle.condition import Condition
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

    @property
    def top(self) -> float:
        """The upper end; without one the band is open."""
        return math.inf if self.high is None else self.high

    @property
    def middle(self) -> float | None:
        """The geometric middle; an open band is taken to reach ten times its lower end."""
        if self.low is None:
            return None
        high = self.low * 10 if self.high is None else self.high
        return math.sqrt(self.low * high)


@dataclass(frozen=True, slots=True)
class Column:
    id: str
    label: Message
    type: QuestionType  # TEXT, NUMBER, DATE or CHOICE
    options: tuple[Option, ...] = ()
    lowest: float | None = None
    highest: float | None = None


@dataclass(frozen=True, slots=True)
class Derived:
    """A figure assumed from another answer: `times` × the figure of `of`, else `otherwise`.

    With `part` it is the "low" end, the "high" end or the geometric "middle" of the band `of`.
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
    visible: Condition
    first_pass: Condition | None  # None: never part of the first pass
    assumed: Assumed
    help: str | None  # id of the helper branch behind "I don't know yet"
    example: Message | None  # an example answer, beside free text
    source: str | None  # where the topic was learnt
    drives: Message | None = None  # what the answer moves, in a few words
    urgent: Condition | None = None  # while it holds the question is P0

    def option(self, option_id: str) -> Option:
        """The option of that id; KeyError when it is not on offer."""
        for option in self.options:
            if option.id == option_id:
                return option
        raise KeyError(option_id)

    def band_of(self, figure: float) -> str | None:
        """The option of a band that holds a figure; None when none does."""
        for option in self.options:
            # Bands are stated in whole units: 99.5 lies with 99, not in a gap before 100.
            if option.low is not None and option.low <= figure < option.top + 1:
                return option.id
        return None
