"""Actuals: what tasks took and what was spent. Each word is added, none is ever changed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache

from sqlalchemy import Connection, bindparam, func, select, tuple_

from app.lifecycle.actuals import Actual, Actuals, EarlierPlan, Spent
from app.lifecycle.actuals_document import (
    read_actual,
    read_earlier,
    read_spent,
    write_actual,
    write_earlier,
    write_spent,
)
from app.store import tables

TASK = "task:"
SPENT = "spent:"
EARLIER = "earlier:"

Noted = Mapping[str, tuple[int, str | None]]  # subject → its last version and value

latest = tables.actual.alias("latest")
ALL = select(tables.actual.c.subject, tables.actual.c.version, tables.actual.c.value).where(
    tables.actual.c.plan_id == bindparam("plan"),
    tuple_(tables.actual.c.subject, tables.actual.c.version).in_(
        select(latest.c.subject, func.max(latest.c.version))
        .where(latest.c.plan_id == bindparam("plan"))
        .group_by(latest.c.subject)
    ),
)


def latest_actuals(connection: Connection, plan_id: str) -> Noted:
    """What was said last of each subject."""
    rows = connection.execute(ALL, {"plan": plan_id}).mappings()
    return {row["subject"]: (row["version"], row["value"]) for row in rows}


def written(said: Mapping[str, object]) -> str:
    """One actual as the text that is kept; the same gives the same text."""
    return json.dumps(said, ensure_ascii=False, sort_keys=True)


def texts_of(actuals: Actuals) -> dict[str, str]:
    """By subject, the text to keep."""
    tasks = {f"{TASK}{id}": written(write_actual(said)) for id, said in actuals.tasks.items()}
    spent = {f"{SPENT}{id}": written(write_spent(said)) for id, said in actuals.spent.items()}
    earlier = {f"{EARLIER}{id}": written(write_earlier(x)) for id, x in actuals.earlier.items()}
    return tasks | spent | earlier


def actuals_of(noted: Noted) -> Actuals:
    kept = {subject: text for subject, (_, text) in noted.items() if text is not None}
    return Actuals(
        {id: actual_of(text) for id, text in of_kind(TASK, kept)},
        {id: spent_of(text) for id, text in of_kind(SPENT, kept)},
        {id: earlier_of(text) for id, text in of_kind(EARLIER, kept)},
    )


def of_kind(kind: str, kept: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What the subjects of one kind are of, each with its text."""
    for subject, text in kept.items():
        if subject.startswith(kind):
            yield subject.removeprefix(kind), text


@lru_cache(maxsize=1024)
def actual_of(text: str) -> Actual:
    return read_actual(json.loads(text))


@lru_cache(maxsize=1024)
def spent_of(text: str) -> Spent:
    return read_spent(json.loads(text))


@lru_cache(maxsize=1024)
def earlier_of(text: str) -> EarlierPlan:
    return read_earlier(json.loads(text))
