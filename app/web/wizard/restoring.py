"""Earlier answers that no longer apply, and the way to have them count again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from app.language.message import Message
from app.lifecycle.answers import Answer, Answers
from app.lifecycle.questions import Question
from app.lifecycle.worded import answer_in_words
from app.store.open_plan import OpenPlan
from app.web.current_plan import document_of
from app.web.dependencies import CurrentStore, EditKey
from app.web.lines import first_typed
from app.web.rendering import see_other
from app.web.routing import OneTransaction
from app.web.wizard.forms import TypedFields

router = APIRouter(route_class=OneTransaction)


@dataclass(frozen=True, slots=True)
class Asleep:
    """A question answered in a branch that has closed, and the answer that would open it again."""

    question: Question
    opener: Question | None  # None: nothing that was ever said to one question would
    said: Answer | None

    @property
    def words(self) -> Message | None:
        return answer_in_words(self.opener, self.said) if self.opener and self.said else None


def asleep(opened: OpenPlan, answers: Answers) -> Iterator[Asleep]:
    """The answers wait for their branch to open again; they count nowhere meanwhile."""
    questions = answers.bank.questions
    for key in answers.given:
        if key in questions and not answers.shown(key):
            opener, said = opened_by(opened, answers, questions[key])
            yield Asleep(questions[key], opener, said)


def opened_by(
    opened: OpenPlan, answers: Answers, question: Question
) -> tuple[Question | None, Answer | None]:
    """The latest earlier answer to another question with which this one would be asked."""
    for key in sorted(question.visible.questions):
        for past in opened.past(key):
            if answers.with_answer(key, past).shown(question.id):
                return answers.bank.questions[key], past
    return None, None


@router.post("/plans/{plan_id}/restorations", name="restore_answer")
def restore_answer(
    request: Request, plan_id: str, store: CurrentStore, key: EditKey, fields: TypedFields
) -> Response:
    """Gives the earlier answer again that opens the branch of a question."""
    opened = store.plans.writable_by(key, plan_id)
    answers = document_of(opened.saved()).answers
    wanted = first_typed(fields, "question")
    for waiting in asleep(opened, answers):
        if waiting.question.id == wanted and waiting.opener and waiting.said:
            opened.answer(waiting.opener.id, waiting.said, phase=waiting.opener.phase)
    return see_other(request, "show_plan_home", plan_id=plan_id)
