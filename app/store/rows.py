"""From rows to the values that leave the store, and back."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from sqlalchemy import RowMapping

from app.lifecycle.answers import Answer, Reason, State
from app.lifecycle.phases import Phase
from app.store import wording
from app.store.kept import Role, ShareLink


def answer_of(row: RowMapping) -> Answer:
    return kept_answer(
        row["state"],
        row["value"],
        row["note"],
        row["evidence"],
        row["owner"],
        row["by"],
        row["reason"],
    )


# A page reads all answers of a plan, and most are those of the page before.
@lru_cache(maxsize=4096)
def kept_answer(
    state: str,
    value: str | None,
    note: str,
    evidence: str,
    owner: str,
    by: date | None,
    reason: str | None,
) -> Answer:
    return Answer(
        state=State(state),
        value=wording.read(value),
        note=note,
        evidence=evidence,
        owner=owner,
        by=by,
        reason=Reason(reason) if reason else None,
    )


def columns_of(said: Answer) -> dict[str, object]:
    return {
        "state": said.state,
        "value": wording.written(said.value),
        "note": said.note,
        "evidence": said.evidence,
        "owner": said.owner,
        "by": said.by,
        "reason": said.reason,
    }


def link_of(row: RowMapping) -> ShareLink:
    return ShareLink(
        id=row["id"],
        plan_id=row["plan_id"],
        role=Role(row["role"]),
        label=row["label"],
        phase=Phase(row["phase"]) if row["phase"] else None,
        version=row["version"],
        hide_money=row["hide_money"],
        created_at=row["created_at"],
        expires_at=row["expires_at"],
        revoked_at=row["revoked_at"],
        last_used_at=row["last_used_at"],
    )
