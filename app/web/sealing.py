"""What every response goes out with: headers that tell browsers what our pages may do, and gzip.

Of its own because the framework's gzip costs four times as much on the responses that it leaves
alone, and a page here is one piece of known length.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass

from starlette.types import Message, Scope, Send

POLICY = (
    "default-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; object-src 'none'"
)
HEADERS = [
    (b"content-security-policy", POLICY.encode()),
    (b"referrer-policy", b"same-origin"),
    (b"x-content-type-options", b"nosniff"),
]
# Plans are private, and a page that was shown may have been changed by now. Going back shows a kept
# page without asking, with answers and their versions of before: so none is kept.
PRIVATE_HEADERS = [*HEADERS, (b"cache-control", b"private, no-store")]

WORTH_COMPRESSING = 1000  # bytes
COMPRESSIBLE = (b"text/", b"application/json", b"image/svg+xml")


@dataclass(slots=True)
class Sealing:
    """`send` for the responses to one request."""

    scope: Scope
    send: Send
    held: Message | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] != "http.response.start":
            await self.send_body(message)
        elif is_worth_compressing(with_headers(message)) and accepts_gzip(self.scope):
            self.held = message  # its length is known once the body is compressed
        else:
            await self.send(message)

    async def send_body(self, message: Message) -> None:
        if self.held:
            await self.send(compress(self.held, message))
            self.held = None
        if self.scope["method"] == "HEAD":
            message["body"] = b""
        await self.send(message)


def with_headers(start: Message) -> dict[bytes, bytes]:
    """Adds our headers to the start of a response; returns those that it came with."""
    own: list[tuple[bytes, bytes]] = start["headers"]
    found = dict(own)
    start["headers"] = own + (HEADERS if b"cache-control" in found else PRIVATE_HEADERS)
    return found


def is_worth_compressing(headers: dict[bytes, bytes]) -> bool:
    """Streams, whose length is not known, are left alone."""
    return (
        int(headers.get(b"content-length", 0)) >= WORTH_COMPRESSING
        and b"content-encoding" not in headers
        and headers.get(b"content-type", b"").startswith(COMPRESSIBLE)
    )


def accepts_gzip(scope: Scope) -> bool:
    return any(name == b"accept-encoding" and b"gzip" in value for name, value in scope["headers"])


def compress(start: Message, body: Message) -> Message:
    """Compresses the body where it stands; returns the start that fits it."""
    body["body"] = gzip.compress(body["body"], 5, mtime=0)
    kept = [header for header in start["headers"] if header[0] != b"content-length"]
    length = str(len(body["body"])).encode()
    start["headers"] = [
        *kept,
        (b"content-length", length),
        (b"content-encoding", b"gzip"),
        (b"vary", b"Accept-Encoding"),
    ]
    return start
