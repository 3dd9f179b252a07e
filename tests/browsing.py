"""A browser for tests that looks at every page it is given."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from httpx2 import Response
from starlette.testclient import TestClient

from tests.page_check import page_faults


class Browser(TestClient):
    """Asks as a browser asks, and refuses a page that no page should be like."""

    def __init__(self, app: FastAPI) -> None:
        super().__init__(app, headers={"Sec-Fetch-Site": "same-origin"})

    def request(self, *arguments: Any, **named: Any) -> Response:
        response = super().request(*arguments, **named)
        if response.headers.get("content-type", "").startswith("text/html"):
            fragment = "<html" not in response.text
            faults = page_faults(response.text, fragment=fragment)
            assert not faults, f"{response.url}: {faults}"
        return response
