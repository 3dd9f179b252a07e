"""Comments: what visitors say beside a section or a question, in threads, until resolved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, RowMapping, func, insert, select, update

from app.store import tables
from app.store.kept import Comment, Role
from app.store.open_plan import OpenPlan
from app.store.refusals import NoSuchComment


@dataclass(frozen=True, slots=True)
class Comments:
    connection: Connection
    now: datetime

    def say(
        self,
        opened: OpenPlan,
        about: str,
        author: str,
        words: str,
        *,
        answers_to: int | None = None,
    ) -> Comment:
        """A new comment, or an answer to one. A thread is one level deep."""
        opened.must_allow(Role.COMMENT)
        if answers_to is not None:
            begun = self.find(opened, answers_to)
            about, answers_to = begun.about, begun.answers_to or begun.id
        made = self.connection.execute(
            insert(tables.comment),
            {
                "plan_id": opened.id,
                "about": about,
                "answers_to": answers_to,
                "author": author,
                "words": words,
                "created_at": self.now,
                "resolved_by": "",
                "through": opened.through,
            },
        ).inserted_primary_key
        assert made
        return self.find(opened, made[0])

    def resolve(self, opened: OpenPlan, comment_id: int, by: str) -> None:
        """Marks a thread as dealt with."""
        self.mark(opened, comment_id, resolved_at=self.now, resolved_by=by)

    def reopen(self, opened: OpenPlan, comment_id: int) -> None:
        self.mark(opened, comment_id, resolved_at=None, resolved_by="")

    def mark(self, opened: OpenPlan, comment_id: int, **columns: object) -> None:
        opened.must_allow(Role.COMMENT)
        begun = self.find(opened, comment_id)
        thread = tables.comment.c.id == (begun.answers_to or begun.id)
        self.connection.execute(update(tables.comment).where(thread).values(**columns))

    def listed(self, opened: OpenPlan) -> tuple[Comment, ...]:
        """All comments, in the order in which they were made."""
        rows = self.connection.execute(
            select(tables.comment)
            .where(tables.comment.c.plan_id == opened.id)
            .order_by(tables.comment.c.id)
        ).mappings()
        return tuple(comment_of(row) for row in rows)

    def counts(self, opened: OpenPlan) -> Mapping[str, int]:
        """How many threads are open, by what they are about."""
        thread = tables.comment.c
        rows = self.connection.execute(
            select(thread.about, func.count())
            .where(
                thread.plan_id == opened.id,
                thread.answers_to.is_(None),
                thread.resolved_at.is_(None),
            )
            .group_by(thread.about)
        )
        return {about: count for about, count in rows}

    def find(self, opened: OpenPlan, comment_id: int) -> Comment:
        row = (
            self.connection.execute(
                select(tables.comment).where(
                    tables.comment.c.plan_id == opened.id, tables.comment.c.id == comment_id
                )
            )
            .mappings()
            .first()
        )
        if row is None:
            raise NoSuchComment
        return comment_of(row)


def comment_of(row: RowMapping) -> Comment:
    return Comment(**{name: value for name, value in row.items() if name != "plan_id"})
