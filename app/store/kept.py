"""What the store keeps, as frozen values: the only things that leave it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.lifecycle.actuals import NOTHING_BEGUN, Actuals
from app.lifecycle.answers import Answer
from app.lifecycle.phases import Phase


class Role(StrEnum):
    """What a share link allows."""

    VIEW = "view"
    COMMENT = "comment"
    ANSWER = "answer"  # the questions of one phase, and nothing else of the plan
    EDIT = "edit"

    def covers(self, other: Role) -> bool:
        return other in COVERS[self]


COVERS: dict[Role, frozenset[Role]] = {
    Role.VIEW: frozenset({Role.VIEW}),
    Role.COMMENT: frozenset({Role.VIEW, Role.COMMENT}),
    Role.ANSWER: frozenset({Role.ANSWER}),
    Role.EDIT: frozenset(Role),
}


class Signer(StrEnum):
    """In what capacity somebody signs a version."""

    OWNER = "owner"
    BUDGET_HOLDER = "budget_holder"
    RISK_ACCEPTOR = "risk_acceptor"


@dataclass(frozen=True, slots=True)
class ShareLink:
    """A link to one plan. Its token is shown once, when it is made, and kept as a hash."""

    id: str
    plan_id: str
    role: Role
    created_at: datetime
    label: str = ""
    phase: Phase | None = None  # of an answer link
    version: int | None = None  # the pinned version; None: always current
    hide_money: bool = False
    expires_at: datetime | None = None  # None: never
    revoked_at: datetime | None = None
    last_used_at: datetime | None = None  # to the hour

    @property
    def is_own_key(self) -> bool:
        """Whether it is the key of whoever started the plan, which never expires."""
        return self.expires_at is None

    @property
    def last_day(self) -> date | None:
        """The last day (UTC) on which it opens; None: it always does."""
        return self.expires_at and (self.expires_at - timedelta(microseconds=1)).date()

    def opens(self, now: datetime) -> bool:
        return self.revoked_at is None and (self.expires_at is None or now < self.expires_at)


@dataclass(frozen=True, slots=True)
class NewLink:
    """A link just made, with the token that nobody will see again."""

    link: ShareLink
    token: str


@dataclass(frozen=True, slots=True, eq=False)
class SavedPlan:
    """What was said of one project. What follows from it is a plan.

    Read twice with nothing new it is one object, so what follows from it is quickly found again.
    """

    id: str
    title: str
    kickoff: date | None
    priced_at: date | None
    bank_version: str
    created_at: datetime
    changed_at: datetime
    copied_from: str | None
    given: Mapping[str, Answer]  # everything ever answered and not cleared
    versions: Mapping[str, int]  # of each answer, counting up; also of cleared ones
    actuals: Actuals = NOTHING_BEGUN
    noted: Mapping[str, int] = field(default_factory=dict)  # the version of each actual


@dataclass(frozen=True, slots=True)
class PlanInList:
    """A plan as a list shows it."""

    id: str
    title: str
    changed_at: datetime
    answered: int
    copied_from: str | None = None  # the plan that it is a scenario of


@dataclass(frozen=True, slots=True)
class VersionInList:
    """A frozen version without its document."""

    number: int  # counts up within its plan
    name: str
    bank_version: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Version:
    """A frozen document, kept as it was written."""

    number: int
    name: str
    bank_version: str
    created_at: datetime
    document: str  # JSON text


@dataclass(frozen=True, slots=True)
class Comment:
    id: int
    about: str  # a section of the plan or a question
    answers_to: int | None  # the comment that began the thread
    author: str
    words: str
    created_at: datetime
    resolved_at: datetime | None
    resolved_by: str
    through: str = ""  # the id of the share link it came through; "": with the plan's own key


@dataclass(frozen=True, slots=True)
class SignOff:
    version: int
    signer: Signer
    name: str
    words: str
    signed_at: datetime
    through: str = ""  # the id of the share link it came through; "": with the plan's own key


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A plan that was not chosen, as it was called then; it may have been deleted since."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Decision:
    """Which of several plans was chosen, and why."""

    chosen: str  # the id of the plan that won
    instead_of: tuple[PassedOver, ...]
    why: str
    decided_by: str
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class ActionNote:
    """What people noted beside one entry of the action list."""

    action: str
    owner: str
    by: date | None
    done_at: datetime | None
    done_by: str


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who has a plan open now."""

    plan_id: str
    browser: str  # what the browser calls itself; tells its tabs from other people
    name: str  # that they gave; "" when none
    label: str  # of the link they came by, for those who may see it
    edits: bool
    seen_at: datetime
