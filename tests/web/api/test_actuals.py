"""What has happened, told by programs: kept with its version, and read back in every document."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from app.store.database import current_time
from app.web.under_way.actual_forms import latest_day
from tests.web.api.conftest import Started, start

OUTSIDE = {"began": "2026-01-05", "on": "2026-01-30", "finished": True, "days": 12}


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
    spent = {"usd": 1200, "on": "2026-01-30"}
    kept = client.put(f"{plan.path}/actuals/spent/fixed", json=spent, headers=plan.key)
    assert (kept.status_code, kept.headers["ETag"]) == (200, '"1"')
    task = first_task(client, plan)
    places = [f"{plan.path}/actuals/tasks/{task}", f"{plan.path}/actuals/spent/labels"]
    for place, body in zip(places, (OUTSIDE, spent), strict=True):
        assert client.put(place, json=body, headers=plan.key).status_code == 200
        assert client.delete(place, headers=plan.key).status_code == 204
        assert client.delete(place, headers=plan.key).status_code == 204  # it is gone already
    read = client.get(plan.path, headers=plan.key).json()
    assert read["estimate"]["under_way"]["tasks"] == []
    told = read["estimate"]["under_way"]["spent"]
    assert [(each["group"], each["usd"]) for each in told] == [("fixed", 1200)]


def test_a_program_ahead_of_the_servers_clock_may_name_its_own_today(
    client: TestClient, plan: Started
) -> None:
    day = latest_day(current_time()).isoformat()
    task = first_task(client, plan)
    said = {f"tasks/{task}": {**OUTSIDE, "on": day}, "spent/fixed": {"usd": 1200, "on": day}}
    for place, body in said.items():
        kept = client.put(f"{plan.path}/actuals/{place}", json=body, headers=plan.key)
        assert kept.status_code == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_the_second_of_two_writers_is_told_both_words(
    client: TestClient, plan: Started, method: str
) -> None:
    address = f"{plan.path}/actuals/tasks/{first_task(client, plan)}"
    client.put(address, json=OUTSIDE, headers=plan.key)
    late = {**plan.key, "If-Match": '"0"'}
    mine = {**OUTSIDE, "days": 3}
    refused = client.request(method, address, json=mine, headers=late)
    assert (refused.status_code, refused.headers["ETag"]) == (412, '"1"')
    assert refused.json()["kept"]["days"] == 12
    yours = refused.json()["yours"]
    assert (yours and yours["days"]) == (3 if method == "PUT" else None)


EVERYTHING_WRONG = {
    "began": "2026-02-30", "on": "9999-01-01", "finished": "yes", "days": "many", "left": [9, 2],
    "note": 7, "colour": "red", "promise": {},
}  # fmt: skip


@pytest.mark.parametrize(
    ("place", "body", "wrong"),
    [
        ("tasks", EVERYTHING_WRONG, set(EVERYTHING_WRONG)),
        ("tasks", {}, {"began", "on", "days"}),
        ("tasks", {**OUTSIDE, "days": -1, "on": "2099-01-01"}, {"days", "on"}),
        ("tasks", {**OUTSIDE, "on": "2026-01-01"}, {"on"}),
        ("tasks", {**OUTSIDE, "days": 1e30}, {"days"}),
        ("spent", {"usd": None, "on": 3, "final": 1, "why": ""}, {"usd", "on", "final", "why"}),
        ("spent", {"usd": 1, "on": "2099-01-01"}, {"on"}),
        ("tasks", [], {None}),
        ("spent", "much", {None}),
    ],
)
def test_all_that_cannot_be_is_told_at_once_and_nothing_is_kept(
    client: TestClient, plan: Started, place: str, body: object, wrong: set[str | None]
) -> None:
    subject = first_task(client, plan) if place == "tasks" else "fixed"
    refused = client.put(f"{plan.path}/actuals/{place}/{subject}", json=body, headers=plan.key)
    errors = refused.json()["errors"]
    assert (refused.status_code, {error.get("field") for error in errors}) == (422, wrong)
    assert all(error["message"] for error in errors)
    assert client.get(plan.path, headers=plan.key).json()["estimate"]["under_way"] is None


def test_a_document_tells_all_that_is_wrong_with_its_actuals(client: TestClient) -> None:
    actuals = {
        "tasks": {"scope": {"began": "soon"}, "data": {**OUTSIDE, "days": -1, "promise": []}},
        "spent": {"bribes": {"usd": 1, "on": "2026-01-30"}},
    }
    document = {"title": "", "answers": {"S03": "everything"}, "actuals": actuals}
    refused = client.post("/api/v1/plans", json=document)
    told = [error["message"].partition(":")[0] for error in refused.json()["errors"]]
    assert sorted(told) == [
        "Choose one of", "spent", "tasks.data.days", "tasks.data.promise", "tasks.scope.began",
        "tasks.scope.days", "tasks.scope.on", "tasks.scope.promise",
    ]  # fmt: skip


@pytest.mark.parametrize("place", ["tasks/nothing", "spent/nothing"])
def test_what_the_plan_does_not_have_is_not_found(
    client: TestClient, plan: Started, place: str
) -> None:
    body = OUTSIDE if place.startswith("tasks") else {"usd": 1, "on": "2026-01-30"}
    address = f"{plan.path}/actuals/{place}"
    assert client.put(address, json=body, headers=plan.key).status_code == 404
    assert client.delete(address, headers=plan.key).status_code == 404


def days_of(estimate: dict[str, Any], task: str) -> float:
    tasks = [each for phase in estimate["phases"] for each in phase["tasks"]]
    return float(next(each["effort_person_days"]["p50"] for each in tasks if each["id"] == task))


def test_a_plan_learns_from_what_other_projects_took(client: TestClient, plan: Started) -> None:
    """Three tasks at twice their plan: e to the power 3·ln 2 ÷ 7 is 1.35, against the prior's 4."""
    before = client.get(plan.path, headers=plan.key).json()["estimate"]
    taught = {"tasks": {"scope": [8, 16], "data": [25, 50], "prompt": [8, 16]}}
    address = f"{plan.path}/actuals/earlier/last-year"
    kept = client.put(address, json=taught, headers=plan.key)
    assert (kept.status_code, kept.json()) == (200, {"name": "last-year", "version": 1})
    document = client.get(plan.path, headers=plan.key).json()
    after = document["estimate"]
    assert after["under_way"] is None
    assert days_of(after, "evalset") / days_of(before, "evalset") == pytest.approx(
        2 ** (3 / 7), rel=0.02
    )
    assert any("3 finished tasks of an earlier plan" in words for words in after["warnings"])
    # It comes along to another server, and stateless too.
    again = start(client, document)
    assert client.get(again.path, headers=again.key).json()["estimate"] == after
    assert client.delete(address, headers=plan.key).status_code == 204
    assert client.get(plan.path, headers=plan.key).json()["estimate"] == before


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({}, {"tasks"}),
        ({"tasks": {}}, {"tasks"}),
        ({"tasks": {"scope": [8], "data": [0, 5]}, "whole": "all", "n": 1},
         {"tasks.scope", "tasks.data", "whole", "n"}),
        ({"tasks": {"scope": [8, -1]}}, {"tasks.scope"}),
        ({"tasks": {"scope": [8, 1e30]}}, {"tasks.scope"}),
    ],
)  # fmt: skip
def test_what_teaches_nothing_is_refused_with_every_reason(
    client: TestClient, plan: Started, body: object, wrong: set[str]
) -> None:
    refused = client.put(f"{plan.path}/actuals/earlier/x", json=body, headers=plan.key)
    assert refused.status_code == 422
    assert {error["field"] for error in refused.json()["errors"]} == wrong
