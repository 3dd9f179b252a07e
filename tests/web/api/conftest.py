"""A program that talks to the API, and a plan it started."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from starlette.testclient import TestClient

HELP_DESK: dict[str, object] = {
    "title": "Support chatbot",
    "kickoff": "2027-01-11",
    "priced_at": "2026-11-23",
    "answers": {
        "S01": "Answers customers' questions about their orders in the chat window.",
        "S02": ["answer_questions", "hold_conversation"],
        "S03": "few_tasks",
        "I06a": 8000,
        "M09": {"state": "unknown", "owner": "Support lead", "by": "2026-12-15"},
        "A10": {"state": "not_applicable", "reason": "out_of_scope"},
        "S07": {"value": "money_or_complaint", "note": "see incident log"},
    },
}


@dataclass(frozen=True)
class Started:
    """A plan as POST /api/v1/plans tells of it."""

    id: str
    url: str
    edit_url: str
    edit_token: str

    @property
    def path(self) -> str:
        return f"/api/v1/plans/{self.id}"

    @property
    def key(self) -> dict[str, str]:
        return bearer(self.edit_token)


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def start(client: TestClient, document: object = HELP_DESK) -> Started:
    response = client.post("/api/v1/plans", json=document)
    assert response.status_code == 201, response.text
    return Started(**response.json())


@pytest.fixture
def plan(client: TestClient) -> Started:
    return start(client)
