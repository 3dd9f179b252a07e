"""Routes whose handlers finish their transaction themselves, in the thread they run in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from functools import wraps
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.types import Receive, Scope, Send

from app.store.store import Store

_on_the_loop: ContextVar[bool] = ContextVar("on_the_loop", default=False)


class TakesLonger(Exception):
    """What a handler has to do would keep everybody else waiting."""


def takes_longer() -> None:
    """Called before long work: from here on the handler needs a thread of its own."""
    if _on_the_loop.get():
        raise TakesLonger


class OneTransaction(APIRoute):
    """Commits when the handler returns, before the response is made of what it returned.

    The store's dependency would do the same (and does, on other routes), but only after another
    trip to a thread, and that trip takes as long as a third of the whole request.
    """

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        super().__init__(path, finishing(endpoint), **options)


class ReadAtOnce(APIRoute):
    """Reads on the event loop, where the database answers at once and all else is at hand.

    Eight threads that read SQLite spend most of their time waiting for each other: the same
    reads, one after another on the loop, are twice as many a second. A handler that comes to
    longer work says so (`takes_longer`) and is run again in a thread; it must only read.
    """

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        super().__init__(path, at_once(endpoint), **options)


class ReadAfterwards(Response):
    """The response to a write that shows what it led to: read when all is kept and closed."""

    def __init__(self, read: Callable[[], Response]) -> None:
        super().__init__()
        self.read = read

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await run_in_threadpool(self.read)
        await response(scope, receive, send)


def finishing(endpoint: Callable[..., Any]) -> Callable[..., Any]:
    """The handler, with what it wrote kept before it returns. After an error nothing is."""

    @wraps(endpoint)
    def handle(**values: Any) -> Any:
        answer = endpoint(**values)
        for value in values.values():
            if isinstance(value, Store):
                value.keep()
        return answer

    return handle


def at_once(endpoint: Callable[..., Any]) -> Callable[..., Awaitable[Any]]:
    @wraps(endpoint)
    async def handle(*, request: Request, **values: Any) -> Any:
        if request.app.state.database.reads_at_once:
            token = _on_the_loop.set(True)
            try:
                return endpoint(request=request, **values)
            except TakesLonger:
                pass
            finally:
                _on_the_loop.reset(token)
        return await run_in_threadpool(endpoint, request=request, **values)

    return handle
