"""Reads what a form says about a question and its follow-ups, and keeps it or says what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import Depends, HTTPException, Request

from app.language.message import Message, message
from app.lifecycle.acceptable import Unacceptable
from app.lifecycle.answers import Answer, State
from app.lifecycle.questions import Question
from app.lifecycle.typed import Fields, answer_typed
from app.store.kept import SavedPlan
from app.store.open_plan import OpenPlan
from app.web.cleaning import clean
from app.web.lines import first_typed, whole_number
from app.web.wizard.controls import STATES

# A round box says its state as one more value of its field: ".unknown".
MARK = "."
REMOVE = "remove"
# The button that was pressed: "next" goes on, "row" stays for another row; none saves in passing.
THEN = "then"
# Before the name of each field that was being sent already when the page was left.
SENT = "sent."
# A phase with sixty rows in each of its tables has some seven hundred. Taking a form apart keeps
# everybody else waiting, and one of a million fields would for seconds.
MOST_FIELDS = 2000


async def typed_fields(request: Request) -> Fields:
    """The fields of the form just sent, in the order in which they were sent."""
    body = (await request.body()).decode("utf-8", "replace")
    try:
        pairs = parse_qsl(body, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise HTTPException(413) from None
    fields: dict[str, list[str]] = {}
    for name, text in pairs:
        fields.setdefault(clean(name), []).append(clean(text))
    return settled(fields)


TypedFields = Annotated[Fields, Depends(typed_fields)]


def settled(fields: dict[str, list[str]]) -> Fields:
    """The fields with states in their own fields, and without a row that is to be removed."""
    removed = tuple(f"{row}-" for row in fields.get(REMOVE, ()))
    kept = {name: texts for name, texts in fields.items() if not name.startswith(removed)}
    for name, texts in list(kept.items()):
        for state in STATES:
            if f"{MARK}{state}" in texts:
                kept[name] = [text for text in texts if text != f"{MARK}{state}"]
                kept[f"{name}.state"] = [state]
    return kept


@dataclass(frozen=True, slots=True)
class Said:
    """What a form says of each of its questions; a question with a complaint says nothing."""

    answers: Mapping[str, Answer]
    complaints: Mapping[str, Message]


def read_form(questions: Iterable[Question], fields: Fields) -> Said:
    """The answers of the questions that the form has fields for."""
    answers: dict[str, Answer] = {}
    complaints: dict[str, Message] = {}
    for question in questions:
        if f"{question.id}.version" not in fields:
            continue
        try:
            answers[question.id] = one_answer(question, fields)
        except Unacceptable as refusal:
            complaints[question.id] = refusal.says
    return Said(answers, complaints)


def one_answer(question: Question, fields: Fields) -> Answer:
    answer = answer_typed(question, fields)
    if answer.state in STATES and has_value(question, fields):
        raise Unacceptable(
            message("You gave an answer and ticked “I don’t know yet” too. Keep one of them.")
            if answer.state is State.UNKNOWN
            else message("You gave an answer and ticked “Does not apply” too. Keep one of them.")
        )
    if answer.state in {State.UNSEEN, State.ANSWERED} and answer.value is None:
        return without_value(answer)
    return answer


def has_value(question: Question, fields: Fields) -> bool:
    cells = f"{question.id}-"
    return any(
        text.strip()
        for name, texts in fields.items()
        if name == question.id or name.startswith(cells)
        for text in texts
    )


def without_value(answer: Answer) -> Answer:
    """Nothing was said. A note or a link would be lost with it, so the writer is asked first."""
    if answer.note or answer.evidence:
        raise Unacceptable(
            message(
                "Answer the question, or tick “I don’t know yet”, so that the note has a place."
            )
        )
    return answer


@dataclass(frozen=True, slots=True)
class Conflict:
    """An answer that somebody else has changed since the form was made."""

    question: Question
    kept: Answer | None
    version: int
    yours: Answer | None


def conflicts(
    said: Said, fields: Fields, saved: SavedPlan, asked: Mapping[str, Question]
) -> list[Conflict]:
    """Where somebody else has come in between. Who left in the middle of a save has not: that one
    may have arrived, and is told from another's by its words."""
    found = []
    sent = read_form((asked[key] for key in said.answers), under_way(fields)).answers
    for key, answer in said.answers.items():
        kept, version = saved.given.get(key), saved.versions.get(key, 0)
        seen, yours = seen_version(fields, key), answer_in(answer)
        own = key in sent and seen == version - 1 and kept == answer_in(sent[key])
        if seen not in {None, version} and kept != yours and not own:
            found.append(Conflict(asked[key], kept, version, yours))
    return found


def answer_in(answer: Answer) -> Answer | None:
    """None where nothing was said."""
    return answer if answer.state is not State.UNSEEN else None


def under_way(fields: Fields) -> Fields:
    """What a page was sending already when it was left, and sends along with its last words."""
    return {
        name.removeprefix(SENT): values for name, values in fields.items() if name.startswith(SENT)
    }


def seen_version(fields: Fields, key: str) -> int | None:
    """The version of the answer that the page was made from; None when it does not say."""
    return whole_number(first_typed(fields, f"{key}.version"))


def keep(
    opened: OpenPlan, said: Said, saved: SavedPlan, asked: Mapping[str, Question]
) -> list[str]:
    """Writes what changed and tells which answers did. Nobody can have come in between: the plan
    is ours until we are done."""
    changed = []
    for key, answer in said.answers.items():
        if answer.state is State.UNSEEN:
            if key in saved.given:
                opened.clear(key, phase=asked[key].phase)
                changed.append(key)
        elif answer != saved.given.get(key):
            opened.answer(key, answer, phase=asked[key].phase)
            changed.append(key)
    return changed
