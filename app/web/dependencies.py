"""What handlers ask for: the store, and the key that this request brings.

These are asynchronous generators because those run on the event loop: a plain function would cost
each request one more trip to another thread. Nothing in them waits for the database.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractContextManager
from typing import Annotated

import anyio
from fastapi import BackgroundTasks, Depends, Path, Request
from starlette.datastructures import State

from app.store.database import Database, current_time
from app.store.kept import ShareLink
from app.store.links import to_the_hour
from app.store.store import Store, open_store
from app.web.keyring import Keyring, read_keyring

READS = {"GET", "HEAD", "OPTIONS"}


async def current_store(request: Request) -> AsyncIterator[Store]:
    """One transaction a request. It begins in the handler's thread, when first used."""
    database: Database = request.app.state.database
    if request.method in READS:
        with open_store(database, writing=False) as store:
            yield store
        return
    # Writers queue here, where waiting takes no thread: with all threads waiting for the database,
    # nobody could read, and the one writer that has it might not finish.
    async with request.app.state.writers:
        with open_store(database, writing=True) as store:
            yield store
            if store.is_open:
                await finish(store)


def read_only(request: Request) -> AbstractContextManager[Store]:
    """The store for a handler that reads at once (`routing.ReadAtOnce`) and closes it itself."""
    return open_store(request.app.state.database, writing=False)


async def finish(store: Store) -> None:
    """Commits in a thread of its own: a commit waits for the disk, and must not be cut short."""
    with anyio.CancelScope(shield=True):
        await anyio.to_thread.run_sync(store.keep, limiter=anyio.CapacityLimiter(1))


async def current_keyring(request: Request) -> AsyncIterator[Keyring]:
    yield read_keyring(request)


async def edit_key(request: Request) -> AsyncIterator[str | None]:
    yield key_brought(request)


def key_brought(request: Request) -> str | None:
    """The token this request brings for the plan of its address: a program's bearer token, or
    the one on the browser's keyring."""
    return bearer_token(request) or read_keyring(request).token(request.path_params["plan_id"])


async def bearer_key(request: Request) -> AsyncIterator[str | None]:
    """The token that a program brings. A browser's keyring opens nothing here."""
    yield bearer_token(request)


def bearer_token(request: Request) -> str | None:
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else None


def note_use(request: Request, background: BackgroundTasks, link: ShareLink) -> None:
    """Writes down, after the response has left, that a share link was used in this hour."""
    if link.last_used_at != to_the_hour(current_time()):
        background.add_task(write_use, request.app.state, link.id)


async def write_use(state: State, link_id: str) -> None:
    async with state.writers:
        await anyio.to_thread.run_sync(keep_use, state.database, link_id)


def keep_use(database: Database, link_id: str) -> None:
    with open_store(database, writing=True) as store:
        store.links.note_use(link_id)


# scope="function": commit before the response leaves, so a redirect never outruns its row.
CurrentStore = Annotated[Store, Depends(current_store, scope="function")]
Number = Annotated[int, Path(ge=1, lt=2**31)]  # in an address: what any database keeps
CurrentKeyring = Annotated[Keyring, Depends(current_keyring)]
EditKey = Annotated[str | None, Depends(edit_key)]
BearerKey = Annotated[str | None, Depends(bearer_key)]
