"""What is dear can be had often, but not without end."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from app.web.limits import REMEMBERED, Allowance, Limits, allowance


class Clock:
    """A clock that a test turns by hand."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", "/plans/abc/questions/S01", None),
        ("HEAD", "/", None),
        ("GET", "/plans/abc/export/pdf", Allowance.EXPORT),
        ("GET", "/s/token/plan.pdf", Allowance.EXPORT),
        ("POST", "/plans", Allowance.START),
        ("POST", "/api/v1/plans", Allowance.START),
        ("POST", "/examples/support-chat/copies", Allowance.START),
        ("POST", "/plans/abc/scenarios", Allowance.START),
        ("POST", "/api/v1/estimates", Allowance.COMPUTE),
        ("PUT", "/api/v1/plans/abc/answers/S03", Allowance.WRITE),
        ("POST", "/plans/abc/questions/S01", Allowance.WRITE),
    ],
)
def test_each_request_draws_on_one_allowance(
    method: str, path: str, allowed: Allowance | None
) -> None:
    assert allowance(method, path) is allowed


def test_whoever_used_up_the_burst_waits_and_is_told_how_long() -> None:
    clock = Clock()
    limits = Limits(clock)
    for _ in range(Allowance.START.burst):
        assert limits.draw("10.0.0.1", Allowance.START) == 0
    assert limits.draw("10.0.0.1", Allowance.START) == 1
    assert limits.draw("10.0.0.2", Allowance.START) == 0
    clock.seconds = 1
    assert limits.draw("10.0.0.1", Allowance.START) == 0


def test_many_addresses_do_not_fill_the_memory() -> None:
    limits = Limits(Clock())
    for number in range(REMEMBERED + 50):
        limits.draw(str(number), Allowance.WRITE)
    assert len(limits.left) == REMEMBERED


def test_too_many_requests_get_a_page_and_a_time_to_wait(settings: Settings) -> None:
    limited = create_app(settings.model_copy(update={"rate_limits": "on"}))
    (guard,) = limited.user_middleware
    guard.kwargs["limits"] = Limits(Clock())
    client = TestClient(limited, follow_redirects=False)
    for _ in range(Allowance.START.burst):
        assert client.post("/plans", content=b"").status_code != 429
    response = client.post("/plans")
    limited.state.database.close()
    assert response.status_code == 429
    assert response.headers["Retry-After"] == "1"
    assert "Wait a minute" in response.text
