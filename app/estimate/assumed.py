"""How the estimate carries an open answer, where that differs from what the advice assumes."""

from __future__ import annotations

from typing import Final

from app.language.message import Message, message

DRAWN: Final = frozenset({"M07", "S03", "A02", "E03", "M09", "E02"})


def as_estimated(question: str, assumed: Message) -> Message:
    """What stands in for an open answer, with what the estimate does about it."""
    if question in DRAWN:
        return message("{assumed}; the estimate draws from every option", assumed=assumed)
    if question == "E01":
        return message(
            "{assumed}; the estimate counts to a first version in production, so that silence is"
            " never the cheapest answer",
            assumed=assumed,
        )
    if question == "E06":
        return message("{assumed}; the estimate waits 0.4 to 9 weeks", assumed=assumed)
    return assumed
