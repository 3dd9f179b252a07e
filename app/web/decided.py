"""The plan with what was decided about it: that it was chosen of several scenarios, and why."""

from __future__ import annotations

from dataclasses import replace

from app.language.message import verbatim
from app.plan.plan import Decision, Plan
from app.store import kept
from app.store.open_plan import OpenPlan
from app.store.store import Store
from app.web.current_plan import current_plan


class Shelf:
    """The plans put together last, so that the same one is the same value again."""

    def __init__(self, room: int) -> None:
        self.room = room
        self.made: dict[tuple[int, tuple[kept.Decision, ...]], tuple[Plan, Plan]] = {}

    def find(self, plan: Plan, decided: tuple[kept.Decision, ...]) -> Plan:
        key = (id(plan), decided)
        found = self.made.get(key)
        # The plan is kept beside what was made of it, so that its id stays its own.
        if found is None or found[0] is not plan:
            made = replace(plan, decisions=tuple(decision(each) for each in decided))
            found = self.made[key] = (plan, made)
            while len(self.made) > self.room:
                self.made.pop(next(iter(self.made)), None)
        return found[1]


_shelf = Shelf(room=64)


def decided_plan(store: Store, opened: OpenPlan) -> Plan:
    """The plan as it is now, for a document."""
    plan = current_plan(opened.saved())
    decided = store.decisions.listed(opened)
    return _shelf.find(plan, decided) if decided else plan


def decision(made: kept.Decision) -> Decision:
    return Decision(
        instead_of=tuple(verbatim(other.title) for other in made.instead_of),
        why=verbatim(made.why),
        by=verbatim(made.decided_by) if made.decided_by else None,
        on=made.decided_at.date(),
    )
