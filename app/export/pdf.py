"""The plan as a PDF: typeset in a child process, tagged, the same bytes for the same plan."""

from __future__ import annotations

import atexit
import json
import logging
from collections import OrderedDict
from datetime import UTC, datetime, time
from hashlib import sha256
from threading import Lock

from app.export.outline import Showing
from app.export.paper import Remark, paper
from app.export.typesetters import NoDocument, Typesetters
from app.language.reader import Reader
from app.plan.plan import Plan

log = logging.getLogger(__name__)
_typesetters = Typesetters()
atexit.register(_typesetters.close)


class Shelf:
    """The documents made last, by the digest of their content."""

    def __init__(self, room: int) -> None:
        self.room = room
        self.made: OrderedDict[str, bytes] = OrderedDict()
        self.lock = Lock()

    def find(self, key: str) -> bytes | None:
        with self.lock:
            found = self.made.get(key)
            if found is not None:
                self.made.move_to_end(key)
            return found

    def put(self, key: str, document: bytes) -> bytes:
        with self.lock:
            self.made[key] = document
            while len(self.made) > self.room:
                self.made.popitem(last=False)
        return document


_shelf = Shelf(room=32)


def pdf(plan: Plan, reader: Reader, showing: Showing, remarks: tuple[Remark, ...] = ()) -> bytes:
    """The document; raises NoDocument."""
    data = json.dumps(paper(plan, reader, showing, remarks), ensure_ascii=False)
    day = int(datetime.combine(plan.priced_at, time(), UTC).timestamp())
    key = sha256(f"{day} {data}".encode()).hexdigest()
    return _shelf.find(key) or _shelf.put(key, typeset(data, day))


def typeset(data: str, day: int) -> bytes:
    with _typesetters.one() as typesetter:
        document, complaint = typesetter.typeset(data, day)
    if not document.startswith(b"%PDF"):
        log.error("no document: %s", complaint[-2000:])
        raise NoDocument("the typesetter failed")
    if complaint:
        log.warning("document without the strict standard: %s", complaint[:500])
    return document
