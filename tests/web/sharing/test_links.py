"""Share links: made, listed, opened, taken back."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from fastapi import FastAPI
from lxml import html
from sqlalchemy import select

from app.store import tables
from app.store.database import current_time
from app.store.links import to_the_hour
from app.store.store import open_store
from tests.browsing import Browser
from tests.web.sharing.new_links import shared


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
        ({"role": "answer"}, "Choose the phase"),
        ({"role": "answer", "phase": "launch"}, "Choose the phase"),
        ({"role": "edit", "hide_money": "1"}, "sees its money"),
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
    tree = html.fromstring(refused.text)
    beside_fields = tree.xpath("//*[@class='field']/p[@class='complaint']/@id")
    assert set(beside_fields) <= set(tree.xpath("//@aria-describedby"))
    assert "None yet" in person.get(f"{plan}/links").text


def test_a_link_that_changes_answers_stays_with_no_version(person: Browser, plan: str) -> None:
    person.post(f"{plan}/versions", data={"name": "First"})
    for fields in ({"role": "edit"}, {"role": "answer", "phase": "scoping"}):
        refused = person.post(f"{plan}/links", data={"version": "1", **fields})
        assert refused.status_code == 422
        assert "Always the current one" in refused.text


def test_a_version_is_proposed_to_be_shared(person: Browser, plan: str) -> None:
    person.post(f"{plan}/versions", data={"name": "For the board"})
    tree = html.fromstring(person.get(f"{plan}/links?version=1").text)
    assert tree.xpath("//select[@id='version']/option[@selected]/@value") == ["1"]


def test_the_list_tells_a_link_s_terms(person: Browser, plan: str) -> None:
    shared(person, plan, label="Data team", role="answer", phase="alignment", expires="2099-05-01")
    (row,) = html.fromstring(person.get(f"{plan}/links").text).xpath("//li[@class='entry']")
    words = " ".join(row.text_content().split())
    assert "Data team Answer one phase: Model alignment" in words
    assert "until 1 May 2099" in words
    assert "not used yet" in words


@pytest.mark.parametrize(
    ("fields", "page"),
    [
        ({"role": "view"}, ""),
        ({"role": "comment"}, "/comments"),
        ({"role": "comment"}, "/sign-offs"),
        ({"role": "answer", "phase": "scoping"}, "/answers"),
        ({"role": "edit"}, ""),
    ],
)
def test_the_list_tells_that_a_link_was_used(
    app: FastAPI, person: Browser, plan: str, fields: dict[str, str], page: str
) -> None:
    address = shared(person, plan, **fields)
    assert "not used yet" in person.get(f"{plan}/links").text
    assert Browser(app).get(f"{address}{page}").status_code == 200
    assert "last used on" in person.get(f"{plan}/links").text


def test_the_list_tells_when_a_link_was_used_last(app: FastAPI, person: Browser, plan: str) -> None:
    address = shared(person, plan, label="Sponsor")
    database = app.state.database

    def last_used() -> datetime | None:
        with database.connection(writing=False) as connection:
            sponsors = tables.link.c.label == "Sponsor"
            used: datetime | None = connection.scalar(
                select(tables.link.c.last_used_at).where(sponsors)
            )
            return used

    two_days_ago = current_time() - timedelta(days=2)
    with open_store(database, writing=True, now=two_days_ago) as store:
        store.links.note_use(store.plans.shared_by(address.rpartition("/")[2]).link.id)
    assert last_used() == to_the_hour(two_days_ago)
    begun = to_the_hour(current_time())
    assert Browser(app).get(address).status_code == 200
    used = last_used()
    assert used is not None
    assert used >= begun
