"""What a database's own errors mean to whoever waits for it: try again, or free some room."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import InterfaceError, OperationalError, TimeoutError

from app.store.refusals import DatabaseIsAway, NoRoomLeft, Refusal

# A file that may not grow is an error of writing to SQLite, a full disk is one of its own.
SQLITE_NO_ROOM = ("SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_FSYNC", "SQLITE_IOERR_SHMSIZE")
SQLITE_AWAY = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_CANTOPEN", "SQLITE_IOERR", "SQLITE_READONLY")
POSTGRESQL_NO_ROOM = "53100"  # disk_full, PostgreSQL manual, appendix A

log = logging.getLogger(__name__)


@contextmanager
def told() -> Iterator[None]:
    """Errors that come from the state of the machine become refusals; bugs stay what they are."""
    try:
        yield
    except (OperationalError, InterfaceError, TimeoutError, sqlite3.OperationalError) as fault:
        refusal = refusal_of(getattr(fault, "orig", None) or fault)
        if refusal is None:
            raise
        log.error("the database cannot be used: %s", fault)
        raise refusal from fault


def refusal_of(fault: BaseException) -> Refusal | None:
    """What to tell of an error of the database's driver; None: it is a bug of ours."""
    if isinstance(fault, sqlite3.Error):
        return refusal_of_sqlite(getattr(fault, "sqlite_errorname", ""))
    if getattr(fault, "sqlstate", None) == POSTGRESQL_NO_ROOM:
        return NoRoomLeft()
    return DatabaseIsAway()


def refusal_of_sqlite(name: str) -> Refusal | None:
    if name in SQLITE_NO_ROOM:
        return NoRoomLeft()
    return DatabaseIsAway() if name.startswith(SQLITE_AWAY) else None
