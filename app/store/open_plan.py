"""A plan opened by a link: what its bearer may read and write."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import (
    Connection,
    RowMapping,
    bindparam,
    delete,
    func,
    insert,
    select,
    tuple_,
    update,
)

from app.lifecycle.actuals import Actual, EarlierPlan, Spent
from app.lifecycle.actuals_document import write_actual, write_earlier, write_spent
from app.lifecycle.answers import UNSEEN, Answer, State
from app.lifecycle.phases import Phase
from app.store import tables
from app.store.actuals import EARLIER, SPENT, TASK, actuals_of, latest_actuals, written
from app.store.banks import Banks
from app.store.kept import Role, SavedPlan, ShareLink
from app.store.recent import Recent
from app.store.refusals import ActualHasChanged, AnswerHasChanged, NoSuchPlan
from app.store.rows import answer_of, columns_of

latest = tables.answer.alias("latest")
IS_LATEST = tuple_(tables.answer.c.question, tables.answer.c.version).in_(
    select(latest.c.question, func.max(latest.c.version))
    .where(latest.c.plan_id == bindparam("plan"))
    .group_by(latest.c.question)
)

# Built once: putting a statement together costs more than running it.
ALL_ANSWERS = select(tables.answer).where(tables.answer.c.plan_id == bindparam("plan"), IS_LATEST)
VERSIONS = (
    select(tables.answer)
    .where(
        tables.answer.c.plan_id == bindparam("plan"),
        tables.answer.c.question == bindparam("asked"),
    )
    .order_by(tables.answer.c.version.desc())
)
LATEST = VERSIONS.limit(1)
LAST_TWO = VERSIONS.limit(2)
NEXT = insert(tables.answer)


@dataclass(frozen=True, slots=True)
class OpenPlan:
    """Whoever holds this got in: fetching decides access, `link` says how far it reaches."""

    connection: Connection
    now: datetime
    link: ShareLink
    title: str
    kickoff: date | None
    priced_at: date | None
    bank_version: str
    created_at: datetime
    changed_at: datetime
    copied_from: str | None
    # Of a plan opened for reading: how many answers it ever had, and what was read of it before.
    said_times: int | None = None
    recent: Recent | None = None
    begun_times: int = 0  # how often something was said of work that has begun

    @property
    def id(self) -> str:
        return self.link.plan_id

    @property
    def through(self) -> str:
        """The id of the share link it was opened by; "" for the plan's own key."""
        return "" if self.link.is_own_key else self.link.id

    def must_allow(self, role: Role) -> None:
        if not self.link.role.covers(role):
            raise NoSuchPlan

    def saved(self) -> SavedPlan:
        """The plan with all its answers; read again only when something of it has changed."""
        if self.recent is None:
            return self.read()
        # Answers and actuals are only ever added, so their counts change with each.
        stamp = (
            self.said_times,
            self.begun_times,
            self.title,
            self.kickoff,
            self.priced_at,
            self.bank_version,
        )
        return self.recent.find(self.id, (*stamp, self.changed_at), self.read)

    def read(self) -> SavedPlan:
        """The plan with all its answers, in one query; in two once its work has begun."""
        rows = self.connection.execute(ALL_ANSWERS, {"plan": self.id}).mappings().all()
        noted = latest_actuals(self.connection, self.id) if self.begun_times else {}
        return SavedPlan(
            id=self.id,
            title=self.title,
            kickoff=self.kickoff,
            priced_at=self.priced_at,
            bank_version=self.bank_version,
            created_at=self.created_at,
            changed_at=max([self.changed_at, *(row["said_at"] for row in rows)]),
            copied_from=self.copied_from,
            given={row["question"]: answer_of(row) for row in rows if said(row)},
            versions={row["question"]: row["version"] for row in rows},
            actuals=actuals_of(noted),
            noted={subject: version for subject, (version, _) in noted.items()},
        )

    def answer(
        self,
        question: str,
        said: Answer,
        *,
        phase: Phase | None = None,
        seen: int | None = None,
        exactly: bool = False,
    ) -> int:
        """Keeps the answer and tells its version.

        `phase` is the question's own; an answer link reaches no other. `seen` is the version the
        writer saw (0: none); when somebody else has answered since, AnswerHasChanged: where both
        say the same only for who goes by versions `exactly`.
        """
        self.must_reach(phase)
        return self.replace(question, said, seen, exactly=exactly)

    def clear(
        self,
        question: str,
        *,
        phase: Phase | None = None,
        seen: int | None = None,
        exactly: bool = False,
    ) -> int:
        """Takes the answer back and tells the version. The words stay in the history."""
        self.must_reach(phase)
        return self.replace(question, None, seen, exactly=exactly)

    def must_reach(self, phase: Phase | None) -> None:
        self.must_allow(Role.ANSWER)
        if self.link.role is Role.ANSWER and phase is not self.link.phase:
            raise NoSuchPlan

    def replace(
        self, question: str, yours: Answer | None, seen: int | None, *, exactly: bool = False
    ) -> int:
        found = self.connection.execute(LATEST, {"plan": self.id, "asked": question})
        row = found.mappings().first()
        version = row["version"] if row else 0
        kept = answer_of(row) if row and said(row) else None
        if seen not in {None, version} and (exactly or kept != yours):
            raise AnswerHasChanged(question, kept, version, yours)
        if kept == yours:
            return version
        self.add(question, version + 1, yours or UNSEEN)
        return version + 1

    def add(self, question: str, version: int, said: Answer) -> None:
        columns = {"plan_id": self.id, "question": question, "version": version}
        self.connection.execute(NEXT, {**columns, **columns_of(said), "said_at": self.now})

    def record(self, task: str, actual: Actual | None, *, seen: int | None = None) -> int:
        """Keeps what a task has taken and tells the version; None takes it back.

        `seen` is the version the writer saw (0: none); ActualHasChanged when there is a newer one.
        """
        return self.note(f"{TASK}{task}", write_actual(actual) if actual else None, seen)

    def book(self, group: str, spent: Spent | None, *, seen: int | None = None) -> int:
        """Keeps what a group of costs has come to so far; None takes it back."""
        return self.note(f"{SPENT}{group}", write_spent(spent) if spent else None, seen)

    def learn(self, plan: str, taught: EarlierPlan | None, *, seen: int | None = None) -> int:
        """Keeps what another plan's finished tasks teach this one; None forgets it."""
        return self.note(f"{EARLIER}{plan}", write_earlier(taught) if taught else None, seen)

    def note(self, subject: str, said: Mapping[str, object] | None, seen: int | None) -> int:
        self.must_allow(Role.EDIT)
        version, kept = latest_actuals(self.connection, self.id).get(subject, (0, None))
        text = None if said is None else written(said)
        if kept == text:
            return version
        if seen is not None and seen != version:
            standing = None if kept is None else json.loads(kept)
            raise ActualHasChanged(subject, standing, version, said)
        columns = {"plan_id": self.id, "subject": subject, "version": version + 1}
        self.connection.execute(
            insert(tables.actual), {**columns, "value": text, "noted_at": self.now}
        )
        self.update()
        return version + 1

    def said_before(self, question: str) -> Answer | None:
        """What was said until the last answer; None when that was the first, or it was cleared."""
        found = self.connection.execute(LAST_TWO, {"plan": self.id, "asked": question})
        rows = found.mappings().all()[1:]
        return next((answer_of(row) for row in rows if said(row)), None)

    def past(self, question: str) -> tuple[Answer, ...]:
        """What was said before, the latest first. Clearing takes no words away either."""
        found = self.connection.execute(VERSIONS, {"plan": self.id, "asked": question})
        rows = found.mappings().all()[1:]
        return tuple(answer_of(row) for row in rows if said(row))

    def change(self, *, title: str, kickoff: date | None, priced_at: date | None) -> None:
        """Another title, or other dates."""
        self.must_allow(Role.EDIT)
        self.update(title=title, kickoff=kickoff, priced_at=priced_at)

    def move_to_bank(self, bank_version: str) -> None:
        """The plan is asked by another question bank from now on."""
        self.must_allow(Role.EDIT)
        self.update(bank_version=bank_version)
        Banks(self.connection, self.now).keep(bank_version)

    def update(self, **columns: object) -> None:
        """Keeps these columns, and that the plan was changed now."""
        mine = tables.plan.c.id == self.id
        self.connection.execute(
            update(tables.plan).where(mine).values(changed_at=self.now, **columns)
        )

    def delete(self) -> None:
        """The plan with everything that belongs to it, for good."""
        self.must_allow(Role.EDIT)
        self.connection.execute(delete(tables.plan).where(tables.plan.c.id == self.id))


def said(row: RowMapping) -> bool:
    return bool(row["state"] != State.UNSEEN)
