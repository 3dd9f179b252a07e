"""Learning from earlier plans: whose finished work this browser can offer, and taking it in."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fastapi import APIRouter, HTTPException, Request, Response

from app.language.message import Message, Quantity, counted, message, verbatim
from app.lifecycle.actuals import Actual, EarlierPlan, Finished
from app.plan.plan import Plan
from app.store.kept import PlanInList, SavedPlan
from app.store.store import Store
from app.web.current_plan import current_plan
from app.web.dependencies import CurrentKeyring, CurrentStore, EditKey
from app.web.keyring import Keyring
from app.web.lines import first_typed
from app.web.rendering import see_other
from app.web.routing import OneTransaction
from app.web.wizard.forms import TypedFields

router = APIRouter(route_class=OneTransaction)


@dataclass(frozen=True, slots=True)
class Teacher:
    """An earlier plan that this one can learn from, or has learnt from."""

    plan_id: str
    title: Message
    taught: EarlierPlan | None  # what has been taken in
    offers: EarlierPlan | None  # what can be taken in now; None: this browser cannot open it

    @property
    def has_more(self) -> bool:
        return self.offers is not None and self.offers != self.taught

    @property
    def says(self) -> Message:
        """How the finished tasks came out, in the middle."""
        shown = self.taught or self.offers
        assert shown is not None
        logs = [math.log(each.took / each.planned) for each in shown.tasks.values()]
        return counted(
            "{count} finished task, which took {times} times its plan",
            "{count} finished tasks, which took {times} times their plan in the middle",
            len(logs),
            times=Quantity(math.exp(math.fsum(logs) / len(logs))),
        )


@router.post("/plans/{plan_id}/earlier/{other_id}", name="learn_from")
def learn_from(
    request: Request,
    plan_id: str,
    other_id: str,
    store: CurrentStore,
    key: EditKey,
    keyring: CurrentKeyring,
    fields: TypedFields,
) -> Response:
    """Takes in what another plan's finished tasks teach, or forgets it."""
    opened = store.plans.writable_by(key, plan_id)
    if first_typed(fields, "forget"):
        opened.learn(other_id, None)
        return back(request, plan_id)
    other = store.plans.writable_by(keyring.token(other_id), other_id)
    taught = None if other_id == plan_id else taught_by(other.saved())
    if taught is None:
        raise HTTPException(404)
    opened.learn(other_id, taught)
    return back(request, plan_id)


def back(request: Request, plan_id: str) -> Response:
    return see_other(request, "show_actuals", "#earlier", plan_id=plan_id)


def teachers(saved: SavedPlan, store: Store, keyring: Keyring) -> tuple[Teacher, ...]:
    """Those it has learnt from first, then those that have finished tasks to offer."""
    listed = {each.id: each for each in others(saved, store, keyring)}
    offers = dict(offered(listed, store, keyring))
    known = saved.actuals.earlier
    return tuple(
        Teacher(plan_id, title_of(listed.get(plan_id)), known.get(plan_id), offers.get(plan_id))
        for plan_id in (*known, *(each for each in offers if each not in known))
    )


def others(saved: SavedPlan, store: Store, keyring: Keyring) -> Iterator[PlanInList]:
    """This browser's plans of other projects: scenarios of one share what has happened."""
    here = saved.copied_from or saved.id
    for each in store.plans.listed(keyring.tokens.values()) if keyring.tokens else ():
        if (each.copied_from or each.id) != here and each.id in keyring.tokens:
            yield each


def offered(
    listed: Mapping[str, PlanInList], store: Store, keyring: Keyring
) -> Iterator[tuple[str, EarlierPlan]]:
    """Of each project once: its scenarios tell the same."""
    told: set[str] = set()
    begun = store.plans.begun(listed) if listed else frozenset()
    for plan_id, each in listed.items():
        project = each.copied_from or plan_id
        if plan_id not in begun or project in told:
            continue
        taught = taught_by(store.plans.writable_by(keyring.token(plan_id), plan_id).saved())
        if taught is not None:
            told.add(project)
            yield plan_id, taught


def title_of(listed: PlanInList | None) -> Message:
    if listed is None:
        return message("A plan that this browser does not know")
    return verbatim(listed.title)


def taught_by(saved: SavedPlan) -> EarlierPlan | None:
    """What its finished tasks teach; None while none is finished."""
    tasks = {task: outcome(actual) for task, actual in saved.actuals.finished.items()}
    useful = {task: each for task, each in tasks.items() if min(each.planned, each.took) > 0}
    if not useful:
        return None
    return EarlierPlan(useful, whole_of(current_plan(saved, detail=False), useful))


def outcome(actual: Actual) -> Finished:
    """Against the shipped range: what was learnt before the promise was made is taken out."""
    return Finished(actual.promise.days[1] / actual.promise.learnt, actual.days)


def whole_of(plan: Plan, finished: Mapping[str, Finished]) -> Finished | None:
    """The project against its plan, once every task of it is finished."""
    if plan.estimate is None or plan.under_way is None:
        return None
    needed = {task.id for task in plan.estimate.tasks if task.prior is not None}
    planned = plan.under_way.planned_days.p50
    if not needed <= finished.keys() or planned <= 0:
        return None
    return Finished(planned, plan.under_way.days)
