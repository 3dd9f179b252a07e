"""Share links of a plan: making one, seeing them all, taking one back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import ClassVar

from fastapi import APIRouter, Request, Response
from markupsafe import Markup

from app.language.message import Message, message
from app.lifecycle.acceptable import LONGEST_LINE, Unacceptable, acceptable_text
from app.lifecycle.phases import WORDS, Phase
from app.lifecycle.typed import Fields, day_typed
from app.store.kept import NewLink, Role, ShareLink, VersionInList
from app.store.links import LASTS
from app.store.open_plan import OpenPlan
from app.store.store import Store
from app.web.dependencies import CurrentStore, EditKey
from app.web.lines import first_typed
from app.web.origin import address
from app.web.rendering import Masthead, Page, paths, render, see_other
from app.web.routing import OneTransaction
from app.web.wizard.forms import TypedFields

router = APIRouter(route_class=OneTransaction)

ROLES: dict[Role, tuple[Message, Message]] = {
    Role.VIEW: (message("Read"), message("Sees the plan and its PDF.")),
    Role.COMMENT: (
        message("Read, comment and sign"),
        message("May also write beside each section, and sign a frozen version."),
    ),
    Role.ANSWER: (
        message("Answer one phase"),
        message("Sees and answers the questions of that phase, and nothing else."),
    ),
    Role.EDIT: (message("Edit"), message("May change everything: for yourself on another device.")),
}


@dataclass(frozen=True, slots=True)
class Made:
    """A link just made: its address is shown this once."""

    label: str
    address: str
    picture: Markup  # the address as a QR code


@dataclass(frozen=True, slots=True)
class Choice:
    """The form for a new link, as it was filled in."""

    label: str = ""
    role: str = Role.VIEW
    phase: str = ""
    version: str = ""
    expires: str = ""
    hide_money: bool = False
    complaints: tuple[tuple[str, Message], ...] = ()

    def complaint(self, name: str) -> Message | None:
        return dict(self.complaints).get(name)


@dataclass(frozen=True, kw_only=True)
class LinksPage(Page):
    template: ClassVar[str] = "links/links.html"

    plan_id: str
    open: tuple[ShareLink, ...]
    closed: tuple[ShareLink, ...]
    versions: tuple[VersionInList, ...]
    choice: Choice
    made: Made | None = None

    @property
    def roles(self) -> dict[Role, tuple[Message, Message]]:
        return ROLES

    @property
    def phases(self) -> dict[Phase, Message]:
        return {phase: words.title for phase, words in WORDS.items()}


@dataclass(frozen=True, kw_only=True)
class RevocationPage(Page):
    template: ClassVar[str] = "links/revocation.html"

    plan_id: str
    link: ShareLink


@router.get("/plans/{plan_id}/links", name="show_links")
def show_links(
    request: Request, plan_id: str, store: CurrentStore, key: EditKey, version: str = ""
) -> Response:
    """All links, and the form for a new one; `version` proposes to pin it to that version."""
    opened = store.plans.writable_by(key, plan_id)
    expires = (store.now + LASTS).date().isoformat()
    return render(request, links_page(store, opened, Choice(version=version, expires=expires)))


@router.post("/plans/{plan_id}/links", name="share_plan")
def share_plan(
    request: Request, plan_id: str, store: CurrentStore, key: EditKey, fields: TypedFields
) -> Response:
    """Makes a link. Its address exists only now, so the answer is the page that shows it."""
    opened = store.plans.writable_by(key, plan_id)
    choice, expires_at = read_choice(fields, store.versions.listed(opened), store.now)
    if choice.complaints:
        return render(request, links_page(store, opened, choice), status=422)
    new = store.links.share(
        opened,
        Role(choice.role),
        label=choice.label,
        phase=Phase(choice.phase) if choice.role == Role.ANSWER else None,
        version=int(choice.version) if choice.version else None,
        expires_at=expires_at,
        hide_money=choice.hide_money,
    )
    again = Choice(expires=(store.now + LASTS).date().isoformat())
    page = links_page(store, opened, again, made(request, new))
    return render(request, page, status=201)


def made(request: Request, new: NewLink) -> Made:
    name = "open_edit_link" if new.link.role is Role.EDIT else "show_shared_plan"
    url = address(request, paths(request.app)(name, token=new.token))
    import segno  # asked for when a link is made, and by nobody else

    drawn = segno.make_qr(url, error="m").svg_inline(
        scale=4,
        border=2,
        svgclass="qr",
        lineclass=None,
        omitsize=False,
        dark="#0f1d22",
        light="#fff",
    )
    return Made(new.link.label, url, Markup(drawn))  # segno draws squares only


def links_page(
    store: Store, opened: OpenPlan, choice: Choice, made: Made | None = None
) -> LinksPage:
    listed = store.links.listed(opened)
    return LinksPage(
        masthead=Masthead(opened.id, opened.title, "share"),
        plan_id=opened.id,
        open=tuple(link for link in listed if link.opens(store.now)),
        closed=tuple(link for link in listed if not link.opens(store.now)),
        versions=store.versions.listed(opened),
        choice=choice,
        made=made,
    )


def read_choice(
    fields: Fields, versions: tuple[VersionInList, ...], now: datetime
) -> tuple[Choice, datetime | None]:
    """The form as it was filled in, with a complaint for each field that does not fit."""
    typed = {
        name: first_typed(fields, name).strip()
        for name in ("label", "role", "phase", "version", "expires")
    }
    complaints: list[tuple[str, Message]] = []
    expires_at: datetime | None = None
    try:
        acceptable_text(typed["label"], LONGEST_LINE)
    except Unacceptable as refusal:
        complaints.append(("label", refusal.says))
    try:
        expires_at = end_of(typed["expires"], now)
    except Unacceptable as refusal:
        complaints.append(("expires", refusal.says))
    hide_money = "hide_money" in fields
    complaints.extend(unfit(typed, versions, hide_money))
    return Choice(**typed, hide_money=hide_money, complaints=tuple(complaints)), expires_at


def unfit(
    typed: Mapping[str, str], versions: tuple[VersionInList, ...], hide_money: bool
) -> Iterator[tuple[str, Message]]:
    """What does not go together, field by field."""
    role, phase, version = typed["role"], typed["phase"], typed["version"]
    if role not in set(Role):
        yield "role", message("Choose what the link allows")
    if role == Role.ANSWER and phase not in set(Phase):
        yield "phase", message("Choose the phase to be answered")
    if version and version not in {str(known.number) for known in versions}:
        yield "version", message("Choose one of the versions listed")
    elif version and role in {Role.ANSWER, Role.EDIT}:
        yield "version", message("Answers change the current plan: choose “Always the current one”")
    if hide_money and role == Role.EDIT:
        yield "hide_money", message("Whoever edits the plan sees its money. Untick this")


def end_of(typed: str, now: datetime) -> datetime | None:
    """The end of the day that was typed; None when nothing was."""
    if not typed:
        return None
    end = datetime.combine(day_typed(typed), time(0), UTC) + timedelta(days=1)
    if end <= now:
        raise Unacceptable(message("Choose a day that is still to come"))
    return end


@router.get("/plans/{plan_id}/links/{link_id}/revocation", name="ask_to_revoke")
def ask_to_revoke(
    request: Request, plan_id: str, link_id: str, store: CurrentStore, key: EditKey
) -> Response:
    opened = store.plans.writable_by(key, plan_id)
    link = next((link for link in store.links.listed(opened) if link.id == link_id), None)
    if link is None or not link.opens(store.now):
        return see_other(request, "show_links", plan_id=plan_id)
    masthead = Masthead(opened.id, opened.title, "share")
    return render(request, RevocationPage(masthead=masthead, plan_id=plan_id, link=link))


@router.post("/plans/{plan_id}/links/{link_id}/revocation", name="revoke_link")
def revoke_link(
    request: Request, plan_id: str, link_id: str, store: CurrentStore, key: EditKey
) -> Response:
    opened = store.plans.writable_by(key, plan_id)
    store.links.revoke(opened, link_id)
    return see_other(request, "show_links", plan_id=plan_id)
