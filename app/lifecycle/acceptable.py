"""What makes a value acceptable as an answer, however it arrived."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.language.message import Message, Quantity, message
from app.lifecycle.questions import Column, Question

LONGEST_TEXT = 4000
LONGEST_LINE = 300  # titles, names, cells
MOST_ROWS = 60

# Options of a `choices` question that rule out its other options.
EXCLUDING = frozenset(
    {
        "none",
        "not_tested",
        "nothing_tried",
        "not_tried",
        "none_beyond_vendor",
        "free",
        "nothing",
    }
)


class Unacceptable(ValueError):
    """A value that cannot be an answer; `says` tells what to do instead."""

    def __init__(self, says: Message) -> None:
        super().__init__(says.text)
        self.says = says


class UnacceptableFields(Unacceptable):
    """A record that cannot be taken: all that is wrong with it, field by field."""

    def __init__(self, complaints: Mapping[str, Message]) -> None:
        super().__init__(next(iter(complaints.values())))
        self.complaints = dict(complaints)


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong with one answer, or with a field of the document itself."""

    question: str | None
    says: Message
    field: str | None = None


class UnacceptableAnswers(ValueError):
    """Answers that cannot be taken; nothing of them is. Holds every complaint."""

    def __init__(self, complaints: Sequence[Complaint]) -> None:
        super().__init__(", ".join(c.question or "document" for c in complaints))
        self.complaints = tuple(complaints)


def acceptable_text(text: str, longest: int = LONGEST_TEXT) -> str:
    """The text with ordinary line ends and no blank space around it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if any(_unprintable(character) for character in text):
        raise Unacceptable(message("Remove the control characters; plain text is enough"))
    if len(text) > longest:
        raise Unacceptable(
            message("Shorten this to {most} characters; it has {has}", most=longest, has=len(text))
        )
    return text


def _unprintable(character: str) -> bool:
    """Control characters but for line ends and tabs, and halves of surrogate pairs."""
    return character not in "\n\t" and unicodedata.category(character) in {"Cc", "Cs"}


def acceptable_figure(asked: Question | Column, figure: float) -> float:
    """The figure, when it lies between the ends that make sense for what was asked."""
    if not math.isfinite(figure):
        raise Unacceptable(message("Give a number"))
    lowest, highest = asked.lowest, asked.highest
    low = -math.inf if lowest is None else lowest
    high = math.inf if highest is None else highest
    if low <= figure <= high:
        return figure
    if (lowest, highest) == (0, 1):
        raise Unacceptable(message("Give a share between 0 and 1, such as 0.8"))
    if lowest is None or highest is None:
        raise Unacceptable(message("Give a smaller number"))
    ends = {"low": Quantity(lowest, figures=None), "high": Quantity(highest, figures=None)}
    raise Unacceptable(message("Give a number between {low} and {high}", **ends))


def acceptable_day(day: date) -> date:
    if not 2000 <= day.year <= 2199:
        raise Unacceptable(message("Give a date between 2000 and 2199"))
    return day


def acceptable_options(question: Question, chosen: Sequence[str]) -> tuple[str, ...]:
    """The chosen options, each once, in the order given; the caller knows that all are offered."""
    once = tuple(dict.fromkeys(chosen))
    alone = [option for option in once if option in EXCLUDING]
    if alone and len(once) > 1:
        label = question.option(alone[0]).label
        raise Unacceptable(
            message("“{option}” stands alone; remove it or the other options", option=label)
        )
    return once
