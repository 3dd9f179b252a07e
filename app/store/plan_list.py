"""Plans as a list shows them, and which of them a browser's keys edit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, exists, func, or_, select

from app.lifecycle.answers import State
from app.store import tables
from app.store.kept import PlanInList, Role
from app.store.tokens import hashed

later = tables.answer.alias("later")
NOT_REPLACED = ~exists().where(
    later.c.plan_id == tables.answer.c.plan_id,
    later.c.question == tables.answer.c.question,
    later.c.version > tables.answer.c.version,
)


def plans_in_list(connection: Connection, wanted: ColumnElement[bool]) -> tuple[PlanInList, ...]:
    """Those plans with how many questions each answers, the one last changed first."""
    changed = func.max(tables.answer.c.said_at)
    rows = connection.execute(
        select(
            tables.plan.c.id,
            tables.plan.c.title,
            tables.plan.c.changed_at,
            tables.plan.c.copied_from,
            func.count().filter(tables.answer.c.state != State.UNSEEN).label("answered"),
            changed.label("answered_at"),
        )
        .select_from(tables.plan)
        .outerjoin(
            tables.answer,
            (tables.answer.c.plan_id == tables.plan.c.id) & NOT_REPLACED,
        )
        .where(wanted)
        .group_by(tables.plan.c.id)
    ).mappings()
    plans = [
        PlanInList(
            row["id"],
            row["title"],
            max(row["changed_at"], row["answered_at"] or row["changed_at"]),
            row["answered"],
            row["copied_from"],
        )
        for row in rows
    ]
    return tuple(sorted(plans, key=lambda plan: plan.changed_at, reverse=True))


def edited_with(tokens: Iterable[str], now: datetime) -> ColumnElement[bool]:
    """Whether one of these tokens edits the plan, or the plan that it is a scenario of."""
    mine = select(tables.link.c.plan_id).where(
        tables.link.c.token_hash.in_([hashed(token) for token in tokens]),
        tables.link.c.role == Role.EDIT,
        tables.link.c.revoked_at.is_(None),
        or_(tables.link.c.expires_at.is_(None), tables.link.c.expires_at > now),
    )
    scenarios = select(tables.plan.c.id).where(tables.plan.c.copied_from.in_(mine))
    return tables.plan.c.id.in_(mine.union(scenarios))
