"""Versions: frozen documents, kept as they were written and never worked out again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, func, insert, select

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

    def find(self, opened: OpenPlan, number: int) -> VersionInList:
        """One version without its document. A link pinned to a version sees that one only."""
        row = self.row(opened, number, [tables.version.c[column] for column in IN_LIST])
        return VersionInList(**row)

    def must_exist(self, opened: OpenPlan, number: int) -> None:
        self.find(opened, number)

    def read(self, opened: OpenPlan, number: int) -> Version:
        """One version. A link pinned to a version opens that one only."""
        columns = [tables.version.c[column] for column in (*IN_LIST, "document")]
        return Version(**self.row(opened, number, columns))

    def row(
        self, opened: OpenPlan, number: int, columns: Sequence[ColumnElement[Any]]
    ) -> RowMapping:
        if opened.link.version not in {None, number}:
            raise NoSuchVersion
        mine = (tables.version.c.plan_id == opened.id, tables.version.c.number == number)
        row = self.connection.execute(select(*columns).where(*mine)).mappings().first()
        if row is None:
            raise NoSuchVersion
        return row
