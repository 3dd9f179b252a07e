"""The home of a plan: its tasks, its dates, what sleeps in a closed branch."""

from __future__ import annotations

from lxml import html

from tests.browsing import Browser


def test_five_phases_stand_as_tasks_and_the_next_is_marked(person: Browser, plan: str) -> None:
    tree = html.fromstring(person.get(plan).text)
    assert len(tree.xpath("//li[@class='task']")) == 5
    assert len(tree.xpath("//li[@class='task']//mark")) == 1


def test_after_the_first_pass_a_plan_asks_for_the_limits_that_nobody_told(
    person: Browser, plan: str
) -> None:
    def asked_for() -> list[str]:
        tree = html.fromstring(person.get(plan).text)
        return [href.rpartition("/")[2] for href in tree.xpath("//p[@class='limits']/a/@href")]

    person.post(f"{plan}/questions/E04", data={"E04": "", "E04.version": "1"})
    assert asked_for() == [], "the first pass is not through"
    for question, answer in {"M09": "not_tried", "A01": "not_tested", "A05": "h3_8"}.items():
        person.post(
            f"{plan}/questions/{question}", data={question: answer, f"{question}.version": "0"}
        )
    assert asked_for() == ["E04"]
    person.post(f"{plan}/questions/E04", data={"E04": "250k", "E04.version": "2"})
    assert asked_for() == []


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
