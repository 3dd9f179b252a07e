"""What every request passes before any handler.

Refuses writes from other sites, bodies beyond all measure and too many requests.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.web.limits import READS, Limits
from app.web.sealing import Sealing

MEBIBYTE = 2**20
# An answer of 100,000 characters takes up to 1.2 MB as a form, a plan with its history less.
LARGEST_BODY = 4 * MEBIBYTE
# A browser that is still sending does not read our answer, so we listen to the end; within reason.
LISTENED_TO = 64 * MEBIBYTE

SAFE_SITES = {"same-origin", "none"}
Refuse = Callable[[Request, int, dict[str, str]], Response]


@dataclass(frozen=True, slots=True)
class Guard:
    """Pure ASGI: costs microseconds. `refuse` makes the page, or document, of a status."""

    app: ASGIApp
    refuse: Refuse
    public_origin: str = ""
    limits: Limits | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        sealing = Sealing(scope, send)
        wait = self.limits.wait(scope) if self.limits else 0
        if wait:
            await self.refuse(Request(scope), 429, {"Retry-After": str(wait)})(
                scope, receive, sealing
            )
        elif scope["method"] in READS:
            await self.app(as_get(scope), receive, sealing)
        else:
            await self.admit_write(scope, receive, sealing)

    async def admit_write(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        body = await whole_body(receive)
        if not same_site(headers, self.public_origin):
            await self.refuse(Request(scope), 403, {})(scope, receive, send)
        elif body is None:
            await self.refuse(Request(scope), 413, {})(scope, receive, send)
        else:
            await self.app(scope, replayed(body, receive), send)


def same_site(headers: Headers, public_origin: str) -> bool:
    """Whether a write comes from our own pages, or from no page at all."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in SAFE_SITES
    origin = headers.get("origin")
    if origin is None:
        return True  # a script that sends neither is no browser
    if public_origin:
        return origin.lower() == public_origin
    return urlsplit(origin).netloc.lower() == headers.get("host", "").lower() != ""


async def whole_body(receive: Receive) -> bytes | None:
    """The body of a request; None when it is too large."""
    parts: list[bytes] = []
    size = 0
    more = True
    while more and size <= LISTENED_TO:
        message = await receive()
        part = message.get("body", b"")
        size += len(part)
        more = message.get("more_body", False)
        if size <= LARGEST_BODY:
            parts.append(part)
    return b"".join(parts) if size <= LARGEST_BODY else None


def replayed(body: bytes, receive: Receive) -> Callable[[], Awaitable[Message]]:
    """The body once more, and then whatever else the connection says."""
    rest = [body]

    async def receive_again() -> Message:
        if rest:
            return {"type": "http.request", "body": rest.pop(), "more_body": False}
        return await receive()

    return receive_again


def as_get(scope: Scope) -> Scope:
    """HEAD is answered like GET, without the body."""
    return {**scope, "method": "GET"} if scope["method"] == "HEAD" else scope
