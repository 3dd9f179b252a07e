"""Secrets that all servers on one database share."""

from __future__ import annotations

from secrets import token_urlsafe

from sqlalchemy import Connection, select, text

from app.store import tables

# Of several servers that start at the same moment, the first makes it.
MAKE = text("INSERT INTO secret (name, value) VALUES (:name, :value) ON CONFLICT DO NOTHING")


def shared_secret(connection: Connection, name: str) -> str:
    """The secret of that name, made at the first call. The connection must be writing."""
    connection.execute(MAKE, {"name": name, "value": token_urlsafe(32)})
    kept = connection.scalar(select(tables.secret.c.value).where(tables.secret.c.name == name))
    assert isinstance(kept, str)
    return kept
