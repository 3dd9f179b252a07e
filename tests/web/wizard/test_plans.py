"""The home of a plan: its tasks, its dates, what sleeps in a closed branch."""

from __future__ import annotations

import pytest
from lxml import html

from tests.browsing import Browser


@pytest.fixture
def plan(person: Browser) -> str:
    return str(person.post("/examples/support-chat/copies").url.path)


def test_five_phases_stand_as_tasks_and_the_next_is_marked(person: Browser, plan: str) -> None:
    tree = html.fromstring(person.get(plan).text)
    assert len(tree.xpath("//li[@class='task']")) == 5
    assert len(tree.xpath("//li[@class='task']//mark")) == 1


def test_title_and_dates_can_be_changed(person: Browser, plan: str) -> None:
    person.post(plan, data={"title": "Courier chat", "kickoff": "2027-01-11", "priced_at": ""})
    page = person.get(plan)
    assert "Courier chat" in page.text
    assert html.fromstring(page.text).get_element_by_id("kickoff").get("value") == "2027-01-11"


def test_a_date_that_does_not_exist_is_refused_and_kept(person: Browser, plan: str) -> None:
    refused = person.post(plan, data={"title": "", "kickoff": "2027-02-30", "priced_at": ""})
    assert refused.status_code == 422
    kickoff = html.fromstring(refused.text).get_element_by_id("kickoff")
    assert kickoff.get("value") == "2027-02-30"
    assert kickoff.get("aria-invalid") == "true"


def test_answers_behind_a_closed_question_are_kept_and_told(person: Browser, plan: str) -> None:
    person.post(f"{plan}/questions/M07", data={"M07": "none", "M07.version": "1"})
    page = person.get(plan)
    assert "no longer appl" in page.text
    person.post(f"{plan}/questions/M07", data={"M07": "own_documents_changing", "M07.version": "2"})
    assert "no longer appl" not in person.get(plan).text
    assert person.get(f"{plan}/export/json").json()["answers"]["M07a"] == 2100000
