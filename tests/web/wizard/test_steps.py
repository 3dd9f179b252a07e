"""One question a screen: by plain form, by htmx, and when two people answer at once."""

from __future__ import annotations

import re

import pytest
from fastapi import FastAPI
from httpx2 import Response
from lxml import html

from tests.browsing import Browser

PARTIAL = {"HX-Request-Type": "partial"}


@pytest.fixture
def plan(person: Browser) -> str:
    """The address of a new plan; its starter stands before the first question."""
    started = person.post("/plans", data={"title": "Help desk"})
    return str(started.url.path).removesuffix("/questions/S01")


def send(
    person: Browser, address: str, fields: dict[str, str | list[str]], **headers: str
) -> Response:
    return person.post(address, data=fields, headers=headers, follow_redirects=False)


def shown(response: Response, path: str) -> list[str]:
    return [str(found) for found in html.fromstring(response.text).xpath(path)]


def versions(response: Response) -> dict[str, str | list[str]]:
    """The hidden fields of a page: which version of each answer it was made from."""
    fields = html.fromstring(response.text).xpath("//*[@id='versions']/input")
    return {field.get("name"): field.get("value") for field in fields}


def test_a_first_visitor_stands_before_the_first_question_after_one_click(person: Browser) -> None:
    started = person.post("/plans", data={"title": ""})
    assert started.url.path.endswith("/questions/S01")
    assert "New plan" in started.text


def test_an_answer_leads_to_the_next_question(person: Browser, plan: str) -> None:
    kept = send(
        person, f"{plan}/questions/S03", {"S03": "few_tasks", "S03.version": "0", "then": "next"}
    )
    assert kept.status_code == 303
    assert kept.headers["location"] == f"{plan}/questions/S06?after=S03"


def test_the_next_page_says_what_the_answer_changed(person: Browser, plan: str) -> None:
    fields: dict[str, str | list[str]] = {
        "M07": ["own_documents_changing"],
        "M07.version": "0",
        "M07a": "50 million",
        "M07a.version": "0",
        "then": "next",
    }
    following = person.post(f"{plan}/questions/M07", data=fields)
    assert "What this answer changed" in following.text
    assert shown(following, "//*[@class='changes']//li")


def test_a_page_that_has_just_been_opened_says_nothing_of_changes(
    person: Browser, plan: str
) -> None:
    assert "What this answer changed" not in person.get(f"{plan}/questions/M07").text


def test_a_save_in_passing_returns_the_panel_the_versions_and_the_word_saved(
    person: Browser, plan: str
) -> None:
    saved = person.post(
        f"{plan}/questions/S03",
        data={"S03": "one_task", "S03.version": "0"},
        headers=PARTIAL,
    )
    assert "<html" not in saved.text
    assert shown(saved, "//hx-partial/@hx-target") == ["#versions", "#saved", "#ahead"]
    assert versions(saved) == {"S03.version": "1"}
    assert shown(saved, "//*[@id='saved']//time/@datetime")
    assert saved.headers["vary"].startswith("HX-Request-Type")


def test_a_screen_reader_hears_what_an_answer_changed_and_not_the_whole_panel(
    person: Browser, plan: str
) -> None:
    """One politely spoken place: "Saved" with the changes, without a word of the rest."""
    send(person, f"{plan}/questions/S03", {"S03": "one_task", "S03.version": "0"})
    page = html.fromstring(person.get(f"{plan}/questions/S06?after=S03").text)
    (heard,) = page.xpath("//*[@aria-live]")
    assert heard.get("aria-atomic") == "true"
    words = heard.text_content()
    assert "Saved" in words
    changes = page.xpath("//ul[@class='changes']/li/span[2]")
    assert changes
    assert all(change.text_content() in words for change in changes)
    assert not page.get_element_by_id("panel").xpath("ancestor-or-self::*[@aria-live]")


def test_the_way_on_is_known_before_it_is_taken(person: Browser, plan: str) -> None:
    address = f"{plan}/questions/S03"
    first = person.get(address)
    assert shown(first, "//a[@data-ahead]/@href") == [f"{plan}/questions/S06?state=0"]
    assert shown(first, "//a[@data-ahead]/text()") == ["Skip"]
    assert "ahead.json" in first.headers["Speculation-Rules"]
    saved = person.post(address, data={"S03": "one_task", "S03.version": "0"}, headers=PARTIAL)
    ahead = f"{plan}/questions/S06?state=1&after=S03"
    assert shown(saved, "//a[@data-ahead='kept']/@href") == [ahead]
    assert "What this answer changed" in person.get(ahead).text


def test_what_cannot_be_saved_in_passing_says_so_and_moves_no_focus(
    person: Browser, plan: str
) -> None:
    refused = person.post(
        f"{plan}/questions/E04", data={"E04": "lots", "E04.version": "0"}, headers=PARTIAL
    )
    assert refused.status_code == 422
    assert "Not saved yet" in refused.text
    assert not shown(refused, "//*[@autofocus]")


def test_a_follow_up_that_an_answer_opens_is_asked_before_going_on(
    person: Browser, plan: str
) -> None:
    kept = send(
        person,
        f"{plan}/questions/S13",
        {
            "S13": ["uk"],
            "S13.version": "0",
            "S13a": "2",
            "S13a.version": "0",
            "then": "next",
        },
    )
    assert f"{plan}/questions/S13?" in kept.headers["location"]
    assert "Which languages" in person.get(kept.headers["location"]).text


def test_a_round_box_says_that_nobody_knows_yet(person: Browser, plan: str) -> None:
    send(
        person,
        f"{plan}/questions/S07",
        {
            "S07": ".unknown",
            "S07.owner": "Support lead",
            "S07.by": "2027-01-31",
            "S07.version": "0",
            "then": "next",
        },
    )
    home = person.get(plan)
    assert "To find out" in home.text
    assert "Support lead, 31 January 2027" in home.text


def test_an_answer_and_a_doubt_at_once_are_asked_about(person: Browser, plan: str) -> None:
    refused = send(
        person,
        f"{plan}/questions/S02",
        {"S02": ["draft"], "S02.state": "unknown", "S02.version": "0", "then": "next"},
    )
    assert refused.status_code == 422
    assert "Keep one of them" in refused.text
    assert shown(refused, "//input[@value='draft']/@checked")


def test_a_note_without_an_answer_is_not_lost(person: Browser, plan: str) -> None:
    refused = send(
        person,
        f"{plan}/questions/S03",
        {"S03.note": "ask Ana", "S03.version": "0", "then": "next"},
    )
    assert refused.status_code == 422
    assert "ask Ana" in refused.text


def test_the_second_of_two_writers_sees_both_answers_and_chooses(
    app: FastAPI, person: Browser, plan: str
) -> None:
    address = f"{plan}/questions/S03"
    mine = {**versions(person.get(address)), "S03": "open_ended", "then": "next"}
    send(person, address, {"S03": "one_task", "S03.version": "0", "then": "next"})
    both = send(person, address, mine)
    assert both.status_code == 409
    assert "One narrow task" in both.text
    assert "open-ended" in both.text.lower()
    again = html.fromstring(both.text).xpath("(//main//form)[1]//input[@type='hidden']")
    kept = send(person, address, {field.get("name"): field.get("value") for field in again})
    assert kept.status_code == 303
    assert shown(person.get(address), "//input[@value='open_ended']/@checked")


def test_the_same_answer_twice_is_no_conflict(person: Browser, plan: str) -> None:
    fields: dict[str, str | list[str]] = {
        "S03": "one_task",
        "S03.version": "0",
        "then": "next",
    }
    assert send(person, f"{plan}/questions/S03", fields).status_code == 303
    assert send(person, f"{plan}/questions/S03", fields).status_code == 303


def test_a_row_is_removed_without_a_script(person: Browser, plan: str) -> None:
    address = f"{plan}/questions/E02"
    send(
        person,
        address,
        {
            "E02-0-role": "data",
            "E02-0-people": "1",
            "E02-1-role": "design",
            "E02.version": "0",
            "then": "row",
        },
    )
    fields = {**versions(person.get(address)), "E02-0-role": "data", "E02-1-role": "design"}
    send(person, address, {**fields, "remove": "E02-0"})
    chosen = shown(person.get(address), "//select/option[@selected]/@value")
    assert chosen == ["design"]


def test_what_the_open_answers_are_worth_comes_after_the_page(person: Browser, plan: str) -> None:
    page = person.get(f"{plan}/questions/S01")
    (address,) = shown(page, "//*[@id='worth']/@hx-get")
    worth = person.get(address, headers=PARTIAL)
    assert "<html" not in worth.text
    assert "Worth answering next" in worth.text
    # Whoever has no script follows the link and reads the same on a page of its own.
    assert "<h1>" in person.get(address).text


def test_the_ruler_leads_to_every_question_of_the_first_pass(person: Browser, plan: str) -> None:
    links = shown(person.get(f"{plan}/questions/S01"), "//nav[contains(@class,'ruler')]//a/@href")
    assert len(links) == 16
    assert all(re.fullmatch(rf"{plan}/questions/\w+", link) for link in links)
    assert all(person.get(link).status_code == 200 for link in links)


def leaving(words: str, sent: str, version: str) -> dict[str, str | list[str]]:
    """What a page sends at the last moment, while a save of earlier words is under way."""
    return {
        "S01": words, "S01.version": version, "sent.S01": sent, "sent.S01.version": version,
    }  # fmt: skip


def test_the_last_words_of_a_page_follow_its_own_save(person: Browser, plan: str) -> None:
    address = f"{plan}/questions/S01"
    send(person, address, {"S01": "Sorts", "S01.version": "0"})
    left = send(person, address, leaving("Sorts incoming mail", sent="Sorts", version="0"))
    assert left.status_code == 303
    assert "Sorts incoming mail" in person.get(address).text


def test_the_last_words_of_a_page_overwrite_nobody_elses(person: Browser, plan: str) -> None:
    address = f"{plan}/questions/S01"
    send(person, address, {"S01": "Drafts replies", "S01.version": "0"})
    left = send(person, address, leaving("Sorts incoming mail", sent="Sorts", version="0"))
    assert left.status_code == 409
    assert "Drafts replies" in person.get(address).text
