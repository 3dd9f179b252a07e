"""Scenarios: copies of a plan with other answers, side by side, and which of them was chosen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query, Request, Response

from app.language.message import message
from app.lifecycle.typed import Fields
from app.store.kept import Decision, PassedOver, PlanInList
from app.store.open_plan import OpenPlan
from app.store.refusals import NoSuchPlan
from app.store.store import Store
from app.web.dependencies import CurrentKeyring, CurrentStore, EditKey
from app.web.history.side_by_side import MOST, SideBySide, side_by_side
from app.web.home import LONGEST_TITLE
from app.web.keyring import Keyring, hand_over, hand_over_scenarios
from app.web.lines import BLANK, Line, first_typed, line_typed
from app.web.rendering import Masthead, Page, reader_of, render, see_other
from app.web.routing import OneTransaction
from app.web.wizard.forms import TypedFields

router = APIRouter(route_class=OneTransaction)

Wanted = Annotated[tuple[str, ...], Query(alias="with")]


@dataclass(frozen=True, slots=True)
class Member:
    """A plan of the family: the original or one of its copies."""

    id: str
    title: str
    changed_at: datetime
    original: bool
    compared: bool


@dataclass(frozen=True, slots=True)
class Choosing:
    """The form for a decision, as it was filled in."""

    chosen: str = ""
    why: Line = BLANK
    by: Line = BLANK
    missing: bool = False  # nothing was chosen

    @property
    def refused(self) -> bool:
        return self.missing or bool(self.why.complaint or self.by.complaint)


@dataclass(frozen=True, kw_only=True)
class ScenariosPage(Page):
    template: ClassVar[str] = "scenarios/scenarios.html"

    plan_id: str
    title: str
    family: tuple[Member, ...]
    compared: SideBySide | None  # None while there is but one
    decisions: tuple[tuple[str, Decision], ...]  # the chosen plan's title with each
    name: Line
    choosing: Choosing
    too_many: bool


@router.get("/plans/{plan_id}/scenarios", name="show_scenarios")
def show_scenarios(
    request: Request,
    plan_id: str,
    store: CurrentStore,
    key: EditKey,
    keyring: CurrentKeyring,
    wanted: Wanted = (),
) -> Response:
    opened = store.plans.writable_by(key, plan_id)
    page = scenarios_page(request, store, opened, keyring, wanted)
    copies = ((each.id, opened.copied_from or opened.id) for each in page.family)
    return hand_over_scenarios(request, render(request, page), keyring, copies)


@router.post("/plans/{plan_id}/scenarios", name="copy_plan")
def copy_plan(
    request: Request,
    plan_id: str,
    store: CurrentStore,
    key: EditKey,
    keyring: CurrentKeyring,
    fields: TypedFields,
) -> Response:
    """A copy to change answers in; this browser may edit it too."""
    opened = store.plans.writable_by(key, plan_id)
    says = message("Say what is different in it, such as “Hosted in house”")
    name = line_typed(fields, "name", says, LONGEST_TITLE)
    if name.complaint:
        page = scenarios_page(request, store, opened, keyring, (), name=name)
        return render(request, page, status=422)
    saved = opened.saved()
    made = store.plans.start(
        name.text,
        bank_version=saved.bank_version,
        kickoff=saved.kickoff,
        priced_at=saved.priced_at,
        given=saved.given,
        copied_from=saved.copied_from or saved.id,
        actuals=saved.actuals,  # what has happened has happened in every scenario
    )
    response = see_other(request, "show_plan_home", plan_id=made.link.plan_id)
    hand_over(request, response, keyring.with_key(made.link.plan_id, made.token))
    return response


@router.get("/plans/{plan_id}/decisions", name="show_decisions", include_in_schema=False)
def back_to_the_scenarios(
    request: Request, plan_id: str, store: CurrentStore, key: EditKey
) -> Response:
    """For whoever reloads a refusal."""
    store.plans.writable_by(key, plan_id)
    return see_other(request, "show_scenarios", plan_id=plan_id)


@router.post("/plans/{plan_id}/decisions", name="decide")
def decide(
    request: Request,
    plan_id: str,
    store: CurrentStore,
    key: EditKey,
    keyring: CurrentKeyring,
    fields: TypedFields,
) -> Response:
    """Keeps which of the compared plans was chosen, with the reason, in the chosen one."""
    opened = store.plans.writable_by(key, plan_id)
    wanted = tuple(fields.get("with", ()))
    choosing = choosing_typed(fields)
    if choosing.refused:
        page = scenarios_page(request, store, opened, keyring, wanted, choosing=choosing)
        return render(request, page, status=422)
    members = {each.id: each for each in family(store, opened, keyring) if each.id in wanted}
    if choosing.chosen not in members or len(members) < 2:
        raise NoSuchPlan
    chosen = opened_member(store, opened, keyring, choosing.chosen)
    others = [PassedOver(each.id, each.title) for each in members.values() if each.id != chosen.id]
    store.decisions.decide(chosen, others, choosing.why.text, choosing.by.text)
    query = "&".join(f"with={each}" for each in members)
    return see_other(request, "show_scenarios", f"?{query}#decided", plan_id=chosen.id)


def choosing_typed(fields: Fields) -> Choosing:
    chosen = first_typed(fields, "chosen")
    return Choosing(
        chosen=chosen,
        why=line_typed(fields, "why", message("Say why, for those who read it later"), 2000),
        by=line_typed(fields, "by"),
        missing=not chosen,
    )


def scenarios_page(
    request: Request,
    store: Store,
    opened: OpenPlan,
    keyring: Keyring,
    wanted: tuple[str, ...],
    *,
    name: Line | None = None,
    choosing: Choosing | None = None,
) -> ScenariosPage:
    listed = family(store, opened, keyring)
    chosen = compared_of(listed, opened.id, wanted)
    plans = [opened_member(store, opened, keyring, each.id) for each in chosen]
    several = [each.saved() for each in plans] if len(plans) > 1 else []
    return ScenariosPage(
        masthead=Masthead(opened.id, opened.title, "plan"),
        plan_id=opened.id,
        title=opened.title,
        family=tuple(member(each, chosen) for each in listed),
        compared=side_by_side(several, reader_of(request)) if several else None,
        decisions=tuple(
            (each.title, made) for each in plans for made in store.decisions.listed(each)
        ),
        name=name or BLANK,
        choosing=choosing or Choosing(),
        too_many=len(set(wanted)) > MOST,
    )


def family(store: Store, opened: OpenPlan, keyring: Keyring) -> tuple[PlanInList, ...]:
    """The original and its copies, as far as this browser may edit them, the original first.

    Whoever may edit the original may edit the copies, whoever made them; not the other way about.
    """
    root = opened.copied_from or opened.id
    listed = store.plans.listed(keyring.tokens.values()) if keyring.tokens else ()
    found = [each for each in listed if root in {each.id, each.copied_from}]
    if all(each.id != opened.id for each in found):
        mine = PlanInList(opened.id, opened.title, opened.changed_at, 0, opened.copied_from)
        found.append(mine)
    return tuple(sorted(found, key=lambda each: (each.copied_from is not None, each.id != root)))


def compared_of(
    listed: tuple[PlanInList, ...], here: str, wanted: tuple[str, ...]
) -> list[PlanInList]:
    """Those asked for; else this one, the original and the copies changed last. At most three."""
    asked = [each for each in listed if each.id in wanted]
    if len(asked) < 2:
        asked = sorted(listed, key=lambda each: (each.id != here, each.copied_from is not None))
        asked = [each for each in listed if each in asked[:MOST]]
    return asked[:MOST]


def opened_member(store: Store, opened: OpenPlan, keyring: Keyring, plan_id: str) -> OpenPlan:
    if plan_id == opened.id:
        return opened
    try:
        return store.plans.writable_by(keyring.token(plan_id), plan_id)
    except NoSuchPlan:
        original = opened.copied_from or opened.id
        return store.plans.writable_by(keyring.token(original), plan_id)


def member(each: PlanInList, compared: list[PlanInList]) -> Member:
    return Member(
        id=each.id,
        title=each.title,
        changed_at=each.changed_at,
        original=each.copied_from is None,
        compared=len(compared) > 1 and each in compared,
    )
