"""Decisions: which of several scenarios was chosen, and why."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time

from sqlalchemy import Connection, insert, select

from app.lifecycle.settled import Decided
from app.store import tables
from app.store.kept import Decision, PassedOver, Role
from app.store.open_plan import OpenPlan


def keep_decisions(connection: Connection, plan_id: str, made: Sequence[Decided]) -> None:
    """Decisions of before the plan came here, the newest first; of the others only their titles."""
    rows = [
        {
            "plan_id": plan_id,
            "instead_of": json.dumps([["", title] for title in one.instead_of]),
            "why": one.why,
            "decided_by": one.by,
            "decided_at": datetime.combine(one.on, time(), UTC),
        }
        for one in reversed(made)
    ]
    if rows:
        connection.execute(insert(tables.decision), rows)


@dataclass(frozen=True, slots=True)
class Decisions:
    connection: Connection
    now: datetime

    def decide(
        self, chosen: OpenPlan, instead_of: Sequence[PassedOver], why: str, decided_by: str
    ) -> Decision:
        """This plan rather than the others. What is decided is part of the plan from now on."""
        chosen.must_allow(Role.EDIT)
        decided = Decision(chosen.id, tuple(instead_of), why, decided_by, self.now)
        self.connection.execute(
            insert(tables.decision),
            {
                "plan_id": decided.chosen,
                "instead_of": json.dumps([[other.id, other.title] for other in instead_of]),
                "why": why,
                "decided_by": decided_by,
                "decided_at": self.now,
            },
        )
        chosen.update()
        return decided

    def listed(self, opened: OpenPlan) -> tuple[Decision, ...]:
        """The decisions for this plan, the newest first."""
        rows = self.connection.execute(
            select(tables.decision)
            .where(tables.decision.c.plan_id == opened.id)
            .order_by(tables.decision.c.id.desc())
        ).mappings()
        return tuple(
            Decision(
                row["plan_id"],
                tuple(PassedOver(*other) for other in json.loads(row["instead_of"])),
                row["why"],
                row["decided_by"],
                row["decided_at"],
            )
            for row in rows
        )
