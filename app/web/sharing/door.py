"""How somebody comes to a plan: with the browser's own key, or through a share link.

Comments and signatures have one page each, at two addresses. Which of the two was asked decides
what the reader has to bring, and where the links of the page lead.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from app.store.kept import Role
from app.store.open_plan import OpenPlan
from app.store.store import Store
from app.web.dependencies import key_brought


@dataclass(frozen=True, slots=True)
class Door:
    plan_id: str | None  # in the address; None: the address names a share link
    token: str | None  # of that share link
    key: str | None  # what the request brings for its plan

    def opened(self, store: Store, role: Role) -> OpenPlan:
        """The plan, for whoever may do at least this; the plan's own address needs its own key."""
        if self.token is None:
            return store.plans.writable_by(self.key, self.plan_id)
        return store.plans.opened_by(self.token, role, None)

    def place(self, name: str) -> str:
        """The name of a page on this side of the door."""
        return name if self.token is None else f"{name}_by_link"

    @property
    def plan(self) -> str:
        """The name of the plan's own page."""
        return "show_plan" if self.token is None else "show_shared_plan"

    @property
    def parts(self) -> dict[str, str]:
        """What the addresses on this side of the door have in common."""
        if self.token is None:
            return {"plan_id": self.plan_id or ""}
        return {"token": self.token}


async def current_door(request: Request) -> AsyncIterator[Door]:
    plan_id, token = (request.path_params.get(name) for name in ("plan_id", "token"))
    yield Door(plan_id, token, key_brought(request) if plan_id else None)


CurrentDoor = Annotated[Door, Depends(current_door)]
