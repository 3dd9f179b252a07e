"""Work under way: what tasks took, what was spent, and the forecast that follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from fastapi import APIRouter, HTTPException, Request, Response

from app.charts.figures import figure, plan_to_commit
from app.estimate.estimate import Task
from app.estimate.ranges import Range
from app.export.blocks import Items, Table, tables_in
from app.export.outline import Showing
from app.export.progress import how
from app.export.progress import progress as blocks_of
from app.export.worded import WordedTable, worded
from app.language.message import Message, Unit, message, usd
from app.language.reader import Reader
from app.lifecycle.actuals import MONEY, Actual, Promise, Spent
from app.plan.assemble import assemble
from app.plan.plan import Plan, UnderWay
from app.plan.under_way import GROUPS, promise_of
from app.store.kept import SavedPlan
from app.store.refusals import ActualHasChanged
from app.store.store import Store
from app.web.current_plan import current_plan, document_of
from app.web.dependencies import CurrentStore, EditKey
from app.web.reading.plan_page import Picture, picture
from app.web.rendering import Masthead, Page, reader_of, render, see_other
from app.web.routing import OneTransaction
from app.web.under_way.actual_forms import (
    STAGES,
    SpentForm,
    TaskForm,
    read_spent,
    read_task,
    spent_form,
    task_form,
)
from app.web.wizard.forms import TypedFields

router = APIRouter(route_class=OneTransaction)

WIDE = (1216, 656, 328)
HALF = (580, 656, 328)
PICTURES = {"finish_moved": HALF, "cost_moved": HALF, "outcomes": WIDE}

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
    return render(request, actuals_page(saved, store, reader_of(request)))


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
    form, actual = read_task(task, fields, planned, store.now.date())
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
    form, spent = read_spent(group, fields, store.now.date())
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
    page = actuals_page(saved, store, reader_of(request), form)
    return render(request, page, status=status)


def promised(saved: SavedPlan, task: str) -> Promise:
    """What was planned for a task before any work had begun; 404 for one that is none."""
    begun = saved.actuals.tasks.get(task)
    if begun is not None:
        return begun.promise
    found = promises(saved).get(task)
    if found is None:
        raise HTTPException(404)
    return found


def promises(saved: SavedPlan) -> Mapping[str, Promise]:
    """The ranges of every task of the plan as they are with nothing begun."""
    plan = as_planned(saved)
    learnt = plan.estimate.learnt if plan.estimate else None
    return {task.id: promise_of(task, learnt) for task in tasks_of(plan)}


def as_planned(saved: SavedPlan) -> Plan:
    if not saved.actuals:
        return current_plan(saved, detail=False)
    document = document_of(saved)
    return assemble(document.with_actuals(saved.actuals.before_work), detail=False)


def tasks_of(plan: Plan) -> tuple[Task, ...]:
    return plan.estimate.tasks if plan.estimate else ()


def actuals_page(
    saved: SavedPlan, store: Store, language: Reader, typed: TaskForm | SpentForm | None = None
) -> ActualsPage:
    plan = current_plan(saved, detail=False)
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


def pictures_of(plan: Plan, language: Reader) -> Mapping[str, Picture]:
    found = {name: picture(name, plan, language, widths) for name, widths in PICTURES.items()}
    return {name: drawn for name, drawn in found.items() if drawn is not None}


def tables_of(plan: Plan) -> tuple[Table, ...]:
    if plan.under_way is None or plan.estimate is None:
        return ()
    return tuple(tables_in(tuple(blocks_of(plan, plan.estimate, Showing()))))


def explained(plan: Plan) -> tuple[Message, ...]:
    if plan.under_way is None:
        return ()
    return tuple(
        says for block in how(plan.under_way) if isinstance(block, Items) for says in block.says
    )
