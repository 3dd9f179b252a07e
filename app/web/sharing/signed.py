"""What has become of a plan since somebody signed a version of it."""

from __future__ import annotations

import json
from collections.abc import Mapping

from app.language.message import Message, counted, message
from app.lifecycle.document import write_document
from app.store.open_plan import OpenPlan
from app.store.store import Store
from app.web.current_plan import document_of
from app.web.history.freezing import frozen_plan

ELSE = ("title", "kickoff", "priced_at", "actuals")


def standing(store: Store, opened: OpenPlan) -> Message | None:
    """ "Signed version 3, 2 changes since"; None while nobody has signed."""
    signed = [sign_off.version for sign_off in store.sign_offs.listed(opened)]
    if not signed:
        return None
    number = max(signed)
    return message(
        "Signed version {number}, {changes}",
        number=str(number),
        changes=since(changes_since(store, opened, number)),
    )


def since(changes: int) -> Message:
    if changes == 0:
        return message("nothing has changed since")
    return counted("{count} change since", "{count} changes since", changes)


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
