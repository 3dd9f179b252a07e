"""Who has a plan open, as servers on one database tell each other."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, select

from app.store import tables
from app.store.kept import Guest
from app.store.store import Store
from tests.conftest import NOON
from tests.store.conftest import Shelf

LASTS = timedelta(seconds=14)


def guest(name: str, seen_at: datetime = NOON) -> Guest:
    return Guest("a-plan", name.lower(), name, label="", edits=True, seen_at=seen_at)


def kept(store: Store) -> int:
    return store.connection.scalar(select(func.count()).select_from(tables.guest)) or 0


def test_each_server_hears_of_the_others_guests_and_not_of_its_own(shelf: Shelf) -> None:
    with shelf.store() as store:
        assert store.guests.meet("one", [guest("Ann")], LASTS) == ()
        assert store.guests.meet("two", [guest("Priya")], LASTS) == (guest("Ann"),)
        assert store.guests.meet("one", [], LASTS) == (guest("Priya"),)
        assert store.guests.meet("two", [], LASTS) == ()


def test_a_server_that_is_silent_is_forgotten_with_its_guests(shelf: Shelf) -> None:
    with shelf.store() as store:
        store.guests.meet("one", [guest("Ann")], LASTS)
    with shelf.store(now=NOON + LASTS) as store:
        assert store.guests.meet("two", [], LASTS) == (guest("Ann"),)
    with shelf.store(now=NOON + LASTS + timedelta(seconds=1)) as store:
        assert store.guests.meet("two", [], LASTS) == ()
        assert kept(store) == 0
