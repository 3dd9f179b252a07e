"""The action list: who took an entry on, by when, and whether it is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy import Connection, insert, select, update

from app.lifecycle.settled import Noted
from app.store import tables
from app.store.kept import ActionNote, Role
from app.store.open_plan import OpenPlan


def keep_notes(connection: Connection, plan_id: str, noted: Sequence[Noted]) -> None:
    """What was noted beside actions before the plan came here."""
    rows = [
        {
            "plan_id": plan_id,
            "action": one.action,
            "owner": one.owner,
            "by": one.by,
            "done_at": one.done_on and datetime.combine(one.done_on, time(), UTC),
            "done_by": one.done_by,
        }
        for one in noted
    ]
    if rows:
        connection.execute(insert(tables.action), rows)


@dataclass(frozen=True, slots=True)
class Actions:
    connection: Connection
    now: datetime

    def assign(self, opened: OpenPlan, action: str, owner: str, by: date | None) -> None:
        self.note(opened, action, owner=owner, by=by)

    def tick_off(self, opened: OpenPlan, action: str, done_by: str) -> None:
        self.note(opened, action, done_at=self.now, done_by=done_by)

    def take_up_again(self, opened: OpenPlan, action: str) -> None:
        self.note(opened, action, done_at=None, done_by="")

    def note(self, opened: OpenPlan, action: str, **columns: object) -> None:
        """What is noted is part of the plan: its documents show it."""
        opened.must_allow(Role.EDIT)
        changed = self.connection.execute(
            update(tables.action)
            .where(tables.action.c.plan_id == opened.id, tables.action.c.action == action)
            .values(**columns)
        )
        if changed.rowcount == 0:
            untouched = {"owner": "", "by": None, "done_at": None, "done_by": ""}
            mine = {"plan_id": opened.id, "action": action}
            self.connection.execute(insert(tables.action), {**untouched, **mine, **columns})
        opened.update()

    def noted(self, opened: OpenPlan) -> Mapping[str, ActionNote]:
        """What was noted, by the id of the action."""
        rows = self.connection.execute(
            select(*(tables.action.c[column] for column in ActionNote.__slots__)).where(
                tables.action.c.plan_id == opened.id
            )
        ).mappings()
        return {row["action"]: ActionNote(**row) for row in rows}
