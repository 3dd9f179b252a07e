"""Our application with one more route: the same question page from a value that is at hand."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from fastapi import APIRouter, FastAPI, Request, Response

from app.language.reader import ENGLISH
from app.lifecycle.bank import load_bank
from app.main import create_app
from app.plan.assemble import assemble
from app.settings import Settings
from app.web.controls import form_for
from app.web.panel import panel_of
from app.web.rendering import Masthead, render
from app.web.routing import ReadAtOnce
from app.web.ruler import question_before, ruler_at
from app.web.steps import QuestionPage
from tests.cases import case


def create() -> FastAPI:
    app = create_app(Settings(data=os.environ["BENCH_DATA"]))
    document = case("D01").document
    question = load_bank().questions["M07"]
    plan = assemble(document)
    page = QuestionPage(
        masthead=Masthead("bench", document.title, "questions"),
        plan_id="bench",
        form=form_for(document.answers, question, {}),
        ruler=ruler_at(document.answers, question),
        back=question_before(document.answers, question),
        panel=panel_of("bench", plan, ENGLISH, before=None, detailed=True),
        saved_at=datetime.now(UTC),
    )
    router = APIRouter(route_class=ReadAtOnce)

    @router.get("/bench/{plan_id}/questions/{question_id}")
    def show_page(request: Request, plan_id: str, question_id: str, after: str = "") -> Response:
        return render(request, page, fragment=("panel", "versions", "saved"))

    # Where our own question page stands too: behind the two mounts.
    app.router.routes[2:2] = router.routes
    return app
