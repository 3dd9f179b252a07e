"""Styles, scripts and fonts, at addresses that change with their content.

The digest of the whole folder is a part of the address, so a style sheet's relative addresses work
as they stand, and a browser never asks twice for what has not changed.
"""

from __future__ import annotations

import gzip
import mimetypes
import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

STATIC = Path(__file__).parents[2] / "static"
MOUNT = "/static"
FOR_EVER = "public, max-age=31536000, immutable"
ALREADY_COMPRESSED = {".woff2", ".png", ".jpg", ".ico", ".gz"}
# How a file of a kind brings in another of its folder.
IMPORT = {
    ".css": re.compile(rb'@import "([\w.-]+)";\n'),
    ".js": re.compile(rb'import \{[^}]*\} from "\./([\w.-]+)";\n'),
}
EXPORT = re.compile(rb"^export ", re.MULTILINE)  # of what is brought in: it is in one piece then
# What only its writers read, by the kind of file: comments, and how lines are indented.
FOR_WRITERS = {
    ".css": re.compile(rb"/\*.*?\*/\n?|(?<=\n)\s+", re.DOTALL),
    ".js": re.compile(rb"^\s*//.*\n|^\s+", re.MULTILINE),
}
TYPES = {
    ".woff2": "font/woff2", ".js": "text/javascript", ".svg": "image/svg+xml",
    ".json": "application/speculationrules+json",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asset:
    content: bytes
    compressed: bytes | None  # by gzip; None where it would not get smaller
    media_type: str


@lru_cache
def shelf() -> dict[str, Path]:
    """All files of the folder by their name inside it."""
    paths = sorted(path for path in STATIC.rglob("*") if path.is_file())
    return {path.relative_to(STATIC).as_posix(): path for path in paths}


@lru_cache
def digest() -> str:
    """Of the names and contents of all files; the same on every server with the same release."""
    together = sha256()
    for name, path in shelf().items():
        together.update(name.encode())
        together.update(path.read_bytes())
    return together.hexdigest()[:12]


def asset_url(name: str) -> str:
    """The address of a file in static/; LookupError when there is none."""
    if name not in shelf():
        raise LookupError(f"static/{name} does not exist")
    return f"{MOUNT}/{digest()}/{name}"


@lru_cache
def asset(name: str) -> Asset:
    """The file of that name, read and compressed once."""
    path = shelf()[name]
    content = whole(path)
    packed = None if path.suffix in ALREADY_COMPRESSED else gzip.compress(content, 9, mtime=0)
    guessed = TYPES.get(path.suffix) or mimetypes.guess_type(name)[0]
    return Asset(content, packed, guessed or "application/octet-stream")


def whole(path: Path) -> bytes:
    """The file; a style sheet or script together with those it imports, so that they cost one
    request, and without what only its writers read."""
    if path.suffix not in FOR_WRITERS or path.parent.name == "vendor":
        return path.read_bytes()
    return FOR_WRITERS[path.suffix].sub(b"", together(path, set()))


def together(path: Path, brought: set[Path]) -> bytes:
    """The file with each that it imports, once, in the place of the first import."""

    def bring(found: re.Match[bytes]) -> bytes:
        other = path.parent / found[1].decode()
        if other in brought:
            return b""
        brought.add(other)
        return EXPORT.sub(b"", together(other, brought))

    return IMPORT[path.suffix].sub(bring, path.read_bytes())


class Assets:
    """Serves the folder from memory."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await respond(scope)(scope, receive, send)


def respond(scope: Scope) -> Response:
    inside = str(scope["path"]).removeprefix(str(scope.get("root_path", ""))).lstrip("/")
    asked, _, name = inside.partition("/")
    if name not in shelf() or scope["method"] not in {"GET", "HEAD"}:
        return PlainTextResponse("Not found", 404)
    found = asset(name)
    # A page of an older release may still ask for its own digest: it gets today's file.
    headers = {
        "Cache-Control": FOR_EVER if asked == digest() else "no-cache",
        "Vary": "Accept-Encoding",
    }
    body = found.content
    if found.compressed and "gzip" in Headers(scope=scope).get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        body = found.compressed
    return Response(body, 200, headers, found.media_type)
