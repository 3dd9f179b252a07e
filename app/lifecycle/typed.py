"""What a person typed or ticked, as an answer, or a sentence that says what to do instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

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
from app.lifecycle.answers import UNSEEN, Answer, Reason, State
from app.lifecycle.document import does_not_apply
from app.lifecycle.figures import figure_typed
from app.lifecycle.questions import AnswerValue, Column, Option, Question, QuestionType, Row

# A form's fields: for question Q the fields `Q` (repeated for choices), `Q-0-column` for tables,
# and `Q.state`, `Q.owner`, `Q.by`, `Q.reason`, `Q.note`, `Q.evidence`.
Fields = Mapping[str, Sequence[str]]

DAYS = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%d.%m.%Y")


def answer_typed(question: Question, fields: Fields) -> Answer:
    """The answer in a form's fields: UNSEEN when all is blank; raises Unacceptable."""
    state = _first(fields, f"{question.id}.state") or State.ANSWERED
    said = _in_state(question, state, fields)
    return Answer(
        state=said.state,
        value=said.value,
        note=_line(fields, f"{question.id}.note", 2000),
        evidence=_line(fields, f"{question.id}.evidence", 2000),
        owner=said.owner,
        by=said.by,
        reason=said.reason,
    )


def _in_state(question: Question, state: str, fields: Fields) -> Answer:
    if state == State.UNKNOWN:
        by = _first(fields, f"{question.id}.by")
        owner = _line(fields, f"{question.id}.owner", LONGEST_LINE)
        return Answer(State.UNKNOWN, owner=owner, by=day_typed(by) if by else None)
    if state == State.NOT_APPLICABLE:
        reason = _first(fields, f"{question.id}.reason")
        if reason not in list(Reason):
            raise Unacceptable(message("Say why it does not apply"))
        return does_not_apply(question, Reason(reason))
    value = value_typed(question, fields)
    return UNSEEN if value is None else Answer(State.ANSWERED, value)


def value_typed(question: Question, fields: Fields) -> AnswerValue | None:
    """The value in a form's fields; None when they are blank; raises Unacceptable."""
    if question.type is QuestionType.TABLE:
        rows = rows_typed(question, fields)
        return rows or None
    typed = [text for text in fields.get(question.id, ()) if text.strip()]
    return READ[question.type](question, typed) if typed else None


def rows_typed(question: Question, fields: Fields) -> tuple[Row, ...]:
    """The rows of a table in the order of their numbers; rows without a word are left out."""
    numbers = sorted({int(found[1]) for name in fields if (found := _cell_name(question, name))})
    if len(numbers) > MOST_ROWS:
        raise Unacceptable(message("Give at most {most} rows", most=MOST_ROWS))
    rows = [_row(question, number, fields) for number in numbers]
    return tuple(row for row in rows if row)


def _cell_name(question: Question, name: str) -> re.Match[str] | None:
    return re.fullmatch(rf"{question.id}-(\d{{1,4}})-\w+", name)


def _row(question: Question, number: int, fields: Fields) -> Row:
    row: dict[str, str | float | date] = {}
    for column in question.columns:
        typed = _first(fields, f"{question.id}-{number}-{column.id}")
        if typed:
            row[column.id] = _cell(column, typed)
    return row


def _cell(column: Column, typed: str) -> str | float | date:
    try:
        return _cell_value(column, typed)
    except Unacceptable as refusal:
        says = message("{column}: {complaint}", column=column.label, complaint=refusal.says)
        raise Unacceptable(says) from None


def _cell_value(column: Column, typed: str) -> str | float | date:
    match column.type:
        case QuestionType.NUMBER:
            unit = "share" if column.highest == 1 else column.id
            return acceptable_figure(column, figure_typed(typed, unit))
        case QuestionType.DATE:
            return day_typed(typed)
        case QuestionType.CHOICE:
            return _offered(column.options, typed)
    return acceptable_text(typed, LONGEST_LINE)


def day_typed(typed: str) -> date:
    """A date by ISO 8601, "4 January 2027" or "04/01/2027" (day first)."""
    for written in DAYS:
        try:
            return acceptable_day(datetime.strptime(typed.strip(), written).date())
        except Unacceptable:
            raise
        except ValueError:
            continue
    raise Unacceptable(message("Write the date like 4 January 2027 or 2027-01-04"))


def _offered(options: Sequence[Option], typed: str) -> str:
    if typed in {option.id for option in options}:
        return typed
    raise Unacceptable(_one_of(options))


def _one_of(options: Sequence[Option]) -> Message:
    labels = tuple(option.label for option in options)
    return message("Choose one of these: {options}", options=labels)


def _text(question: Question, typed: Sequence[str]) -> AnswerValue:
    return acceptable_text(typed[0])


def _choice(question: Question, typed: Sequence[str]) -> AnswerValue:
    if len(typed) > 1:
        raise Unacceptable(message("Choose only one"))
    return _offered(question.options, typed[0])


def _choices(question: Question, typed: Sequence[str]) -> AnswerValue:
    return acceptable_options(question, [_offered(question.options, text) for text in typed])


def _figure(question: Question, typed: Sequence[str]) -> AnswerValue:
    return acceptable_figure(question, figure_typed(typed[0], question.unit))


def _day(question: Question, typed: Sequence[str]) -> AnswerValue:
    return day_typed(typed[0])


def _first(fields: Fields, name: str) -> str:
    return next(iter(fields.get(name, ())), "").strip()


def _line(fields: Fields, name: str, longest: int) -> str:
    return acceptable_text(_first(fields, name), longest)


READ: dict[QuestionType, Callable[[Question, Sequence[str]], AnswerValue]] = {
    QuestionType.TEXT: _text,
    QuestionType.CHOICE: _choice,
    QuestionType.BAND: _choice,
    QuestionType.CHOICES: _choices,
    QuestionType.NUMBER: _figure,
    QuestionType.MONEY: _figure,
    QuestionType.DATE: _day,
}
