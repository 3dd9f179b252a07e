"""A phase on one page: every question with its answer, changed and saved together."""

from __future__ import annotations

import pytest
from lxml import html

from app.lifecycle.phases import Phase
from tests.browsing import Browser

EXAMPLE = "support-chat"


@pytest.fixture
def plan(person: Browser) -> str:
    return str(person.post(f"/examples/{EXAMPLE}/copies").url.path)


@pytest.mark.parametrize("phase", list(Phase))
def test_each_phase_shows_all_its_questions_on_one_page(
    person: Browser, plan: str, phase: Phase
) -> None:
    page = person.get(f"{plan}/phases/{phase}")
    entries = html.fromstring(page.text).xpath("//li[@class='check']")
    assert len(entries) >= 10
    assert all(entry.xpath(".//fieldset") for entry in entries)


def test_answers_of_a_phase_are_saved_together(person: Browser, plan: str) -> None:
    address = f"{plan}/phases/scoping"
    person.post(
        address,
        data={"S03": "one_task", "S03.version": "1", "S04": "nobody", "S04.version": "0"},
    )
    page = person.get(address)
    assert "One narrow task" in page.text
    assert person.get(f"{plan}/questions/S04").text.count("checked") >= 1


def test_one_refused_answer_keeps_all_of_them_on_the_page(person: Browser, plan: str) -> None:
    refused = person.post(
        f"{plan}/phases/estimation",
        data={"E04": "lots", "E04.version": "1", "E08": "12", "E08.version": "1"},
    )
    assert refused.status_code == 422
    fields = html.fromstring(refused.text)
    assert fields.get_element_by_id("E04").get("value") == "lots"
    assert fields.get_element_by_id("E08").get("value") == "12"
    assert fields.xpath("//details[@open]//*[@class='complaint']")


def test_a_form_of_the_phase_that_everyone_left_alone_changes_nothing(
    person: Browser, plan: str
) -> None:
    address = f"{plan}/phases/selection"
    tree = html.fromstring(person.get(address).text)
    (form,) = tree.xpath("//form[@data-phase]")
    fields: dict[str, list[str]] = {}
    for name, text in form.form_values():
        fields.setdefault(name, []).append(text)
    before = person.get(f"{plan}/export/json").content
    assert person.post(address, data=fields).status_code == 200
    assert person.get(f"{plan}/export/json").content == before
