"""Runs migrations on the database that `app.store.migrations` names."""

from alembic import context
from sqlalchemy import Connection, NullPool, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from app.settings import read_settings
from app.store.tables import METADATA


def begin_when_told(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    """SQLite's driver would commit before each change of the schema; we begin ourselves."""
    connection.isolation_level = None


def begin_at_once(connection: Connection) -> None:
    # Another server that starts at the same moment waits here instead of migrating twice.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=METADATA,
        render_as_batch=True,
        transactional_ddl=True,
        compare_type=True,
        compare_server_default=True,
    )
    with context.begin_transaction():
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(5367)")
        context.run_migrations()
        if connection.dialect.name == "sqlite":
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            if broken:
                raise RuntimeError(f"The migration would break references: {broken}")


def run() -> None:
    url = context.config.attributes.get("database_url") or read_settings().database
    engine = create_engine(url, poolclass=NullPool)
    if engine.dialect.name == "sqlite":
        # SQLite's foreign keys stay off (its default): a table that is rebuilt would
        # otherwise take along every row that cascades from it.
        event.listen(engine, "connect", begin_when_told)
        event.listen(engine, "begin", begin_at_once)
    with engine.connect() as connection:
        migrate(connection)
    engine.dispose()


run()
