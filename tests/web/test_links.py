"""Share links: made, listed, opened, taken back."""

from __future__ import annotations

import re

import pytest
from fastapi import FastAPI
from lxml import html

from tests.browsing import Browser


@pytest.fixture
def plan(person: Browser) -> str:
    return str(person.post("/examples/support-chat/copies").url.path)


def shared(person: Browser, plan: str, **fields: str) -> str:
    """The path of a link just made: its address is on this page and nowhere else."""
    made = person.post(f"{plan}/links", data={"role": "view", **fields})
    assert made.status_code == 201
    address = html.fromstring(made.text).get_element_by_id("address").get("value", "")
    assert address not in person.get(f"{plan}/links").text
    return re.sub(r"^https?://[^/]+", "", address)


def test_a_new_link_opens_the_plan_for_a_stranger(app: FastAPI, person: Browser, plan: str) -> None:
    address = shared(person, plan, label="Sponsor")
    assert Browser(app).get(address).status_code == 200
    assert "Sponsor" in person.get(f"{plan}/links").text


def test_a_new_link_comes_as_a_picture_too(person: Browser, plan: str) -> None:
    made = person.post(f"{plan}/links", data={"role": "view"})
    assert html.fromstring(made.text).xpath("//*[local-name()='svg' and @class='qr']")


def test_taking_a_link_back_asks_first_and_then_it_opens_nothing(
    app: FastAPI, person: Browser, plan: str
) -> None:
    address = shared(person, plan, label="Sponsor")
    tree = html.fromstring(person.get(f"{plan}/links").text)
    (ask,) = tree.xpath("//a[contains(@href, 'revocation')]/@href")
    assert "Take back the link" in person.get(ask).text
    assert "Links that no longer open" in person.post(ask).text
    assert Browser(app).get(address).status_code == 404


def test_an_edit_link_lets_another_device_go_on(app: FastAPI, person: Browser, plan: str) -> None:
    address = shared(person, plan, role="edit")
    other = Browser(app)
    arrived = other.get(address)
    assert arrived.url.path == plan
    assert other.get(f"{plan}/questions/S01").status_code == 200
    assert plan in other.get("/").text


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"role": "owner"}, "Choose what the link allows"),
        ({"expires": "2020-01-01"}, "still to come"),
        ({"expires": "soon"}, "Write the date like"),
        ({"label": "x" * 2000}, "Shorten this"),
        ({"version": "first"}, "Choose one of the versions"),
    ],
)
def test_a_link_that_cannot_be_made_says_what_to_change(
    person: Browser, plan: str, fields: dict[str, str], says: str
) -> None:
    refused = person.post(f"{plan}/links", data={"role": "view", **fields})
    assert refused.status_code == 422
    assert says in refused.text
    assert "None yet" in person.get(f"{plan}/links").text
