"""Freezing a plan under a name, and opening what was frozen."""

from __future__ import annotations

from functools import lru_cache

from app.export import frozen
from app.export.frozen import FrozenPlan, UnreadableVersion
from app.lifecycle.bank import load_bank
from app.store.kept import VersionInList
from app.store.open_plan import OpenPlan
from app.store.refusals import UnreadableHere
from app.store.store import Store
from app.web.reading.decided import decided_plan, whole_document

# What was read once is shown again and again: a version that is shared, or compared.
_thawed = lru_cache(maxsize=16)(frozen.thaw)


def freeze_plan(store: Store, opened: OpenPlan, name: str) -> VersionInList:
    """The plan as it is now, kept as the next version."""
    text = frozen.freeze(whole_document(store, opened), decided_plan(store, opened))
    return store.versions.freeze(opened, name, text, bank_version=load_bank().version)


def frozen_plan(store: Store, opened: OpenPlan, number: int) -> FrozenPlan:
    """What was said and what followed from it, as on the day on which it was frozen."""
    try:
        return _thawed(store.versions.read(opened, number).document)
    except UnreadableVersion as fault:
        raise UnreadableHere from fault
