"""The action list: assigned, ticked off, taken away, and told alike by every document."""

from __future__ import annotations

import csv
from datetime import timedelta
from io import StringIO

import pytest
from lxml import html

from app.store.database import current_time
from tests.browsing import Browser


def entry(page: str, action: str) -> str:
    return " ".join(html.fromstring(page).get_element_by_id(action).text_content().split())


def group(page: str, action: str) -> str:
    """The heading under which an action stands."""
    item = html.fromstring(page).get_element_by_id(action)
    return str(item.xpath("string(ancestor::section//h2)"))


def an_action(person: Browser, plan: str) -> str:
    found = html.fromstring(person.get(f"{plan}/actions").text).xpath("//li[@id]/@id")
    return next(str(id) for id in found if id.startswith("step-"))


def test_every_action_of_the_plan_is_on_the_list(person: Browser, plan: str) -> None:
    listed = set(html.fromstring(person.get(f"{plan}/actions").text).xpath("//li[@id]/@id"))
    document = person.get(f"{plan}/export/json").json()
    assert listed == {action["id"] for action in document["estimate"]["actions"]}
    assert listed


def test_who_does_it_by_when_is_said_by_page_and_documents(person: Browser, plan: str) -> None:
    action = an_action(person, plan)
    fields = {"owner": "Kim Osei", "by": "2099-05-04"}
    arrived = person.post(f"{plan}/actions/{action}", data=fields)
    assert "Kim Osei 4 May 2099" in entry(arrived.text, action)
    assert group(arrived.text, action) == "With a day"
    assert "Kim Osei" in person.get(f"{plan}/plan").text
    assert "Kim Osei, 4 May 2099" in person.get(f"{plan}/export/md").text
    assert "20990504" in person.get(f"{plan}/export/ics").text


def test_an_action_is_ticked_off_and_taken_up_again(person: Browser, plan: str) -> None:
    action = an_action(person, plan)
    before = group(person.get(f"{plan}/actions").text, action)
    done = person.post(f"{plan}/actions/{action}/completion")
    assert group(done.text, action) == "Done"
    assert "done on" in entry(done.text, action)
    assert "done on" in person.get(f"{plan}/export/md").text
    again = person.post(f"{plan}/actions/{action}/resumption")
    assert group(again.text, action) == before
    assert "done on" not in person.get(f"{plan}/export/md").text


def test_a_day_that_has_passed_stands_first(person: Browser, plan: str) -> None:
    action = an_action(person, plan)
    yesterday = (current_time() - timedelta(days=1)).date().isoformat()
    page = person.post(f"{plan}/actions/{action}", data={"owner": "Kim", "by": yesterday}).text
    assert group(page, action) == "Overdue"
    first = html.fromstring(page).xpath("(//ul[@class='to-do'])[1]/li/@id")
    assert first == [action]


def test_finding_out_is_assigned_with_its_question(person: Browser, plan: str) -> None:
    question = f"{plan}/questions/M09"
    version = html.fromstring(person.get(question).text).xpath(
        "//input[@name='M09.version']/@value"
    )
    person.post(question, data={"M09": ".unknown", "M09.version": version[0]})
    fields = {"owner": "Support lead", "by": "2099-01-15"}
    page = person.post(f"{plan}/actions/find-out-M09", data=fields).text
    assert "Support lead 15 January 2099" in entry(page, "find-out-M09")
    asked = html.fromstring(person.get(question).text)
    assert asked.get_element_by_id("M09-owner").get("value") == "Support lead"
    assert asked.get_element_by_id("M09-by").get("value") == "2099-01-15"


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"owner": "x" * 400, "by": ""}, "Shorten this"),
        ({"owner": "Kim", "by": "soon"}, "Write the date like"),
        ({"owner": "Kim", "by": "0001-01-01"}, "Give a date between"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_the_field(
    person: Browser, plan: str, fields: dict[str, str], says: str
) -> None:
    action = an_action(person, plan)
    refused = person.post(f"{plan}/actions/{action}", data=fields)
    assert refused.status_code == 422
    (details,) = html.fromstring(refused.text).xpath("//details[@open]")
    assert says in details.text_content()
    assert details.xpath(".//input[@name='owner']/@value") == [fields["owner"]]


@pytest.mark.parametrize("way", ["", "/completion", "/resumption"])
def test_what_is_not_on_the_list_cannot_be_changed(person: Browser, plan: str, way: str) -> None:
    assert person.post(f"{plan}/actions/step-nothing{way}", data={}).status_code == 404


def test_the_list_goes_away_as_markdown_csv_and_calendar(person: Browser, plan: str) -> None:
    action = an_action(person, plan)
    hostile = {"owner": '=HYPERLINK("evil") [x](javascript:1)', "by": "2099-05-04"}
    person.post(f"{plan}/actions/{action}", data=hostile)
    away = f"{plan}/actions/export"
    markdown = person.get(f"{away}/md").text
    count = len(html.fromstring(person.get(f"{plan}/actions").text).xpath("//li[@id]"))
    assert markdown.count("\n- [ ] ") == count
    assert r"\[x\](javascript" in markdown
    rows = list(csv.reader(StringIO(person.get(f"{away}/csv").text)))
    assert len(rows) == count + 1
    assert [row[2][:2] for row in rows if row[3] == "2099-05-04"] == ["'="]
    calendar = person.get(f"{away}/ics")
    assert calendar.headers["content-type"].startswith("text/calendar")
    assert "DTSTART;VALUE=DATE:20990504" in calendar.text
    person.post(f"{plan}/actions/{action}/completion")
    assert "- [x] " in person.get(f"{away}/md").text
    assert "20990504" not in person.get(f"{away}/ics").text
    assert person.get(f"{away}/exe").status_code == 404


def test_a_moved_day_moves_in_the_calendar_too(person: Browser, plan: str) -> None:
    action = an_action(person, plan)
    ids = []
    for day in ("2099-05-04", "2099-06-05"):
        person.post(f"{plan}/actions/{action}", data={"owner": "Kim", "by": day})
        lines = person.get(f"{plan}/actions/export/ics").text.splitlines()
        place = lines.index(f"DTSTART;VALUE=DATE:{day.replace('-', '')}")
        ids.append(lines[place - 2])
    assert ids[0] == ids[1]
    assert ids[0].startswith("UID:")


@pytest.mark.parametrize("file", ["actions/export/ics", "export/ics"])
def test_two_plans_of_one_title_stay_two_in_a_calendar(
    person: Browser, plan: str, file: str
) -> None:
    def days(of: str) -> set[str]:
        action = an_action(person, of)
        person.post(f"{of}/actions/{action}", data={"owner": "Kim", "by": "2099-05-04"})
        lines = person.get(f"{of}/{file}").text.splitlines()
        return {line for line in lines if line.startswith("UID:")}

    other = str(person.post("/examples/support-chat/copies").url.path)
    assert other != plan
    assert days(plan)
    assert not days(plan) & days(other)


def test_two_who_assign_an_action_lose_nothing_of_each_other(person: Browser, plan: str) -> None:
    action = an_action(person, plan)
    address = f"{plan}/actions/{action}"

    def form(page: str) -> dict[str, str]:
        found = html.fromstring(page).xpath(f"//li[@id='{action}']//form[@class='to-do__form']")
        return {field.get("name"): field.get("value") or "" for field in found[0].xpath(".//input")}

    mine, theirs = (form(person.get(f"{plan}/actions").text) for _ in range(2))
    person.post(address, data={**theirs, "by": "2099-05-04"})
    kept = form(person.post(address, data={**mine, "owner": "Kim"}).text)
    assert (kept["owner"], kept["by"]) == ("Kim", "2099-05-04")
    refused = person.post(address, data={**theirs, "owner": "Lee"})
    assert refused.status_code == 422
    assert "Somebody else wrote “Kim” meanwhile" in refused.text
    assert form(person.get(f"{plan}/actions").text)["owner"] == "Kim"
    again = form(refused.text)
    assert (again["owner"], again["by"]) == ("Lee", "2099-05-04")
    assert form(person.post(address, data=again).text)["owner"] == "Lee"
