"""The forms in which a plan leaves the house, each with its file ending and media type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.export.calendar import calendar
from app.export.document import to_bytes, with_estimate
from app.export.frozen import FrozenPlan
from app.export.hidden_money import document_without_sums, without_sums
from app.export.markdown import markdown
from app.export.mermaid import mermaid
from app.export.outline import Showing
from app.export.pdf import pdf
from app.export.tasks import Tracker, task_csv
from app.language.reader import ENGLISH, Reader
from app.lifecycle.document import AnswersDocument, write_document
from app.plan.plan import Plan

EVERYTHING = Showing()


@dataclass(frozen=True, slots=True)
class Taken:
    """What a file is made of."""

    answers: Mapping[str, object]  # in the form of an answers document
    plan: Plan
    of: str  # the id of the plan where it is kept; "" when it is kept nowhere


Write = Callable[[Taken, Reader, Showing], bytes]


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
        of: str = "",
    ) -> bytes:
        """The file. A PDF may raise NoDocument."""
        return self.write_in(Taken(write_document(document), plan, of), reader, showing)

    def write_frozen(
        self,
        frozen: FrozenPlan,
        reader: Reader = ENGLISH,
        showing: Showing = EVERYTHING,
        of: str = "",
    ) -> bytes:
        """The file of a version, from what it kept and nothing else."""
        return self.write_in(Taken(frozen.answers, frozen.plan, of), reader, showing)


def as_pdf(taken: Taken, reader: Reader, showing: Showing) -> bytes:
    return pdf(taken.plan, reader, showing)


def as_json(taken: Taken, reader: Reader, showing: Showing) -> bytes:
    """What imports again without loss; without money it lacks the answers that are sums."""
    document = with_estimate(taken.answers, taken.plan, reader=reader)
    return to_bytes(document if showing.money else document_without_sums(document))


def as_text(write: Callable[[Plan, Reader], str]) -> Write:
    """A form that holds neither sums nor answers, so that nothing is left out of it."""

    def write_in(taken: Taken, reader: Reader, showing: Showing) -> bytes:
        plan = taken.plan if showing.money else without_sums(taken.plan)
        return write(plan, reader).encode()

    return write_in


def as_tasks(tracker: Tracker) -> Write:
    return as_text(lambda plan, reader: task_csv(plan, reader, tracker))


def as_calendar(taken: Taken, reader: Reader, showing: Showing) -> bytes:
    return as_text(lambda plan, reader: calendar(plan, reader, taken.of))(taken, reader, showing)


def as_markdown(taken: Taken, reader: Reader, showing: Showing) -> bytes:
    return markdown(taken.plan, reader, showing).encode()


def as_workbook(taken: Taken, reader: Reader, showing: Showing) -> bytes:
    # What writes workbooks is large, and most servers that start are never asked for one.
    from app.export.spreadsheet import spreadsheet

    return spreadsheet(taken.plan, reader, showing)


WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"

FORMATS: dict[str, Format] = {
    "pdf": Format("pdf", "application/pdf", as_pdf),
    "md": Format("md", "text/markdown; charset=utf-8", as_markdown),
    "xlsx": Format("xlsx", WORKBOOK, as_workbook),
    "csv": Format("csv", CSV, as_tasks(Tracker.JIRA)),
    "jira.csv": Format("jira.csv", CSV, as_tasks(Tracker.JIRA)),
    "linear.csv": Format("linear.csv", CSV, as_tasks(Tracker.LINEAR)),
    "github.csv": Format("github.csv", CSV, as_tasks(Tracker.GITHUB)),
    "mmd": Format("mmd", "text/plain; charset=utf-8", as_text(mermaid)),
    "ics": Format("ics", "text/calendar; charset=utf-8", as_calendar),
    "json": Format("json", "application/json", as_json),
}
