"""Work under way: what tasks took, what was spent, and the forecast that follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from fastapi import APIRouter, HTTPException, Request, Response

from app.charts.figures import figure, plan_to_commit
from app.estimate.notes import of_experience
from app.estimate.ranges import Range, widened_note
from app.estimate.so_far import left_days
from app.export.worded import WordedTable, worded
from app.language.message import Message, Unit, message, usd
from app.language.reader import Reader
from app.lifecycle.actuals import MONEY, Actual, Promise, Spent
from app.plan.outcomes import UnderWay
from app.plan.plan import Plan
from app.plan.under_way import GROUPS
from app.store.kept import SavedPlan
from app.store.refusals import ActualHasChanged
from app.store.store import Store
from app.web.current_plan import current_plan
from app.web.dependencies import CurrentStore, EditKey
from app.web.keyring import read_keyring
from app.web.reading.plan_page import Picture
from app.web.rendering import Masthead, Page, reader_of, render, see_other
from app.web.routing import OneTransaction
from app.web.under_way.actual_forms import (
    STAGES,
    SpentForm,
    TaskForm,
    latest_day,
    read_spent,
    read_task,
    spent_form,
    task_form,
)
from app.web.under_way.earlier import Teacher, teachers
from app.web.under_way.forecast import explained, pictures_of, tables_of
from app.web.under_way.promises import promised, promises, tasks_of
from app.web.wizard.forms import TypedFields

router = APIRouter(route_class=OneTransaction)

ABOUT: Mapping[str, Message] = {
    "people": message("What the recorded days have cost; it gives the rate of the days ahead."),
    "labels": message("What has been paid for labels."),
    "compute": message("Rent of machines, and model requests while building."),
    "fixed": message("Whatever else has been paid for."),
}


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task of the plan, or one that has begun and is no longer part of it."""

    task: str
    title: Message
    planned: Promise
    actual: Actual | None
    in_plan: bool
    form: TaskForm

    @property
    def held(self) -> bool:
        """Whether P10 to P90 of the plan held the days."""
        days = Range(*self.planned.days)
        return self.actual is not None and days.p10 <= self.actual.days <= days.p90

    @property
    def widened(self) -> Message | None:
        """What is counted in the place of a typed range that was too narrow."""
        left = left_days(self.actual) if self.actual else None
        return widened_note(left, Unit.PERSON_DAYS) if left else None


@dataclass(frozen=True, slots=True)
class SpentRow:
    group: str
    title: Message
    about: Message
    spent: Spent | None
    form: SpentForm

    @property
    def booked(self) -> Message:
        return message("{sum}", sum=usd(self.spent.usd if self.spent else 0.0, figures=3))


@dataclass(frozen=True, kw_only=True)
class ActualsPage(Page):
    template: ClassVar[str] = "actuals/actuals.html"

    plan_id: str
    under_way: UnderWay | None
    stops: bool
    tasks: tuple[TaskRow, ...]
    money: tuple[SpentRow, ...]
    pictures: Mapping[str, Picture]
    tables: tuple[WordedTable, ...]
    how: tuple[Message, ...]
    teachers: tuple[Teacher, ...]
    learnt: tuple[Message, ...]  # what they have done to the ranges
    language: Reader

    def planned(self, promise: Promise) -> Message:
        """P50 to P80 of the work and of the time."""
        return message(
            "Planned: {days} days’ work, {weeks} weeks",
            days=plan_to_commit(Range(*promise.days), Unit.PERSON_DAYS, self.language),
            weeks=plan_to_commit(Range(*promise.weeks), Unit.WEEKS, self.language),
        )

    def figure(self, amount: float) -> str:
        return figure(amount, Unit.PERSON_DAYS, self.language)

    @property
    def stages(self) -> Mapping[str, Message]:
        return STAGES


@router.get("/plans/{plan_id}/actuals", name="show_actuals")
def show_actuals(request: Request, plan_id: str, store: CurrentStore, key: EditKey) -> Response:
    saved = store.plans.writable_by(key, plan_id).saved()
    return render(request, actuals_page(request, saved, store))


@router.post("/plans/{plan_id}/actuals/tasks/{task}", name="record_actual")
def record_actual(
    request: Request,
    plan_id: str,
    task: str,
    store: CurrentStore,
    key: EditKey,
    fields: TypedFields,
) -> Response:
    """What a task has taken so far, or took in the end."""
    opened = store.plans.writable_by(key, plan_id)
    saved = opened.saved()
    planned = promised(saved, task)
    form, actual = read_task(task, fields, planned, latest_day(store.now))
    if form.complaints:
        return refused(request, saved, store, form)
    try:
        opened.record(task, actual, seen=form.version)
    except ActualHasChanged as changed:
        return refused(request, saved, store, form.clashing(changed), status=409)
    return see_other(request, "show_actuals", f"#task-{task}", plan_id=plan_id)


@router.post("/plans/{plan_id}/actuals/spent/{group}", name="book_cost")
def book_cost(
    request: Request,
    plan_id: str,
    group: str,
    store: CurrentStore,
    key: EditKey,
    fields: TypedFields,
) -> Response:
    """What a group of costs has come to so far."""
    opened = store.plans.writable_by(key, plan_id)
    if group not in MONEY:
        raise HTTPException(404)
    saved = opened.saved()
    form, spent = read_spent(group, fields, latest_day(store.now))
    if form.complaints:
        return refused(request, saved, store, form)
    try:
        opened.book(group, spent, seen=form.version)
    except ActualHasChanged as changed:
        return refused(request, saved, store, form.clashing(changed), status=409)
    return see_other(request, "show_actuals", f"#spent-{group}", plan_id=plan_id)


def refused(
    request: Request,
    saved: SavedPlan,
    store: Store,
    form: TaskForm | SpentForm,
    status: int = 422,
) -> Response:
    """The same page, with the words that were typed and what to do about them."""
    page = actuals_page(request, saved, store, form)
    return render(request, page, status=status)


def actuals_page(
    request: Request, saved: SavedPlan, store: Store, typed: TaskForm | SpentForm | None = None
) -> ActualsPage:
    plan, language = current_plan(saved, detail=False), reader_of(request)
    return ActualsPage(
        masthead=Masthead(saved.id, saved.title, "actuals"),
        plan_id=saved.id,
        under_way=plan.under_way,
        stops=plan.estimate is None,
        tasks=tuple(task_rows(saved, plan, store, typed)),
        money=tuple(spent_rows(saved, store, typed)),
        pictures=pictures_of(plan, language),
        tables=tuple(worded(table.for_reading, language) for table in tables_of(plan)),
        how=explained(plan),
        teachers=teachers(saved, store, read_keyring(request)),
        learnt=tuple(of_experience(plan.estimate.learnt)) if plan.estimate else (),
        language=language,
    )


def task_rows(
    saved: SavedPlan, plan: Plan, store: Store, typed: TaskForm | SpentForm | None
) -> list[TaskRow]:
    planned, begun = promises(saved), saved.actuals.tasks
    titles = {task.id: task.title for task in tasks_of(plan)}
    outcomes = plan.under_way.tasks if plan.under_way else ()
    titles = {outcome.task: outcome.title for outcome in outcomes} | titles
    return [
        TaskRow(
            task=task,
            title=title,
            planned=begun[task].promise if task in begun else planned[task],
            actual=begun.get(task),
            in_plan=task in planned,
            form=form_of(typed, task_form(task, saved, store.now.date())),
        )
        for task, title in titles.items()
    ]


def form_of(typed: TaskForm | SpentForm | None, kept: TaskForm) -> TaskForm:
    return typed if isinstance(typed, TaskForm) and typed.task == kept.task else kept


def spent_rows(
    saved: SavedPlan, store: Store, typed: TaskForm | SpentForm | None
) -> list[SpentRow]:
    kept = {group: spent_form(group, saved, store.now.date()) for group in GROUPS}
    if isinstance(typed, SpentForm):
        kept[typed.group] = typed
    return [
        SpentRow(group, title, ABOUT[group], saved.actuals.spent.get(group), kept[group])
        for group, title in GROUPS.items()
    ]
