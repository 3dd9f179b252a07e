"""Calibration for programs."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

CONTRACT = {
    "history": [{"estimate": 10, "actual": 14, "phase": "alignment"}],
    "level": "task",
}


def test_one_outcome_moves_the_ratio_and_is_not_judged(client: TestClient) -> None:
    found = client.post("/api/v1/calibration", json=CONTRACT).json()
    assert set(found["ratio"]) >= {"p10", "p50", "p80", "p90"}
    assert found["ratio"]["p10"] < 1 < found["ratio"]["p50"] < found["ratio"]["p80"]
    assert found["n"] == 1
    assert found["hit_rate"] == {"p10_p90": None, "p80": None}
    assert [warning["code"] for warning in found["warnings"]] == ["few_actuals"]


@pytest.mark.parametrize("level", ["task", "phase", "project"])
def test_no_history_is_the_outside_view(client: TestClient, level: str) -> None:
    response = client.post("/api/v1/calibration", json={"history": [], "level": level})
    assert response.status_code == 200
    assert response.json()["ratio"]["p50"] == pytest.approx(1.0 if level == "task" else 1.15)


def test_a_longer_history_is_judged(client: TestClient) -> None:
    history = [{"estimate": 10, "actual": 8 + n % 9} for n in range(30)]
    found = client.post("/api/v1/calibration", json={"history": history, "level": "task"}).json()
    assert 0 <= found["hit_rate"]["p10_p90"] <= 1
    assert found["hit_interval"]["p80"]["low"] <= found["hit_rate"]["p80"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "history"),
        ({"history": 7}, "history"),
        ({"history": [{"estimate": 0, "actual": 5}]}, "history.0.estimate"),
        ({"history": [{"estimate": -1, "actual": 5}]}, "history.0.estimate"),
        ({"history": [{"estimate": 1, "actual": "5"}]}, "history.0.actual"),
        ({"history": [{"estimate": 1}]}, "history.0.actual"),
        ({"history": [{"estimate": 1e30, "actual": 1}]}, "history.0.estimate"),
        ({"history": [{"estimate": 1e-300, "actual": 1}]}, "history.0.estimate"),
        ({"history": [7]}, "history.0"),
        ({"history": [], "level": "company"}, "level"),
        ({"history": [{"estimate": 1, "actual": 1, "level": "project"}]}, "history"),
    ],
)
def test_a_history_that_cannot_be_is_refused(
    client: TestClient, body: dict[str, object], field: str
) -> None:
    response = client.post("/api/v1/calibration", json=body)
    assert response.status_code == 422
    assert [error["field"] for error in response.json()["errors"]] == [field]
