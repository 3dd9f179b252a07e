"""What tasks took and what was spent, for programs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Annotated, TypeVar

from fastapi import APIRouter, Depends, Header, HTTPException, Response
from pydantic import BaseModel, ConfigDict, Field

from app.language.message import message
from app.lifecycle.acceptable import UnacceptableFields
from app.lifecycle.actuals import MONEY
from app.lifecycle.actuals_document import (
    LONGEST_NAME,
    read_actual,
    read_earlier,
    read_spent,
    write_promise,
)
from app.store.refusals import ActualHasChanged
from app.web.api.bodies import RawBody, read_json
from app.web.api.complaints import Complaint, Refused
from app.web.api.described import ActualChanged, ActualKept, answers_with, takes
from app.web.api.json_response import Json
from app.web.api.plans import seen
from app.web.dependencies import BearerKey, CurrentStore
from app.web.routing import OneTransaction
from app.web.under_way.actual_forms import latest_day
from app.web.under_way.promises import promised

KEPT = answers_with(200, ActualKept, 404, 412, 422, changed=ActualChanged)
TAKEN_BACK = answers_with(204, None, 404, 412, 422, changed=ActualChanged)

router = APIRouter(prefix="/plans/{plan_id}/actuals", route_class=OneTransaction)

Read = TypeVar("Read")
Sent = dict[str, object]
IfMatch = Annotated[str | None, Header()]


def known_group(group: str) -> str:
    if group not in MONEY:
        raise HTTPException(404)
    return group


Group = Annotated[str, Depends(known_group)]


def short_name(name: str) -> str:
    """The caller's own name of an earlier plan, such as its id; 404 for none that is kept."""
    if len(name) > LONGEST_NAME:
        raise HTTPException(404)
    return name


Name = Annotated[str, Depends(short_name)]


class ActualSent(BaseModel):
    """A task that has begun. What was planned for it is kept beside it by the server."""

    model_config = ConfigDict(extra="forbid")

    began: str = Field(description="ISO 8601")
    on: str = Field(description="the day it was finished, or the day this is true of")
    finished: bool = False
    days: float = Field(description="person-days so far", ge=0)
    left: list[float] | None = Field(None, description="P10 and P90 of the person-days to do")
    note: str = ""


class SpentSent(BaseModel):
    """What a group of costs has come to, up to a day."""

    model_config = ConfigDict(extra="forbid")

    usd: float = Field(ge=0)
    on: str = Field(description="ISO 8601")
    final: bool = Field(False, description="nothing more will come")
    note: str = ""


class EarlierSent(BaseModel):
    """What an earlier plan's finished tasks teach this one."""

    model_config = ConfigDict(extra="forbid")

    tasks: dict[str, list[float]] = Field(
        description="task id to two numbers: the person-days planned (P50), and those it took"
    )
    whole: list[float] | None = Field(
        None, description="the same of the project, once all of its tasks are finished"
    )


@router.put("/tasks/{task}", openapi_extra=takes(ActualSent), responses=KEPT)
def record_actual(
    plan_id: str,
    task: str,
    body: RawBody,
    store: CurrentStore,
    key: BearerKey,
    if_match: IfMatch = None,
) -> Response:
    opened = store.plans.writable_by(key, plan_id)
    promise = write_promise(promised(opened.saved(), task))
    today = latest_day(store.now)
    actual = told(body, ActualSent, lambda raw: read_actual({**raw, "promise": promise}, today))
    return kept(partial(opened.record, task, actual), if_match, task=task)


@router.delete("/tasks/{task}", status_code=204, responses=TAKEN_BACK)
def take_actual_back(
    plan_id: str, task: str, store: CurrentStore, key: BearerKey, if_match: IfMatch = None
) -> None:
    opened = store.plans.writable_by(key, plan_id)
    promised(opened.saved(), task)
    kept(partial(opened.record, task, None), if_match, task=task)


@router.put("/spent/{group}", openapi_extra=takes(SpentSent), responses=KEPT)
def book_cost(
    plan_id: str,
    group: Group,
    body: RawBody,
    store: CurrentStore,
    key: BearerKey,
    if_match: IfMatch = None,
) -> Response:
    opened = store.plans.writable_by(key, plan_id)
    spent = told(body, SpentSent, lambda raw: read_spent(raw, latest_day(store.now)))
    return kept(partial(opened.book, group, spent), if_match, group=group)


@router.delete("/spent/{group}", status_code=204, responses=TAKEN_BACK)
def take_cost_back(
    plan_id: str, group: Group, store: CurrentStore, key: BearerKey, if_match: IfMatch = None
) -> None:
    opened = store.plans.writable_by(key, plan_id)
    kept(partial(opened.book, group, None), if_match, group=group)


@router.put("/earlier/{name}", openapi_extra=takes(EarlierSent), responses=KEPT)
def learn_from(
    plan_id: str,
    name: Name,
    body: RawBody,
    store: CurrentStore,
    key: BearerKey,
    if_match: IfMatch = None,
) -> Response:
    """The ranges of the tasks ahead move with what other projects took, task by task."""
    opened = store.plans.writable_by(key, plan_id)
    taught = told(body, EarlierSent, read_earlier)
    return kept(partial(opened.learn, name, taught), if_match, name=name)


@router.delete("/earlier/{name}", status_code=204, responses=TAKEN_BACK)
def forget(
    plan_id: str, name: Name, store: CurrentStore, key: BearerKey, if_match: IfMatch = None
) -> None:
    opened = store.plans.writable_by(key, plan_id)
    kept(partial(opened.learn, name, None), if_match, name=name)


def told(body: bytes, kind: type[BaseModel], read: Callable[[Sent], Read]) -> Read:
    """What was sent; Refused with all that is wrong with it, also fields that there are not."""
    raw = read_json(body)
    if not isinstance(raw, dict):
        raise Refused([Complaint(message("Send an object"))])
    says = message("There is no such field")
    wrong = {str(name)[:60]: says for name in raw if name not in kind.model_fields}
    try:
        found = read({name: value for name, value in raw.items() if name in kind.model_fields})
    except UnacceptableFields as refusal:
        wrong |= refusal.complaints
    if wrong:
        raise Refused([Complaint(says, field=name) for name, says in wrong.items()])
    return found


def kept(keep: Callable[..., int], if_match: str | None, **of: str) -> Response:
    """The version that it was kept under; 412 when somebody else has said something since."""
    try:
        version = keep(seen=seen(if_match))
    except ActualHasChanged as changed:
        raise Refused(
            [Complaint(changed.says)],
            status=412,
            more={**of, "version": changed.version, "kept": changed.kept, "yours": changed.yours},
            headers={"ETag": f'"{changed.version}"'},
        ) from None
    return Json({**of, "version": version}, headers={"ETag": f'"{version}"'})
