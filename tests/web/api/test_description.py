"""The OpenAPI description says what the contract says."""

from __future__ import annotations

import json

import pytest
from starlette.testclient import TestClient

OPERATIONS = {
    ("post", "/estimates"),
    ("post", "/compute/pretraining"),
    ("post", "/compute/finetuning"),
    ("post", "/compute/memory"),
    ("post", "/calibration"),
    ("post", "/plans"),
    ("get", "/plans/{plan_id}"),
    ("put", "/plans/{plan_id}/answers/{question}"),
    ("delete", "/plans/{plan_id}/answers/{question}"),
    ("post", "/plans/{plan_id}/versions"),
    ("post", "/plans/{plan_id}/links"),
    ("delete", "/plans/{plan_id}/links/{link}"),
    ("get", "/plans/{plan_id}/export/{format}"),
}


@pytest.fixture
def description(client: TestClient) -> dict[str, dict[str, dict[str, dict[str, object]]]]:
    response = client.get("/api/v1/openapi.json")
    assert response.status_code == 200
    described: dict[str, dict[str, dict[str, dict[str, object]]]] = response.json()
    return described


def test_every_operation_of_the_contract_is_described(
    description: dict[str, dict[str, dict[str, dict[str, object]]]],
) -> None:
    described = {
        (method, path) for path, operations in description["paths"].items() for method in operations
    }
    assert described >= OPERATIONS


def test_whatever_takes_a_body_says_which(
    description: dict[str, dict[str, dict[str, dict[str, object]]]],
) -> None:
    for path, operations in description["paths"].items():
        for method, operation in operations.items():
            assert ("requestBody" in operation) is (method in {"post", "put"}), (method, path)


def test_every_refusal_is_the_errors_document(
    description: dict[str, dict[str, dict[str, dict[str, object]]]],
) -> None:
    assert "HTTPValidationError" not in json.dumps(description)


def test_no_reference_leads_nowhere(
    description: dict[str, dict[str, dict[str, dict[str, object]]]],
) -> None:
    assert "$defs" not in json.dumps(description)
