"""Plans: starting one, and opening one with a key. Fetching decides access."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import (
    Connection,
    RowMapping,
    bindparam,
    func,
    insert,
    select,
)

from app.lifecycle.actuals import NOTHING_BEGUN, Actuals
from app.lifecycle.answers import Answer, State
from app.lifecycle.document import AnswersDocument
from app.lifecycle.settled import NOTHING_SETTLED, Settled
from app.store import tables
from app.store.actions import keep_notes
from app.store.actuals import texts_of
from app.store.banks import Banks
from app.store.decisions import keep_decisions
from app.store.kept import NewLink, PlanInList, Role, ShareLink
from app.store.links import make_link
from app.store.open_plan import OpenPlan
from app.store.plan_list import edited_with, plans_in_list
from app.store.recent import Recent
from app.store.refusals import NoSuchPlan
from app.store.rows import columns_of, link_of
from app.store.tokens import hashed, new_id

PLAN_COLUMNS = [column for column in tables.plan.c if column.name not in {"id", "created_at"}]

# How often something was said of work that has begun: mostly never, which saves a query.
BEGUN_TIMES = (
    select(func.count())
    .where(tables.actual.c.plan_id == tables.plan.c.id)
    .correlate(tables.plan)
    .scalar_subquery()
    .label("begun_times")
)
# How many answers there ever were: with each new one it changes.
SAID_TIMES = (
    select(func.count())
    .where(tables.answer.c.plan_id == tables.plan.c.id)
    .correlate(tables.plan)
    .scalar_subquery()
    .label("said_times")
)
BY_TOKEN = (
    select(tables.link, tables.plan.c.created_at.label("started_at"), *PLAN_COLUMNS, BEGUN_TIMES)
    .join(tables.plan, tables.plan.c.id == tables.link.c.plan_id)
    .where(tables.link.c.token_hash == bindparam("token"))
)
BY_TOKEN_TO_READ = BY_TOKEN.add_columns(SAID_TIMES)
BY_ID = select(tables.plan.c.created_at.label("started_at"), *PLAN_COLUMNS, BEGUN_TIMES).where(
    tables.plan.c.id == bindparam("plan")
)
# One writer a plan at a time, also where the database lets many write (SQLite needs no such word).
BY_TOKEN_TO_WRITE = BY_TOKEN.with_for_update(of=tables.plan)

# A plan's scenarios open by the keys that edit it, for as long as those do.
BY_TOKEN_OF_ORIGINAL = (
    select(
        *(column for column in tables.link.c if column.name != "plan_id"),
        tables.plan.c.id.label("plan_id"),
        tables.plan.c.created_at.label("started_at"),
        *PLAN_COLUMNS,
        BEGUN_TIMES,
    )
    .join(tables.plan, tables.plan.c.copied_from == tables.link.c.plan_id)
    .where(
        tables.link.c.token_hash == bindparam("token"),
        tables.link.c.role == Role.EDIT,
        tables.plan.c.id == bindparam("plan"),
    )
)
BY_TOKEN_OF_ORIGINAL_TO_READ = BY_TOKEN_OF_ORIGINAL.add_columns(SAID_TIMES)
BY_TOKEN_OF_ORIGINAL_TO_WRITE = BY_TOKEN_OF_ORIGINAL.with_for_update(of=tables.plan)


@dataclass(frozen=True, slots=True)
class Plans:
    connection: Connection
    now: datetime
    writing: bool
    recent: Recent

    def start(
        self,
        title: str,
        *,
        bank_version: str,
        kickoff: date | None = None,
        priced_at: date | None = None,
        given: Mapping[str, Answer] | None = None,
        copied_from: str | None = None,
        actuals: Actuals = NOTHING_BEGUN,
        settled: Settled = NOTHING_SETTLED,
    ) -> NewLink:
        """A new plan, and the link whose token may edit it. That link never expires."""
        plan_id = new_id()
        self.connection.execute(
            insert(tables.plan),
            {
                "id": plan_id,
                "title": title,
                "kickoff": kickoff,
                "priced_at": priced_at,
                "bank_version": bank_version,
                "created_at": self.now,
                "changed_at": self.now,
                "copied_from": copied_from,
            },
        )
        self.keep_all(plan_id, given or {})
        self.keep_actuals(plan_id, actuals)
        keep_decisions(self.connection, plan_id, settled.decisions)
        keep_notes(self.connection, plan_id, settled.actions)
        Banks(self.connection, self.now).keep(bank_version)
        return make_link(self.connection, ShareLink(new_id(), plan_id, Role.EDIT, self.now))

    def keep_all(self, plan_id: str, given: Mapping[str, Answer]) -> None:
        rows = [
            {
                **columns_of(said),
                "plan_id": plan_id,
                "question": question,
                "version": 1,
                "said_at": self.now,
            }
            for question, said in given.items()
            if said.state is not State.UNSEEN
        ]
        if rows:
            self.connection.execute(insert(tables.answer), rows)

    def keep_actuals(self, plan_id: str, actuals: Actuals) -> None:
        """What had happened before the plan came here."""
        rows = [
            {
                "plan_id": plan_id,
                "subject": subject,
                "version": 1,
                "value": text,
                "noted_at": self.now,
            }
            for subject, text in texts_of(actuals).items()
        ]
        if rows:
            self.connection.execute(insert(tables.actual), rows)

    def readable_by(self, token: str | None, plan_id: str | None = None) -> OpenPlan:
        """The plan that this token opens; NoSuchPlan when it opens none (or not this one)."""
        return self.opened_by(token, Role.VIEW, plan_id)

    def commentable_by(self, token: str | None, plan_id: str | None = None) -> OpenPlan:
        return self.opened_by(token, Role.COMMENT, plan_id)

    def shared_by(self, token: str | None) -> OpenPlan:
        """The plan of a live share link, whatever it allows: to read, or to answer one phase."""
        return self.opened_at(token, None)

    def take_in(self, document: AnswersDocument, title: str) -> NewLink:
        """A new plan with all that a document holds."""
        return self.start(
            title,
            bank_version=document.answers.bank.version,
            kickoff=document.kickoff,
            priced_at=document.priced_at,
            given=document.answers.given,
            actuals=document.actuals,
            settled=document.settled,
        )

    def writable_by(self, token: str | None, plan_id: str | None = None) -> OpenPlan:
        return self.opened_by(token, Role.EDIT, plan_id)

    def opened_by(self, token: str | None, role: Role, plan_id: str | None) -> OpenPlan:
        opened = self.opened_at(token, plan_id)
        opened.must_allow(role)
        return opened

    def opened_at(self, token: str | None, plan_id: str | None) -> OpenPlan:
        statement = BY_TOKEN_TO_WRITE if self.writing else BY_TOKEN_TO_READ
        found = self.connection.execute(statement, {"token": hashed(token or "")})
        row = found.mappings().first()
        if row is None:
            raise NoSuchPlan
        if plan_id not in {None, row["plan_id"]}:
            return self.opened_as_scenario(token, plan_id)
        return self.opened(row)

    def opened_as_scenario(self, token: str | None, plan_id: str | None) -> OpenPlan:
        """A copy of the plan that this token may edit."""
        statement = BY_TOKEN_OF_ORIGINAL_TO_WRITE if self.writing else BY_TOKEN_OF_ORIGINAL_TO_READ
        asked = {"token": hashed(token or ""), "plan": plan_id}
        row = self.connection.execute(statement, asked).mappings().first()
        if row is None:
            raise NoSuchPlan
        return self.opened(row)

    def opened(self, row: RowMapping) -> OpenPlan:
        link = link_of(row)
        if not link.opens(self.now):
            raise NoSuchPlan
        return self.open_plan(row, link)

    def open_plan(self, row: RowMapping, link: ShareLink) -> OpenPlan:
        return OpenPlan(
            connection=self.connection,
            now=self.now,
            link=link,
            title=row["title"],
            kickoff=row["kickoff"],
            priced_at=row["priced_at"],
            bank_version=row["bank_version"],
            created_at=row["started_at"],
            changed_at=row["changed_at"],
            copied_from=row["copied_from"],
            said_times=row.get("said_times"),
            begun_times=row["begun_times"],
            # What a transaction has written may still be undone, and must not be remembered.
            recent=self.recent if "said_times" in row else None,
        )

    def opened_by_operator(self, plan_id: str) -> OpenPlan:
        """Any plan, for whoever runs the server and holds the database anyway."""
        found = self.connection.execute(BY_ID, {"plan": plan_id}).mappings().first()
        if found is None:
            raise NoSuchPlan
        # What the operator may do, in the form in which every right is held; kept nowhere.
        return self.open_plan(found, ShareLink("", plan_id, Role.EDIT, self.now))

    def every(self) -> tuple[PlanInList, ...]:
        """All plans of this server, the one last changed first."""
        return plans_in_list(self.connection, tables.plan.c.id.is_not(None))

    def listed(self, tokens: Iterable[str]) -> tuple[PlanInList, ...]:
        """The plans that these tokens may edit, with the scenarios of each, in one query.

        The one last changed comes first.
        """
        return plans_in_list(self.connection, edited_with(tokens, self.now))

    def begun(self, plan_ids: Iterable[str]) -> frozenset[str]:
        """Those of these plans of whose work anything was ever said."""
        rows = self.connection.execute(
            select(tables.actual.c.plan_id)
            .where(tables.actual.c.plan_id.in_(list(plan_ids)))
            .distinct()
        )
        return frozenset(rows.scalars())
