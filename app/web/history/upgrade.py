"""A plan made with earlier questions: what the upgrade changes, and making it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from fastapi import APIRouter, Request, Response

from app.lifecycle.bank import load_bank
from app.lifecycle.upgrade import Upgrade, upgrade
from app.store.kept import VersionInList
from app.store.open_plan import OpenPlan
from app.store.store import Store
from app.web.dependencies import CurrentStore, EditKey
from app.web.rendering import Masthead, Page, render, see_other
from app.web.routing import OneTransaction

router = APIRouter(route_class=OneTransaction)


@dataclass(frozen=True, kw_only=True)
class UpgradePage(Page):
    template: ClassVar[str] = "upgrade/upgrade.html"

    plan_id: str
    upgrade: Upgrade
    last_version: VersionInList | None  # frozen with the earlier questions


@router.get("/plans/{plan_id}/upgrade", name="show_upgrade")
def show_upgrade(request: Request, plan_id: str, store: CurrentStore, key: EditKey) -> Response:
    opened = store.plans.writable_by(key, plan_id)
    if not is_outdated(opened):
        return see_other(request, "show_plan_home", plan_id=plan_id)
    bank = load_bank()
    versions = store.versions.listed(opened)
    page = UpgradePage(
        masthead=Masthead(opened.id, opened.title, "questions"),
        plan_id=opened.id,
        upgrade=changes(store, opened),
        last_version=next((v for v in versions if v.bank_version != bank.version), None),
    )
    return render(request, page)


@router.post("/plans/{plan_id}/upgrade", name="upgrade_plan")
def upgrade_plan(request: Request, plan_id: str, store: CurrentStore, key: EditKey) -> Response:
    """Moves the plan to today's questions. What does not fit stays in the history only."""
    opened = store.plans.writable_by(key, plan_id)
    if is_outdated(opened):
        for each in changes(store, opened).lost:
            opened.clear(each.question)
        opened.move_to_bank(load_bank().version)
    return see_other(request, "show_plan_home", plan_id=plan_id)


def is_outdated(opened: OpenPlan) -> bool:
    return opened.bank_version != load_bank().version


def changes(store: Store, opened: OpenPlan) -> Upgrade:
    before = store.banks.outline(opened.bank_version)
    return upgrade(load_bank(), opened.saved().given, before)
