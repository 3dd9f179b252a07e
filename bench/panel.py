"""The panel beside a question: refreshed after a save, and as a part of its page."""

from __future__ import annotations

import itertools
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
from fastapi import FastAPI
from starlette.requests import Request

from app.main import create_app
from app.plan.assemble import assemble
from app.settings import Settings
from app.store.migrations import migrate
from app.web.rendering import PARTIAL, render
from bench.baselines.page_without_database import page_at_hand, panel_at_hand
from bench.estimate import bare_of
from bench.load import server
from bench.row import Goal, Row, compared, seconds
from bench.web import Started, environment, started
from tests.cases import case

OURS = "app.main:create_app()"
QUESTION = "S06"
ANSWERS = ("paying_customers", "general_public")
VERSION = re.compile(rf'name="{QUESTION}.version" value="(\d+)"')
SIMULATIONS = 8


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as opened:
        data = Path(folder)
        os.environ["SCOPEWRIGHT_RATE_LIMITS"] = "off"
        migrate(Settings(data=data).database)
        yield refreshed_row(opened, opened.enter_context(server(OURS, environment(data))))
        yield block_row(create_app(Settings(data=data, rate_limits="off")))


def refreshed_row(opened: ExitStack, address: str) -> Row:
    """As the page does it: the form is sent, and what comes back is the panel.

    Each side writes to a plan of its own: a page is answered from the state that it shows.
    """
    once, again = (
        work(plan, opened.enter_context(httpx.Client(headers=dict(plan.rights), timeout=60)))
        for work, plan in ((save, started(address)), (saved_and_shown, started(address)))
    )
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
    turn = itertools.cycle(("few_tasks", "one_task"))
    address = f"{plan.address}/api/v1/plans/{plan.id}/answers/S03"

    def put() -> None:
        client.put(address, json=next(turn)).raise_for_status()

    return put


def saved_and_shown(plan: Started, client: httpx.Client) -> Callable[[], None]:
    """A state of the answers that no plan was worked out for, and its panel, as htmx asks."""
    turn = itertools.cycle(ANSWERS)
    address = f"{plan.address}/plans/{plan.id}/questions/{QUESTION}"

    as_htmx = {PARTIAL: "partial"}
    shown = client.get(address, headers=as_htmx).text

    def post() -> None:
        nonlocal shown
        version = VERSION.search(shown)
        assert version
        fields = {QUESTION: next(turn), f"{QUESTION}.version": version[1]}
        shown = client.post(address, data=fields, headers=as_htmx, follow_redirects=True).text
        assert "What this answer changed" in shown

    return post


def block_row(app: FastAPI) -> Row:
    """Each page shows a question that was not shown before; the panel's value stands."""
    panel = panel_at_hand(assemble(case("D01").document))
    known, fresh = page_at_hand(panel), iter([page_at_hand(panel) for _ in range(600)])
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
