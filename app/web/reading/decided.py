"""The plan with what people settled about it.

That it was chosen of several scenarios, and why; who does what until when, and what is done.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from app.language.message import verbatim
from app.lifecycle.document import AnswersDocument
from app.lifecycle.settled import NOTHING_SETTLED, Decided, Noted, Settled
from app.plan.plan import Action, Decision, Plan
from app.plan.very_plan import VeryPlan
from app.store import kept
from app.store.open_plan import OpenPlan
from app.store.store import Store
from app.web.current_plan import current_plan, document_of


def decided_plan(store: Store, opened: OpenPlan) -> Plan:
    """The plan as it is now, for a document."""
    plan, settled = current_plan(opened.saved()), settled_in(store, opened)
    return plan if settled == NOTHING_SETTLED else with_settled(VeryPlan(plan), settled)


def whole_document(store: Store, opened: OpenPlan) -> AnswersDocument:
    """All that people said about the plan, as it goes out and comes in again."""
    return document_of(opened.saved()).with_settled(settled_in(store, opened))


def settled_in(store: Store, opened: OpenPlan) -> Settled:
    """What the store keeps beside a plan's answers."""
    actions = (noted(note) for note in store.actions.noted(opened).values())
    return Settled(
        decisions=tuple(decided(made) for made in store.decisions.listed(opened)),
        actions=tuple(each for each in actions if each.says_something),
    )


def decided(made: kept.Decision) -> Decided:
    titles = tuple(other.title for other in made.instead_of)
    return Decided(titles, made.why, made.decided_by, made.decided_at.date())


def noted(note: kept.ActionNote) -> Noted:
    done_on = note.done_at.date() if note.done_at else None
    return Noted(note.action, note.owner, note.by, done_on, note.done_by)


# The same plan with the same notes is the same value again: its pages and documents are at hand.
@lru_cache(maxsize=64)
def with_settled(of: VeryPlan, settled: Settled) -> Plan:
    notes = {note.action: note for note in settled.actions}
    return replace(
        of.plan,
        decisions=tuple(decision(each) for each in settled.decisions),
        actions=tuple(action_noted(action, notes.get(action.id)) for action in of.plan.actions),
    )


def action_noted(action: Action, note: Noted | None) -> Action:
    """The action with who took it on, by when, and when it was done."""
    if note is None:
        return action
    return replace(
        action,
        owner=verbatim(note.owner) if note.owner else action.owner,
        by=note.by or action.by,
        done_on=note.done_on,
    )


def decision(made: Decided) -> Decision:
    return Decision(
        instead_of=tuple(verbatim(title) for title in made.instead_of),
        why=verbatim(made.why),
        by=verbatim(made.by) if made.by else None,
        on=made.on,
    )
