"""The next plan learns from what this one took, where its owner says so."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fastapi import FastAPI
from lxml import html

from app.store.database import current_time
from tests.browsing import Browser

DAY = (current_time().date() - timedelta(days=20)).isoformat()
TASKS = ("scope", "select", "data", "prompt")


@pytest.fixture
def finished(person: Browser) -> str:
    """A plan with four finished tasks, each of which took far longer than it should have."""
    plan = str(person.post("/examples/support-chat/copies").url.path)
    for task in TASKS:
        taken = {"version": "0", "stage": "finished", "began": DAY, "on": DAY, "days": "90"}
        person.post(f"{plan}/actuals/tasks/{task}", data=taken)
    return plan


@pytest.fixture
def fresh(person: Browser) -> str:
    return str(person.post("/examples/invoice-fields/copies").url.path)


def earlier(page: str) -> str:
    found = html.fromstring(page).xpath("//section[@aria-labelledby='earlier']")
    return " ".join(found[0].text_content().split()) if found else ""


def days(person: Browser, plan: str) -> float:
    estimate = person.get(f"{plan}/export/json").json()["estimate"]
    return float(estimate["effort_person_days"]["p50"])


def offer(fresh: str, finished: str) -> str:
    return f"{fresh}/earlier/{finished.removeprefix('/plans/')}"


def test_the_next_plan_is_offered_what_the_last_one_took_and_learns_from_it(
    person: Browser, finished: str, fresh: str
) -> None:
    before = days(person, fresh)
    shown = earlier(person.get(f"{fresh}/actuals").text)
    assert "4 finished tasks, which took" in shown
    assert "Learn from it" in shown
    answer = person.post(offer(fresh, finished))
    assert answer.url.path == f"{fresh}/actuals"
    assert "Forget it again" in earlier(answer.text)
    assert "times their shipped ranges" in earlier(answer.text)
    assert days(person, fresh) > 1.3 * before
    assert "4 finished tasks of an earlier plan" in person.get(f"{fresh}/plan").text
    assert "The forecast now" not in answer.text
    person.post(offer(fresh, finished), data={"forget": "1"})
    assert days(person, fresh) == before


def test_what_has_finished_since_is_offered_and_not_taken_in_unasked(
    person: Browser, finished: str, fresh: str
) -> None:
    person.post(offer(fresh, finished))
    learnt = days(person, fresh)
    taken = {"version": "0", "stage": "finished", "began": DAY, "on": DAY, "days": "1"}
    person.post(f"{finished}/actuals/tasks/evalset", data=taken)
    assert days(person, fresh) == learnt
    shown = earlier(person.get(f"{fresh}/actuals").text)
    assert "Learn what is new" in shown
    assert days(person, fresh) == learnt
    person.post(offer(fresh, finished))
    assert "5 finished tasks" in earlier(person.get(f"{fresh}/actuals").text)


def test_a_promise_made_after_learning_is_not_learnt_twice(
    person: Browser, finished: str, fresh: str
) -> None:
    person.post(offer(fresh, finished))
    taken = {"version": "0", "stage": "finished", "began": DAY, "on": DAY, "days": "20"}
    person.post(f"{fresh}/actuals/tasks/scope", data=taken)
    kept = person.get(f"{fresh}/export/json").json()["actuals"]
    assert kept["tasks"]["scope"]["promise"]["learnt"] > 1.3
    assert set(kept["earlier"]) == {finished.removeprefix("/plans/")}
    page = person.get(f"{fresh}/actuals").text
    assert "join the 4 of earlier plans" in page


def test_a_scenario_shares_what_has_happened_and_is_not_a_teacher(
    person: Browser, finished: str
) -> None:
    copy = str(person.post(f"{finished}/scenarios", data={"name": "In house"}).url.path)
    assert "Learn from it" not in earlier(person.get(f"{copy}/actuals").text)


def test_a_project_teaches_once_however_many_scenarios_it_has(
    person: Browser, finished: str, fresh: str
) -> None:
    for name in ("In house", "Bought"):
        person.post(f"{finished}/scenarios", data={"name": name})
    assert earlier(person.get(f"{fresh}/actuals").text).count("Learn from it") == 1


def test_nobody_learns_from_a_plan_that_is_not_theirs(
    app: FastAPI, person: Browser, finished: str
) -> None:
    stranger = Browser(app)
    theirs = str(stranger.post("/examples/invoice-fields/copies").url.path)
    assert stranger.post(offer(theirs, finished)).status_code == 404
    assert earlier(stranger.get(f"{theirs}/actuals").text) == ""
    assert stranger.post(offer(finished, theirs)).status_code == 404
    # A plan cannot teach itself, nor one of which nothing is finished.
    assert person.post(offer(finished, finished)).status_code == 404
