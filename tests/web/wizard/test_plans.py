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


def details(person: Browser, plan: str) -> dict[str, str]:
    """The form as this browser has it open."""
    return fields_in(person.get(plan).text)


def fields_in(page: str) -> dict[str, str]:
    fields = html.fromstring(page).xpath("//form[@class='aside__fields']//input")
    return {field.get("name"): field.get("value") or "" for field in fields}


def test_two_who_change_different_details_both_keep_theirs(person: Browser, plan: str) -> None:
    mine, theirs = details(person, plan), details(person, plan)
    person.post(plan, data={**theirs, "kickoff": "2027-01-11"})
    person.post(plan, data={**mine, "title": "Courier chat"})
    now = details(person, plan)
    assert (now["title"], now["kickoff"]) == ("Courier chat", "2027-01-11")


def test_the_second_of_two_titles_is_asked_about_and_then_kept(person: Browser, plan: str) -> None:
    mine, theirs = details(person, plan), details(person, plan)
    person.post(plan, data={**theirs, "title": "Courier desk", "kickoff": "2027-01-11"})
    refused = person.post(plan, data={**mine, "title": "Courier chat"})
    assert refused.status_code == 422
    assert "Somebody else wrote “Courier desk” meanwhile" in refused.text
    assert details(person, plan)["title"] == "Courier desk"
    again = fields_in(refused.text)
    assert (again["title"], again["kickoff"]) == ("Courier chat", "2027-01-11")
    person.post(plan, data=again)
    now = details(person, plan)
    assert (now["title"], now["kickoff"]) == ("Courier chat", "2027-01-11")


def test_a_day_that_somebody_else_took_away_is_told(person: Browser, plan: str) -> None:
    person.post(plan, data={**details(person, plan), "kickoff": "2027-01-11"})
    mine, theirs = details(person, plan), details(person, plan)
    person.post(plan, data={**theirs, "kickoff": ""})
    refused = person.post(plan, data={**mine, "kickoff": "2027-02-01"})
    assert "Somebody else emptied this meanwhile" in refused.text


def test_answers_behind_a_closed_question_are_kept_and_told(person: Browser, plan: str) -> None:
    person.post(f"{plan}/questions/M07", data={"M07": "none", "M07.version": "1"})
    page = person.get(plan)
    assert "no longer appl" in page.text
    person.post(f"{plan}/questions/M07", data={"M07": "own_documents_changing", "M07.version": "2"})
    assert "no longer appl" not in person.get(plan).text
    assert person.get(f"{plan}/export/json").json()["answers"]["M07a"] == 2100000
