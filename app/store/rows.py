"""From rows to the values that leave the store, and back."""

from __future__ import annotations

from sqlalchemy import RowMapping

from app.lifecycle.answers import Answer, Reason, State
from app.lifecycle.phases import Phase
from app.store import wording
from app.store.kept import Role, ShareLink


def answer_of(row: RowMapping) -> Answer:
    return Answer(
        state=State(row["state"]),
        value=wording.read(row["value"]),
        note=row["note"],
        evidence=row["evidence"],
        owner=row["owner"],
        by=row["by"],
        reason=Reason(row["reason"]) if row["reason"] else None,
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
