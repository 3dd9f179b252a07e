"""Going on with a plan on another device: the edit link puts its key on the browser's keyring."""

from __future__ import annotations

from fastapi import APIRouter, BackgroundTasks, Request, Response

from app.web.dependencies import CurrentKeyring, CurrentStore, note_use
from app.web.keyring import hand_over
from app.web.rendering import see_other

router = APIRouter()


@router.get("/edit/{token}", name="open_edit_link")
def open_edit_link(
    request: Request,
    token: str,
    store: CurrentStore,
    keyring: CurrentKeyring,
    background: BackgroundTasks,
) -> Response:
    """Leads on to the plan's own address, so that the token does not stay in the address bar."""
    opened = store.plans.writable_by(token)
    note_use(request, background, opened.link)
    response = see_other(request, "show_plan_home", plan_id=opened.id)
    hand_over(request, response, keyring.with_key(opened.id, token))
    return response
