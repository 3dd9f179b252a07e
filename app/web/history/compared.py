"""The two sides of a comparison: a frozen version, or the plan as it is now."""

from __future__ import annotations

from dataclasses import dataclass

from app.estimate.so_far import SoFar, so_far
from app.estimate.what_if.attribution import Situation
from app.export.frozen import FrozenGlance, UnreadableVersion, glimpse
from app.language.message import Message, message
from app.lifecycle.acceptable import Unacceptable
from app.lifecycle.actuals_document import read_actuals
from app.lifecycle.answers import Answers
from app.lifecycle.bank import load_bank
from app.lifecycle.fitting import fit_written
from app.plan.glance import glance
from app.plan.waterfall import Side
from app.store.kept import SavedPlan, VersionInList
from app.store.open_plan import OpenPlan
from app.store.refusals import UnreadableHere
from app.store.store import Store
from app.web.current_plan import current_plan, document_of

NOW = message("Now")


@dataclass(frozen=True)
class Compared:
    """One side, and what of its answers today's questions cannot take."""

    name: Message
    version: VersionInList | None  # None: as it is now
    side: Side
    misfits: frozenset[str] = frozenset()

    @property
    def older_questions(self) -> bool:
        return self.side.shown.bank_version != load_bank().version


def version_side(store: Store, opened: OpenPlan, number: int) -> Compared:
    version = store.versions.find(opened, number)
    name = message("Version {number}", number=number)
    frozen = glimpse_of(store, opened, number)
    written = frozen.answers.get("answers")
    found = fit_written(load_bank(), written if isinstance(written, dict) else {})
    answers = Answers.of(load_bank(), found.given)
    situation = Situation(answers, frozen.glance.priced_at, happened(frozen))
    return Compared(name, version, Side(frozen.glance, situation), found.misfits)


def glimpse_of(store: Store, opened: OpenPlan, number: int) -> FrozenGlance:
    try:
        return glimpse(store.versions.read(opened, number).document)
    except UnreadableVersion as fault:
        raise UnreadableHere from fault


def current_side(saved: SavedPlan) -> Compared:
    shown = glance(current_plan(saved, detail=False))
    document = document_of(saved)
    begun = so_far(document.actuals, shown.kickoff)
    return Compared(NOW, None, Side(shown, Situation(document.answers, shown.priced_at, begun)))


def happened(frozen: FrozenGlance) -> SoFar | None:
    """What had been said of the work; nothing, where today's form of it cannot be read."""
    try:
        return so_far(read_actuals(frozen.answers.get("actuals")), frozen.glance.kickoff)
    except Unacceptable:
        return None
