"""The plan with what people settled about it.

That it was chosen of several scenarios, and why; who does what until when, and what is done.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from app.language.message import verbatim
from app.plan.plan import Action, Decision, Plan
from app.plan.very_plan import VeryPlan
from app.store import kept
from app.store.open_plan import OpenPlan
from app.store.store import Store
from app.web.current_plan import current_plan


@dataclass(frozen=True, slots=True)
class Settled:
    """What the store keeps beside a plan's answers."""

    decisions: tuple[kept.Decision, ...]
    actions: tuple[kept.ActionNote, ...]


NOTHING = Settled((), ())


def decided_plan(store: Store, opened: OpenPlan) -> Plan:
    """The plan as it is now, for a document."""
    plan = current_plan(opened.saved())
    notes = tuple(store.actions.noted(opened).values())
    settled = Settled(store.decisions.listed(opened), notes)
    return plan if settled == NOTHING else with_settled(VeryPlan(plan), settled)


# The same plan with the same notes is the same value again: its pages and documents are at hand.
@lru_cache(maxsize=64)
def with_settled(of: VeryPlan, settled: Settled) -> Plan:
    notes = {note.action: note for note in settled.actions}
    return replace(
        of.plan,
        decisions=tuple(decision(each) for each in settled.decisions),
        actions=tuple(action_noted(action, notes.get(action.id)) for action in of.plan.actions),
    )


def action_noted(action: Action, note: kept.ActionNote | None) -> Action:
    """The action with who took it on, by when, and when it was done."""
    if note is None:
        return action
    return replace(
        action,
        owner=verbatim(note.owner) if note.owner else action.owner,
        by=note.by or action.by,
        done_on=note.done_at.date() if note.done_at else None,
    )


def decision(made: kept.Decision) -> Decision:
    return Decision(
        instead_of=tuple(verbatim(other.title) for other in made.instead_of),
        why=verbatim(made.why),
        by=verbatim(made.decided_by) if made.decided_by else None,
        on=made.decided_at.date(),
    )
