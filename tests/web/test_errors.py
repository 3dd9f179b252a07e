"""Whatever goes wrong, a person gets one page with a sentence, and a program a document."""

from __future__ import annotations

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.language.message import message
from app.lifecycle.answers import Answer, State
from app.store.refusals import (
    AnswerHasChanged,
    DatabaseIsAway,
    NoRoomLeft,
    NoSuchPlan,
    Refusal,
)
from tests.browsing import Browser
from tests.page_check import page_faults

REFUSALS: dict[str, tuple[Exception, int, str]] = {
    "plan": (NoSuchPlan(), 404, "no plan at this address"),
    "changed": (
        AnswerHasChanged("S03", None, 2, Answer(State.ANSWERED, "few_tasks")),
        409,
        "Somebody else changed this answer",
    ),
    "away": (DatabaseIsAway(), 503, "cannot be reached just now"),
    "full": (NoRoomLeft(), 507, "disk is full"),
    "other": (Refusal(message("Not <b>now</b>.")), 404, "Not &lt;b&gt;now&lt;/b&gt;."),
}


@pytest.fixture
def troubled(app: FastAPI) -> FastAPI:
    """The application with addresses at which things go wrong."""

    @app.get("/refusal/{kind}")
    def refuse(kind: str) -> None:
        raise REFUSALS[kind][0]

    @app.get("/crash")
    def crash() -> None:
        raise RuntimeError("secret detail")

    @app.get("/figure")
    def figure(amount: int) -> None:
        """Needs a figure."""

    return app


def ask(app: FastAPI, method: str, path: str, **headers: str) -> tuple[int, str, TestClient]:
    client = TestClient(app, raise_server_exceptions=False)
    response = client.request(method, path, headers=headers)
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.headers["HX-Retarget"] == "body"
    assert response.headers["HX-Reswap"] == "innerHTML"
    assert "Content-Security-Policy" in response.headers
    assert page_faults(response.text) == []
    return response.status_code, response.text, client


@pytest.mark.parametrize("as_part", [False, True], ids=["plain", "htmx"])
@pytest.mark.parametrize(
    ("method", "path", "status", "sentence"),
    [
        ("GET", "/nothing-here", 404, "nothing at this address"),
        ("DELETE", "/healthz", 405, "cannot do that"),
        ("GET", "/figure?amount=many", 422, "does not fit"),
        ("GET", "/figure", 422, "does not fit"),
        ("GET", "/crash", 500, "Your saved answers are safe"),
        *[
            ("GET", f"/refusal/{kind}", status, says)
            for kind, (_, status, says) in REFUSALS.items()
        ],
    ],
)
def test_what_goes_wrong_is_one_calm_page(
    troubled: FastAPI, method: str, path: str, status: int, sentence: str, as_part: bool
) -> None:
    headers = {"HX-Request": "true", "HX-Request-Type": "partial"} if as_part else {}
    found, text, _ = ask(troubled, method, path, **headers)
    assert found == status
    assert sentence in text
    assert "secret detail" not in text
    assert "Traceback" not in text


def test_even_a_broken_error_page_is_a_page(
    troubled: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object, **_named: object) -> None:
        raise RuntimeError("the template is broken")

    monkeypatch.setattr("app.web.errors.render", broken)
    client = TestClient(troubled, raise_server_exceptions=False)
    response = client.get("/crash")
    assert response.status_code == 500
    assert "Your saved answers are safe" in response.text


def test_an_unknown_address_keeps_the_way_home(person: Browser) -> None:
    assert 'href="/"' in person.get("/nothing-here").text


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/v1/nothing", 404),
        ("GET", "/api/v1/plans/unknown", 404),
        ("PATCH", "/api/v1/estimates", 405),
    ],
)
def test_a_program_gets_a_document(client: TestClient, method: str, path: str, status: int) -> None:
    response = client.request(method, path)
    assert response.status_code == status
    (error,) = response.json()["errors"]
    assert error["message"]


def test_a_write_from_another_site_is_told_to_a_program_as_a_document(client: TestClient) -> None:
    response = client.post("/api/v1/estimates", headers={"Origin": "http://evil.example"})
    assert response.status_code == 403
    assert "errors" in response.json()
