"""The forms in which a plan leaves the house, each with its file ending and media type."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.export.document import plan_document, to_bytes
from app.export.outline import Showing
from app.export.pdf import pdf
from app.language.reader import ENGLISH, Reader
from app.lifecycle.document import AnswersDocument
from app.plan.plan import Plan

EVERYTHING = Showing()

Write = Callable[[AnswersDocument, Plan, Reader, Showing], bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """One form of a plan: how it is written, and how a browser is told of it."""

    ending: str
    media_type: str
    write_in: Write

    def write(
        self,
        document: AnswersDocument,
        plan: Plan,
        reader: Reader = ENGLISH,
        showing: Showing = EVERYTHING,
    ) -> bytes:
        """The file. A PDF may raise NoDocument."""
        return self.write_in(document, plan, reader, showing)


def as_pdf(_document: AnswersDocument, plan: Plan, reader: Reader, showing: Showing) -> bytes:
    return pdf(plan, reader, showing)


def as_json(document: AnswersDocument, plan: Plan, reader: Reader, _showing: Showing) -> bytes:
    """What imports again without loss: it always holds everything."""
    return to_bytes(plan_document(document, plan, reader=reader))


FORMATS: dict[str, Format] = {
    "pdf": Format("pdf", "application/pdf", as_pdf),
    "json": Format("json", "application/json", as_json),
}
