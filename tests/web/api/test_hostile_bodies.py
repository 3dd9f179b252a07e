"""Whatever a program sends, it gets an errors document, and nothing stored changes."""

from __future__ import annotations

import json

import pytest
from starlette.testclient import TestClient

from tests.web.api.conftest import HELP_DESK, Started

DEEP = b"[" * 100_000 + b"]" * 100_000
NESTED = b'{"answers": ' * 30 + b"{}" + b"}" * 30

# What is no document at all, whatever the address.
NO_DOCUMENT: dict[str, bytes] = {
    "nothing": b"",
    "words": b"hello",
    "half an object": b'{"answers": {"S03": ',
    "a list": b"[]",
    "a number": b"7",
    "null": b"null",
    "not UTF-8": b'{"title": "\xff\xfe"}',
    "a form": b"S03=few_tasks",
    "NaN": b'{"answers": {"I06a": NaN}}',
    "infinity": b'{"answers": {"I06a": Infinity}}',
    "beyond a float": b'{"answers": {"I06a": 1e999}}',
    "a number of 5,000 digits": b'{"answers": {"I06a": ' + b"9" * 5000 + b"}}",
    "a hundred thousand brackets": DEEP,
    "thirty objects deep": NESTED,
    "a question answered twice": b'{"answers": {"S03": "one_task", "S03": "few_tasks"}}',
    "answers twice": b'{"answers": {"S03": "all"}, "answers": {}}',
    "bare NUL": b'{"title": "a\x00b"}',
}

# Documents in which an answer is wrong: the question that must be named.
WRONG_ANSWERS: dict[str, tuple[object, str]] = {
    "an unknown question": ({"ZZ99": "x"}, "ZZ99"),
    "an option that is not offered": ({"S03": "everything"}, "S03"),
    "a number for a choice": ({"S03": 7}, "S03"),
    "a list for a choice": ({"S03": ["few_tasks"]}, "S03"),
    "text for choices": ({"S02": "answer_questions"}, "S02"),
    "letters for a number": ({"I06a": "8k"}, "I06a"),
    "a negative count": ({"I06a": -5}, "I06a"),
    "10^30": ({"I06a": 10**30}, "I06a"),
    "10^50": ({"I06a": 10**50}, "I06a"),
    "true for a number": ({"I06a": True}, "I06a"),
    "null": ({"S03": None}, "S03"),
    "an object for text": ({"S01": {"a": 1}}, "S01"),
    "100,000 characters": ({"S01": "x" * 100_000}, "S01"),
    "an unknown state": ({"S03": {"state": "maybe"}}, "S03"),
    "a state we set ourselves": ({"S03": {"state": "assumed"}}, "S03"),
    "a day that does not exist": ({"S03": {"state": "unknown", "by": "2026-02-30"}}, "S03"),
    "a date that does not exist": ({"E09a": "2027-02-30"}, "E09a"),
    "a reason that is not one": ({"A10": {"state": "not_applicable", "reason": "lazy"}}, "A10"),
    "an unknown field": ({"S03": {"value": "few_tasks", "colour": "red"}}, "S03"),
    "a question id of 10,000 characters": ({"S" * 10_000: "x"}, "S" * 40),
}


def assert_errors(response: object, statuses: set[int]) -> list[dict[str, str]]:
    status = getattr(response, "status_code", 0)
    assert status in statuses, (status, getattr(response, "text", "")[:200])
    errors: list[dict[str, str]] = response.json()["errors"]  # type: ignore[attr-defined]
    assert errors
    assert all(error["message"] for error in errors)
    return errors


@pytest.mark.parametrize("kind", NO_DOCUMENT)
@pytest.mark.parametrize("path", ["/api/v1/estimates", "/api/v1/plans"])
def test_what_is_no_document_is_refused(client: TestClient, path: str, kind: str) -> None:
    assert_errors(client.post(path, content=NO_DOCUMENT[kind]), {422})


@pytest.mark.parametrize("kind", WRONG_ANSWERS)
@pytest.mark.parametrize("path", ["/api/v1/estimates", "/api/v1/plans"])
def test_a_wrong_answer_is_named(client: TestClient, path: str, kind: str) -> None:
    answers, question = WRONG_ANSWERS[kind]
    (error,) = assert_errors(client.post(path, json={"answers": answers}), {422})
    assert error["question"] == question


def test_all_faults_are_told_at_once_and_nothing_is_stored(client: TestClient) -> None:
    answers = {"S03": "everything", "I06a": -5, "ZZ99": 1, "S02": ["answer_questions"]}
    document = {"title": 5, "kickoff": "2027-13-01", "priced_at": "soon", "answers": answers}
    errors = assert_errors(client.post("/api/v1/plans", json=document), {422})
    assert {error.get("question") or error["field"] for error in errors} == {
        "title", "kickoff", "priced_at", "S03", "I06a", "ZZ99"
    }  # fmt: skip


@pytest.mark.parametrize("kind", [*NO_DOCUMENT, *WRONG_ANSWERS])
def test_an_answer_that_cannot_be_taken_leaves_the_old_one(
    client: TestClient, plan: Started, kind: str
) -> None:
    question, content = "S03", NO_DOCUMENT.get(kind, b"")
    if kind in WRONG_ANSWERS:
        answers, _ = WRONG_ANSWERS[kind]
        assert isinstance(answers, dict)
        ((question, value),) = answers.items()
        content = json.dumps(value).encode()
    response = client.put(f"{plan.path}/answers/{question}", content=content, headers=plan.key)
    assert_errors(response, {422})
    assert client.get(plan.path, headers=plan.key).json()["answers"] == HELP_DESK["answers"]


def test_a_body_beyond_measure_is_refused(client: TestClient) -> None:
    response = client.post("/api/v1/estimates", content=b" " * 5_000_000)
    assert_errors(response, {413})


def test_control_characters_are_taken_out_of_texts(client: TestClient) -> None:
    body = b'{"title": "a\\u0000b\\u0007c", "answers": {"S01": "x\\ud800y\\r\\nz"}}'
    made = client.post("/api/v1/plans", content=body)
    assert made.status_code == 201
    key = {"Authorization": f"Bearer {made.json()['edit_token']}"}
    read = client.get(f"/api/v1/plans/{made.json()['id']}", headers=key).json()
    assert read["title"] == "abc"
    assert read["answers"]["S01"] == "xy\nz"
