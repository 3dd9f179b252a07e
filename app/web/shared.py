"""What a share link opens: the plan to read, as its owner allows, and the same on paper."""

from __future__ import annotations

from fastapi import APIRouter, BackgroundTasks, Request, Response

from app.export.formats import FORMATS
from app.export.outline import Showing
from app.export.pdf import pdf
from app.plan.plan import Plan
from app.store.kept import VersionInList
from app.store.open_plan import OpenPlan
from app.store.store import Store
from app.web.current_plan import current_plan
from app.web.dependencies import CurrentStore, note_use
from app.web.downloads import file_response
from app.web.freezing import frozen_plan
from app.web.plan_page import plan_page
from app.web.rendering import Masthead, paths, reader_of, render

router = APIRouter()


@router.get("/s/{token}", name="show_shared_plan")
def show_shared_plan(
    request: Request, token: str, store: CurrentStore, background: BackgroundTasks
) -> Response:
    """The plan without any way to change it; a dead link and a wrong one look the same."""
    opened = store.plans.readable_by(token)
    note_use(request, background, opened.link)
    plan = shared_plan(store, opened)
    masthead = Masthead(opened.id, plan.title, "plan", token=token)
    address = paths(request.app)("show_shared_pdf", token=token)
    page = plan_page(
        plan,
        masthead,
        reader_of(request),
        showing(opened),
        address,
        version=pinned_version(store, opened),
    )
    response = render(request, page)
    response.background = background
    return response


@router.get("/s/{token}/plan.pdf", name="show_shared_pdf")
def show_shared_pdf(
    request: Request, token: str, store: CurrentStore, background: BackgroundTasks
) -> Response:
    opened = store.plans.readable_by(token)
    note_use(request, background, opened.link)
    plan = shared_plan(store, opened)
    content = pdf(plan, reader_of(request), showing(opened))
    response = file_response(content, FORMATS["pdf"], plan.title)
    response.background = background
    return response


def shared_plan(store: Store, opened: OpenPlan) -> Plan:
    """The version that the link is pinned to, or the plan as it stands now."""
    if opened.link.version is not None:
        return frozen_plan(store, opened, opened.link.version).plan
    return current_plan(opened.saved())


def pinned_version(store: Store, opened: OpenPlan) -> VersionInList | None:
    """What a visitor is told of the version that the link is pinned to."""
    number = opened.link.version
    return None if number is None else store.versions.find(opened, number)


def showing(opened: OpenPlan) -> Showing:
    return Showing(money=not opened.link.hide_money)
