"""What is impossible about a question on machines, and what is only unusual about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.language.message import Message


@dataclass(frozen=True, slots=True)
class Complaint:
    """One input that cannot be, and what to send instead."""

    field: str
    says: Message


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
