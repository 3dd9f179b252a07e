"""What has been said: answered, not known yet (who finds out, by when), or does not apply."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.lifecycle.questions import AnswerValue


class State(StrEnum):
    UNSEEN = "unseen"
    ANSWERED = "answered"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"
    ASSUMED = "assumed"


class Reason(StrEnum):
    """Why a question does not apply."""

    OUT_OF_SCOPE = "out_of_scope"
    BUSINESS_CHOICE = "business_choice"
    ARCHITECTURE_CONSTRAINT = "architecture_constraint"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer as it was given. `value` is None unless `state` is ANSWERED."""

    state: State
    value: AnswerValue | None = None
    note: str = ""
    evidence: str = ""  # a link to what supports the answer
    owner: str = ""  # UNKNOWN: who finds out
    by: date | None = None  # UNKNOWN: by when
    reason: Reason | None = None  # NOT_APPLICABLE: why
