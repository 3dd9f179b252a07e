"""The start page: examples to copy, plans of this browser, plans brought along."""

from __future__ import annotations

import json

import pytest
from fastapi import FastAPI

from app.web.examples import examples
from tests.browsing import Browser


@pytest.mark.parametrize("example", list(examples()))
def test_each_example_opens_as_a_plan_of_ones_own(person: Browser, example: str) -> None:
    copy = person.post(f"/examples/{example}/copies")
    assert copy.status_code == 200
    assert person.get(f"{copy.url.path}/plan").status_code == 200


def test_a_copy_leaves_the_example_as_it_was(person: Browser) -> None:
    one = person.post("/examples/support-chat/copies").url.path
    person.post(f"{one}/questions/S03", data={"S03": "open_ended", "S03.version": "1"})
    two = person.post("/examples/support-chat/copies").url.path
    assert one != two
    assert person.get(f"{two}/export/json").json()["answers"]["S03"] == "few_tasks"


def test_a_browser_sees_its_own_plans_and_nobody_elses(app: FastAPI, person: Browser) -> None:
    person.post("/plans", data={"title": "Help desk"})
    assert "Help desk" in person.get("/").text
    assert "Help desk" not in Browser(app).get("/").text


def test_an_exported_plan_comes_back_without_loss(app: FastAPI, person: Browser) -> None:
    plan = person.post("/examples/invoice-fields/copies").url.path
    exported = person.get(f"{plan}/export/json").content
    other = Browser(app)
    brought = other.post("/plans/imports", files={"file": ("plan.json", exported)})
    again = other.get(f"{brought.url.path}/export/json").content
    assert json.loads(again) == json.loads(exported)


def test_the_example_at_the_top_is_a_real_plan(person: Browser) -> None:
    assert "Build it." in person.get("/").text
