"""The answers document: a plan's answers as JSON, read with every complaint at once.

A bare value means answered; an object carries a state, a note or evidence. A question that is
absent is unseen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from app.language.message import Message, message
from app.lifecycle.acceptable import (
    Complaint,
    Unacceptable,
    UnacceptableAnswers,
    UnacceptableFields,
)
from app.lifecycle.actuals import NOTHING_BEGUN, Actuals
from app.lifecycle.actuals_document import read_actuals, write_actuals
from app.lifecycle.answers import UNSEEN, Answer, Answers, Reason, State
from app.lifecycle.bank import Bank
from app.lifecycle.bare_value import Json, day_of, line_of, one_of, read_value, write_value
from app.lifecycle.questions import Priority, Question
from app.lifecycle.settled import NOTHING_SETTLED, Settled, read_settled, write_settled

Kind = TypeVar("Kind", bound=StrEnum)
Found = TypeVar("Found")
# Raised when older releases could no longer read what this one writes. Documents without a number
# are of format 1.
FORMAT = 1
MOST_STRANGERS = 100  # ids of no question that are named one by one
FIELDS = ("state", "value", "note", "evidence", "owner", "by", "reason")
GIVEN_STATES = (State.ANSWERED, State.UNKNOWN, State.NOT_APPLICABLE, State.UNSEEN)


@dataclass(frozen=True, slots=True)
class AnswersDocument:
    title: str
    kickoff: date | None
    priced_at: date | None
    answers: Answers
    actuals: Actuals = NOTHING_BEGUN
    settled: Settled = NOTHING_SETTLED

    def with_answers(self, answers: Answers) -> AnswersDocument:
        return replace(self, answers=answers)

    def with_actuals(self, actuals: Actuals) -> AnswersDocument:
        return replace(self, actuals=actuals)

    def with_settled(self, settled: Settled) -> AnswersDocument:
        return replace(self, settled=settled)


def read_document(bank: Bank, raw: object) -> AnswersDocument:
    """The document a program sent; UnacceptableAnswers holds all complaints."""
    reading = _Reading(bank, [])
    document = reading.document(raw)
    if reading.complaints:
        raise UnacceptableAnswers(reading.complaints)
    return document


def read_answer(question: Question, raw: object) -> Answer:
    """One answer in the form used inside an answers document; raises Unacceptable."""
    if not isinstance(raw, dict):
        return _answered(question, raw)
    unknown = [key for key in raw if key not in FIELDS]
    if unknown:
        raise Unacceptable(message("Use only the fields {fields}", fields=", ".join(FIELDS)))
    said = _stated(question, _state_of(raw), raw)
    return replace(
        said,
        note=line_of(raw, "note", longest=2000),
        evidence=line_of(raw, "evidence", longest=2000),
    )


def write_document(document: AnswersDocument) -> dict[str, object]:
    """The same JSON form again; reading it gives the same document."""
    written: dict[str, object] = {"title": document.title}
    if document.kickoff is not None:
        written["kickoff"] = document.kickoff.isoformat()
    if document.priced_at is not None:
        written["priced_at"] = document.priced_at.isoformat()
    order = {key: place for place, key in enumerate(document.answers.bank.questions)}
    given = sorted(document.answers.given.items(), key=lambda item: order[item[0]])
    written["answers"] = {key: write_answer(answer) for key, answer in given}
    if document.actuals != NOTHING_BEGUN:
        written["actuals"] = write_actuals(document.actuals)
    return written | write_settled(document.settled)


def write_answer(answer: Answer) -> object:
    """One answer in the form used inside an answers document."""
    around = {
        "note": answer.note,
        "evidence": answer.evidence,
        "owner": answer.owner,
        "by": answer.by and answer.by.isoformat(),
        "reason": answer.reason and answer.reason.value,
    }
    said = {key: field for key, field in around.items() if field}
    if answer.state is not State.ANSWERED or answer.value is None:
        return {"state": answer.state.value, **said}
    value = write_value(answer.value)
    return {"value": value, **said} if said else value


@dataclass(frozen=True)
class _Reading:
    """One reading of a document; gathers complaints as it goes."""

    bank: Bank
    complaints: list[Complaint]

    def document(self, raw: object) -> AnswersDocument:
        if not isinstance(raw, dict):
            self.complain(None, message("Send an object with the field “answers”"))
            raw = {"answers": {}}
        elif newer(raw):
            # What else is in it can be right there and unknown here.
            self.complain(None, FROM_A_NEWER_RELEASE)
            raw = {"answers": {}}
        return AnswersDocument(
            title=self.attempt(lambda: line_of(raw, "title"), "", field="title"),
            kickoff=self.attempt(lambda: day_of(raw.get("kickoff")), None, field="kickoff"),
            priced_at=self.attempt(lambda: day_of(raw.get("priced_at")), None, field="priced_at"),
            answers=Answers.of(self.bank, self.answers(raw.get("answers"))),
            actuals=self.attempt(lambda: read_actuals(raw.get("actuals")), NOTHING_BEGUN),
            settled=self.attempt(lambda: read_settled(raw), NOTHING_SETTLED),
        )

    def answers(self, raw: object) -> dict[str, Answer]:
        if not isinstance(raw, dict):
            says = message("Give “answers” as an object: question id to answer")
            self.complain(None, says, "answers")
            return {}
        read = {
            key: self.answer(question, raw[key])
            for key, question in self.bank.questions.items()
            if key in raw
        }
        self.complain_of_strangers([str(key) for key in raw if key not in read])
        return read

    def complain_of_strangers(self, ids: list[str]) -> None:
        for key in ids[:MOST_STRANGERS]:
            self.complain(key[:40], message("There is no question with this id"))
        more = len(ids) - MOST_STRANGERS
        if more > 0:
            self.complain(None, message("{more} more ids belong to no question", more=more))

    def answer(self, question: Question, raw: object) -> Answer:
        return self.attempt(lambda: read_answer(question, raw), UNSEEN, question.id)

    def attempt(
        self,
        read: Callable[[], Found],
        default: Found,
        key: str | None = None,
        field: str | None = None,
    ) -> Found:
        try:
            return read()
        except UnacceptableFields as refusal:
            for name, says in refusal.complaints.items():
                self.complain(key, message("{column}: {complaint}", column=name, complaint=says))
            return default
        except Unacceptable as refusal:
            self.complain(key, refusal.says, field)
            return default

    def complain(self, key: str | None, says: Message, field: str | None = None) -> None:
        self.complaints.append(Complaint(key, says, field))


FROM_A_NEWER_RELEASE = message(
    "This document was written by a newer release of Scopewright, in a form that is not known "
    "here. Upgrade this release, then send it again"
)


def newer(raw: Json) -> bool:
    """Whether the document has a format that this release does not know."""
    return "format" in raw and raw["format"] not in range(1, FORMAT + 1)


def _stated(question: Question, state: State, raw: Json) -> Answer:
    if state is State.ANSWERED:
        return _answered(question, raw.get("value"))
    if raw.get("value") is not None:
        raise Unacceptable(message("Give a value only with the state “answered”"))
    if state is State.NOT_APPLICABLE:
        return does_not_apply(question, _named(raw.get("reason"), tuple(Reason)))
    if state is State.UNKNOWN:
        return Answer(state, owner=line_of(raw, "owner"), by=day_of(raw.get("by")))
    return UNSEEN


def does_not_apply(question: Question, reason: Reason) -> Answer:
    """The answer "does not apply"; a question that every estimate needs always applies."""
    if question.priority is Priority.P0:
        raise Unacceptable(
            message("Every estimate needs this: answer it, or say that it is not known yet")
        )
    return Answer(State.NOT_APPLICABLE, reason=reason)


def _answered(question: Question, raw: object) -> Answer:
    return Answer(State.ANSWERED, read_value(question, raw))


def _state_of(raw: Json) -> State:
    """What is assumed is nobody's to say."""
    return _named(raw.get("state", State.ANSWERED), GIVEN_STATES)


def _named(found: object, members: Sequence[Kind]) -> Kind:
    for member in members:
        if found == member:
            return member
    raise Unacceptable(one_of([str(member) for member in members]))
