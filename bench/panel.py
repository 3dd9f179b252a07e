"""The panel beside a question: refreshed after a save, and as a part of its page."""

from __future__ import annotations

import itertools
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
from fastapi import FastAPI
from starlette.requests import Request

from app.language.reader import ENGLISH
from app.lifecycle.bank import load_bank
from app.main import create_app
from app.plan.assemble import assemble
from app.settings import Settings
from app.store.migrations import migrate
from app.web.controls import form_for
from app.web.panel import panel_of
from app.web.rendering import PARTIAL, Masthead, render
from app.web.ruler import question_before, ruler_at
from app.web.steps import QuestionPage
from bench.estimate import bare_of
from bench.load import server
from bench.row import Goal, Row, compared, seconds
from bench.web import Started, environment, started
from tests.cases import case

OURS = "app.main:create_app()"
QUESTION = "S03"
ANSWERS = ("few_tasks", "one_task")
SIMULATIONS = 8


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as opened:
        data = Path(folder)
        os.environ["SCOPEWRIGHT_RATE_LIMITS"] = "off"
        migrate(Settings(data=data).database)
        plan = started(opened.enter_context(server(OURS, environment(data))))
        client = opened.enter_context(httpx.Client(headers=dict(plan.rights), timeout=60))
        yield refreshed_row(plan, client)
        yield block_row(create_app(Settings(data=data)))


def refreshed_row(plan: Started, client: httpx.Client) -> Row:
    """As the page does it: the form is sent, and what comes back is the panel."""
    once, again = save(plan, client), saved_and_shown(plan, client)
    simulate = bare_of(case("D01").answers)

    def save_and_simulate() -> None:
        once()
        for _ in range(SIMULATIONS):
            simulate()

    return compared(
        "save one answer and show the new panel",
        f"the save and {SIMULATIONS} bare simulations",
        seconds(again),
        seconds(save_and_simulate),
        goal=Goal(1),
    )


def save(plan: Started, client: httpx.Client) -> Callable[[], None]:
    """A new answer each time; nothing is shown."""
    turn = itertools.cycle(ANSWERS)
    address = f"{plan.address}/api/v1/plans/{plan.id}/answers/{QUESTION}"

    def put() -> None:
        client.put(address, json=next(turn)).raise_for_status()

    return put


def saved_and_shown(plan: Started, client: httpx.Client) -> Callable[[], None]:
    """A state of the answers that no plan was worked out for, and its panel, as htmx asks."""
    turn = itertools.cycle(ANSWERS)
    address = f"{plan.address}/plans/{plan.id}/questions/{QUESTION}"

    def post() -> None:
        fields = {QUESTION: next(turn)}
        shown = client.post(
            address, data=fields, headers={PARTIAL: "partial"}, follow_redirects=True
        )
        assert shown.status_code == 200, shown.text
        assert 'class="panel"' in shown.text, shown.text

    return post


def block_row(app: FastAPI) -> Row:
    """Each page shows a question that was not shown before; the panel's value stands."""
    document, question = case("D01").document, load_bank().questions["M07"]
    panel = panel_of("bench", assemble(document), ENGLISH, before=None, detailed=True)

    def page() -> QuestionPage:
        return QuestionPage(
            masthead=Masthead("bench", document.title, "questions"),
            plan_id="bench",
            form=form_for(document.answers, question, {}),
            ruler=ruler_at(document.answers, question),
            back=question_before(document.answers, question),
            panel=panel,
            saved_at=None,
        )

    fresh = iter([page() for _ in range(600)])
    known = page()
    whole, part = asking(app, None), asking(app, "partial")
    return compared(
        "the panel block, its value at hand",
        "a question page not shown before",
        seconds(lambda: render(part, known, fragment="panel"), repeats=20),
        seconds(lambda: render(whole, next(fresh)), repeats=20),
        goal=Goal(0.06),
    )


def asking(app: FastAPI, kind: str | None) -> Request:
    headers = [(PARTIAL.lower().encode(), kind.encode())] if kind else []
    return Request({"type": "http", "method": "GET", "path": "/", "headers": headers, "app": app})
