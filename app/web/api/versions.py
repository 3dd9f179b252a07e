"""Frozen versions for programs."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field

from app.export.document import estimate_document
from app.export.frozen import thaw
from app.lifecycle.acceptable import LONGEST_LINE
from app.store.kept import Version, VersionInList
from app.web.api.bodies import RawBody, read
from app.web.api.described import VersionMade, VersionsListed, answers_with, takes
from app.web.api.described_results import VersionDocument
from app.web.api.json_response import Json
from app.web.dependencies import BearerKey, CurrentStore, Number
from app.web.history.freezing import freeze_plan
from app.web.routing import OneTransaction

router = APIRouter(prefix="/plans/{plan_id}/versions", route_class=OneTransaction)


class VersionWish(BaseModel):
    """What a frozen version is to be called."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, Field(min_length=1, max_length=LONGEST_LINE)]


@router.post(
    "",
    status_code=201,
    openapi_extra=takes(VersionWish),
    responses=answers_with(201, VersionMade, 404, 422),
)
def make_version(plan_id: str, body: RawBody, store: CurrentStore, key: BearerKey) -> Response:
    opened = store.plans.writable_by(key, plan_id)
    frozen = freeze_plan(store, opened, read(VersionWish, body).name)
    return Json(written(frozen), 201)


@router.get("", responses=answers_with(200, VersionsListed, 404))
def list_versions(plan_id: str, store: CurrentStore, key: BearerKey) -> Response:
    opened = store.plans.writable_by(key, plan_id)
    return Json({"versions": [written(version) for version in store.versions.listed(opened)]})


@router.get("/{number}", responses=answers_with(200, VersionDocument, 404))
def show_version(plan_id: str, number: Number, store: CurrentStore, key: BearerKey) -> Response:
    """The answers and the estimate as they were on the day of the freeze."""
    opened = store.plans.writable_by(key, plan_id)
    kept = store.versions.read(opened, number)
    frozen = thaw(kept.document)
    return Json(
        {**written(kept), **frozen.answers, "estimate": estimate_document(frozen.plan)},
    )


def written(version: VersionInList | Version) -> dict[str, object]:
    return {
        "id": version.number,
        "number": version.number,
        "name": version.name,
        "bank_version": version.bank_version,
        "created_at": version.created_at.isoformat(),
    }
