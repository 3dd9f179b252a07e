"""What tasks took and what was spent, for programs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, TypeVar

from fastapi import APIRouter, Header, HTTPException, Response
from pydantic import BaseModel, ConfigDict, Field

from app.language.message import message
from app.lifecycle.acceptable import Unacceptable
from app.lifecycle.actuals import MONEY, Promise
from app.lifecycle.actuals_document import read_actual, read_spent
from app.store.refusals import ActualHasChanged
from app.web.api.bodies import RawBody, read_json
from app.web.api.complaints import Complaint, Refused
from app.web.api.described import answers_with, takes
from app.web.api.json_response import Json
from app.web.api.plans import seen
from app.web.dependencies import BearerKey, CurrentStore
from app.web.routing import OneTransaction
from app.web.under_way.actuals import promised

router = APIRouter(prefix="/plans/{plan_id}/actuals", route_class=OneTransaction)

Read = TypeVar("Read")
IfMatch = Annotated[str | None, Header()]


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


@router.put(
    "/tasks/{task}",
    openapi_extra=takes(ActualSent),
    responses=answers_with(200, None, 404, 412, 422),
)
def record_actual(
    plan_id: str,
    task: str,
    body: RawBody,
    store: CurrentStore,
    key: BearerKey,
    if_match: IfMatch = None,
) -> Response:
    opened = store.plans.writable_by(key, plan_id)
    promise = promised(opened.saved(), task)
    raw = sent(body, ActualSent)
    actual = acceptable(lambda: read_actual({**raw, "promise": written(promise)}))
    return kept(lambda: opened.record(task, actual, seen=seen(if_match)), "task", task)


@router.delete("/tasks/{task}", status_code=204, responses=answers_with(204, None, 404, 412, 422))
def take_actual_back(
    plan_id: str, task: str, store: CurrentStore, key: BearerKey, if_match: IfMatch = None
) -> None:
    opened = store.plans.writable_by(key, plan_id)
    kept(lambda: opened.record(task, None, seen=seen(if_match)), "task", task)


@router.put(
    "/spent/{group}",
    openapi_extra=takes(SpentSent),
    responses=answers_with(200, None, 404, 412, 422),
)
def book_cost(
    plan_id: str,
    group: str,
    body: RawBody,
    store: CurrentStore,
    key: BearerKey,
    if_match: IfMatch = None,
) -> Response:
    opened = store.plans.writable_by(key, plan_id)
    if group not in MONEY:
        raise HTTPException(404)
    raw = sent(body, SpentSent)
    spent = acceptable(lambda: read_spent(raw))
    return kept(lambda: opened.book(group, spent, seen=seen(if_match)), "group", group)


def sent(body: bytes, kind: type[BaseModel]) -> dict[str, object]:
    """The object that was sent; Refused for fields that there are not."""
    raw = read_json(body)
    if not isinstance(raw, dict):
        raise Refused([Complaint(message("Send an object"))])
    unknown = [name for name in raw if name not in kind.model_fields]
    if unknown:
        says = message("There is no such field")
        raise Refused([Complaint(says, field=str(name)) for name in unknown])
    return raw


def acceptable(read: Callable[[], Read]) -> Read:
    try:
        return read()
    except Unacceptable as refusal:
        raise Refused([Complaint(refusal.says)]) from None


def written(promise: Promise) -> dict[str, object]:
    return {"days": list(promise.days), "weeks": list(promise.weeks)}


def kept(keep: Callable[[], int], name: str, value: str) -> Response:
    """The version that it was kept under; 412 when somebody else has said something since."""
    try:
        version = keep()
    except ActualHasChanged as changed:
        raise Refused(
            [Complaint(changed.says)],
            status=412,
            more={name: value, "version": changed.version},
            headers={"ETag": f'"{changed.version}"'},
        ) from None
    return Json({name: value, "version": version}, headers={"ETag": f'"{version}"'})
