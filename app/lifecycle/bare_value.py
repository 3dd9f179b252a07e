"""A bare value: what an answer says, as it stands in JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from app.language.message import Message, message
from app.lifecycle.acceptable import (
    LONGEST_LINE,
    MOST_ROWS,
    Unacceptable,
    acceptable_day,
    acceptable_figure,
    acceptable_options,
    acceptable_text,
)
from app.lifecycle.questions import AnswerValue, Column, Option, Question, QuestionType, Row

Json = Mapping[str, object]


def read_value(question: Question, raw: object) -> AnswerValue:
    """The value of the question's type; raises Unacceptable."""
    return READ[question.type](question, raw)


def write_value(value: AnswerValue) -> object:
    """A value as JSON: whole figures without a point, dates as ISO 8601, rows as objects."""
    match value:
        case date():
            return value.isoformat()
        case float() if value.is_integer():
            return int(value)
        case tuple():
            return [item if isinstance(item, str) else _written_row(item) for item in value]
    return value


def _written_row(row: Row) -> dict[str, object]:
    return {key: write_value(cell) for key, cell in row.items()}


def _text(question: Question, raw: object) -> AnswerValue:
    if not isinstance(raw, str):
        raise Unacceptable(message("Give a text"))
    return acceptable_text(raw)


def _choice(question: Question | Column, raw: object) -> AnswerValue:
    if not isinstance(raw, str) or raw not in _ids(question.options):
        raise Unacceptable(one_of(_ids(question.options)))
    return raw


def _choices(question: Question, raw: object) -> AnswerValue:
    ids = _ids(question.options)
    if not isinstance(raw, list) or not raw or not all(item in ids for item in raw):
        options = ", ".join(ids)
        raise Unacceptable(message("Give a list of one or more of: {options}", options=options))
    return acceptable_options(question, raw)


def _number(question: Question | Column, raw: object) -> AnswerValue:
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise Unacceptable(message("Give a number"))
    try:
        return acceptable_figure(question, float(raw))
    except OverflowError:
        raise Unacceptable(message("Give a smaller number")) from None


def _date(question: Question | Column, raw: object) -> AnswerValue:
    day = day_of(raw)
    if day is None:
        raise Unacceptable(message("Give a date such as 2027-01-31"))
    return day


def _table(question: Question, raw: object) -> AnswerValue:
    if not isinstance(raw, list) or not all(isinstance(row, dict) for row in raw):
        columns = ", ".join(column.id for column in question.columns)
        raise Unacceptable(
            message("Give a list of rows with the columns: {columns}", columns=columns)
        )
    if len(raw) > MOST_ROWS:
        raise Unacceptable(message("Give at most {most} rows", most=MOST_ROWS))
    rows = [_row(question, row) for row in raw]
    return tuple(row for row in rows if row)


def _row(question: Question, raw: Json) -> Row:
    columns = {column.id: column for column in question.columns}
    if not set(raw) <= set(columns):
        known = ", ".join(columns)
        raise Unacceptable(message("Use only the columns: {columns}", columns=known))
    cells = {key: _cell(columns[key], cell) for key, cell in raw.items() if cell is not None}
    return {key: cell for key, cell in cells.items() if cell != ""}


def _cell(column: Column, raw: object) -> str | float | date:
    try:
        return _cell_value(column, raw)
    except Unacceptable as refusal:
        says = message("{column}: {complaint}", column=column.id, complaint=refusal.says)
        raise Unacceptable(says) from None


def _cell_value(column: Column, raw: object) -> str | float | date:
    match column.type:
        case QuestionType.NUMBER:
            value = _number(column, raw)
        case QuestionType.CHOICE:
            value = _choice(column, raw)
        case QuestionType.DATE:
            value = _date(column, raw)
        case _:
            value = line_of({"cell": raw}, "cell")
    assert not isinstance(value, tuple)
    return value


def day_of(raw: object) -> date | None:
    """A day written by ISO 8601; None for nothing."""
    if raw is None:
        return None
    try:
        return acceptable_day(date.fromisoformat(raw if isinstance(raw, str) else ""))
    except Unacceptable:
        raise
    except ValueError:
        raise Unacceptable(message("Give a date such as 2027-01-31")) from None


def line_of(raw: Json, key: str, longest: int = LONGEST_LINE) -> str:
    """The text of a field; "" when it is absent."""
    found = raw.get(key)
    if found is None:
        return ""
    if not isinstance(found, str):
        raise Unacceptable(message("Give {field} as a text", field=key))
    return acceptable_text(found, longest)


def _ids(options: tuple[Option, ...]) -> list[str]:
    return [option.id for option in options]


def one_of(ids: list[str]) -> Message:
    return message("Choose one of: {options}", options=", ".join(ids))


READ: dict[QuestionType, Callable[[Question, object], AnswerValue]] = {
    QuestionType.TEXT: _text,
    QuestionType.CHOICE: _choice,
    QuestionType.BAND: _choice,
    QuestionType.CHOICES: _choices,
    QuestionType.NUMBER: _number,
    QuestionType.MONEY: _number,
    QuestionType.DATE: _date,
    QuestionType.TABLE: _table,
}
