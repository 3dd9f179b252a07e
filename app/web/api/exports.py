"""Plans as files, for programs."""

from __future__ import annotations

from fastapi import APIRouter, Response

from app.export.formats import FORMATS
from app.export.outline import Showing
from app.web.api.described import Errors, Schema
from app.web.dependencies import BearerKey, CurrentStore
from app.web.reading.downloads import download, format_named

router = APIRouter(prefix="/plans/{plan_id}/export")


FILE: Schema = {"content": {form.media_type.split(";")[0]: {} for form in FORMATS.values()}}


@router.get(
    "/{format}",
    responses={200: FILE, 404: {"model": Errors}, 503: {"model": Errors}},
)
def export_plan(
    plan_id: str,
    format: str,
    store: CurrentStore,
    key: BearerKey,
    money: bool = True,
    answers: bool = True,
    whole: bool = True,
) -> Response:
    """pdf, md, xlsx, csv or json. A PDF may leave out money or answers, or be a summary."""
    opened = store.plans.writable_by(key, plan_id)
    return download(store, opened, format_named(format), showing=Showing(money, answers, whole))
