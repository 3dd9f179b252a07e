"""Where a handler runs: on the event loop while all is at hand, else in a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from fastapi import APIRouter, FastAPI, Request
from starlette.testclient import TestClient

from app.store.database import Database
from app.web.dependencies import read_only
from app.web.routing import ReadAtOnce, takes_longer

router = APIRouter(route_class=ReadAtOnce)


@router.get("/at-hand")
def show_what_is_at_hand(request: Request) -> int:
    with read_only(request) as store:
        store.plans.every()
    return threading.get_ident()


@router.get("/long")
def show_what_takes_longer(request: Request) -> int:
    with read_only(request) as store:
        store.plans.every()
        takes_longer()
        store.plans.every()
    return threading.get_ident()


async def show_the_loop() -> int:
    return threading.get_ident()


@pytest.fixture
def client(app: FastAPI, database: Database) -> Iterator[TestClient]:
    """The application on either database, with addresses that tell where they were answered."""
    kept, app.state.database = app.state.database, database
    app.add_api_route("/loop", show_the_loop)
    app.router.routes.extend(router.routes)
    with TestClient(app) as client:
        yield client
        app.state.database = kept


def test_what_is_at_hand_is_read_on_the_loop_where_the_database_answers_at_once(
    client: TestClient, database: Database
) -> None:
    loop, thread = (client.get(path).json() for path in ("/loop", "/at-hand"))
    assert (loop == thread) is (database.dialect == "sqlite")


def test_what_takes_longer_leaves_the_loop_to_others(client: TestClient) -> None:
    assert client.get("/loop").json() != client.get("/long").json()
