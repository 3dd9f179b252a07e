"""A plan of Alice's, and ways to open a store at a given time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime

import pytest

from app.store.database import Database
from app.store.kept import NewLink
from app.store.open_plan import OpenPlan
from app.store.store import Store, open_store
from tests.conftest import NOON


@dataclass(frozen=True)
class Shelf:
    """One database with one plan on it, Alice's."""

    database: Database
    alice: NewLink

    def store(self, *, writing: bool = True, now: datetime = NOON) -> AbstractContextManager[Store]:
        return open_store(self.database, writing=writing, now=now)

    @contextmanager
    def plan(self, token: str = "", now: datetime = NOON) -> Iterator[OpenPlan]:
        """The plan as whoever holds the token may open it; Alice's own key without one."""
        with self.store(now=now) as store:
            yield store.plans.readable_by(token or self.alice.token)


@pytest.fixture
def shelf(database: Database) -> Shelf:
    with open_store(database, writing=True, now=NOON) as store:
        return Shelf(database, store.plans.start("Help desk", bank_version="1"))
