"""A plan for a reader who is not to see sums: every sentence loses them, not only the tables.

That goes for what people wrote in their own words too: whoever notes "the board allows $250,000"
beside an answer has said it to those who may see sums.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import cast

from app.language.message import Message, Quantity, Unit, message
from app.lifecycle.answers import Answer
from app.plan.plan import Plan

HIDDEN = message("a sum that is not shown")
MASK = "[…]"

FIGURE = r"\d(?:[\d.,’'\u00a0\u202f ]{0,24}\d)?"
SIZE = r"(?:[ \u00a0\u202f]?(?:k|m|mn|bn|thousand|million|billion)\b)?"
SIGN = r"(?:US\$|USD|EUR|GBP|CHF|[$€£¥₹])"
NAME = r"(?:US dollars?|dollars?|bucks|euros?|pounds|francs?|yen|rupees?|USD|EUR|GBP|CHF|[$€£¥₹])"
A_SUM = re.compile(
    rf"{SIGN}[ \u00a0\u202f]?{FIGURE}{SIZE}|(?<!\d){FIGURE}{SIZE}[ \u00a0\u202f]?{NAME}(?!\w)",
    re.IGNORECASE,
)


def without_sums(plan: Plan) -> Plan:
    """The plan with every US-dollar figure of its sentences replaced by words."""
    cleared = cast(Plan, _cleared(plan))
    return replace(cleared, title=without_sums_in(plan.title))


def has_sums(words: str) -> bool:
    return A_SUM.search(words) is not None


def without_sums_in(words: str) -> str:
    """A person's words, with every sum of money in them made unreadable."""
    return A_SUM.sub(MASK, words)


def _cleared(value: object) -> object:
    """The same value, with the sums of every sentence inside it taken out."""
    match value:
        case Quantity():
            return HIDDEN if value.unit is Unit.USD else value
        case tuple():
            return tuple(_cleared(inner) for inner in value)
        case Message():
            return _cleared_sentence(value)
        case Answer():
            return replace(
                value,
                note=without_sums_in(value.note),
                evidence=without_sums_in(value.evidence),
                owner=without_sums_in(value.owner),
            )
    if is_dataclass(value) and not isinstance(value, type):
        named = {field.name: getattr(value, field.name) for field in fields(value)}
        return replace(value, **{name: _cleared(inner) for name, inner in named.items()})
    return value


def _cleared_sentence(sentence: Message) -> Message:
    """Strings among its values are what a person wrote."""
    values = tuple(
        (name, without_sums_in(said) if isinstance(said, str) else _cleared(said))
        for name, said in sentence.values
    )
    return replace(sentence, values=cast(tuple[tuple[str, str]], values))
