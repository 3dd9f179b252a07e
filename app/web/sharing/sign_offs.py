"""Sign-offs: who stands behind a frozen version, and what has changed in the plan since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar

from fastapi import APIRouter, BackgroundTasks, HTTPException, Request, Response

from app.export.closing import since
from app.language.message import Message, message
from app.lifecycle.typed import Fields
from app.store.kept import Role, Signer, SignOff, VersionInList
from app.store.open_plan import OpenPlan
from app.store.refusals import AlreadySigned
from app.store.store import Store
from app.web.dependencies import CurrentStore, note_use
from app.web.lines import Line, first_typed, line_typed, whole_number
from app.web.rendering import Masthead, Page, render, see_other
from app.web.routing import OneTransaction
from app.web.sharing.door import CurrentDoor, Door
from app.web.sharing.seen_plan import shown_by, words_shown
from app.web.sharing.signed import CAPACITIES, changes_since
from app.web.sharing.talk import labels_of_links
from app.web.sharing.visitor import name_typed, remember_name, visitors_name
from app.web.wizard.forms import TypedFields

router = APIRouter(route_class=OneTransaction)

LONGEST_WORDS = 1000

# What somebody stands for who signs in each capacity.
SIGNERS: dict[Signer, tuple[Message, Message]] = {
    signer: (CAPACITIES[signer], says)
    for signer, says in (
        (Signer.OWNER, message("I want this built, and answer for the outcome.")),
        (Signer.BUDGET_HOLDER, message("I release the money for it.")),
        (Signer.RISK_ACCEPTOR, message("I accept the risks that remain.")),
    )
}
SAYS_NOTHING = message("Say what you agree to, such as “Go ahead within this range”")


@dataclass(frozen=True, slots=True)
class SignedVersion:
    """A version with its signatures, in the order in which they were given."""

    version: VersionInList
    signatures: tuple[SignOff, ...]
    changes: Message | None  # since; None: nobody has signed it

    @property
    def missing(self) -> tuple[Message, ...]:
        given = {signed.signer for signed in self.signatures}
        return tuple(title for signer, (title, _) in SIGNERS.items() if signer not in given)


@dataclass(frozen=True, slots=True)
class Signature:
    """The form, as it was filled in."""

    version: int | None
    name: Line
    words: Line = field(default_factory=Line)
    signer: str = ""
    unchosen: Message | None = None

    @property
    def refused(self) -> bool:
        return bool(self.name.complaint or self.words.complaint or self.unchosen)


@dataclass(frozen=True, kw_only=True)
class SignOffsPage(Page):
    template: ClassVar[str] = "sign_offs/sign_offs.html"

    door: Door
    versions: tuple[SignedVersion, ...]  # the newest first
    signature: Signature
    links: Mapping[str, str]  # labels of links by id, for those who may see the list of links

    @property
    def signers(self) -> dict[Signer, tuple[Message, Message]]:
        return SIGNERS

    def signer(self, signed: SignOff) -> Message:
        return SIGNERS[signed.signer][0]


@router.get("/plans/{plan_id}/sign-offs", name="show_sign_offs")
@router.get("/s/{token}/sign-offs", name="show_sign_offs_by_link")
def show_sign_offs(
    request: Request,
    store: CurrentStore,
    door: CurrentDoor,
    background: BackgroundTasks,
    version: int | None = None,
) -> Response:
    """Each version with its signatures; `version` proposes which one to sign."""
    opened = door.opened(store, Role.COMMENT)
    note_use(request, background, opened.link)
    blank = Signature(version, Line(visitors_name(request)))
    return render(request, sign_offs_page(store, opened, door, blank))


@router.post("/plans/{plan_id}/sign-offs", name="sign")
@router.post("/s/{token}/sign-offs", name="sign_by_link")
def sign(request: Request, store: CurrentStore, door: CurrentDoor, fields: TypedFields) -> Response:
    opened = door.opened(store, Role.COMMENT)
    signature = signature_typed(store, opened, fields)
    if signature.refused or signature.version is None:
        page = sign_offs_page(store, opened, door, signature)
        return render(request, page, status=422)
    store.sign_offs.sign(
        opened,
        signature.version,
        Signer(signature.signer),
        signature.name.text,
        signature.words.text,
    )
    place = f"#version-{signature.version}"
    response = see_other(request, door.place("show_sign_offs"), place, **door.parts)
    remember_name(request, response, signature.name.text)
    return response


def signature_typed(store: Store, opened: OpenPlan, fields: Fields) -> Signature:
    """The form as it was filled in, with a complaint where it cannot be kept."""
    version = whole_number(first_typed(fields, "version"))
    if version is None or version not in {known.number for known in seen(store, opened)}:
        raise HTTPException(422)
    signer = first_typed(fields, "signer")
    name = name_typed(fields)
    capacity = Signer(signer) if signer in set(Signer) else None
    if capacity and store.sign_offs.has_signed(opened, version, capacity, name.text):
        name = Line(name.text, AlreadySigned().says)
    return Signature(
        version,
        name,
        line_typed(fields, "words", SAYS_NOTHING, LONGEST_WORDS),
        signer,
        None if capacity else message("Choose in what capacity you sign"),
    )


def seen(store: Store, opened: OpenPlan) -> tuple[VersionInList, ...]:
    """The versions that this reader may read: of a pinned link, that one."""
    pinned = opened.link.version
    if pinned is not None:
        return (store.versions.find(opened, pinned),)
    return store.versions.listed(opened)


def sign_offs_page(
    store: Store, opened: OpenPlan, door: Door, signature: Signature
) -> SignOffsPage:
    title = words_shown(opened.title, shown_by(opened.link))
    return SignOffsPage(
        masthead=Masthead(opened.id, title, "sign_offs", token=door.token),
        door=door,
        versions=tuple(signed_versions(store, opened)),
        signature=signature,
        links=labels_of_links(store, opened),
    )


def signed_versions(store: Store, opened: OpenPlan) -> Iterator[SignedVersion]:
    """The newest version, and all that somebody has signed."""
    signatures: dict[int, list[SignOff]] = {}
    for signed in store.sign_offs.listed(opened):
        signatures.setdefault(signed.version, []).insert(0, readable(opened, signed))
    for place, version in enumerate(seen(store, opened)):
        given = tuple(signatures.get(version.number, ()))
        if given or place == 0:
            changes = since(changes_since(store, opened, version.number)) if given else None
            yield SignedVersion(version, given, changes)


def readable(opened: OpenPlan, signed: SignOff) -> SignOff:
    """The signature, without the sums in its words for those who are to see none."""
    return replace(signed, words=words_shown(signed.words, shown_by(opened.link)))
