"""The home of a plan: its phases as tasks, what is to be found out, whom it is shared with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from fastapi import APIRouter, Request, Response

from app.language.message import Message, counted, message
from app.language.reader import Reader
from app.lifecycle.answers import Answers, State
from app.lifecycle.phases import WORDS, Phase
from app.lifecycle.progress import (
    Progress,
    asked,
    first_pass,
    in_first_pass,
    next_question,
    progress,
)
from app.lifecycle.questions import Question
from app.store.kept import SavedPlan, ShareLink
from app.store.open_plan import OpenPlan
from app.store.store import Store
from app.web.current_plan import current_plan, document_of, known_in_detail
from app.web.dependencies import CurrentStore, EditKey
from app.web.history.upgrade import is_outdated
from app.web.rendering import Masthead, Page, reader_of, render, see_other
from app.web.routing import OneTransaction
from app.web.sharing.door import Door
from app.web.sharing.signed import signed_version
from app.web.sharing.talk import Talk, talk_of
from app.web.wizard.forms import TypedFields
from app.web.wizard.panel import Panel, panel_of
from app.web.wizard.plan_details import Details, details_kept, details_typed, keep_details
from app.web.wizard.restoring import Asleep, asleep
from app.web.wizard.ruler import minutes_for
from app.web.wording import people

router = APIRouter(route_class=OneTransaction)

# A budget and a date: a plan can say how likely they are met once it knows them, and the first
# pass asks for neither.
LIMITS = ("E04", "E07")


@dataclass(frozen=True, slots=True)
class Task:
    """One phase as a task: how it stands and who can help."""

    phase: Phase
    title: Message
    question: Message
    cells: tuple[State, ...]  # of its questions, in their order
    progress: Progress
    next: bool  # the phase to go on with

    @property
    def status(self) -> Message:
        if self.progress.finished:
            return message("Done")
        return counted("{count} open", "{count} open", self.progress.open)

    @property
    def who(self) -> tuple[Message, ...]:
        return people(self.progress.who[:3])


@dataclass(frozen=True, slots=True)
class ToFindOut:
    question: str
    asks: Message
    owner: str
    by: date | None


@dataclass(frozen=True, kw_only=True)
class PlanHomePage(Page):
    template: ClassVar[str] = "plans/home.html"

    plan_id: str
    tasks: tuple[Task, ...]
    progress: Progress
    next: Question | None
    first_pass: bool  # it is not through yet
    minutes_of_the_first_pass: float
    limits: tuple[Question, ...]  # that nobody has told yet
    find_out: tuple[ToFindOut, ...]
    asleep: tuple[Asleep, ...]  # answered once, no longer asked
    links: tuple[ShareLink, ...]
    to_do: int  # actions that nobody has ticked off
    talk: Talk | None
    panel: Panel
    details: Details
    changed_at: datetime
    outdated: bool  # it was made with earlier questions

    @property
    def minutes(self) -> int:
        """That the open questions of this round will take; at least one."""
        minutes = self.minutes_of_the_first_pass if self.first_pass else self.progress.minutes_left
        return max(1, round(minutes))

    @property
    def next_title(self) -> Message | None:
        return WORDS[self.next.phase].title if self.next else None


@router.get("/plans/{plan_id}", name="show_plan_home")
def show_plan_home(request: Request, plan_id: str, store: CurrentStore, key: EditKey) -> Response:
    opened = store.plans.writable_by(key, plan_id)
    saved = opened.saved()
    page = plan_home(store, opened, saved, details_kept(opened), reader_of(request))
    return render(request, page)


@router.post("/plans/{plan_id}", name="change_plan")
def change_plan(
    request: Request, plan_id: str, store: CurrentStore, key: EditKey, fields: TypedFields
) -> Response:
    """Another title, or other dates."""
    opened = store.plans.writable_by(key, plan_id)
    details = details_typed(fields, opened)
    if details.complaints:
        page = plan_home(store, opened, opened.saved(), details, reader_of(request))
        return render(request, page, status=422)
    keep_details(opened, details)
    return see_other(request, "show_plan_home", plan_id=plan_id)


def plan_home(
    store: Store, opened: OpenPlan, saved: SavedPlan, details: Details, language: Reader
) -> PlanHomePage:
    answers = document_of(saved).answers
    following = next_question(answers)
    detailed = known_in_detail(saved)
    plan = detailed or current_plan(saved, detail=False)
    links = [link for link in store.links.listed(opened) if link.opens(store.now)]
    done = {note.action for note in store.actions.noted(opened).values() if note.done_at}
    return PlanHomePage(
        masthead=Masthead(saved.id, saved.title, "questions"),
        plan_id=saved.id,
        tasks=tuple(task_of(answers, phase, following) for phase in Phase),
        progress=progress(answers),
        next=following,
        first_pass=in_first_pass(answers),
        minutes_of_the_first_pass=minutes_for(answers, first_pass(answers)),
        limits=limits_untold(answers),
        find_out=tuple(to_find_out(answers)),
        asleep=tuple(asleep(opened, answers)),
        links=tuple(links),
        to_do=sum(action.id not in done for action in plan.actions),
        talk=talk_of(store, opened, Door(saved.id, None, None), signed_version(store, opened)),
        panel=panel_of(saved.id, plan, language, detailed=detailed is not None),
        details=details,
        changed_at=saved.changed_at,
        outdated=is_outdated(opened),
    )


def task_of(answers: Answers, phase: Phase, following: Question | None) -> Task:
    cells = [answers.state(q.id) for q in asked(answers) if q.phase is phase and not q.parent]
    return Task(
        phase=phase,
        title=WORDS[phase].title,
        question=WORDS[phase].question,
        cells=tuple(cells),
        progress=progress(answers, phase),
        next=following is not None and following.phase is phase,
    )


def limits_untold(answers: Answers) -> tuple[Question, ...]:
    questions = [answers.bank.questions[key] for key in LIMITS]
    return tuple(question for question in questions if answers.state(question.id) is State.UNSEEN)


def to_find_out(answers: Answers) -> list[ToFindOut]:
    """The questions that nobody could answer yet, the most urgent first."""
    found = [
        ToFindOut(question.id, question.asks, said.owner, said.by)
        for question in asked(answers)
        for said in [answers.answer(question.id)]
        if said.state is State.UNKNOWN
    ]
    return sorted(found, key=lambda task: (task.by is None, task.by or date.max))
