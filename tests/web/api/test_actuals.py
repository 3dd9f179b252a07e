"""What has happened, told by programs: kept with its version, and read back in every document."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from tests.web.api.conftest import Started, start

OUTSIDE = {"began": "2027-01-04", "on": "2027-01-29", "finished": True, "days": 12}


def first_task(client: TestClient, plan: Started) -> str:
    estimate = client.get(plan.path, headers=plan.key).json()["estimate"]
    return str(estimate["phases"][0]["tasks"][0]["id"])


def test_what_a_task_took_is_kept_and_read_back(client: TestClient, plan: Started) -> None:
    task = first_task(client, plan)
    kept = client.put(f"{plan.path}/actuals/tasks/{task}", json=OUTSIDE, headers=plan.key)
    assert (kept.status_code, kept.json()) == (200, {"task": task, "version": 1})
    read = client.get(plan.path, headers=plan.key).json()
    told = read["estimate"]["under_way"]["tasks"]
    assert [(each["id"], each["finished"]) for each in told] == [(task, True)]
    # And it comes along to another server.
    again = start(client, read)
    copy = client.get(again.path, headers=again.key).json()
    assert copy["estimate"]["under_way"] == read["estimate"]["under_way"]


def test_what_was_spent_is_kept_and_what_was_taken_back_is_gone(
    client: TestClient, plan: Started
) -> None:
    spent = {"usd": 1200, "on": "2027-01-29"}
    kept = client.put(f"{plan.path}/actuals/spent/fixed", json=spent, headers=plan.key)
    assert (kept.status_code, kept.headers["ETag"]) == (200, '"1"')
    task = first_task(client, plan)
    address = f"{plan.path}/actuals/tasks/{task}"
    client.put(address, json=OUTSIDE, headers=plan.key)
    assert client.delete(address, headers=plan.key).status_code == 204
    read = client.get(plan.path, headers=plan.key).json()
    assert read["estimate"]["under_way"]["tasks"] == []
    assert [each["usd"] for each in read["estimate"]["under_way"]["spent"]] == [1200]


def test_the_second_of_two_writers_is_told(client: TestClient, plan: Started) -> None:
    address = f"{plan.path}/actuals/tasks/{first_task(client, plan)}"
    client.put(address, json=OUTSIDE, headers=plan.key)
    late = {**plan.key, "If-Match": '"0"'}
    refused = client.put(address, json={**OUTSIDE, "days": 3}, headers=late)
    assert (refused.status_code, refused.headers["ETag"]) == (412, '"1"')


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({**OUTSIDE, "promise": {}}, 422),
        ({**OUTSIDE, "days": -1}, 422),
        ({**OUTSIDE, "on": "2027-02-30"}, 422),
        ({**OUTSIDE, "days": "many"}, 422),
        ([], 422),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    client: TestClient, plan: Started, body: object, status: int
) -> None:
    address = f"{plan.path}/actuals/tasks/{first_task(client, plan)}"
    refused = client.put(address, json=body, headers=plan.key)
    assert refused.status_code == status
    assert all(error["message"] for error in refused.json()["errors"])


@pytest.mark.parametrize("place", ["tasks/nothing", "spent/nothing"])
def test_what_the_plan_does_not_have_is_not_found(
    client: TestClient, plan: Started, place: str
) -> None:
    body = OUTSIDE if place.startswith("tasks") else {"usd": 1, "on": "2027-01-29"}
    refused = client.put(f"{plan.path}/actuals/{place}", json=body, headers=plan.key)
    assert refused.status_code == 404
