"""The plan as a PDF: typeset in a child process, tagged, the same bytes for the same plan."""

from __future__ import annotations

import atexit
import json
import logging
from collections import OrderedDict
from collections.abc import Hashable
from datetime import UTC, datetime, time
from hashlib import sha256
from threading import Lock
from typing import Generic, TypeVar

from app.export.outline import Showing
from app.export.paper import Remark, paper
from app.export.typesetters import NoDocument, Typesetters
from app.language.reader import Reader
from app.plan.plan import Plan

Made = TypeVar("Made")

log = logging.getLogger(__name__)
_typesetters = Typesetters()
atexit.register(_typesetters.close)


class Shelf(Generic[Made]):
    """What was made last, by what it was made of."""

    def __init__(self, room: int) -> None:
        self.room = room
        self.made: OrderedDict[Hashable, Made] = OrderedDict()
        self.lock = Lock()

    def find(self, key: Hashable) -> Made | None:
        with self.lock:
            found = self.made.get(key)
            if found is not None:
                self.made.move_to_end(key)
            return found

    def put(self, key: Hashable, made: Made) -> Made:
        with self.lock:
            self.made[key] = made
            while len(self.made) > self.room:
                self.made.popitem(last=False)
        return made


# By the digest of their content, and for whoever asks again for the very same plan: putting its
# words together once more would take longer than its page does.
_shelf: Shelf[bytes] = Shelf(room=32)
_asked: Shelf[tuple[Plan, bytes]] = Shelf(room=32)


def pdf(plan: Plan, reader: Reader, showing: Showing, remarks: tuple[Remark, ...] = ()) -> bytes:
    """The document; raises NoDocument."""
    key = (id(plan), reader.tag, showing, remarks)
    known = _asked.find(key)
    # What is kept holds its plan, so that no other plan can come to bear the same number.
    if known is not None and known[0] is plan:
        return known[1]
    return _asked.put(key, (plan, of_words(plan, reader, showing, remarks)))[1]


def of_words(plan: Plan, reader: Reader, showing: Showing, remarks: tuple[Remark, ...]) -> bytes:
    """The document with these words: made, or found when the words are those of one made before."""
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
