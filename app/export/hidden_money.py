"""A plan for a reader who is not to see sums: every sentence loses them, not only the tables.

That goes for what people wrote in their own words too: whoever notes "the board allows $250,000"
beside an answer has said it to those who may see sums.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import cast

from app.language.message import Message, Quantity, Unit, message
from app.lifecycle.answers import Answer
from app.lifecycle.bank import load_bank
from app.lifecycle.questions import Question, QuestionType
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


def asks_for_money(question: Question) -> bool:
    """Whether a sum is what the question is about."""
    return question.type is QuestionType.MONEY


def document_without_sums(document: Mapping[str, object]) -> dict[str, object]:
    """A JSON document of a plan: sums are null, and answers that are sums are left out."""
    cleared = {key: _cleared_json(key, value) for key, value in document.items()}
    answers = cleared.get("answers")
    if isinstance(answers, dict):
        cleared["answers"] = {key: said for key, said in answers.items() if not is_a_sum(key)}
    return cleared


def is_a_sum(key: str) -> bool:
    question = load_bank().questions.get(key)
    return question is not None and asks_for_money(question)


def _cleared_json(key: str, value: object) -> object:
    match value:
        case dict() if "usd" in key:
            return None
        case int() | float() if "usd" in key:
            return None
        case str():
            return without_sums_in(value)
        case dict():
            return {name: _cleared_json(name, inner) for name, inner in value.items()}
        case list() | tuple():
            return [_cleared_json(key, inner) for inner in value]
    return value
