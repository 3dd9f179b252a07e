"""Two people answered the same question: both texts side by side, to choose or bring together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from fastapi import Request, Response

from app.language.message import Message, message
from app.lifecycle.answers import Answer
from app.lifecycle.merged import merged
from app.lifecycle.phases import Phase
from app.lifecycle.questions import Question
from app.lifecycle.typed import Fields
from app.lifecycle.worded import answer_in_words
from app.store.open_plan import OpenPlan
from app.web.errors import WHOLE_PAGE
from app.web.rendering import Masthead, Page, render
from app.web.wizard.controls import Control, Form, fields_of
from app.web.wizard.forms import Conflict


@dataclass(frozen=True, slots=True)
class Clash:
    """One question with the two answers to it, in words, and both together as fields."""

    question: Question
    kept: Message
    yours: Message
    together: Form


HiddenFields = tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class ConflictPage(Page):
    template: ClassVar[str] = "errors/conflict.html"

    place: str  # the name of the page that was sent, and the values of its address
    parts: Mapping[str, str]
    clashes: tuple[Clash, ...]
    mine: HiddenFields  # all that was sent once more, now knowing what was said meanwhile
    others: HiddenFields  # the same without the questions that were answered twice


def conflict_page(
    opened: OpenPlan,
    question: Question,
    found: Iterable[Conflict],
    fields: Fields,
    *,
    phase: Phase | None = None,
    token: str | None = None,
) -> ConflictPage:
    """The page for a form of one question, of a phase, or of a share link to answer one."""
    conflicts = tuple(found)
    seen = {f"{clash.question.id}.version": [str(clash.version)] for clash in conflicts}
    twice = tuple(clash.question.id for clash in conflicts)
    place, parts = sent_from(opened, question, phase, token)
    return ConflictPage(
        masthead=Masthead(opened.id, opened.title, "questions", token=token),
        place=place,
        parts=parts,
        clashes=tuple(clash_of(conflict) for conflict in conflicts),
        mine=flat({**fields, **seen}),
        others=flat({name: said for name, said in fields.items() if not belongs(name, twice)}),
    )


def sent_from(
    opened: OpenPlan, question: Question, phase: Phase | None, token: str | None
) -> tuple[str, Mapping[str, str]]:
    if token is not None:
        return "show_answer_link", {"token": token}
    if phase is not None:
        return "show_phase", {"plan_id": opened.id, "phase": phase}
    return "show_question", {"plan_id": opened.id, "question_id": question.id}


def show_both(request: Request, page: ConflictPage) -> Response:
    """409, and the whole page: also where a form was saved in passing."""
    response = render(request, page, status=409)
    response.headers.update(WHOLE_PAGE)
    return response


def clash_of(conflict: Conflict) -> Clash:
    question = conflict.question
    proposal = fields_of(question, merged(question, conflict.kept, conflict.yours))
    return Clash(
        question,
        in_words(question, conflict.kept),
        in_words(question, conflict.yours),
        Form(Control(question, proposal, conflict.version, in_phase=True), ()),
    )


def belongs(name: str, questions: tuple[str, ...]) -> bool:
    """Whether a field is a part of one of these questions: "S03", "S03.note", "E02-0-role"."""
    return any(name == key or name.startswith((f"{key}.", f"{key}-")) for key in questions)


def flat(fields: Fields) -> HiddenFields:
    return tuple((name, text) for name, texts in fields.items() for text in texts)


def in_words(question: Question, answer: Answer | None) -> Message:
    if answer is None:
        return message("No answer")
    words = answer_in_words(question, answer)
    if not answer.note:
        return words
    return message("{answer} (note: {note})", answer=words, note=answer.note)
