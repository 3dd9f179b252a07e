"""The schema has one owner: the migrations, up and down, over rows, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, make_url, text

from app.lifecycle.answers import Answer, State
from app.store.database import open_database
from app.store.migrations import configuration, migrate
from app.store.store import open_store


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.sqlite3'}"
        return
    url = request.getfixturevalue("postgresql_url")
    run(url, "CREATE DATABASE empty")
    yield make_url(url).set(database="empty").render_as_string(hide_password=False)
    run(url, "DROP DATABASE empty")


def run(url: str, statement: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


def tables(url: str) -> set[str]:
    engine = create_engine(url)
    names = set(inspect(engine).get_table_names())
    engine.dispose()
    return names


def test_an_empty_database_goes_up_to_the_newest_schema_and_back(empty: str) -> None:
    migrate(empty)
    assert {"plan", "answer", "link", "version"} <= tables(empty)
    migrate(empty)
    command.downgrade(configuration(empty), "base")
    assert tables(empty) == {"alembic_version"}


def test_the_tables_in_the_code_are_the_tables_in_the_migrations(empty: str) -> None:
    migrate(empty)
    command.check(configuration(empty))


def test_a_migration_keeps_every_row(empty: str) -> None:
    """Each step is taken over rows; a table rebuilt with foreign keys on would lose its answers."""
    steps = [
        step.revision for step in ScriptDirectory.from_config(configuration(empty)).walk_revisions()
    ]
    migrate(empty, steps[-1])
    database = open_database(empty)
    with open_store(database, writing=True) as store:
        given = {"S03": Answer(State.ANSWERED, "few_tasks")}
        made = store.plans.start("Help desk", bank_version="1", given=given)
        store.connection.execute(
            text(
                "INSERT INTO comment (plan_id, about, author, words, created_at, resolved_by)"
                " VALUES (:plan, 'work', 'Priya', 'Late?', '2026-12-01 12:00:00', '')"
            ),
            {"plan": made.link.plan_id},
        )
    for step in reversed(steps):
        migrate(empty, step)
    with open_store(database, writing=False) as store:
        opened = store.plans.readable_by(made.token)
        assert dict(opened.saved().given) == given
        (said,) = store.comments.listed(opened)
        assert (said.author, said.words, said.through) == ("Priya", "Late?", "")
    database.close()


def test_rebuilding_a_table_takes_no_rows_along(tmp_path: Path) -> None:
    """What a batch migration does to `plan`, on the connection that migrations use."""
    url = f"sqlite:///{tmp_path / 'rebuilt.sqlite3'}"
    migrate(url)
    database = open_database(url)
    with open_store(database, writing=True) as store:
        given = {"S03": Answer(State.ANSWERED, "few_tasks")}
        token = store.plans.start("Help desk", bank_version="1", given=given).token
    database.close()
    rebuild = tmp_path / "rebuild"
    rebuild.mkdir()
    (rebuild / "2999_01_01_rebuild.py").write_text(REBUILD)
    settings = configuration(url)
    settings.set_main_option(
        "version_locations", f"{rebuild}:{settings.get_alembic_option('script_location')}/versions"
    )
    settings.set_main_option("path_separator", "os")
    command.upgrade(settings, "rebuild")
    database = open_database(url)
    with open_store(database, writing=False) as store:
        assert dict(store.plans.readable_by(token).saved().given) == given
    database.close()


REBUILD = """
import sqlalchemy as sa
from alembic import op

revision = "rebuild"
down_revision = "plans"
branch_labels = depends_on = None


def upgrade():
    with op.batch_alter_table("plan", recreate="always") as batch:
        batch.add_column(sa.Column("colour", sa.String(), nullable=True))
"""
