"""Versions: frozen documents, kept as they were written and never worked out again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from app.store import tables
from app.store.kept import Role, Version, VersionInList
from app.store.open_plan import OpenPlan
from app.store.refusals import NoSuchVersion

IN_LIST = ("number", "name", "bank_version", "created_at")


@dataclass(frozen=True, slots=True)
class Versions:
    connection: Connection
    now: datetime

    def freeze(
        self, opened: OpenPlan, name: str, document: str, *, bank_version: str
    ) -> VersionInList:
        """Keeps the document (JSON text) under the plan's next number."""
        opened.must_allow(Role.EDIT)
        mine = tables.version.c.plan_id == opened.id
        last = self.connection.scalar(select(func.max(tables.version.c.number)).where(mine))
        frozen = VersionInList((last or 0) + 1, name, bank_version, self.now)
        self.connection.execute(
            insert(tables.version),
            {column: getattr(frozen, column) for column in IN_LIST}
            | {"plan_id": opened.id, "document": document},
        )
        return frozen

    def listed(self, opened: OpenPlan) -> tuple[VersionInList, ...]:
        """All versions, the newest first, without loading their documents."""
        rows = self.connection.execute(
            select(*(tables.version.c[column] for column in IN_LIST))
            .where(tables.version.c.plan_id == opened.id)
            .order_by(tables.version.c.number.desc())
        ).mappings()
        return tuple(VersionInList(**row) for row in rows)

    def must_exist(self, opened: OpenPlan, number: int) -> None:
        if all(known.number != number for known in self.listed(opened)):
            raise NoSuchVersion

    def read(self, opened: OpenPlan, number: int) -> Version:
        """One version. A link pinned to a version opens that one only."""
        if opened.link.version not in {None, number}:
            raise NoSuchVersion
        row = (
            self.connection.execute(
                select(tables.version).where(
                    tables.version.c.plan_id == opened.id, tables.version.c.number == number
                )
            )
            .mappings()
            .first()
        )
        if row is None:
            raise NoSuchVersion
        return Version(**{key: value for key, value in row.items() if key != "plan_id"})
