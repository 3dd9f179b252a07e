"""Secrets that all servers on one database share."""

from __future__ import annotations

from secrets import token_urlsafe

from sqlalchemy import Connection, insert, select

from app.store import tables


def shared_secret(connection: Connection, name: str) -> str:
    """The secret of that name, made at the first call. The connection must be writing."""
    of_that_name = select(tables.secret.c.value).where(tables.secret.c.name == name)
    kept = connection.scalar(of_that_name)
    if isinstance(kept, str):
        return kept
    made = token_urlsafe(32)
    connection.execute(insert(tables.secret), {"name": name, "value": made})
    return made
