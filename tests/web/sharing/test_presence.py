"""Who else has a plan open: told by a stream of events, and never at the cost of anything."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from fastapi import FastAPI

from app.language.reader import ENGLISH
from app.store.database import Database
from app.store.kept import Guest
from app.web.sharing import here as here_module
from app.web.sharing import presence
from app.web.sharing.here import LASTS, Here, in_words
from tests.browsing import Browser
from tests.conftest import NOON
from tests.web.sharing.new_links import shared

ANN = Guest("plan1", "ann", "Ann", "", True, NOON)
BOB = Guest("plan1", "bob", "", "Legal", False, NOON)


class Clock:
    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def here(sqlite: Database, clock: Clock) -> Here:
    return Here(sqlite, alone=True, clock=clock)


def browsers(guests: tuple[Guest, ...]) -> list[str]:
    return [guest.browser for guest in guests]


def test_everybody_else_with_the_same_plan_is_here(here: Here) -> None:
    for guest in (ANN, BOB, replace(ANN, browser="cat", plan_id="plan2")):
        here.see(guest)
    assert browsers(here.others(ANN)) == ["bob"]
    assert browsers(here.others(BOB)) == ["ann"]


def test_two_tabs_are_one_person(here: Here) -> None:
    here.see(ANN)
    here.see(ANN)
    assert here.others(ANN) == ()
    assert len(here.others(BOB)) == 1


def test_who_falls_silent_is_forgotten(here: Here, clock: Clock) -> None:
    here.see(BOB)
    clock.now += LASTS
    assert browsers(here.others(ANN)) == ["bob"]
    clock.now += timedelta(seconds=1)
    assert here.others(ANN) == ()
    assert here.mine == {}


def test_servers_on_one_database_tell_each_other(database: Database, clock: Clock) -> None:
    one, two = (Here(database, alone=False, clock=clock) for _ in range(2))
    now = datetime.now(tz=NOON.tzinfo)
    clock.now = now
    one.see(ANN)
    two.see(BOB)
    one.share()
    two.share()
    one.share()
    assert browsers(one.others(ANN)) == ["bob"]
    assert browsers(two.others(BOB)) == ["ann"]
    two.mine.clear()
    two.share()
    one.share()
    assert one.others(ANN) == ()


def test_a_server_alone_never_asks_the_database(here: Here, clock: Clock) -> None:
    assert not here.is_to_share()
    many = Here(here.database, alone=False, clock=clock)
    assert many.is_to_share()
    assert not many.is_to_share()
    clock.now += here_module.SHARED_EVERY
    assert many.is_to_share()


def test_without_the_database_nothing_fails(here: Here, caplog: pytest.LogCaptureFixture) -> None:
    here.see(BOB)
    with here.database.engine.connect() as connection:
        connection.exec_driver_sql("DROP TABLE guest")
    here.share()
    assert "who is here" in caplog.text
    assert browsers(here.others(ANN)) == ["bob"]


def test_a_label_is_told_to_editors_only() -> None:
    def said(*guests: Guest, to_editor: bool) -> str:
        told = in_words(guests, to_editor=to_editor)
        return ENGLISH.say(told) if told else ""

    reader = replace(BOB, label="")
    assert said(to_editor=True) == ""
    assert said(BOB, to_editor=True) == "Also here: somebody with the link “Legal”"
    assert said(BOB, to_editor=False) == "Also here: a reader"
    assert said(ANN, reader, reader, to_editor=False) == "Also here: Ann and 2 readers"
    assert said(replace(ANN, name=""), to_editor=False) == "Also here: somebody who edits"


def test_there_is_room_for_so_many_and_no_more(here: Here) -> None:
    for _ in range(here_module.MOST_OF_ONE_PLAN):
        assert here.has_room("plan1")
        here.enter(ANN)
    assert not here.has_room("plan1")
    assert here.has_room("plan2")
    here.leave(ANN)
    assert here.has_room("plan1")


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presence, "BEAT", 0.001)


@pytest.mark.usefixtures("quick")
def test_author_and_visitor_hear_of_each_other(app: FastAPI, person: Browser, plan: str) -> None:
    alone = person.get(f"{plan}/presence?browser=ann")
    assert alone.headers["content-type"].startswith("text/event-stream")
    assert alone.text.count("data:") == 1
    assert "Also here" not in alone.text
    visitor = Browser(app)
    link = shared(person, plan, role="comment", label="Legal")
    assert "Also here: somebody who edits" in visitor.get(f"{link}/presence?browser=bob").text
    assert "somebody with the link “Legal”" in person.get(f"{plan}/presence?browser=ann").text
    fields = {"about": "work", "name": "Priya\nRao", "words": "Hello"}
    visitor.post(f"{link}/comments", data=fields)
    visitor.get(f"{link}/presence?browser=bob")
    heard = person.get(f"{plan}/presence?browser=ann").text
    assert "data: Also here: Priya Rao\n\n" in heard
    assert not app.state.here.streams


@pytest.mark.parametrize("browser", ["", "x" * 41, "a b", "<b>", "a\nb"])
def test_a_browser_that_says_nothing_sensible_is_sent_away(
    person: Browser, plan: str, browser: str
) -> None:
    assert person.get(f"{plan}/presence", params={"browser": browser}).status_code == 204


def test_when_the_house_is_full_the_page_goes_without(
    app: FastAPI, person: Browser, plan: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(here_module, "MOST_OPEN", 0)
    assert person.get(f"{plan}/presence?browser=ann").status_code == 204


def test_a_link_to_answer_hears_of_nobody(app: FastAPI, person: Browser, plan: str) -> None:
    link = shared(person, plan, role="answer", phase="scoping")
    assert Browser(app).get(f"{link}/presence?browser=bob").status_code == 404
    assert "data-here" not in Browser(app).get(link).text
