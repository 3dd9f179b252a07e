"""What no handler ever sees, and what every response carries."""

from __future__ import annotations

import pytest
from fastapi import FastAPI, Request
from fastapi.responses import PlainTextResponse
from starlette.testclient import TestClient

from app.web.guard import LARGEST_BODY

POLICY = (
    "default-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; object-src 'none'"
)


@pytest.fixture
def echo(app: FastAPI) -> TestClient:
    """The application with one more address, which says back what it was sent."""

    @app.api_route("/echo", methods=["GET", "POST", "PUT", "DELETE"])
    async def say_back(request: Request) -> PlainTextResponse:
        form = await request.form()
        return PlainTextResponse(f"{request.method} {list(form.multi_items())}")

    @app.post("/size")
    async def say_size(request: Request) -> PlainTextResponse:
        return PlainTextResponse(str(len(await request.body())))

    return TestClient(app, base_url="http://plans.example")


@pytest.mark.parametrize(
    ("headers", "passes"),
    [
        ({}, True),
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "none"}, True),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "nonsense"}, False),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://plans.example"}, False),
        ({"Origin": "http://plans.example"}, True),
        ({"Origin": "http://PLANS.example"}, True),
        ({"Origin": "http://plans.example:8080"}, False),
        ({"Origin": "http://plans.example.evil.example"}, False),
        ({"Origin": "http://evil.example"}, False),
        ({"Origin": "null"}, False),
        ({"Origin": ""}, False),
    ],
)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_only_our_own_pages_may_write(
    echo: TestClient, method: str, headers: dict[str, str], passes: bool
) -> None:
    response = echo.request(method, "/echo", headers=headers)
    assert response.status_code == (200 if passes else 403)


def test_anybody_may_link_to_a_page(echo: TestClient) -> None:
    response = echo.get("/echo", headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 200


def test_behind_a_proxy_the_public_origin_counts(app: FastAPI, echo: TestClient) -> None:
    behind = guarded(app, public_origin="https://scope.example")
    assert behind.post("/echo", headers={"Origin": "https://scope.example"}).status_code == 200
    assert behind.post("/echo", headers={"Origin": "http://plans.example"}).status_code == 403


def guarded(app: FastAPI, **options: object) -> TestClient:
    """The application behind another guard."""
    for middleware in app.user_middleware:
        if "refuse" in middleware.kwargs:
            middleware.kwargs.update(options)
    app.middleware_stack = None
    return TestClient(app, base_url="http://plans.example")


@pytest.mark.parametrize(
    "path", ["/healthz", "/nothing-here", "/static/x/y.css", "/api/v1/nothing"]
)
def test_every_response_carries_the_policy(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["Content-Security-Policy"] == POLICY
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_pages_are_kept_by_no_cache(client: TestClient) -> None:
    assert client.get("/healthz").headers["Cache-Control"] == "private, no-store"


def test_a_body_beyond_measure_is_refused_with_a_sentence(echo: TestClient) -> None:
    assert echo.post("/size", content=b"x" * LARGEST_BODY).text == str(LARGEST_BODY)
    refused = echo.post("/size", content=b"x" * (LARGEST_BODY + 1))
    assert refused.status_code == 413
    assert "too much at once" in refused.text


def test_head_is_get_without_a_body(echo: TestClient) -> None:
    response = echo.head("/echo")
    assert response.status_code == 200
    assert response.content == b""
    assert int(response.headers["Content-Length"]) > 0


def test_a_long_page_travels_compressed_and_a_short_one_does_not(app: FastAPI) -> None:
    @app.get("/long")
    def long() -> PlainTextResponse:
        return PlainTextResponse("a line\n" * 1000, headers={"Vary": "HX-Request-Type"})

    client = TestClient(app)
    packed = client.get("/long")
    assert packed.text == "a line\n" * 1000
    assert packed.headers["Content-Encoding"] == "gzip"
    assert int(packed.headers["Content-Length"]) < 200
    assert set(packed.headers.get_list("Vary")) == {"HX-Request-Type", "Accept-Encoding"}
    plain = client.get("/long", headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in plain.headers
    assert plain.text == packed.text
    assert "Content-Encoding" not in client.get("/healthz").headers
