"""The errors document: `{"errors": [{"question" or "field", "message"}]}`, all at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.language.message import Message
from app.language.reader import ENGLISH


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing that is wrong, and with which question or field, if with one."""

    says: Message
    question: str | None = None
    field: str | None = None

    @property
    def line(self) -> str:
        """The complaint for a terminal: "S03: Choose one of: one_task, few_tasks"."""
        where = self.question or self.field
        return f"{where}: {ENGLISH.say(self.says)}" if where else ENGLISH.say(self.says)

    def written(self) -> dict[str, str]:
        where = {"question": self.question, "field": self.field}
        said = {key: value for key, value in where.items() if value is not None}
        return {**said, "message": ENGLISH.say(self.says)}


class Refused(Exception):
    """A request that cannot be taken, with every reason. Nothing was stored."""

    def __init__(
        self,
        complaints: Sequence[Complaint],
        status: int = 422,
        more: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(", ".join(complaint.says.text for complaint in complaints))
        self.complaints = tuple(complaints)
        self.status = status
        self.more = dict(more or {})
        self.headers = dict(headers or {})

    def document(self) -> dict[str, object]:
        return {"errors": [complaint.written() for complaint in self.complaints], **self.more}
