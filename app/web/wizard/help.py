"""Help for "I don't know yet": a few simpler questions, and the answer that they suggest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from fastapi import APIRouter, HTTPException, Request, Response

from app.language.message import Message
from app.lifecycle.acceptable import Unacceptable
from app.lifecycle.answers import Answer, State
from app.lifecycle.bank import load_bank
from app.lifecycle.figures import figure_typed
from app.lifecycle.helping import Helper, HelperQuestion, Reply
from app.lifecycle.questions import AnswerValue, Question
from app.lifecycle.typed import Fields
from app.store.open_plan import OpenPlan
from app.web.dependencies import CurrentStore, EditKey
from app.web.lines import first_typed
from app.web.rendering import Masthead, Page, render, see_other
from app.web.routing import OneTransaction
from app.web.wizard.conflict import in_words
from app.web.wizard.forms import Said, TypedFields, keep
from app.web.wizard.steps import asked_for

router = APIRouter(route_class=OneTransaction)

CONFIRM = "confirm"


@dataclass(frozen=True, slots=True)
class Proposal:
    """An answer that the replies suggest; it counts once the person takes it."""

    question: Question
    words: Message


@dataclass(frozen=True, kw_only=True)
class HelpPage(Page):
    template: ClassVar[str] = "questions/help.html"

    plan_id: str
    question: Question
    helper: Helper
    typed: Fields
    complaints: dict[str, Message]
    asked: bool  # whether the helper's questions have been answered
    proposals: tuple[Proposal, ...]


@router.get("/plans/{plan_id}/questions/{question_id}/help", name="show_help")
def show_help(
    request: Request, plan_id: str, question_id: str, store: CurrentStore, key: EditKey
) -> Response:
    opened = store.plans.writable_by(key, plan_id)
    return render(request, help_page(opened, asked_for(question_id), {}))


@router.post("/plans/{plan_id}/questions/{question_id}/help", name="ask_helper")
def ask_helper(
    request: Request,
    plan_id: str,
    question_id: str,
    store: CurrentStore,
    key: EditKey,
    fields: TypedFields,
) -> Response:
    """Shows what the replies suggest; takes it over when the person says so."""
    opened = store.plans.writable_by(key, plan_id)
    question, bank = asked_for(question_id), load_bank()
    replies, complaints = read_replies(helper_of(question), fields)
    if complaints:
        page = help_page(opened, question, fields, complaints)
        return render(request, page, status=422)
    proposed = helper_of(question).propose(replies, bank.questions)
    if CONFIRM not in fields:
        return render(request, help_page(opened, question, fields, proposed=proposed))
    said = Said({name: Answer(State.ANSWERED, value) for name, value in proposed.items()}, {})
    keep(opened, said, opened.saved(), bank.questions)
    return see_other(request, "show_question", plan_id=plan_id, question_id=question.id)


def helper_of(question: Question) -> Helper:
    if question.help is None:
        raise HTTPException(404)
    return load_bank().helpers[question.help]


def help_page(
    opened: OpenPlan,
    question: Question,
    fields: Fields,
    complaints: dict[str, Message] | None = None,
    proposed: dict[str, AnswerValue] | None = None,
) -> HelpPage:
    questions = load_bank().questions
    return HelpPage(
        masthead=Masthead(opened.id, opened.title, "questions"),
        plan_id=opened.id,
        question=question,
        helper=helper_of(question),
        typed=fields,
        complaints=complaints or {},
        asked=proposed is not None,
        proposals=tuple(
            Proposal(questions[name], in_words(questions[name], Answer(State.ANSWERED, value)))
            for name, value in (proposed or {}).items()
        ),
    )


def read_replies(helper: Helper, fields: Fields) -> tuple[dict[str, Reply], dict[str, Message]]:
    """The replies by question, and a complaint for each that cannot be read."""
    replies: dict[str, Reply] = {}
    complaints: dict[str, Message] = {}
    for asked in helper.asks:
        text = first_typed(fields, asked.id).strip()
        if not text:
            continue
        try:
            replies[asked.id] = read_reply(asked, text)
        except Unacceptable as refusal:
            complaints[asked.id] = refusal.says
    return replies, complaints


def read_reply(asked: HelperQuestion, text: str) -> Reply:
    if not asked.options:
        return figure_typed(text, asked.unit)
    if text not in {option.id for option in asked.options}:
        raise HTTPException(404)  # no page of ours offers it
    return text
