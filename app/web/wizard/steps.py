"""One question a screen: shown, answered, and what the answer changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, partial
from typing import ClassVar

from fastapi import APIRouter, HTTPException, Request, Response

from app.language.reader import reader
from app.lifecycle.answers import Answers
from app.lifecycle.bank import load_bank
from app.lifecycle.progress import next_question
from app.lifecycle.questions import Question, QuestionType
from app.lifecycle.typed import Fields
from app.store.kept import SavedPlan
from app.store.open_plan import OpenPlan
from app.web.assets import asset_url
from app.web.current_plan import (
    current_plan,
    current_sketch,
    document_of,
    known_in_detail,
    sketch_before,
)
from app.web.dependencies import CurrentStore, EditKey, key_brought, read_only
from app.web.rendering import Masthead, Page, paths, reader_of, render, see_other, wants_part
from app.web.routing import OneTransaction, ReadAfterwards, ReadAtOnce
from app.web.wizard.conflict import conflict_page, show_both
from app.web.wizard.controls import Control, Form, form_for
from app.web.wizard.forms import THEN, Said, TypedFields, conflicts, keep, read_form
from app.web.wizard.panel import Panel, panel_of
from app.web.wizard.ruler import Ruler, question_before, ruler_at

router = APIRouter(route_class=OneTransaction)
reading = APIRouter(route_class=ReadAtOnce)


@dataclass(frozen=True, kw_only=True)
class QuestionPage(Page):
    template: ClassVar[str] = "questions/question.html"

    plan_id: str
    form: Form
    ruler: Ruler
    back: Question | None  # the question before; None leads to the plan's home
    ahead: str  # the address to go on to when nothing more is said
    said: bool  # the question has been answered before
    scripts: tuple[str, ...]
    panel: Panel
    saved_at: datetime | None


@dataclass(frozen=True, slots=True)
class Step:
    """One question of one plan as it stands: asked again with nothing new, it is the same value."""

    form: Form
    ruler: Ruler
    back: Question | None
    next: Question | None
    scripts: tuple[str, ...]


@lru_cache(maxsize=1024)
def step_at(saved: SavedPlan, question_id: str) -> Step:
    answers, question = document_of(saved).answers, load_bank().questions[question_id]
    return Step(
        form_for(answers, question, saved.versions),
        ruler_at(answers, question),
        question_before(answers, question),
        question_after(answers, question),
        scripts_for((question, *load_bank().follow_ups(question.id))),
    )


def scripts_for(questions: tuple[Question, ...]) -> tuple[str, ...]:
    """The scripts that the fields of these questions need, and no more."""
    wanted = ["autosave", "keys", "now", "exclusive"]
    if questions[0].options and len(questions) > 1:
        wanted.append("follow")
    if any(question.type is QuestionType.TABLE for question in questions):
        wanted.append("rows")
    return tuple(wanted)


@reading.get("/plans/{plan_id}/questions/{question_id}", name="show_question")
def show_question(request: Request, plan_id: str, question_id: str, after: str = "") -> Response:
    with read_only(request) as store:
        opened = store.plans.writable_by(key_brought(request), plan_id)
        saved, question = opened.saved(), asked_for(question_id)
        panel = panel_after(request, opened, saved, after)
    step = step_at(saved, question.id)
    page = QuestionPage(
        masthead=Masthead(plan_id, saved.title, "questions"),
        plan_id=plan_id,
        form=step.form,
        ruler=step.ruler,
        back=step.back,
        ahead=ahead(request, saved, step, after),
        said=question.id in saved.given,
        scripts=step.scripts,
        panel=panel,
        saved_at=saved.changed_at if saved.given else None,
    )
    response = render(request, page, fragment=("panel", "versions", "saved", "ahead"))
    response.headers["Speculation-Rules"] = fetched_ahead()
    return response


@router.post("/plans/{plan_id}/questions/{question_id}", name="answer_question")
def answer_question(
    request: Request,
    plan_id: str,
    question_id: str,
    store: CurrentStore,
    key: EditKey,
    fields: TypedFields,
) -> Response:
    opened = store.plans.writable_by(key, plan_id)
    question, bank, saved = asked_for(question_id), load_bank(), opened.saved()
    said = read_form((question, *bank.follow_ups(question.id)), fields)
    if said.complaints:
        return refusal(request, opened, saved, question, fields, said)
    clashes = conflicts(said, fields, saved, bank.questions)
    if clashes:
        return show_both(request, conflict_page(opened, question, clashes, fields))
    changed = keep(opened, said, saved, bank.questions)
    answers = document_of(saved).answers
    for each in changed:
        answers = answers.with_answer(each, said.answers[each])
    following, after = going_to(answers, question, fields), "-".join(changed)
    if following is question and wants_part(request):
        return ReadAfterwards(partial(show_question, request, plan_id, question.id, after))
    return to_next(request, plan_id, following, after)


def refusal(
    request: Request,
    opened: OpenPlan,
    saved: SavedPlan,
    question: Question,
    fields: Fields,
    said: Said,
) -> Response:
    """The same form with the words typed and, at each field that needs it, what to do."""
    answers, step = document_of(saved).answers, step_at(saved, question.id)
    page = QuestionPage(
        masthead=Masthead(opened.id, opened.title, "questions"),
        plan_id=opened.id,
        form=form_for(answers, question, saved.versions, typed=fields, complaints=said.complaints),
        ruler=step.ruler,
        back=step.back,
        ahead=ahead(request, saved, step, ""),
        said=question.id in saved.given,
        scripts=step.scripts,
        panel=panel_after(request, opened, saved, ""),
        saved_at=None,
    )
    # What is saved by itself while somebody types says so quietly; it moves no focus.
    fragment = "question" if THEN in fields else "saved"
    return render(request, page, fragment=fragment, status=422)


def panel_after(request: Request, opened: OpenPlan, saved: SavedPlan, after: str) -> Panel:
    """The panel with what the answers named in `after` ("M07-M07a") have changed."""
    tag, detailed = reader_of(request).tag, known_in_detail(saved) is not None
    asked = [key for key in after.split("-") if key in saved.versions]
    if not asked:
        return panel_now(saved, tag, detailed)
    sketch = current_sketch(saved)  # before anything that would be done again in a thread
    before = sketch_before(saved, {key: opened.said_before(key) for key in asked})
    return panel_of(saved.id, sketch, reader(tag), before=before, detailed=detailed)


@lru_cache(maxsize=1024)
def panel_now(saved: SavedPlan, tag: str, detailed: bool) -> Panel:
    """`detailed` tells apart what is shown before and after the details were worked out."""
    return panel_of(saved.id, current_sketch(saved), reader(tag), detailed=detailed)


def going_to(answers: Answers, question: Question, fields: Fields) -> Question | None:
    """Onwards; or here again, to save on, to fill another row, or for a follow-up just opened."""
    if any(f.shown and f"{f.id}.version" not in fields for f in follow_ups(answers, question)):
        return question
    return question_after(answers, question) if "next" in fields.get(THEN, ()) else question


def to_next(request: Request, plan_id: str, following: Question | None, after: str) -> Response:
    query = f"?after={after}" if after else ""
    if following is None:
        return see_other(request, "show_plan_home", query, plan_id=plan_id)
    return see_other(request, "show_question", query, plan_id=plan_id, question_id=following.id)


def question_after(answers: Answers, question: Question) -> Question | None:
    """Where going on leads; None when that would mean going back: a round is over, and the plan's
    home sums it up."""
    following, order = next_question(answers, question.id), list(load_bank().questions)
    if following is None or order.index(following.id) < order.index(question.id):
        return None
    return following


@lru_cache(maxsize=1)
def fetched_ahead() -> str:
    """The header that lets a browser fetch the next question while this one is being answered."""
    return f'"{asset_url("js/ahead.json")}"'


def ahead(request: Request, saved: SavedPlan, step: Step, after: str) -> str:
    """Where going on leads when all is said. The address is another with each answer, so that what
    a browser has fetched ahead is never older than the answers are."""
    here = {control.id for control in step.form.controls}
    told = "-".join(key for key in after.split("-") if key in here)
    query = f"?state={sum(saved.versions.values())}" + (f"&after={told}" if told else "")
    url_for = paths(request.app)
    if step.next is None:
        return url_for("show_plan_home", plan_id=saved.id) + query
    return url_for("show_question", plan_id=saved.id, question_id=step.next.id) + query


def follow_ups(answers: Answers, question: Question) -> tuple[Control, ...]:
    return form_for(answers, question, {}).follow_ups


def asked_for(question_id: str) -> Question:
    """The question of an address; a follow-up has its question's page."""
    questions = load_bank().questions
    found = questions.get(question_id)
    if found is None:
        raise HTTPException(404)
    return questions[found.parent] if found.parent else found


@dataclass(frozen=True, kw_only=True)
class WorthPage(Page):
    template: ClassVar[str] = "questions/worth.html"

    panel: Panel


@router.get("/plans/{plan_id}/worth", name="show_worth")
def show_worth(request: Request, plan_id: str, store: CurrentStore, key: EditKey) -> Response:
    """Which open answers would narrow the range most; this takes longer than a page should."""
    opened = store.plans.writable_by(key, plan_id)
    saved = opened.saved()
    panel = panel_of(plan_id, current_plan(saved), reader_of(request), detailed=True)
    page = WorthPage(masthead=Masthead(plan_id, opened.title, "questions"), panel=panel)
    return render(request, page, fragment="worth")


router.routes.extend(reading.routes)
