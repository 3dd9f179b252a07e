"""What was planned for each task before any of its work had begun."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import HTTPException

from app.estimate.estimate import Task
from app.lifecycle.actuals import Promise
from app.plan.assemble import assemble
from app.plan.plan import Plan
from app.plan.under_way import promise_of
from app.store.kept import SavedPlan
from app.web.current_plan import current_plan, document_of


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
