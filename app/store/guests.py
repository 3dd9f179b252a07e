"""Who has a plan open now, as the servers on one database tell each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select

from app.store import tables
from app.store.kept import Guest

COLUMNS = tuple(field.name for field in fields(Guest))


@dataclass(frozen=True, slots=True)
class Guests:
    connection: Connection
    now: datetime

    def meet(self, server: str, mine: Iterable[Guest], lasts: timedelta) -> tuple[Guest, ...]:
        """Tells of this server's guests and hears of the others'. Who has not been told of for
        as long as `lasts` is forgotten."""
        guest = tables.guest
        self.connection.execute(
            delete(guest).where((guest.c.server == server) | (guest.c.seen_at < self.now - lasts))
        )
        rows = [
            {"server": server, **{name: getattr(each, name) for name in COLUMNS}} for each in mine
        ]
        if rows:
            self.connection.execute(insert(guest), rows)
        heard = self.connection.execute(
            select(*(guest.c[name] for name in COLUMNS)).where(guest.c.server != server)
        ).mappings()
        return tuple(Guest(**row) for row in heard)
