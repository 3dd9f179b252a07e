"""The plan as a PDF: typeset in a child process, tagged, the same bytes for the same plan."""

from __future__ import annotations

import atexit
import json
import logging
from datetime import UTC, datetime, time
from functools import lru_cache

from app.export.outline import Showing
from app.export.paper import Remark, paper
from app.export.typesetters import NoDocument, Typesetters
from app.language.reader import Reader
from app.plan.plan import Plan
from app.plan.very_plan import VeryPlan

log = logging.getLogger(__name__)
_typesetters = Typesetters()
atexit.register(_typesetters.close)


def pdf(plan: Plan, reader: Reader, showing: Showing, remarks: tuple[Remark, ...] = ()) -> bytes:
    """The document; raises NoDocument."""
    return _made(VeryPlan(plan), reader, showing, remarks)


# Putting the words of a plan together takes longer than its page does.
@lru_cache(maxsize=32)
def _made(of: VeryPlan, reader: Reader, showing: Showing, remarks: tuple[Remark, ...]) -> bytes:
    data = json.dumps(paper(of.plan, reader, showing, remarks), ensure_ascii=False)
    day = int(datetime.combine(of.plan.priced_at, time(), UTC).timestamp())
    return typeset(data, day)


# For another plan with the same words, such as a version that was read anew.
@lru_cache(maxsize=32)
def typeset(data: str, day: int) -> bytes:
    """The document with these words, dated in Unix time."""
    with _typesetters.one() as typesetter:
        document, complaint = typesetter.typeset(data, day)
    if not document.startswith(b"%PDF"):
        log.error("no document: %s", complaint[-2000:])
        raise NoDocument("the typesetter failed")
    if complaint:
        log.warning("document without the strict standard: %s", complaint[:500])
    return document
