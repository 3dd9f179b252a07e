"""What has become of a plan since somebody signed a version of it, and the plan with signatures."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from app.export.frozen import FrozenPlan
from app.language.message import Message, message, verbatim
from app.lifecycle.document import write_document
from app.plan.plan import Plan, Signature, Signed
from app.plan.very_plan import VeryPlan
from app.store.kept import Role, Signer, SignOff
from app.store.open_plan import OpenPlan
from app.store.store import Store
from app.web.current_plan import document_of
from app.web.history.freezing import frozen_plan
from app.web.reading.decided import decided_plan

ELSE = ("title", "kickoff", "priced_at", "actuals")

CAPACITIES: Mapping[Signer, Message] = {
    Signer.OWNER: message("Owner"),
    Signer.BUDGET_HOLDER: message("Budget holder"),
    Signer.RISK_ACCEPTOR: message("Risk acceptor"),
}


def read_at(store: Store, opened: OpenPlan, number: int | None) -> Plan:
    """The version of that number, or the plan as it stands now."""
    if number is None:
        return plan_to_read(store, opened)
    return version_to_read(store, opened, number).plan


def plan_to_read(store: Store, opened: OpenPlan) -> Plan:
    """The plan as it is now, with the signatures under the last version that was signed."""
    return signed_by(decided_plan(store, opened), signed_version(store, opened))


def version_to_read(store: Store, opened: OpenPlan, number: int) -> FrozenPlan:
    """The version as it was frozen, with the signatures that it was given since."""
    frozen = frozen_plan(store, opened, number)
    return replace(frozen, plan=signed_by(frozen.plan, signed_version(store, opened, number)))


def signed_by(plan: Plan, signed: Signed | None) -> Plan:
    return plan if signed is None else _with_signatures(VeryPlan(plan), signed)


# The same plan with the same signatures is the same value again: its pages are at hand.
@lru_cache(maxsize=64)
def _with_signatures(of: VeryPlan, signed: Signed) -> Plan:
    return replace(of.plan, signed=signed)


def signed_version(store: Store, opened: OpenPlan, number: int | None = None) -> Signed | None:
    """The signatures under that version, or the last one signed that this reader may know of.

    None where there are none, and for those who may only read.
    """
    if not opened.link.role.covers(Role.COMMENT):
        return None
    listed = store.sign_offs.listed(opened)
    wanted = number or opened.link.version or max((given.version for given in listed), default=0)
    given = [each for each in reversed(listed) if each.version == wanted]
    if not given:
        return None
    return Signed(
        number=wanted,
        name=verbatim(store.versions.find(opened, wanted).name),
        signatures=tuple(signature(each) for each in given),
        changes=changes_since(store, opened, wanted),
    )


def signature(given: SignOff) -> Signature:
    return Signature(
        capacity=CAPACITIES[given.signer],
        name=verbatim(given.name),
        words=verbatim(given.words),
        on=given.signed_at.date(),
        at=f"{given.signed_at:%H:%M}",
    )


def changes_since(store: Store, opened: OpenPlan, number: int) -> int:
    """How many answers, with the title, the dates and what has happened, have changed."""
    # As JSON says it, like what was frozen: a list there is a list here.
    now = json.loads(json.dumps(write_document(document_of(opened.saved()))))
    return differences(frozen_plan(store, opened, number).answers, now)


def differences(before: Mapping[str, object], now: Mapping[str, object]) -> int:
    """Between two answers documents: each answer counts once, and so does each other field."""
    answers_before, answers_now = answers_in(before), answers_in(now)
    fields = sum(before.get(name) != now.get(name) for name in ELSE)
    asked = {*answers_before, *answers_now}
    return fields + sum(answers_before.get(key) != answers_now.get(key) for key in asked)


def answers_in(document: Mapping[str, object]) -> Mapping[str, object]:
    answers = document.get("answers")
    return answers if isinstance(answers, Mapping) else {}
