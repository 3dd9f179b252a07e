"""What a share link opens: the plan to read, as its owner allows, and the same on paper."""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter, BackgroundTasks, Request, Response

from app.charts.figures import plan_to_commit
from app.export.formats import FORMATS
from app.export.outline import Showing
from app.export.pdf import pdf
from app.language.message import Message, Unit, message
from app.language.reader import Reader
from app.plan.plan import Plan
from app.store.kept import Role
from app.store.open_plan import OpenPlan
from app.store.store import Store
from app.web.dependencies import CurrentStore, Number, note_use
from app.web.reading.downloads import file_response
from app.web.reading.plan_page import PlanPage, plan_page
from app.web.reading.remarks import remarks
from app.web.rendering import Masthead, paths, reader_of, render
from app.web.sharing.answer_link import answer_link_page
from app.web.sharing.door import Door
from app.web.sharing.seen_plan import seen_plan
from app.web.sharing.talk import talk_of

router = APIRouter()


@router.get("/s/{token}", name="show_shared_plan")
def show_shared_plan(
    request: Request, token: str, store: CurrentStore, background: BackgroundTasks
) -> Response:
    """What the link is for: the plan to read, or the questions of one phase to answer.

    A dead link and a wrong one look the same.
    """
    opened = store.plans.shared_by(token)
    note_use(request, background, opened.link)
    if opened.link.role is Role.ANSWER:
        return render(request, answer_link_page(opened, opened.saved(), token))
    return render(request, shared_page(request, store, opened, token))


@router.get("/s/{token}/versions/{number}", name="show_version_by_link")
def show_version_by_link(
    request: Request,
    token: str,
    number: Number,
    store: CurrentStore,
    background: BackgroundTasks,
) -> Response:
    """A frozen version, for those who may sign it."""
    opened = store.plans.commentable_by(token)
    note_use(request, background, opened.link)
    return render(request, shared_page(request, store, opened, token, number))


def shared_page(
    request: Request, store: Store, opened: OpenPlan, token: str, number: int | None = None
) -> PlanPage:
    printed = number is None  # what the link itself shows
    number = number or opened.link.version
    language, seen = reader_of(request), seen_plan(store, opened, number)
    page = plan_page(
        seen.plan,
        Masthead(opened.id, seen.title, "plan", token=token),
        language,
        seen.showing,
        paths(request.app)("show_shared_pdf", token=token) if printed else None,
        version=None if number is None else store.versions.find(opened, number),
        talk=talk_of(store, opened, Door(None, token, None), seen.plan.signed),
    )
    return replace(page, preview=preview(page.plan, seen.showing, language))


@router.get("/s/{token}/plan.pdf", name="show_shared_pdf")
def show_shared_pdf(
    request: Request,
    token: str,
    store: CurrentStore,
    background: BackgroundTasks,
    comments: bool = False,
) -> Response:
    """The plan on paper; with the open comments for those who may read them."""
    opened = store.plans.readable_by(token)
    note_use(request, background, opened.link)
    language, seen = reader_of(request), seen_plan(store, opened)
    talks = comments and opened.link.role.covers(Role.COMMENT)
    said = remarks(store, seen, language) if talks else ()
    content = pdf(seen.plan, language, seen.showing, said)
    return file_response(content, FORMATS["pdf"], seen.title)


def preview(plan: Plan, showing: Showing, language: Reader) -> Message:
    """What a chat or a mail shows of the link: the verdict and the two ranges, as allowed."""
    opening, sentence = plan.verdict.opening, plan.verdict.sentence
    if plan.estimate is None:
        return message("{opening} {sentence}", opening=opening, sentence=sentence)
    weeks = plan_to_commit(plan.estimate.duration_weeks, Unit.WEEKS, language)
    if not showing.money:
        return message(
            "{opening} {sentence} Finish in {weeks} weeks, from plan to commitment.",
            opening=opening,
            sentence=sentence,
            weeks=weeks,
        )
    return message(
        "{opening} {sentence} Finish in {weeks} weeks, cost {cost}, from plan to commitment.",
        opening=opening,
        sentence=sentence,
        weeks=weeks,
        cost=plan_to_commit(plan.estimate.cost.total, Unit.USD, language),
    )
