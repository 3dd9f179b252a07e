"""Finding a question: all of a plan's questions, searched by their words or numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from fastapi import APIRouter, Request, Response

from app.language.message import Message
from app.language.reader import Reader
from app.lifecycle.answers import Answers
from app.lifecycle.bank import load_bank
from app.lifecycle.phases import WORDS, Phase
from app.lifecycle.questions import Question
from app.web.current_plan import document_of
from app.web.dependencies import CurrentStore, EditKey
from app.web.rendering import Masthead, Page, reader_of, render
from app.web.routing import OneTransaction
from app.web.wizard.conflict import in_words

router = APIRouter(route_class=OneTransaction)


@dataclass(frozen=True, slots=True)
class FoundQuestion:
    question: Question
    answer: Message


@dataclass(frozen=True, slots=True)
class FoundPhase:
    phase: Phase
    title: Message
    questions: tuple[FoundQuestion, ...]


@dataclass(frozen=True, kw_only=True)
class QuestionsPage(Page):
    template: ClassVar[str] = "questions/find.html"

    plan_id: str
    wanted: str
    phases: tuple[FoundPhase, ...]


@router.get("/plans/{plan_id}/questions", name="show_questions")
def show_questions(
    request: Request, plan_id: str, store: CurrentStore, key: EditKey, q: str = ""
) -> Response:
    opened = store.plans.writable_by(key, plan_id)
    answers = document_of(opened.saved()).answers
    wanted, speaks = q.strip()[:80], reader_of(request)
    phases = (phase_found(answers, phase, wanted, speaks) for phase in Phase)
    page = QuestionsPage(
        masthead=Masthead(plan_id, opened.title, "questions"),
        plan_id=plan_id,
        wanted=wanted,
        phases=tuple(found for found in phases if found.questions),
    )
    return render(request, page, fragment="found")


def phase_found(answers: Answers, phase: Phase, wanted: str, speaks: Reader) -> FoundPhase:
    """The questions of a phase that are asked now and hold every word that was typed."""
    found = tuple(
        FoundQuestion(question, in_words(question, answers.given.get(question.id)))
        for question in load_bank().phase(phase)
        if not question.parent and answers.shown(question.id) and mentions(question, wanted, speaks)
    )
    return FoundPhase(phase, WORDS[phase].title, found)


def mentions(question: Question, wanted: str, speaks: Reader) -> bool:
    said = [question.asks, question.why, *(option.label for option in question.options)]
    text = " ".join([question.id, *(speaks.say(words) for words in said if words)]).casefold()
    return all(word in text for word in wanted.casefold().split())
