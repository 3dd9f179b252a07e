"""Share links for programs."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from app.language.message import message
from app.lifecycle.acceptable import LONGEST_LINE
from app.lifecycle.phases import Phase
from app.store.kept import Role, ShareLink
from app.store.refusals import NoSuchVersion
from app.web.api.bodies import RawBody, count, read
from app.web.api.complaints import Complaint, Refused
from app.web.api.described import LinkMade, LinksListed, answers_with, takes
from app.web.api.json_response import Json
from app.web.dependencies import BearerKey, CurrentStore
from app.web.origin import address
from app.web.routing import OneTransaction

router = APIRouter(prefix="/plans/{plan_id}/links", route_class=OneTransaction)


def end_of(sent: object) -> datetime | None:
    """A moment in UTC; a day ends when it is over."""
    if sent is None:
        return None
    try:
        if len(str(sent)) == len("2027-01-31"):
            return datetime.combine(date.fromisoformat(str(sent)), time.max, UTC)
        moment = datetime.fromisoformat(str(sent))
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise ValueError("Send a day such as 2027-01-31, or 2027-01-31T18:00:00Z") from None


DAY_OR_TIME = {"type": ["string", "null"], "examples": ["2027-01-31", "2027-01-31T18:00:00Z"]}
Ending = Annotated[datetime | None, BeforeValidator(end_of), WithJsonSchema(DAY_OR_TIME)]


class LinkWish(BaseModel):
    """The terms of a new link."""

    model_config = ConfigDict(extra="forbid")

    role: Role
    phase: Phase | None = Field(None, description="for the role answer: the phase it may answer")
    version: Annotated[int, BeforeValidator(count), Field(ge=1, lt=2**31)] | None = Field(
        None, description="the number of a frozen version; null: always current"
    )
    expires_at: Ending = Field(None, description="null: in 30 days; a day ends when it is over")
    label: Annotated[str, Field(max_length=LONGEST_LINE)] | None = None
    hide_money: Annotated[bool, Field(strict=True)] = False


@router.post(
    "",
    status_code=201,
    openapi_extra=takes(LinkWish),
    responses=answers_with(201, LinkMade, 404, 422),
)
def share_plan(
    request: Request, plan_id: str, body: RawBody, store: CurrentStore, key: BearerKey
) -> Response:
    opened = store.plans.writable_by(key, plan_id)
    wish = read(LinkWish, body)
    refuse_misfits(wish, store.now)
    try:
        made = store.links.share(
            opened,
            wish.role,
            label=wish.label or "",
            phase=wish.phase,
            version=wish.version,
            expires_at=wish.expires_at,
            hide_money=wish.hide_money,
        )
    except NoSuchVersion as refusal:
        raise Refused([Complaint(refusal.says, field="version")]) from None
    url = address(request, f"/s/{made.token}")
    return Json({"id": made.link.id, "url": url, "token": made.token}, 201)


@router.get("", responses=answers_with(200, LinksListed, 404))
def list_links(plan_id: str, store: CurrentStore, key: BearerKey) -> Response:
    opened = store.plans.writable_by(key, plan_id)
    return Json({"links": [written(link) for link in store.links.listed(opened)]})


@router.delete("/{link}", status_code=204, responses=answers_with(204, None, 404))
def revoke_link(plan_id: str, link: str, store: CurrentStore, key: BearerKey) -> None:
    store.links.revoke(store.plans.writable_by(key, plan_id), link)


def refuse_misfits(wish: LinkWish, now: datetime) -> None:
    complaints = []
    if (wish.role is Role.ANSWER) != (wish.phase is not None):
        says = message("Give the phase of a link with the role answer, and of no other")
        complaints.append(Complaint(says, field="phase"))
    if wish.expires_at is not None and wish.expires_at <= now:
        says = message("Choose a time in the future")
        complaints.append(Complaint(says, field="expires_at"))
    if complaints:
        raise Refused(complaints)


def written(link: ShareLink) -> dict[str, object]:
    """A link as the list shows it; its token is known to nobody any more."""
    return {
        "id": link.id,
        "role": link.role,
        "label": link.label,
        "phase": link.phase,
        "version": link.version,
        "hide_money": link.hide_money,
        "created_at": link.created_at.isoformat(),
        "expires_at": link.expires_at and link.expires_at.isoformat(),
        "revoked_at": link.revoked_at and link.revoked_at.isoformat(),
        "last_used_at": link.last_used_at and link.last_used_at.isoformat(),
    }
