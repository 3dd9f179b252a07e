"""What is impossible about a question on machines, and what is only unusual about it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.language.message import Message, message


@dataclass(frozen=True, slots=True)
class Complaint:
    """One input that cannot be, and what to send instead."""

    field: str
    says: Message
    code: str = ""  # "W02", where the list of warnings has it


class Impossible(ValueError):
    """A question that has no answer; holds every reason."""

    def __init__(self, complaints: Iterable[Complaint]) -> None:
        self.complaints = tuple(complaints)
        super().__init__(", ".join(complaint.field for complaint in self.complaints))


@dataclass(frozen=True, slots=True)
class Caution:
    """A named warning: the answer stands, but something about it is unusual."""

    code: str  # "W12", as in the list of warnings
    says: Message


def refuse(complaints: Iterable[Complaint]) -> None:
    """Raises Impossible when there is anything to complain of."""
    found = tuple(complaints)
    if found:
        raise Impossible(found)


def above_zero(**figures: float | None) -> Iterator[Complaint]:
    """Complains of figures that are no quantity of anything; None is one nobody has given."""
    for field, figure in figures.items():
        if figure is not None and not (math.isfinite(figure) and figure > 0):
            yield Complaint(field, message("Give a figure above zero"), "W01")


def whole(**counts: float) -> Iterator[Complaint]:
    """Complains of counts that are none; the figures themselves are checked by `above_zero`."""
    for field, count in counts.items():
        if math.isfinite(count) and count != math.floor(count):
            yield Complaint(field, message("Give a whole number"), "W01")
