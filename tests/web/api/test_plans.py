"""Plans for programs: started, read, answered; by whoever holds the key, and nobody else."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from tests.web.api.conftest import HELP_DESK, Started, bearer, start


def test_a_started_plan_tells_its_addresses_and_its_key(client: TestClient, plan: Started) -> None:
    assert plan.url == f"http://testserver/plans/{plan.id}"
    assert plan.edit_url == f"http://testserver/edit/{plan.edit_token}"
    assert len(plan.edit_token) == 32


def test_a_plan_reads_back_as_it_was_sent(client: TestClient, plan: Started) -> None:
    read = client.get(plan.path, headers=plan.key).json()
    assert {name: read[name] for name in HELP_DESK} == HELP_DESK
    assert read["versions"] == dict.fromkeys(sorted(read["answers"]), 1)
    assert read["estimate"]["verdict"]["kind"]
    assert start(client, read).id != plan.id


def test_each_answer_counts_its_own_versions(client: TestClient, plan: Started) -> None:
    first = client.put(f"{plan.path}/answers/S03", json="one_task", headers=plan.key)
    assert (first.status_code, first.json()) == (200, {"question": "S03", "version": 2})
    assert first.headers["ETag"] == '"2"'
    new = client.put(f"{plan.path}/answers/S06", json="many_staff", headers=plan.key)
    assert new.json() == {"question": "S06", "version": 1}


@pytest.mark.parametrize(
    ("question", "body"),
    [
        ("S03", "few_tasks"),
        ("I06a", 9000),
        ("S02", ["answer_questions"]),
        ("S03", {"state": "unknown", "owner": "Support lead", "by": "2026-12-15"}),
        ("A10", {"state": "not_applicable", "reason": "out_of_scope"}),
        ("S07", {"value": "money_or_complaint", "note": "see incident log — “naïve” 🙂"}),
    ],
)
def test_an_answer_is_kept_in_the_form_it_came_in(
    client: TestClient, plan: Started, question: str, body: object
) -> None:
    assert client.put(f"{plan.path}/answers/{question}", json=body, headers=plan.key).is_success
    assert client.get(plan.path, headers=plan.key).json()["answers"][question] == body


def test_whoever_saw_an_older_version_gets_both_values(client: TestClient, plan: Started) -> None:
    path = f"{plan.path}/answers/S03"
    client.put(path, json="one_task", headers=plan.key)
    late = client.put(path, json="open_ended", headers={**plan.key, "If-Match": '"1"'})
    assert late.status_code == 412
    assert late.headers["ETag"] == '"2"'
    told = late.json()
    assert (told["kept"], told["yours"], told["version"]) == ("one_task", "open_ended", 2)
    assert told["errors"][0]["question"] == "S03"
    again = client.put(path, json="open_ended", headers={**plan.key, "If-Match": '"2"'})
    assert again.json()["version"] == 3
    repeated = client.put(path, json="open_ended", headers={**plan.key, "If-Match": '"2"'})
    assert (repeated.status_code, repeated.json()["kept"]) == (412, "open_ended")


@pytest.mark.parametrize("tag", ["*", '"1"', 'W/"1"', "1"])
def test_an_if_match_that_fits_lets_the_answer_pass(
    client: TestClient, plan: Started, tag: str
) -> None:
    headers = {**plan.key, "If-Match": tag}
    assert client.put(f"{plan.path}/answers/S03", json="one_task", headers=headers).is_success


@pytest.mark.parametrize("tag", ["", "abc", '"-1"', '"99999999999999999999"', '"1", "2"'])
def test_an_if_match_that_is_no_version_is_refused(
    client: TestClient, plan: Started, tag: str
) -> None:
    headers = {**plan.key, "If-Match": tag}
    response = client.put(f"{plan.path}/answers/S03", json="one_task", headers=headers)
    assert response.status_code == 422
    assert response.json()["errors"][0]["field"] == "If-Match"


def test_a_cleared_answer_is_gone(client: TestClient, plan: Started) -> None:
    cleared = client.delete(f"{plan.path}/answers/S03", headers=plan.key)
    assert (cleared.status_code, cleared.content) == (204, b"")
    assert "Content-Type" not in cleared.headers
    read = client.get(plan.path, headers=plan.key).json()
    assert "S03" not in read["answers"]
    assert read["versions"]["S03"] == 2


def test_clearing_what_changed_in_the_meantime_is_refused(
    client: TestClient, plan: Started
) -> None:
    client.put(f"{plan.path}/answers/S03", json="one_task", headers=plan.key)
    headers = {**plan.key, "If-Match": '"1"'}
    late = client.delete(f"{plan.path}/answers/S03", headers=headers)
    assert (late.status_code, late.json()["kept"], late.json()["yours"]) == (412, "one_task", None)


def test_a_deleted_plan_is_gone(client: TestClient, plan: Started) -> None:
    assert client.delete(plan.path, headers=plan.key).status_code == 204
    assert client.get(plan.path, headers=plan.key).status_code == 404


ADDRESSES = [
    ("GET", ""),
    ("DELETE", ""),
    ("PUT", "/answers/S03"),
    ("DELETE", "/answers/S03"),
    ("GET", "/versions"),
    ("POST", "/versions"),
    ("GET", "/versions/1"),
    ("GET", "/links"),
    ("POST", "/links"),
    ("DELETE", "/links/abc"),
    ("GET", "/export/json"),
]


@pytest.mark.parametrize(
    ("method", "path", "allow"),
    [
        ("GET", "/api/v1/estimates", "POST"),
        ("PATCH", "/api/v1/plans/any", "DELETE, GET"),
        ("GET", "/api/v1/plans/any/answers/S03", "DELETE, PUT"),
        ("OPTIONS", "/api/v1/plans/any/links", "GET, POST"),
        ("POST", "/api/v1/openapi.json", "GET, HEAD"),
    ],
)
def test_a_method_that_an_address_does_not_take_is_told_all_that_it_takes(
    client: TestClient, method: str, path: str, allow: str
) -> None:
    refused = client.request(method, path)
    assert (refused.status_code, refused.headers["Allow"]) == (405, allow)
    (error,) = refused.json()["errors"]
    assert error["message"] == f"This address takes only: {allow}"


@pytest.mark.parametrize(("method", "rest"), ADDRESSES)
def test_without_the_key_every_address_is_the_same_404(
    client: TestClient, plan: Started, method: str, rest: str
) -> None:
    """No token, a wrong one, that of another plan, and links of too small a role."""
    other = start(client)
    wishes = [{"role": "view"}, {"role": "comment"}, {"role": "answer", "phase": "scoping"}]
    shared = [
        client.post(f"{plan.path}/links", json=wish, headers=plan.key).json()["token"]
        for wish in wishes
    ]
    keys: list[dict[str, str]] = [
        {},
        {"Authorization": "Basic YTpi"},
        {"Authorization": "Bearer"},
        *(bearer(token) for token in ["wrong", "x" * 5000, other.edit_token, *shared]),
    ]
    unknown = client.request(method, f"/api/v1/plans/unknown{rest}", headers=plan.key)
    for key in keys:
        for content in (b'"few_tasks"', b"{broken"):
            refused = client.request(method, plan.path + rest, headers=key, content=content)
            assert refused.status_code == 404
            assert refused.json() == unknown.json()


def test_a_browser_s_cookie_opens_nothing_here(client: TestClient, plan: Started) -> None:
    client.get(f"/edit/{plan.edit_token}")
    assert client.cookies.get("plans")
    assert client.get(plan.path).status_code == 404


def test_an_edit_link_opens_what_the_first_key_opens(client: TestClient, plan: Started) -> None:
    made = client.post(f"{plan.path}/links", json={"role": "edit"}, headers=plan.key).json()
    key = bearer(made["token"])
    assert client.put(f"{plan.path}/answers/S03", json="one_task", headers=key).is_success
    assert client.delete(f"{plan.path}/links/{made['id']}", headers=key).status_code == 204
    assert client.get(plan.path, headers=key).status_code == 404
