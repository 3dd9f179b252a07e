"""Share links for programs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from starlette.testclient import TestClient

from tests.web.api.conftest import Started


def share(client: TestClient, plan: Started, wish: object) -> dict[str, str]:
    response = client.post(f"{plan.path}/links", json=wish, headers=plan.key)
    assert response.status_code == 201, response.text
    made: dict[str, str] = response.json()
    return made


def test_a_link_tells_its_address_and_its_token_once(client: TestClient, plan: Started) -> None:
    made = share(client, plan, {"role": "view", "label": "Finance"})
    assert set(made) == {"id", "url", "token"}
    assert made["url"] == f"http://testserver/s/{made['token']}"
    (listed,) = client.get(f"{plan.path}/links", headers=plan.key).json()["links"]
    assert (listed["id"], listed["label"], listed["role"]) == (made["id"], "Finance", "view")
    assert made["token"] not in str(listed)
    ends = datetime.fromisoformat(listed["expires_at"]) - datetime.now(UTC)
    assert timedelta(days=29) < ends <= timedelta(days=30)


@pytest.mark.parametrize(
    "wish",
    [
        {"role": "comment"},
        {"role": "answer", "phase": "alignment"},
        {"role": "edit"},
        {
            "role": "view",
            "phase": None,
            "version": None,
            "expires_at": "2999-01-01T00:00:00Z",
            "label": None,
            "hide_money": True,
        },
        {"role": "view", "expires_at": "2999-01-01"},
        {"role": "view", "expires_at": "2999-01-01T10:00:00+02:00"},
    ],
)
def test_the_terms_of_the_contract_are_taken(
    client: TestClient, plan: Started, wish: dict[str, object]
) -> None:
    share(client, plan, wish)
    (listed,) = client.get(f"{plan.path}/links", headers=plan.key).json()["links"]
    assert listed["hide_money"] is bool(wish.get("hide_money", False))
    assert listed["expires_at"]


@pytest.mark.parametrize(
    ("wish", "fields"),
    [
        ({}, {"role"}),
        ({"role": "owner"}, {"role"}),
        ({"role": 7}, {"role"}),
        ({"role": "answer"}, {"phase"}),
        ({"role": "view", "phase": "scoping"}, {"phase"}),
        ({"role": "answer", "phase": "cooking"}, {"phase"}),
        ({"role": "view", "version": 1}, {"version"}),
        ({"role": "view", "version": -1}, {"version"}),
        ({"role": "view", "version": 10**30}, {"version"}),
        ({"role": "view", "expires_at": "yesterday"}, {"expires_at"}),
        ({"role": "view", "expires_at": "2020-01-01"}, {"expires_at"}),
        ({"role": "view", "expires_at": "2027-02-30"}, {"expires_at"}),
        ({"role": "view", "expires_at": "9999-12-31T23:59:59-12:00"}, {"expires_at"}),
        ({"role": "view", "expires_at": 1_900_000_000}, {"expires_at"}),
        ({"role": "view", "version": "1"}, {"version"}),
        ({"role": "view", "version": True}, {"version"}),
        ({"role": "view", "hide_money": "yes"}, {"hide_money"}),
        ({"role": "view", "label": "x" * 1000}, {"label"}),
        ({"role": "view", "hide_money": "perhaps"}, {"hide_money"}),
        ({"role": "view", "colour": "red"}, {"colour"}),
        ({"role": "answer", "expires_at": "2020-01-01", "version": 3}, {"phase", "expires_at"}),
    ],
)
def test_terms_that_do_not_fit_are_named(
    client: TestClient, plan: Started, wish: dict[str, object], fields: set[str]
) -> None:
    response = client.post(f"{plan.path}/links", json=wish, headers=plan.key)
    assert response.status_code == 422
    errors = response.json()["errors"]
    assert len(errors) == len(fields)
    assert {error["field"] for error in errors} == fields
    assert not any("Input should be" in error["message"] for error in errors)


def test_a_link_that_was_taken_back_opens_nothing(client: TestClient, plan: Started) -> None:
    made = share(client, plan, {"role": "view"})
    assert client.get(f"/s/{made['token']}").status_code == 200
    path = f"{plan.path}/links/{made['id']}"
    assert client.delete(path, headers=plan.key).status_code == 204
    assert client.get(f"/s/{made['token']}").status_code == 404
    assert client.delete(f"{plan.path}/links/unknown", headers=plan.key).status_code == 404
