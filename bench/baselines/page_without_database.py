"""Our application with one more route: the same question page from a value that is at hand."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

from fastapi import APIRouter, FastAPI, Request, Response

from app.language.reader import ENGLISH
from app.main import create_app
from app.plan.assemble import assemble
from app.plan.plan import Plan
from app.settings import Settings
from app.store.kept import SavedPlan
from app.web.rendering import Masthead, render
from app.web.routing import ReadAtOnce
from app.web.wizard.panel import Panel, panel_of
from app.web.wizard.steps import QuestionPage, step_at
from tests.cases import case

QUESTION = "M07"


def create() -> FastAPI:
    app = create_app(Settings(data=Path(os.environ["BENCH_DATA"]), rate_limits="off"))
    page = page_at_hand(panel_at_hand(assemble(case("D01").document)))
    router = APIRouter(route_class=ReadAtOnce)

    @router.get("/bench/{plan_id}/questions/{question_id}")
    def show_page(request: Request, plan_id: str, question_id: str, after: str = "") -> Response:
        return render(request, page, fragment=("panel", "versions", "saved", "ahead"))

    # Where our own question page stands too: behind the two mounts.
    app.router.routes[2:2] = router.routes
    return app


def panel_at_hand(plan: Plan) -> Panel:
    return panel_of("bench", plan, ENGLISH, before=None, detailed=True)


def page_at_hand(panel: Panel) -> QuestionPage:
    """The page of one question of D01, with all that it shows worked out anew but the panel."""
    document, now = case("D01").document, datetime.now(UTC)
    saved = SavedPlan(
        id="bench",
        title=document.title,
        kickoff=document.kickoff,
        priced_at=document.priced_at,
        bank_version="",
        created_at=now,
        changed_at=now,
        copied_from=None,
        given=document.answers.given,
        versions={},
    )
    step = step_at(saved, QUESTION)
    return QuestionPage(
        masthead=Masthead(saved.id, saved.title, "questions"),
        plan_id=saved.id,
        form=step.form,
        ruler=step.ruler,
        back=step.back,
        ahead=f"/plans/bench/questions/{step.next.id}" if step.next else "/plans/bench",
        said=True,
        scripts=step.scripts,
        panel=panel,
        saved_at=now,
    )
