"""One transaction, kept or undone whole; and nobody's words lost when many write."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.lifecycle.answers import Answer, State
from app.store.database import Database, open_database
from app.store.kept import SavedPlan
from app.store.refusals import AnswerHasChanged
from app.store.store import open_store
from tests.store.conftest import Shelf

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("foreign_keys", 1), ("journal_mode", "wal"), ("busy_timeout", 5000), ("synchronous", 2)],
)
def test_every_sqlite_connection_is_set_up(sqlite: Database, pragma: str, value: object) -> None:
    with sqlite.connection(writing=False) as first, sqlite.connection(writing=False) as second:
        for connection in (first, second):
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


def test_a_store_that_nobody_asks_holds_no_connection(sqlite: Database) -> None:
    with open_store(sqlite, writing=True):
        assert sqlite.turn
        assert not sqlite.turn.locked()


def count_up(shelf: Shelf, times: int) -> None:
    """Reads a number, adds one, writes it: what loses updates when it is not one transaction."""
    for _ in range(times):
        with shelf.plan() as plan:
            said = plan.saved().given.get("I06a", Answer(State.ANSWERED, 0.0))
            assert isinstance(said.value, float)
            plan.answer("I06a", Answer(State.ANSWERED, said.value + 1))


def test_eight_threads_that_read_then_write_lose_nothing(shelf: Shelf) -> None:
    with ThreadPoolExecutor(8) as threads:
        for done in [threads.submit(count_up, shelf, 25) for _ in range(8)]:
            done.result()
    with shelf.plan() as plan:
        saved = plan.saved()
    assert saved.given["I06a"].value == 200.0
    assert saved.versions["I06a"] == 200


def test_of_two_who_saw_the_same_version_one_wins_and_one_is_told(shelf: Shelf) -> None:
    start = threading.Barrier(2)

    def answer(value: str) -> str | None:
        start.wait()
        try:
            with shelf.plan() as plan:
                plan.answer("S03", Answer(State.ANSWERED, value), seen=0)
        except AnswerHasChanged as refusal:
            return str(refusal.kept and refusal.kept.value)
        return None

    with ThreadPoolExecutor(2) as threads:
        told = list(threads.map(answer, ["few_tasks", "one_task"]))
    with shelf.plan() as plan:
        kept = plan.saved().given["S03"].value
    assert sorted(told, key=str) == sorted([None, kept], key=str)


def test_a_reader_sees_what_was_committed_and_nothing_unfinished(shelf: Shelf) -> None:
    with shelf.plan() as plan:
        plan.answer("S03", Answer(State.ANSWERED, "few_tasks"))
        with open_store(shelf.database, writing=False) as reading:
            seen = reading.plans.opened_by(shelf.alice.token, plan.link.role, None).saved()
            assert seen.given == {}
    with shelf.store(writing=False) as store:
        assert store.plans.readable_by(shelf.alice.token).saved().given


WRITING = """
import sys
from datetime import date
from app.lifecycle.actuals import Actual, Promise, Spent
from app.lifecycle.answers import Answer, State
from app.store.database import open_database
from app.store.store import open_store

url, token, what = sys.argv[1:]
day, promise = date(2027, 1, 4), Promise((1, 2, 3, 4), (1, 2, 3, 4))
writes = {
    "answer": lambda plan, n: plan.answer("I06a", Answer(State.ANSWERED, n)),
    "days": lambda plan, n: plan.record("scope", Actual(day, day, False, n, promise)),
    "money": lambda plan, n: plan.book("people", Spent(n, day)),
}
database = open_database(url)
for count in range(1, 10_000):
    with open_store(database, writing=True) as store:
        writes[what](store.plans.writable_by(token), float(count))
    print(count, flush=True)
"""
READ: Mapping[str, Callable[[SavedPlan], object]] = {
    "answer": lambda saved: saved.given["I06a"].value,
    "days": lambda saved: saved.actuals.tasks["scope"].days,
    "money": lambda saved: saved.actuals.spent["people"].usd,
}


@pytest.mark.parametrize("what", READ)
def test_what_was_acknowledged_survives_a_killed_process(sqlite: Database, what: str) -> None:
    with open_store(sqlite, writing=True) as store:
        token = store.plans.start("Help desk", bank_version="1").token
    sqlite.close()
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITING, sqlite.url, token, what],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert writer.stdout
    with writer.stdout:
        acknowledged = [int(writer.stdout.readline()) for _ in range(20)]
        os.kill(writer.pid, signal.SIGKILL)
        acknowledged += [int(line) for line in writer.stdout if line.endswith("\n")]
    writer.wait()
    reopened = open_database(sqlite.url)
    with open_store(reopened, writing=False) as store:
        kept = READ[what](store.plans.readable_by(token).saved())
    reopened.close()
    assert isinstance(kept, float)
    assert kept >= acknowledged[-1]
