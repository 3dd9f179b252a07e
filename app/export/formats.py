"""The forms in which a plan leaves the house, each with its file ending and media type."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.export.document import plan_document, to_bytes
from app.language.reader import ENGLISH, Reader
from app.lifecycle.document import AnswersDocument
from app.plan.plan import Plan

Write = Callable[[AnswersDocument, Plan, Reader], bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """One form of a plan: how it is written, and how a browser is told of it."""

    ending: str
    media_type: str
    write_in: Write

    def write(self, document: AnswersDocument, plan: Plan, reader: Reader = ENGLISH) -> bytes:
        return self.write_in(document, plan, reader)


def json_of(document: AnswersDocument, plan: Plan, reader: Reader) -> bytes:
    return to_bytes(plan_document(document, plan, reader=reader))


FORMATS: dict[str, Format] = {
    "json": Format("json", "application/json", json_of),
}
