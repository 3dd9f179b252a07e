"""What was backed up comes back, on either database, and nothing half."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.store.backup import NoBackup, back_up, restore
from app.store.database import Database
from app.store.kept import Role
from app.store.store import open_store
from tests.conftest import NOON
from tests.databases import emptied
from tests.store.conftest import Shelf
from tests.store.test_plans import EVERY_KIND, FEW, ONE


def fill(shelf: Shelf) -> str:
    """Puts something into every table that people write to; the token of a share link."""
    with shelf.store() as store:
        owner = store.plans.writable_by(shelf.alice.token)
        for question, said in EVERY_KIND.items():
            owner.answer(question, said)
        owner.answer("S03", FEW)
        store.versions.freeze(owner, "First", '{"a": 1.50}', bank_version="1")
        store.secret("keyring")
        return store.links.share(owner, Role.VIEW, version=1).token


def assert_full(database: Database, token: str, shared: str) -> None:
    with open_store(database, writing=False, now=NOON) as store:
        assert store.plans.readable_by(shared).link.version == 1
        owner = store.plans.writable_by(token)
        assert dict(owner.saved().given) == {**EVERY_KIND, "S03": FEW}
        assert owner.past("S03") == (ONE,)
        assert store.versions.read(owner, 1).document == '{"a": 1.50}'


def test_a_backup_restores_everything(shelf: Shelf, tmp_path: Path) -> None:
    shared = fill(shelf)
    file = tmp_path / "backup.sqlite3"
    back_up(shelf.database, file)
    with shelf.store() as store:
        store.plans.start("Made after the backup", bank_version="1")
        store.plans.writable_by(shelf.alice.token).delete()
    restore(shelf.database, file)
    assert_full(shelf.database, shelf.alice.token, shared)
    with shelf.store(writing=False) as store:
        assert [plan.title for plan in store.plans.every()] == ["Help desk"]


def test_a_backup_is_one_whole_sqlite_file(shelf: Shelf, tmp_path: Path) -> None:
    fill(shelf)
    file = tmp_path / "backup.sqlite3"
    file.write_text("an older backup")
    back_up(shelf.database, file)
    assert [path.name for path in tmp_path.glob("backup*")] == ["backup.sqlite3"]
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        (count,) = connection.execute("SELECT count(DISTINCT question) FROM answer").fetchone()
    assert count == len(EVERY_KIND)


@pytest.mark.postgresql
def test_a_team_moves_from_sqlite_to_postgresql(
    sqlite: Database, postgresql: Database, tmp_path: Path
) -> None:
    with open_store(sqlite, writing=True) as store:
        shelf = Shelf(sqlite, store.plans.start("Help desk", bank_version="1"))
    shared = fill(shelf)
    back_up(sqlite, tmp_path / "move.sqlite3")
    restore(emptied(postgresql), tmp_path / "move.sqlite3")
    assert_full(postgresql, shelf.alice.token, shared)


def damaged(folder: Path) -> Path:
    file = folder / "damaged"
    file.write_bytes(b"SQLite format 3\x00" + b"\xff" * 5000)
    return file


def foreign(folder: Path) -> Path:
    file = folder / "foreign"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE stamps (id)")
        connection.commit()
    return file


def newer(folder: Path) -> Path:
    file = folder / "newer"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num)")
        connection.execute("INSERT INTO alembic_version VALUES ('9999')")
        connection.commit()
    return file


def words(folder: Path) -> Path:
    file = folder / "words"
    file.write_text('{"title": "not a backup"}')
    return file


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (damaged, "damaged"),
        (foreign, "no backup of Scopewright"),
        (newer, "newer release"),
        (words, "no backup"),
        (lambda folder: folder / "missing", "cannot be read"),
    ],
)
def test_a_file_that_is_no_backup_is_refused_and_changes_nothing(
    shelf: Shelf, tmp_path: Path, make: object, reason: str
) -> None:
    assert callable(make)
    shared = fill(shelf)
    with pytest.raises(NoBackup, match=reason):
        restore(shelf.database, make(tmp_path))
    assert_full(shelf.database, shelf.alice.token, shared)
