"""Rows and constraints, nothing else. Rows never leave the store."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    Enum,
    ForeignKeyConstraint,
    MetaData,
    Table,
    UniqueConstraint,
)
from sqlmodel import Field, SQLModel

from app.lifecycle.answers import Reason, State
from app.lifecycle.phases import Phase
from app.store.kept import Role, Signer

# Alembic's batch mode can only rebuild what has a name.
METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def one_of(kind: type[StrEnum], name: str) -> Enum:
    """A column of words, checked by the database; a new word needs a migration."""
    return Enum(
        kind,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=32,
        values_callable=lambda members: [member.value for member in members],
    )


class Row(SQLModel):
    metadata = METADATA


class PlanRow(Row, table=True):
    __tablename__ = "plan"

    id: str = Field(primary_key=True)
    title: str
    kickoff: date | None = None
    priced_at: date | None = None
    bank_version: str
    created_at: datetime
    changed_at: datetime  # in anything but its answers, which have their own
    # No foreign key: a copy outlives its original.
    copied_from: str | None = Field(default=None, index=True)


class AnswerRow(Row, table=True):
    """One answer as it was given. Never changed: a new one gets the next version, and counts."""

    __tablename__ = "answer"
    __table_args__ = (CheckConstraint("version > 0", name="version"),)

    plan_id: str = Field(primary_key=True, foreign_key="plan.id", ondelete="CASCADE")
    question: str = Field(primary_key=True)
    # The optimistic lock: of two writers who saw the same version, only one can add the next.
    version: int = Field(primary_key=True)
    state: State = Field(sa_type=one_of(State, "state"))  # "unseen": the answer was cleared
    value: str | None = None  # JSON text
    note: str = ""
    evidence: str = ""
    owner: str = ""
    by: date | None = None
    reason: Reason | None = Field(default=None, sa_type=one_of(Reason, "reason"))
    said_at: datetime


class ActualRow(Row, table=True):
    """What a task took, or what was spent, as it was said. Never changed, as answers are not."""

    __tablename__ = "actual"
    __table_args__ = (CheckConstraint("version > 0", name="version"),)

    plan_id: str = Field(primary_key=True, foreign_key="plan.id", ondelete="CASCADE")
    subject: str = Field(primary_key=True)  # "task:rag", "spent:people"
    version: int = Field(primary_key=True)  # the optimistic lock
    value: str | None = None  # JSON text; None: it was taken back
    noted_at: datetime


class LinkRow(Row, table=True):
    __tablename__ = "link"
    __table_args__ = (
        CheckConstraint("(role = 'answer') = (phase IS NOT NULL)", name="phase_of_answer_link"),
        ForeignKeyConstraint(["plan_id", "version"], ["version.plan_id", "version.number"]),
    )

    id: str = Field(primary_key=True)
    plan_id: str = Field(index=True, foreign_key="plan.id", ondelete="CASCADE")
    token_hash: str = Field(unique=True)
    role: Role = Field(sa_type=one_of(Role, "role"))
    label: str = ""
    phase: Phase | None = Field(default=None, sa_type=one_of(Phase, "phase"))
    version: int | None = None
    hide_money: bool = False
    created_at: datetime
    expires_at: datetime | None = None
    revoked_at: datetime | None = None
    last_used_at: datetime | None = None


class VersionRow(Row, table=True):
    __tablename__ = "version"

    plan_id: str = Field(primary_key=True, foreign_key="plan.id", ondelete="CASCADE")
    number: int = Field(primary_key=True)
    name: str
    bank_version: str
    created_at: datetime
    document: str


class CommentRow(Row, table=True):
    __tablename__ = "comment"

    id: int | None = Field(default=None, primary_key=True)
    plan_id: str = Field(index=True, foreign_key="plan.id", ondelete="CASCADE")
    about: str
    answers_to: int | None = Field(default=None, foreign_key="comment.id", ondelete="CASCADE")
    author: str
    words: str
    created_at: datetime
    resolved_at: datetime | None = None
    resolved_by: str = ""
    through: str = ""  # no foreign key: what was said outlives its link


class SignOffRow(Row, table=True):
    __tablename__ = "sign_off"
    __table_args__ = (
        ForeignKeyConstraint(
            ["plan_id", "version"], ["version.plan_id", "version.number"], ondelete="CASCADE"
        ),
        UniqueConstraint("plan_id", "version", "signer", "name"),
    )

    id: int | None = Field(default=None, primary_key=True)
    plan_id: str
    version: int
    signer: Signer = Field(sa_type=one_of(Signer, "signer"))
    name: str
    words: str
    signed_at: datetime
    through: str = ""


class DecisionRow(Row, table=True):
    __tablename__ = "decision"

    id: int | None = Field(default=None, primary_key=True)
    plan_id: str = Field(index=True, foreign_key="plan.id", ondelete="CASCADE")
    instead_of: str  # JSON list: the id and the title of each plan passed over
    why: str
    decided_by: str
    decided_at: datetime


class ActionRow(Row, table=True):
    __tablename__ = "action"

    plan_id: str = Field(primary_key=True, foreign_key="plan.id", ondelete="CASCADE")
    action: str = Field(primary_key=True)
    owner: str = ""
    by: date | None = None
    done_at: datetime | None = None
    done_by: str = ""


class BankRow(Row, table=True):
    """What a question bank asked, in outline: the words of its questions and options."""

    __tablename__ = "bank"

    version: str = Field(primary_key=True)
    outline: str  # JSON text
    kept_at: datetime


class GuestRow(Row, table=True):
    """Who has a plan open now. Written anew every few seconds: no foreign key holds it up."""

    __tablename__ = "guest"

    server: str = Field(primary_key=True)
    plan_id: str = Field(primary_key=True)
    browser: str = Field(primary_key=True)
    name: str = ""
    label: str = ""
    edits: bool = False
    seen_at: datetime


class SecretRow(Row, table=True):
    """What several servers on one database must agree on."""

    __tablename__ = "secret"

    name: str = Field(primary_key=True)
    value: str


def table(kind: type[Row]) -> Table:
    """The table of a row, for statements that need no objects."""
    return METADATA.tables[str(kind.__tablename__)]


plan = table(PlanRow)
answer = table(AnswerRow)
actual = table(ActualRow)
link = table(LinkRow)
version = table(VersionRow)
comment = table(CommentRow)
sign_off = table(SignOffRow)
decision = table(DecisionRow)
action = table(ActionRow)
bank = table(BankRow)
guest = table(GuestRow)
secret = table(SecretRow)
