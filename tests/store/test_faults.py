"""The machine's troubles are refusals with a sentence; our own bugs stay errors."""

from __future__ import annotations

import sqlite3

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from app.store.database import Database, open_database
from app.store.faults import refusal_of, told
from app.store.refusals import DatabaseIsAway, NoRoomLeft
from app.store.store import open_store

ROOM = "PRAGMA max_page_count = 60"  # of 4 KiB: the disk is nearly full


def limit(database: Database, pragma: str) -> None:
    """Connections opened from now on work under this pragma."""
    database.engine.dispose()
    event.listen(database.engine, "connect", lambda connection, _: connection.execute(pragma))


def start_until_refused(database: Database) -> list[str]:
    """The ids of plans started until the store refuses another."""
    started: list[str] = []
    try:
        for _ in range(500):
            with open_store(database, writing=True) as store:
                made = store.plans.start("t" * 300, bank_version="1")
            started.append(made.link.plan_id)
    except NoRoomLeft:
        return started
    raise AssertionError("there was room for all")


def test_a_full_disk_refuses_the_write_and_keeps_what_is_there(sqlite: Database) -> None:
    limit(sqlite, ROOM)
    started = start_until_refused(sqlite)
    with open_store(sqlite, writing=False) as store:
        assert {plan.id for plan in store.plans.every()} == set(started)
    assert started


def test_a_database_that_others_hold_is_away(sqlite: Database) -> None:
    limit(sqlite, "PRAGMA busy_timeout = 1")
    other = sqlite3.connect(sqlite.url.removeprefix("sqlite:///"))
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(DatabaseIsAway), open_store(sqlite, writing=True) as store:
        store.plans.start("Help desk", bank_version="1")
    other.close()


def test_a_server_that_nobody_finds_is_away() -> None:
    database = open_database("postgresql+psycopg://nobody@127.0.0.1:9/nothing")
    with pytest.raises(DatabaseIsAway), open_store(database, writing=False) as store:
        store.plans.every()
    database.close()


def test_a_missing_table_is_a_bug_and_not_the_machines_fault(sqlite: Database) -> None:
    with pytest.raises(OperationalError), sqlite.connection(writing=False) as connection:
        connection.exec_driver_sql("SELECT * FROM nowhere")


class Full(Exception):
    sqlstate = "53100"


def test_postgresql_without_room_is_told_apart_from_one_that_is_away() -> None:
    assert isinstance(refusal_of(Full()), NoRoomLeft)
    assert isinstance(refusal_of(ConnectionError()), DatabaseIsAway)


def test_what_the_body_raises_passes_untouched() -> None:
    with pytest.raises(KeyError), told():
        raise KeyError("S03")
