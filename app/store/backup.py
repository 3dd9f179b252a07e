"""Backups: always one SQLite file, whatever database they come from and go to.

So a team moves from SQLite to PostgreSQL, and back, by a backup and a restore. A copy of the
database file alone would lack what still stands in its write-ahead log.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from alembic.util import CommandError
from sqlalchemy import Connection, Integer, Table, func, insert, select, text

from app.store.database import Database, open_database
from app.store.migrations import migrate
from app.store.tables import METADATA

SIGNATURE = b"SQLite format 3\x00"


class NoBackup(ValueError):
    """A file that cannot be restored; the message says why."""


def back_up(database: Database, path: Path) -> None:
    """Writes all that the database holds to one file, while others go on working."""
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        fresh = Path(folder) / "backup.sqlite3"
        if database.dialect == "sqlite":
            copy_sqlite(database, fresh)
        else:
            copy_rows_to_file(database, fresh)
        os.replace(fresh, path)


def copy_sqlite(database: Database, path: Path) -> None:
    with (
        database.connection(writing=False) as connection,
        closing(sqlite3.connect(path)) as copy,
    ):
        original = connection.connection.driver_connection
        assert isinstance(original, sqlite3.Connection)
        original.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")


def copy_rows_to_file(database: Database, path: Path) -> None:
    url = f"sqlite:///{path}"
    migrate(url)
    copy = open_database(url)
    with (
        database.engine.connect().execution_options(isolation_level="REPEATABLE READ") as original,
        copy.connection(writing=True) as written,
    ):
        copy_rows(original, written)
    with copy.connection(writing=False) as connection:
        # One file, not a file with a log beside it.
        connection.exec_driver_sql("PRAGMA journal_mode = DELETE")
    copy.close()


def restore(database: Database, path: Path) -> None:
    """Puts what the file holds in the place of what the database holds: all of it or nothing."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "restoring.sqlite3"
        take(path, copy)
        original = open_database(f"sqlite:///{copy}")
        with (
            original.connection(writing=False) as read,
            database.connection(writing=True) as written,
        ):
            clear(written)
            copy_rows(read, written)
        original.close()


def take(path: Path, copy: Path) -> None:
    """The file, brought to today's schema; it may be a backup of an earlier release."""
    try:
        shutil.copy(path, copy)
        check(copy)
        migrate(f"sqlite:///{copy}")
    except OSError as fault:
        raise NoBackup(f"{path} cannot be read ({fault.strerror}).") from None
    except CommandError:
        raise NoBackup(f"{path} was written by a newer release; restore it with that.") from None


def check(path: Path) -> None:
    with path.open("rb") as file:
        if file.read(len(SIGNATURE)) != SIGNATURE:
            raise NoBackup("This is no backup: `backup` writes SQLite files.")
    with closing(sqlite3.connect(path)) as connection:
        try:
            sound = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            connection.execute("SELECT version_num FROM alembic_version")
        except sqlite3.DatabaseError:
            sound = False
    if not sound:
        raise NoBackup("This file is damaged, or no backup of Scopewright. Nothing was changed.")


def copy_rows(original: Connection, copy: Connection) -> None:
    for table in METADATA.sorted_tables:
        rows = [
            dict(row)
            for row in original.execute(select(table).order_by(*table.primary_key)).mappings()
        ]
        if rows:
            copy.execute(insert(table), rows)
        go_on_counting(copy, table)


def clear(connection: Connection) -> None:
    for table in reversed(METADATA.sorted_tables):
        connection.execute(table.delete())


def go_on_counting(connection: Connection, table: Table) -> None:
    """PostgreSQL counts ids apart from the rows that have them."""
    own = table.c.get("id")
    if connection.dialect.name != "postgresql" or own is None or not isinstance(own.type, Integer):
        return
    last = connection.scalar(select(func.max(own)))
    if last is not None:
        connection.execute(
            text("SELECT setval(pg_get_serial_sequence(:table, 'id'), :last)"),
            {"table": table.name, "last": last},
        )
