"""A plan as a file to keep."""

from __future__ import annotations

import re
import unicodedata
from typing import Protocol
from urllib.parse import quote

from fastapi import HTTPException, Response

from app.export.formats import EVERYTHING, FORMATS, Format
from app.export.outline import Showing
from app.language.reader import ENGLISH, Reader
from app.store.open_plan import OpenPlan
from app.store.store import Store
from app.web.reading.decided import whole_document
from app.web.sharing.signed import plan_to_read, version_to_read


def format_named(name: str) -> Format:
    """The format of that name; 404 when we write no such thing."""
    if name not in FORMATS:
        raise HTTPException(404)
    return FORMATS[name]


def download(
    store: Store,
    opened: OpenPlan,
    wanted: Format,
    reader: Reader = ENGLISH,
    showing: Showing = EVERYTHING,
) -> Response:
    """The file of the plan as it is now, named after it."""
    document, plan = whole_document(store, opened), plan_to_read(store, opened)
    content = wanted.write(document, plan, reader, showing, opened.id)
    return file_response(content, wanted, opened.title)


def download_version(
    store: Store,
    opened: OpenPlan,
    number: int,
    wanted: Format,
    reader: Reader,
    showing: Showing,
) -> Response:
    """The file of a version, named after the plan and its number."""
    frozen = version_to_read(store, opened, number)
    content = wanted.write_frozen(frozen, reader, showing, opened.id)
    return file_response(content, wanted, f"{frozen.plan.title} {number}")


class FileKind(Protocol):
    """How a browser is told of a file."""

    @property
    def ending(self) -> str: ...

    @property
    def media_type(self) -> str: ...


def file_response(content: bytes, form: FileKind, title: str) -> Response:
    name = f"{file_name(title)}.{form.ending}"
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
    return Response(content, 200, {"Content-Disposition": disposition}, form.media_type)


def file_name(title: str) -> str:
    """The title as the name of a file that any system takes: "Support-chatbot"."""
    words = re.findall(r"\w+", title)
    return "-".join(words)[:60].strip("-") or "plan"
