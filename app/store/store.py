"""What one request may do with the database, by noun, in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from sqlalchemy import Connection, select

from app.store import tables
from app.store.actions import Actions
from app.store.banks import Banks
from app.store.comments import Comments
from app.store.database import Database, current_time
from app.store.decisions import Decisions
from app.store.guests import Guests
from app.store.links import Links
from app.store.plans import Plans
from app.store.secrets import shared_secret
from app.store.sign_offs import SignOffs
from app.store.versions import Versions


@dataclass(frozen=True)
class Store:
    """Connects when something is first asked of it, so nobody holds a lock while waiting."""

    held: ExitStack
    database: Database
    writing: bool
    now: datetime

    @cached_property
    def connection(self) -> Connection:
        return self.held.enter_context(self.database.connection(writing=self.writing))

    @property
    def is_open(self) -> bool:
        """Whether something was asked of it that has not been kept yet."""
        return "connection" in vars(self)

    def keep(self) -> None:
        """Keeps what was written, now. Nothing may be asked of this store afterwards."""
        self.held.close()
        vars(self).pop("connection", None)

    @property
    def plans(self) -> Plans:
        return Plans(self.connection, self.now, self.writing, self.database.recent)

    @property
    def links(self) -> Links:
        return Links(self.connection, self.now)

    @property
    def versions(self) -> Versions:
        return Versions(self.connection, self.now)

    @property
    def banks(self) -> Banks:
        return Banks(self.connection, self.now)

    @property
    def comments(self) -> Comments:
        return Comments(self.connection, self.now)

    @property
    def sign_offs(self) -> SignOffs:
        return SignOffs(self.connection, self.now)

    @property
    def decisions(self) -> Decisions:
        return Decisions(self.connection, self.now)

    @property
    def actions(self) -> Actions:
        return Actions(self.connection, self.now)

    @property
    def guests(self) -> Guests:
        return Guests(self.connection, self.now)

    def answers_queries(self) -> None:
        """Raises what the database raises when it is not there or was never migrated."""
        self.connection.execute(select(tables.secret.c.name).limit(1))

    def secret(self, name: str) -> str:
        """A secret that all servers on this database share; made when first asked for."""
        return shared_secret(self.connection, name)


@contextmanager
def open_store(
    database: Database, *, writing: bool, now: datetime | None = None
) -> Iterator[Store]:
    """A store for one request: all of it is kept, or after an error none of it."""
    with ExitStack() as held:
        yield Store(held, database, writing, now or current_time())
