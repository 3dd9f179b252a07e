"""Help for "I don't know yet": a few simpler questions, and the answer that they suggest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from fastapi import APIRouter, HTTPException, Request, Response

from app.language.message import Message, message
from app.lifecycle.acceptable import Unacceptable
from app.lifecycle.answers import Answer, State
from app.lifecycle.bank import load_bank
from app.lifecycle.figures import figure_typed
from app.lifecycle.helping import Helper, HelperQuestion, Reply
from app.lifecycle.questions import AnswerValue, Question
from app.lifecycle.typed import Fields
from app.store.kept import SavedPlan
from app.store.open_plan import OpenPlan
from app.web.dependencies import CurrentStore, EditKey
from app.web.lines import first_typed
from app.web.rendering import Masthead, Page, render, see_other
from app.web.routing import OneTransaction
from app.web.wizard.conflict import in_words
from app.web.wizard.forms import Said, TypedFields, conflicts, keep
from app.web.wizard.steps import asked_for

router = APIRouter(route_class=OneTransaction)

CONFIRM = "confirm"
ANSWERED_MEANWHILE = message(
    "Somebody else has answered meanwhile. Look at both, and use this answer only if it should "
    "replace theirs."
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """An answer that the replies suggest; it counts once the person takes it."""

    question: Question
    answer: Answer
    kept: Answer | None  # that it would replace
    version: int  # of what is kept

    @property
    def words(self) -> Message:
        return in_words(self.question, self.answer)

    @property
    def replaces(self) -> Message | None:
        if self.kept is None or self.kept.value in {None, self.answer.value}:
            return None
        return in_words(self.question, self.kept)


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
    clash: Message | None  # somebody has answered since the proposals were shown


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
    question, bank, saved = asked_for(question_id), load_bank(), opened.saved()
    replies, complaints = read_replies(helper_of(question), fields)
    if complaints:
        page = help_page(opened, question, fields, complaints)
        return render(request, page, status=422)
    proposed = proposals(helper_of(question).propose(replies, bank.questions), saved)
    if CONFIRM not in fields:
        return render(request, help_page(opened, question, fields, proposed=proposed))
    said = Said({each.question.id: each.answer for each in proposed}, {})
    if conflicts(said, fields, saved, bank.questions):
        page = help_page(opened, question, fields, proposed=proposed, clash=ANSWERED_MEANWHILE)
        return render(request, page, status=409)
    keep(opened, said, saved, bank.questions)
    return see_other(request, "show_question", plan_id=plan_id, question_id=question.id)


def proposals(values: Mapping[str, AnswerValue], saved: SavedPlan) -> tuple[Proposal, ...]:
    """What was noted beside an answer stays beside the one that takes its place."""
    questions = load_bank().questions

    def proposal(name: str, value: AnswerValue) -> Proposal:
        kept = saved.given.get(name)
        note, evidence = (kept.note, kept.evidence) if kept else ("", "")
        answer = Answer(State.ANSWERED, value, note=note, evidence=evidence)
        return Proposal(questions[name], answer, kept, saved.versions.get(name, 0))

    return tuple(proposal(name, value) for name, value in values.items())


def helper_of(question: Question) -> Helper:
    if question.help is None:
        raise HTTPException(404)
    return load_bank().helpers[question.help]


def help_page(
    opened: OpenPlan,
    question: Question,
    fields: Fields,
    complaints: dict[str, Message] | None = None,
    proposed: tuple[Proposal, ...] | None = None,
    clash: Message | None = None,
) -> HelpPage:
    return HelpPage(
        masthead=Masthead(opened.id, opened.title, "questions"),
        plan_id=opened.id,
        question=question,
        helper=helper_of(question),
        typed=fields,
        complaints=complaints or {},
        asked=proposed is not None,
        proposals=proposed or (),
        clash=clash,
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
