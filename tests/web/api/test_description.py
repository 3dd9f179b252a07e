"""The OpenAPI description says what the contract says."""

from __future__ import annotations

import json

import jsonschema_rs
import pytest
from starlette.testclient import TestClient

from tests.web.api.conftest import HELP_DESK, Started
from tests.web.api.test_calibration import CONTRACT
from tests.web.api.test_compute import ASKED

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


STOPPED = {"answers": {"S12": ["social_scoring"]}}
SENT = [
    ("/estimates", HELP_DESK),
    ("/estimates", {"answers": {}}),
    ("/estimates", STOPPED),
    ("/calibration", CONTRACT),
    *((f"/compute/{what}", asked) for what, asked in ASKED.items()),
    ("/compute/pretraining", {**ASKED["pretraining"], "hardware": "B200"}),
]


def promised(
    description: dict[str, dict[str, dict[str, dict[str, object]]]],
    method: str,
    path: str,
    status: int,
) -> jsonschema_rs.Validator:
    """What the description says of one response."""
    responses = description["paths"][path][method]["responses"]
    assert isinstance(responses, dict)
    schema = responses[str(status)]["content"]["application/json"]["schema"]
    return jsonschema_rs.validator_for({**schema, "components": description["components"]})


@pytest.mark.parametrize(("path", "body"), SENT)
def test_figures_are_what_the_description_promises(
    client: TestClient,
    description: dict[str, dict[str, dict[str, dict[str, object]]]],
    path: str,
    body: dict[str, object],
) -> None:
    told = promised(description, "post", path, 200)
    told.validate(client.post(f"/api/v1{path}", json=body).json())
    with pytest.raises(jsonschema_rs.ValidationError):
        told.validate({})


def test_a_plan_s_addresses_return_what_the_description_promises(
    client: TestClient,
    plan: Started,
    description: dict[str, dict[str, dict[str, dict[str, object]]]],
) -> None:
    calls = [
        ("put", "/answers/S03", "/answers/{question}", "one_task", 200),
        ("post", "/versions", "/versions", {"name": "First"}, 201),
        ("get", "/versions", "/versions", None, 200),
        ("get", "/versions/1", "/versions/{number}", None, 200),
        ("post", "/links", "/links", {"role": "view"}, 201),
        ("get", "/links", "/links", None, 200),
        ("get", "", "", None, 200),
        ("put", "/answers/S03", "/answers/{question}", "none of them", 422),
    ]
    for method, rest, address, body, status in calls:
        response = client.request(method, f"{plan.path}{rest}", json=body, headers=plan.key)
        assert response.status_code == status
        told = promised(description, method, f"/plans/{{plan_id}}{address}", status)
        told.validate(response.json())


def test_the_addresses_of_a_plan_ask_for_its_edit_token(
    description: dict[str, dict[str, dict[str, dict[str, object]]]],
) -> None:
    for path, operations in description["paths"].items():
        for method, operation in operations.items():
            assert ("security" in operation) is ("{plan_id}" in path), (method, path)


def test_every_document_is_described(
    description: dict[str, dict[str, dict[str, dict[str, object]]]],
) -> None:
    assert '"schema": {}' not in json.dumps(description)
