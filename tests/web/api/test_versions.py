"""Frozen versions for programs."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from tests.web.api.conftest import HELP_DESK, Started


def freeze(client: TestClient, plan: Started, name: str) -> dict[str, object]:
    response = client.post(f"{plan.path}/versions", json={"name": name}, headers=plan.key)
    assert response.status_code == 201, response.text
    made: dict[str, object] = response.json()
    return made


def test_a_version_keeps_what_was_said_and_what_followed(client: TestClient, plan: Started) -> None:
    before = client.get(plan.path, headers=plan.key).json()
    made = freeze(client, plan, "For the board")
    assert (made["number"], made["name"]) == (1, "For the board")
    client.put(f"{plan.path}/answers/S03", json="open_ended", headers=plan.key)
    kept = client.get(f"{plan.path}/versions/1", headers=plan.key).json()
    assert kept["answers"] == HELP_DESK["answers"]
    assert kept["estimate"] == before["estimate"]


def test_versions_are_listed_without_their_documents(client: TestClient, plan: Started) -> None:
    for name in ("First", "Second"):
        freeze(client, plan, name)
    listed = client.get(f"{plan.path}/versions", headers=plan.key).json()["versions"]
    assert [(version["number"], version["name"]) for version in listed] == [
        (2, "Second"),
        (1, "First"),
    ]
    assert "answers" not in listed[0]


@pytest.mark.parametrize("wish", [{}, {"name": ""}, {"name": 7}, {"name": "x" * 1000}, [], "First"])
def test_a_version_needs_a_name(client: TestClient, plan: Started, wish: object) -> None:
    response = client.post(f"{plan.path}/versions", json=wish, headers=plan.key)
    assert response.status_code == 422
    assert response.json()["errors"][0]["message"]


@pytest.mark.parametrize("number", ["1", "0", "-1", "99999999999999999999", "first"])
def test_a_version_that_is_not_there_is_a_document(
    client: TestClient, plan: Started, number: str
) -> None:
    response = client.get(f"{plan.path}/versions/{number}", headers=plan.key)
    assert response.status_code in {404, 422}
    assert "Input should be" not in response.json()["errors"][0]["message"]


def test_a_link_may_be_pinned_to_a_version(client: TestClient, plan: Started) -> None:
    freeze(client, plan, "First")
    wish = {"role": "view", "version": 1}
    response = client.post(f"{plan.path}/links", json=wish, headers=plan.key)
    assert response.status_code == 201
