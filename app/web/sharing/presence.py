"""A stream of server-sent events that tells a page who else has the plan open.

Each stream ends after a few seconds and the browser opens the next one: so a link that was taken
back goes silent, a server that stops is not held up, and nobody counts on a connection that a proxy
may have cut. It holds no database connection while it lasts.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import anyio
from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from app.language.reader import Reader
from app.store.kept import Guest, Role
from app.web.dependencies import CurrentStore
from app.web.rendering import reader_of
from app.web.sharing.door import CurrentDoor
from app.web.sharing.here import Here, in_words
from app.web.sharing.visitor import visitors_name

router = APIRouter()

BEAT = 1.5  # seconds between two looks
BEATS = 5  # of one stream
RETRY = "retry: 300\n\n"  # milliseconds until the browser asks again
LONGEST_ID = 40


@router.get("/plans/{plan_id}/presence", name="watch")
@router.get("/s/{token}/presence", name="watch_by_link")
def watch(request: Request, store: CurrentStore, door: CurrentDoor, browser: str = "") -> Response:
    """`browser` is what the page's browser calls itself, the same in all its tabs."""
    opened = door.opened(store, Role.VIEW)
    here: Here = request.app.state.here
    if not (browser.isalnum() and len(browser) <= LONGEST_ID) or not here.has_room(opened.id):
        return Response(status_code=204)  # an event source does not come back after this
    link = opened.link
    guest = Guest(
        plan_id=opened.id,
        browser=browser,
        name=visitors_name(request),
        label=link.label,
        edits=link.role is Role.EDIT,
        seen_at=store.now,
    )
    return StreamingResponse(
        beats(request, here, guest, reader_of(request)),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


async def beats(request: Request, here: Here, guest: Guest, language: Reader) -> AsyncIterator[str]:
    """What to say of the others, whenever it changes; a comment while it does not."""
    here.enter(guest)
    try:
        yield RETRY
        said = None
        for _ in range(BEATS):
            here.see(guest)
            if here.is_to_share():
                async with request.app.state.writers:
                    await anyio.to_thread.run_sync(here.share)
            told = in_words(here.others(guest), to_editor=guest.edits)
            words = language.say(told) if told else ""
            # Names are one line, so they cannot begin another event.
            yield f"data: {' '.join(words.split())}\n\n" if words != said else ":\n\n"
            said = words
            await asyncio.sleep(BEAT)
    finally:
        here.leave(guest)
