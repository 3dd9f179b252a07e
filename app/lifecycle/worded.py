"""Answers in words, for a reader: option labels, figures with their units, rows as lists."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import reduce

from app.language.message import (
    Message,
    Quantity,
    Unit,
    counted,
    message,
    verbatim,
)
from app.lifecycle.answers import Answer, Reason, State
from app.lifecycle.questions import AnswerValue, Column, Option, Question, Row

UNITS: dict[str, Unit] = {
    "tokens": Unit.TOKENS,
    "usd": Unit.USD,
    "share": Unit.PERCENT,
    "weeks": Unit.WEEKS,
    "minutes": Unit.MINUTES,
    "ms": Unit.MILLISECONDS,
    "requests_per_day": Unit.REQUESTS_PER_DAY,
}
REASONS: dict[Reason, Message] = {
    Reason.OUT_OF_SCOPE: message("out of scope"),
    Reason.BUSINESS_CHOICE: message("a business choice"),
    Reason.ARCHITECTURE_CONSTRAINT: message("the architecture rules it out"),
    Reason.OTHER: message("another reason"),
}


def answer_in_words(question: Question, answer: Answer) -> Message:
    if answer.state is State.UNKNOWN:
        return _not_known(answer)
    if answer.state is State.NOT_APPLICABLE and answer.reason is not None:
        return message("Does not apply: {reason}", reason=REASONS[answer.reason])
    if answer.value is None:
        return message("Not answered yet")
    return value_in_words(question, answer.value)


def _not_known(answer: Answer) -> Message:
    match answer:
        case Answer(owner=str(owner), by=date() as by) if owner:
            return message("Not known yet; {owner} finds out by {by}", owner=owner, by=by)
        case Answer(by=date() as by):
            return message("Not known yet; to be found out by {by}", by=by)
        case Answer(owner=str(owner)) if owner:
            return message("Not known yet; {owner} finds out", owner=owner)
    return message("Not known yet")


def value_in_words(question: Question, value: AnswerValue) -> Message:
    match value:
        case str():
            return _labelled(question.options, value)
        case date():
            return message("{day}", day=value)
        case tuple():
            return _several(question, value)
    return figure_in_words(question.unit, value)


def assumption_in_words(question: Question, value: AnswerValue | None) -> Message | None:
    """What stands in for the answer; None when nothing is assumed."""
    if value is None:
        return question.assumed.words
    worded = value_in_words(question, value)
    if question.assumed.words is None or isinstance(value, tuple):
        return question.assumed.words or worded
    return message("{rule}: {value}", rule=question.assumed.words, value=worded)


def figure_in_words(unit: str | None, figure: float) -> Message:
    match unit:
        case "usd_per_month":
            return message("{usd} a month", usd=Quantity(figure, Unit.USD, 3))
        case "usd_per_hour":
            return message("{usd} an hour", usd=Quantity(figure, Unit.USD, 3))
        case "requests_per_minute":
            figures = Quantity(figure, Unit.COUNT, 3)
            return counted(
                "{figure} request a minute", "{figure} requests a minute", figure, figure=figures
            )
        case "gb":
            return message("{gigabytes} GB", gigabytes=Quantity(figure, Unit.COUNT, 3))
    return message("{figure}", figure=Quantity(figure, UNITS.get(unit or "", Unit.COUNT), 3))


def _several(question: Question, value: Sequence[str | Row]) -> Message:
    """One after the other: labels begin with a capital, so "a, b and c" would not read well."""
    if not value:
        return message("None")
    items = [
        _labelled(question.options, item) if isinstance(item, str) else _row(question, item)
        for item in value
    ]
    return reduce(lambda before, item: message("{list}; {item}", list=before, item=item), items)


def _labelled(options: Sequence[Option], text: str) -> Message:
    """An option's label; words that are no option are the person's own."""
    labels = {option.id: option.label for option in options}
    return labels.get(text) or verbatim(text)


def _row(question: Question, row: Row) -> Message:
    """One row: the first cell, and the others behind it in brackets."""
    cells = [_cell(column, row[column.id]) for column in question.columns if column.id in row]
    if len(cells) == 1:
        return cells[0]
    rest = reduce(lambda before, cell: message("{list}, {cell}", list=before, cell=cell), cells[1:])
    return message("{first} ({rest})", first=cells[0], rest=rest)


def _cell(column: Column, cell: str | float | date) -> Message:
    match cell:
        case str():
            return _labelled(column.options, cell)
        case date():
            return message("{day}", day=cell)
    if column.highest == 1:
        return message("{share}", share=Quantity(cell, Unit.PERCENT, 3))
    unit = {"tokens": Unit.TOKENS, "weeks": Unit.WEEKS}.get(column.id, Unit.COUNT)
    return message("{figure}", figure=Quantity(cell, unit, 3))
