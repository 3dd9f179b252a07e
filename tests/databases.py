"""Real databases for tests: a fresh SQLite file, or an emptied PostgreSQL."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

from app.store.database import Database, open_database
from app.store.migrations import migrate


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


def emptied(database: Database) -> Database:
    with database.connection(writing=True) as connection:
        connection.exec_driver_sql("TRUNCATE plan, secret CASCADE")
    return database
