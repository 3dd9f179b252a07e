"""Our application with one more route: the same question page from a value that is at hand."""

from __future__ import annotations

import os

from fastapi import FastAPI, Request, Response

from app.language.reader import ENGLISH
from app.lifecycle.bank import load_bank
from app.main import create_app
from app.plan.assemble import assemble
from app.settings import Settings
from app.web.controls import form_for
from app.web.panel import panel_of
from app.web.rendering import Masthead, render
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
        saved_at=None,
    )

    @app.get("/bench/page")
    def show_page(request: Request) -> Response:
        return render(request, page, fragment=("panel", "versions", "saved"))

    return app
