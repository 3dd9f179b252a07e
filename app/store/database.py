"""One database, one transaction: the only place where anything begins or is committed."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from app.store.faults import told
from app.store.recent import Recent

# As many connections as the server has threads, or requests queue for one.
THREADS = 40

PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 5000",
    # An answer that was acknowledged survives a power cut.
    "PRAGMA synchronous = FULL",
)


@dataclass(frozen=True, slots=True)
class Database:
    """An open database with a way to read and a way to write."""

    url: str
    engine: Engine
    reading: Engine
    # SQLite writes one at a time anyway; waiting here is fair, its own waiting is not.
    turn: threading.Lock | None = None
    recent: Recent = field(default_factory=Recent)

    @property
    def dialect(self) -> str:
        return self.engine.dialect.name

    @property
    def reads_at_once(self) -> bool:
        """Whether a read waits for nobody: in a file of this machine it does not, over a network
        it does."""
        return self.dialect == "sqlite"

    @property
    def writers(self) -> int:
        """How many may write at once without one standing in another's way."""
        return 1 if self.turn else THREADS // 2

    @contextmanager
    def connection(self, *, writing: bool) -> Iterator[Connection]:
        """Reads see what is committed at once; writes are one transaction, kept or undone whole.

        Raises DatabaseIsAway or NoRoomLeft.
        """
        if not writing:
            with told(), self.reading.connect() as connection:
                yield connection
            return
        with told(), self.turn or nullcontext(), self.engine.begin() as connection:
            if self.turn:
                take_lock(connection)
            yield connection

    def close(self) -> None:
        self.engine.dispose()


def open_database(url: str) -> Database:
    """The database at that address; it must have been migrated."""
    if make_url(url).get_backend_name() == "sqlite":
        return open_sqlite(url)
    engine = create_engine(url, pool_size=THREADS, max_overflow=0, pool_pre_ping=True)
    return Database(url, engine, engine.execution_options(isolation_level="AUTOCOMMIT"))


def open_sqlite(url: str) -> Database:
    engine = create_engine(url, pool_size=THREADS, max_overflow=8)
    event.listen(engine, "connect", set_up_sqlite)
    return Database(url, engine, engine, threading.Lock())


def set_up_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    assert isinstance(connection, sqlite3.Connection)
    # The driver's own transactions begin late and lose updates in silence.
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(pragma)


def take_lock(connection: Connection) -> None:
    """A writer takes SQLite's lock before it reads, so what it read still holds when it writes."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    driver.execute("BEGIN IMMEDIATE")


def current_time() -> datetime:
    return datetime.now(UTC)
