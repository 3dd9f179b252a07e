"""Versions of a plan: frozen under a name, listed, opened and taken away as they were."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query, Request, Response

from app.export.outline import Showing
from app.language.message import message
from app.lifecycle.bank import load_bank
from app.store.kept import VersionInList
from app.store.open_plan import OpenPlan
from app.store.store import Store
from app.web.dependencies import CurrentStore, EditKey, Number
from app.web.history.freezing import freeze_plan
from app.web.lines import Line, line_typed
from app.web.reading.downloads import download_version, format_named
from app.web.reading.exports import SUMMARY
from app.web.reading.plan_page import plan_page
from app.web.rendering import Masthead, Page, paths, reader_of, render, see_other
from app.web.routing import OneTransaction
from app.web.sharing.signed import version_to_read
from app.web.wizard.forms import TypedFields

router = APIRouter(route_class=OneTransaction)


@dataclass(frozen=True, kw_only=True)
class VersionsPage(Page):
    template: ClassVar[str] = "versions/versions.html"

    plan_id: str
    versions: tuple[VersionInList, ...]  # the newest first
    bank_version: str  # of today's questions
    changed: bool  # since the newest version
    name: Line


@router.get("/plans/{plan_id}/versions", name="show_versions")
def show_versions(request: Request, plan_id: str, store: CurrentStore, key: EditKey) -> Response:
    opened = store.plans.writable_by(key, plan_id)
    return render(request, versions_page(store, opened, Line()))


@router.post("/plans/{plan_id}/versions", name="freeze_version")
def freeze_version(
    request: Request, plan_id: str, store: CurrentStore, key: EditKey, fields: TypedFields
) -> Response:
    opened = store.plans.writable_by(key, plan_id)
    name = line_typed(fields, "name", message("Give the version a name, such as “For the board”"))
    if name.complaint:
        return render(request, versions_page(store, opened, name), status=422)
    version = freeze_plan(store, opened, name.text)
    return see_other(request, "show_versions", f"#version-{version.number}", plan_id=plan_id)


def versions_page(store: Store, opened: OpenPlan, name: Line) -> VersionsPage:
    versions = store.versions.listed(opened)
    return VersionsPage(
        masthead=Masthead(opened.id, opened.title, "plan"),
        plan_id=opened.id,
        versions=versions,
        bank_version=load_bank().version,
        changed=not versions or opened.saved().changed_at > versions[0].created_at,
        name=name,
    )


@router.get("/plans/{plan_id}/versions/{number}", name="show_version")
def show_version(
    request: Request, plan_id: str, number: Number, store: CurrentStore, key: EditKey
) -> Response:
    """The plan as on the day on which it was frozen."""
    opened = store.plans.writable_by(key, plan_id)
    version = store.versions.find(opened, number)
    plan = version_to_read(store, opened, number).plan
    masthead = Masthead(opened.id, plan.title, "plan")
    pdf = paths(request.app)("export_version", plan_id=plan_id, number=number, format="pdf")
    page = plan_page(plan, masthead, reader_of(request), Showing(), pdf, version=version)
    return render(request, page)


@router.get("/plans/{plan_id}/versions/{number}/export/{format}", name="export_version")
def export_version(
    request: Request,
    plan_id: str,
    number: Number,
    format: str,
    store: CurrentStore,
    key: EditKey,
    length: str = "",
    without: Annotated[tuple[str, ...], Query()] = (),
) -> Response:
    """The version as a file, with the choices of a plan's export."""
    opened = store.plans.writable_by(key, plan_id)
    wanted = format_named(format)
    showing = Showing("money" not in without, "answers" not in without, length != SUMMARY)
    return download_version(store, opened, number, wanted, reader_of(request), showing)
