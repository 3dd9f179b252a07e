"""What was read last, kept until the plan it belongs to has changed."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from app.store.kept import SavedPlan

ROOM = 512  # plans; one takes some ten kilobytes


@dataclass(frozen=True, slots=True)
class Recent:
    """The plans read last, each with the stamp of what was read, the oldest forgotten first.

    A stamp must change with whatever may change in the plan, whichever process writes it.
    """

    plans: dict[str, tuple[Hashable, SavedPlan]] = field(default_factory=dict)

    def find(self, plan_id: str, stamp: Hashable, read: Callable[[], SavedPlan]) -> SavedPlan:
        """The plan that bears the stamp: remembered, or read."""
        known, saved = self.plans.get(plan_id, (None, None))
        if saved is None or known != stamp:
            saved = read()
            self.plans.pop(plan_id, None)
            self.plans[plan_id] = stamp, saved
        while len(self.plans) > ROOM:
            self.plans.pop(next(iter(self.plans)), None)
        return saved
