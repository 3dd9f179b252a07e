"""Versions: frozen under a name, listed, opened and taken away as they were."""

from __future__ import annotations

import json
import re

import pytest
from fastapi import FastAPI
from lxml import html

from tests.browsing import Browser

FORMATS = ("md", "xlsx", "csv", "json", "mmd")


def freeze(person: Browser, plan: str, name: str) -> None:
    page = person.post(f"{plan}/versions", data={"name": name})
    assert page.status_code == 200
    assert page.url.path == f"{plan}/versions"


def answer(person: Browser, plan: str, question: str, value: str) -> None:
    path = f"{plan}/questions/{question}"
    tree = html.fromstring(person.get(path).text)
    (seen,) = tree.xpath(f"//input[@name='{question}.version']/@value")
    sent = person.post(path, data={question: value, f"{question}.version": seen, "then": "next"})
    assert sent.status_code == 200, sent.text


def words_of(page: str) -> str:
    (main,) = html.fromstring(page).xpath("//main")
    return re.sub(r"\s+", " ", main.text_content())


def test_a_version_is_listed_under_its_name_the_newest_first(person: Browser, plan: str) -> None:
    assert "None yet" in person.get(f"{plan}/versions").text
    freeze(person, plan, "For the board")
    freeze(person, plan, "After the workshop")
    tree = html.fromstring(person.get(f"{plan}/versions").text)
    names = [link.text_content() for link in tree.xpath("//p[@class='entry__name']/a")]
    assert names == ["2: After the workshop", "1: For the board"]
    nothing = "Nothing has changed since version 2"
    assert nothing in tree.text_content()
    booked = {"usd": "800", "on": "2026-01-05", "version": "0"}
    assert person.post(f"{plan}/actuals/spent/labels", data=booked).status_code == 200
    assert nothing not in person.get(f"{plan}/versions").text


@pytest.mark.parametrize("name", ["", "   ", "x" * 400])
def test_a_version_needs_a_name(person: Browser, plan: str, name: str) -> None:
    refused = person.post(f"{plan}/versions", data={"name": name})
    assert refused.status_code == 422
    assert "Fix:" in refused.text
    assert "None yet" in person.get(f"{plan}/versions").text


def test_hostile_words_stay_words(person: Browser, plan: str) -> None:
    freeze(person, plan, '"><script>alert(1)</script> {{ 7*7 }}')
    for path in ("versions", "versions/1", "differences?before=1", "links?version=1"):
        text = person.get(f"{plan}/{path}").text
        assert "<script>alert" not in text
        assert "{{ 7*7 }}" in text


def test_a_version_opens_as_it_was_after_the_answers_changed(person: Browser, plan: str) -> None:
    freeze(person, plan, "For the board")
    before = words_of(person.get(f"{plan}/versions/1").text)
    assert "Version 1: For the board" in before
    answer(person, plan, "S03", "open_ended")
    assert words_of(person.get(f"{plan}/versions/1").text) == before
    assert words_of(person.get(f"{plan}/plan").text) not in before


@pytest.mark.parametrize("form", FORMATS)
def test_a_version_is_taken_away_as_it_was(person: Browser, plan: str, form: str) -> None:
    freeze(person, plan, "For the board")
    path = f"{plan}/versions/1/export/{form}"
    before = person.get(path)
    assert before.status_code == 200
    assert "Support-chat-over-a-help-centre-1." in before.headers["content-disposition"]
    answer(person, plan, "S03", "open_ended")
    assert person.get(path).content == before.content
    assert person.get(f"{plan}/export/{form}").content != before.content


def test_the_pdf_of_a_version_is_printed_from_what_it_kept(person: Browser, plan: str) -> None:
    freeze(person, plan, "For the board")
    before = person.get(f"{plan}/versions/1/export/pdf?length=summary").content
    assert before.startswith(b"%PDF")
    answer(person, plan, "S03", "open_ended")
    assert person.get(f"{plan}/versions/1/export/pdf?length=summary").content == before


def test_the_json_of_a_version_imports_again(person: Browser, plan: str) -> None:
    freeze(person, plan, "For the board")
    exported = person.get(f"{plan}/versions/1/export/json").content
    imported = person.post("/plans/imports", files={"file": ("plan.json", exported)})
    again = person.get(f"{imported.url.path}/export/json").json()
    assert again["answers"] == json.loads(exported)["answers"]
    assert again["estimate"] == json.loads(exported)["estimate"]


@pytest.mark.parametrize("path", ["versions/2", "versions/2/export/json", "differences?before=2"])
def test_there_is_no_version_of_that_number(person: Browser, plan: str, path: str) -> None:
    freeze(person, plan, "For the board")
    missing = person.get(f"{plan}/{path}")
    assert missing.status_code == 404
    assert "no such version" in missing.text


def test_a_version_that_a_newer_release_froze_says_so(
    app: FastAPI, person: Browser, plan: str
) -> None:
    freeze(person, plan, "For the board")
    with app.state.database.connection(writing=True) as connection:
        connection.exec_driver_sql("UPDATE version SET document = '{\"format\": 99}'")
    for path in ("versions/1", "versions/1/export/md", "differences?before=1"):
        page = person.get(f"{plan}/{path}")
        assert page.status_code == 404
        assert "a newer one froze it" in page.text
    assert "For the board" in person.get(f"{plan}/versions").text


def test_a_link_to_a_version_shows_it_for_ever_and_says_so(
    app: FastAPI, person: Browser, plan: str
) -> None:
    freeze(person, plan, "For the board")
    page = person.get(f"{plan}/links?version=1")
    (chosen,) = html.fromstring(page.text).xpath("//select[@id='version']/option[@selected]/@value")
    assert chosen == "1"
    made = person.post(f"{plan}/links", data={"role": "view", "version": "1", "label": "Board"})
    address = html.fromstring(made.text).get_element_by_id("address").get("value", "")
    path = re.sub(r"^https?://[^/]+", "", address)
    visitor = Browser(app)
    before = words_of(visitor.get(path).text)
    assert "Version 1: For the board" in before
    document = visitor.get(f"{path}/plan.pdf").content
    answer(person, plan, "S03", "open_ended")
    assert words_of(visitor.get(path).text) == before
    assert visitor.get(f"{path}/plan.pdf").content == document


def test_a_link_to_no_version_is_refused_with_the_form_kept(person: Browser, plan: str) -> None:
    refused = person.post(f"{plan}/links", data={"role": "view", "version": "7", "label": "Board"})
    assert refused.status_code == 422
    assert "Choose one of the versions listed" in refused.text
    assert 'value="Board"' in refused.text


def test_two_hundred_versions_are_one_short_page(app: FastAPI, person: Browser, plan: str) -> None:
    freeze(person, plan, "First")
    copy = (
        "INSERT INTO version SELECT plan_id, {n}, 'Version', bank_version, created_at, document"
        " FROM version WHERE number = 1"
    )
    with app.state.database.connection(writing=True) as connection:
        for number in range(2, 201):
            connection.exec_driver_sql(copy.format(n=number))
    page = person.get(f"{plan}/versions")
    assert len(html.fromstring(page.text).xpath("//li[@class='entry']")) == 200
