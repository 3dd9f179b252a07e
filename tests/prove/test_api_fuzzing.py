"""Whatever the description allows, and much that it does not, is answered without a crash."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from schemathesis.core.result import Ok

from app.web.api.application import MOUNT
from tests.prove.sizes import sizes


def ask(case: Any) -> None:
    response = case.call(headers={"Sec-Fetch-Site": "same-origin"})
    assert response.status_code < 500, response.text
    if response.status_code >= 400:
        assert response.json()["errors"]


@pytest.mark.slow
@sizes(short=30, long=400)
def test_no_body_and_no_address_crashes_the_api(size: int, app: FastAPI) -> None:
    """`size` counts the requests to each operation."""
    schema = schemathesis.openapi.from_asgi(f"{MOUNT}/openapi.json", app)
    unhurried = settings(
        max_examples=size, deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
    operations = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
    assert len(operations) >= 16
    for operation in operations:
        unhurried(given(operation.as_strategy())(ask))()
