"""POST /estimates: what follows from answers; the same for the same, and nothing is kept."""

from __future__ import annotations

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.store.store import open_store
from tests.web.api.conftest import HELP_DESK

FIELDS = {
    "verdict", "expertise", "findings", "cheat_sheet", "duration_weeks", "effort_person_days",
    "cost_usd", "running_usd_per_month", "chance", "phases", "compute", "confidence",
    "answer_next", "sensitivity", "risks", "assumptions",
}  # fmt: skip
COLUMNS = ["pre_training", "prompt_engineering", "fine_tuning", "rlhf", "optimisation"]


@pytest.fixture
def estimate(client: TestClient) -> dict[str, object]:
    response = client.post("/api/v1/estimates", json=HELP_DESK)
    assert response.status_code == 200, response.text
    document: dict[str, object] = response.json()
    return document


def test_the_document_has_every_field_of_the_contract(estimate: dict[str, object]) -> None:
    assert set(estimate) >= FIELDS
    columns = estimate["cheat_sheet"]
    assert isinstance(columns, list)
    assert [column["column"] for column in columns] == COLUMNS


def test_the_same_body_gives_the_same_bytes_in_any_order(client: TestClient) -> None:
    answers = HELP_DESK["answers"]
    assert isinstance(answers, dict)
    turned = {**HELP_DESK, "answers": dict(reversed(answers.items()))}
    bodies = [client.post("/api/v1/estimates", json=body).content for body in (HELP_DESK, turned)]
    assert bodies[0] == bodies[1]


def test_an_answer_to_a_question_that_is_not_asked_yet_is_set_aside(
    client: TestClient, estimate: dict[str, object]
) -> None:
    assert estimate["set_aside"] == ["I06a"]
    answers = HELP_DESK["answers"]
    assert isinstance(answers, dict)
    asked = {"answers": {**answers, "I06": "from_1k"}}
    found = client.post("/api/v1/estimates", json=asked).json()
    assert found["set_aside"] == []
    assert found["compute"]["serving"]["requests_per_day"] == 8000


def test_nothing_is_stored(client: TestClient, app: FastAPI) -> None:
    client.post("/api/v1/estimates", json=HELP_DESK)
    with open_store(app.state.database, writing=False) as store:
        assert store.plans.every() == ()


def test_no_answers_at_all_are_an_estimate_too(client: TestClient) -> None:
    response = client.post("/api/v1/estimates", json={"answers": {}})
    assert response.status_code == 200
    assert response.json()["duration_weeks"] is not None
