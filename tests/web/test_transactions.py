"""One transaction a request: kept before the answer leaves, or not at all."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient
from starlette.types import Message

from app.store.refusals import NoSuchPlan
from app.store.store import open_store
from app.web.dependencies import CurrentStore


@pytest.fixture
def writing(app: FastAPI) -> FastAPI:
    """The application with an address that starts a plan, and one that then thinks better of it."""

    @app.post("/start")
    def start(store: CurrentStore, title: str) -> str:
        return store.plans.start(title, bank_version="1").token

    @app.post("/start-and-fail")
    def start_and_fail(store: CurrentStore) -> None:
        store.plans.start("Never kept", bank_version="1")
        raise NoSuchPlan

    @app.post("/start-and-crash")
    def start_and_crash(store: CurrentStore) -> None:
        store.plans.start("Never kept", bank_version="1")
        raise RuntimeError

    return app


def titles(app: FastAPI) -> list[str]:
    with open_store(app.state.database, writing=False) as store:
        return [plan.title for plan in store.plans.every()]


def test_what_was_written_is_kept_before_the_first_byte_of_the_answer_leaves(
    writing: FastAPI,
) -> None:
    seen: list[list[str]] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            assert message["status"] == 200
            seen.append(titles(writing))

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/start",
        "query_string": b"title=Kept",
        "headers": [],
    }
    # In a thread of its own: the browser of the journeys leaves its loop in this one.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(writing(scope, receive, send))).result()
    assert seen == [["Kept"]]


@pytest.mark.parametrize("path", ["/start-and-fail", "/start-and-crash"])
def test_a_request_that_fails_leaves_nothing_behind(writing: FastAPI, path: str) -> None:
    client = TestClient(writing, raise_server_exceptions=False)
    assert client.post(path).status_code in {404, 500}
    assert titles(writing) == []
    assert client.post("/start?title=Next").status_code == 200


def test_a_commit_that_fails_is_not_reported_as_success(
    writing: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(_self: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr("sqlalchemy.engine.base.RootTransaction._do_commit", full_disk)
    client = TestClient(writing, raise_server_exceptions=False)
    assert client.post("/start?title=Lost").status_code == 500


def test_more_writers_than_threads_all_get_their_turn(writing: FastAPI) -> None:
    """Were a thread held while another waits for the lock, eighty writers would stand still."""
    start = threading.Barrier(80)

    def write(number: int) -> int:
        start.wait()
        return client.post(f"/start?title={number}").status_code

    with TestClient(writing) as client, ThreadPoolExecutor(80) as threads:
        statuses = list(threads.map(write, range(80)))
        assert statuses == [200] * 80
        assert len(titles(writing)) == 80
