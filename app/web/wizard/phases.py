"""All questions of a phase on one page: seen, answered and checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from fastapi import APIRouter, Request, Response

from app.language.message import Message
from app.lifecycle.answers import Answer, Answers, State
from app.lifecycle.bank import load_bank
from app.lifecycle.phases import WORDS, Phase
from app.lifecycle.progress import Progress, progress
from app.lifecycle.questions import Question
from app.lifecycle.typed import Fields
from app.lifecycle.worded import answer_in_words
from app.store.kept import SavedPlan
from app.store.open_plan import OpenPlan
from app.web.current_plan import document_of
from app.web.dependencies import CurrentStore, EditKey
from app.web.rendering import Masthead, Page, render, see_other
from app.web.routing import OneTransaction
from app.web.wizard.conflict import conflict_page, show_both
from app.web.wizard.controls import Form, form_for
from app.web.wizard.forms import Said, TypedFields, conflicts, keep, read_form
from app.web.wizard.ruler import phase_questions

router = APIRouter(route_class=OneTransaction)


@dataclass(frozen=True, slots=True)
class Entry:
    """One question with its answer in words and the form behind "Change"."""

    form: Form
    words: Message
    state: State
    note: str
    details: tuple[tuple[Question, Message], ...]  # its follow-ups, asked and answered

    @property
    def question(self) -> Question:
        return self.form.control.question

    @property
    def open(self) -> bool:
        return bool(self.form.complaints)


@dataclass(frozen=True, kw_only=True)
class PhasePage(Page):
    template: ClassVar[str] = "phases/phase.html"

    plan_id: str
    phase: Phase
    title: Message
    asks: Message
    entries: tuple[Entry, ...]
    progress: Progress
    following: Phase | None
    refused: bool

    @property
    def following_title(self) -> Message | None:
        return WORDS[self.following].title if self.following else None


@router.get("/plans/{plan_id}/phases/{phase}", name="show_phase")
def show_phase(
    request: Request, plan_id: str, phase: Phase, store: CurrentStore, key: EditKey
) -> Response:
    opened = store.plans.writable_by(key, plan_id)
    return render(request, phase_page(opened, opened.saved(), phase))


@router.post("/plans/{plan_id}/phases/{phase}", name="answer_phase")
def answer_phase(
    request: Request,
    plan_id: str,
    phase: Phase,
    store: CurrentStore,
    key: EditKey,
    fields: TypedFields,
) -> Response:
    opened = store.plans.writable_by(key, plan_id)
    saved, bank = opened.saved(), load_bank()
    said = read_form(bank.phase(phase), fields)
    if said.complaints:
        page = phase_page(opened, saved, phase, typed=fields, said=said)
        return render(request, page, status=422)
    clashes = conflicts(said, fields, saved, bank.questions)
    if clashes:
        page_of_both = conflict_page(opened, clashes[0].question, clashes, fields, phase=phase)
        return show_both(request, page_of_both)
    keep(opened, said, saved, bank.questions)
    return see_other(request, "show_phase", plan_id=plan_id, phase=phase)


def phase_page(
    opened: OpenPlan,
    saved: SavedPlan,
    phase: Phase,
    *,
    typed: Fields | None = None,
    said: Said | None = None,
) -> PhasePage:
    answers = document_of(saved).answers
    order = list(Phase)
    after = order[order.index(phase) + 1 :]
    return PhasePage(
        masthead=Masthead(opened.id, opened.title, "questions"),
        plan_id=opened.id,
        phase=phase,
        title=WORDS[phase].title,
        asks=WORDS[phase].question,
        entries=entries(saved, phase, typed, said),
        progress=progress(answers, phase),
        following=after[0] if after else None,
        refused=bool(said and said.complaints),
    )


def entries(
    saved: SavedPlan, phase: Phase, typed: Fields | None, said: Said | None
) -> tuple[Entry, ...]:
    """The questions of the phase that are asked now, each with its form."""
    answers = document_of(saved).answers
    complaints = said.complaints if said else {}

    def entry(question: Question) -> Entry:
        form = form_for(
            answers, question, saved.versions, typed=typed, complaints=complaints, in_phase=True
        )
        return entry_of(answers, question, form)

    return tuple(entry(question) for question in phase_questions(answers, phase))


def entry_of(answers: Answers, question: Question, form: Form) -> Entry:
    said = answers.given.get(question.id, Answer(State.UNSEEN))
    details = tuple(
        (follow_up, answer_in_words(follow_up, answers.answer(follow_up.id)))
        for follow_up in answers.bank.follow_ups(question.id)
        if answers.state(follow_up.id) is not State.UNSEEN
    )
    return Entry(form, answer_in_words(question, said), said.state, said.note, details)
