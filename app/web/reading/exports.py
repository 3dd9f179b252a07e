"""Taking a plan away: which document, with what in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query, Request, Response

from app.export.outline import Showing
from app.export.pdf import pdf
from app.language.message import Message, message
from app.web.dependencies import CurrentStore, EditKey
from app.web.reading.downloads import download, file_response, format_named
from app.web.reading.remarks import remarks
from app.web.rendering import Masthead, Page, reader_of, render
from app.web.sharing.seen_plan import SeenPlan
from app.web.sharing.signed import plan_to_read

router = APIRouter()

SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class Form:
    """One form of the plan: what it is called and what it is good for."""

    format: str
    name: Message
    use: Message


FORMS = (
    Form("md", message("Markdown"), message("To paste into a wiki or a repository.")),
    Form(
        "xlsx",
        message("Workbook"),
        message("Tasks, costs, risks, actions, answers and sources; sums are formulas."),
    ),
    Form("jira.csv", message("Tasks for Jira"), message("CSV, with estimates and due dates.")),
    Form("linear.csv", message("Tasks for Linear"), message("CSV, with points and due dates.")),
    Form("github.csv", message("Tasks for GitHub"), message("CSV, one issue a row.")),
    Form("mmd", message("Gantt chart as Mermaid text"), message("For documents that draw it.")),
    Form("ics", message("Calendar"), message("Due days, the decision, plan and commitment.")),
    Form(
        "json",
        message("JSON"),
        message("All that was answered, decided and done; imports again here without loss."),
    ),
)


@dataclass(frozen=True, kw_only=True)
class ExportsPage(Page):
    template: ClassVar[str] = "plan/exports.html"

    plan_id: str
    forms: tuple[Form, ...] = FORMS


@router.get("/plans/{plan_id}/exports", name="show_exports")
def show_exports(request: Request, plan_id: str, store: CurrentStore, key: EditKey) -> Response:
    opened = store.plans.writable_by(key, plan_id)
    page = ExportsPage(masthead=Masthead(opened.id, opened.title, "plan"), plan_id=opened.id)
    return render(request, page)


@router.get("/plans/{plan_id}/export/{format}", name="export_plan")
def export_plan(
    request: Request,
    plan_id: str,
    format: str,
    store: CurrentStore,
    key: EditKey,
    length: str = "",
    without: Annotated[tuple[str, ...], Query()] = (),
    comments: bool = False,
) -> Response:
    """The plan as a file. `without` leaves out "money" or "answers"; `length=summary` shortens;
    `comments` prints the open threads, which only a PDF has room for."""
    opened = store.plans.writable_by(key, plan_id)
    wanted, language = format_named(format), reader_of(request)
    showing = Showing("money" not in without, "answers" not in without, length != SUMMARY)
    if comments and format == "pdf":
        seen = SeenPlan(opened, plan_to_read(store, opened), showing)
        content = pdf(seen.plan, language, showing, remarks(store, seen, language))
        return file_response(content, wanted, opened.title)
    return download(store, opened, wanted, language, showing)
