"""The plan as a document: the page its owner reads, and the one that a share link shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import ClassVar

from fastapi import APIRouter, Request, Response
from markupsafe import Markup

from app.charts.figures import figure, plan_to_commit
from app.charts.marks import Drawing
from app.charts.of_plan import OF_MONEY, chart
from app.charts.svg import svg
from app.estimate.ranges import Range
from app.export.blocks import Aside, Block, Chart, tables_in
from app.export.content import Part, content
from app.export.grounds import Ground, behind, grounds
from app.export.hidden_money import without_sums
from app.export.names import EXPERTISE, KINDS, LEVELS, PLACES, STANCES, TRUST
from app.export.outline import Showing
from app.export.worded import WordedTable, worded
from app.language.message import Message, Unit, message
from app.language.reader import Reader
from app.lifecycle.bank import load_bank
from app.lifecycle.glossary import Term
from app.plan.plan import Plan
from app.plan.very_plan import VeryPlan
from app.store.kept import VersionInList
from app.web.dependencies import CurrentStore, EditKey
from app.web.history.upgrade import is_outdated
from app.web.reading.part_terms import terms_by_section
from app.web.rendering import Masthead, Page, paths, reader_of, render
from app.web.sharing.door import CurrentDoor
from app.web.sharing.signed import plan_to_read
from app.web.sharing.talk import Talk, talk_of
from app.web.wizard.panel import HIGH, LOW

router = APIRouter()

FULL = (984, 656, 328)  # the widths of the body at which a chart is drawn
HALF = (464, 464, 328)  # two charts side by side, then one below the other
SUMMARY = (224, 300, 328)
SUMMARY_CHARTS = ("finish", "cost", "running")

NAMES: Mapping[str, Mapping[str, Message]] = {
    "trust": {str(key): words for key, words in TRUST.items()},
    "place": {str(key): words for key, words in PLACES.items()},
    "stance": {str(key): words for key, words in STANCES.items()},
    "level": {str(key): words for key, words in LEVELS.items()},
    "action": KINDS,
    "expertise": EXPERTISE,
}


@dataclass(frozen=True, slots=True)
class Picture:
    """One chart, drawn for a desk, a tablet and a phone; style sheets show the one that fits."""

    wide: Markup
    middle: Markup | None  # None: the wide one fits as well
    narrow: Markup

    @classmethod
    def of(cls, name: str, drawings: Iterable[Drawing]) -> Picture:
        """A chart that was drawn at three widths, the widest first."""
        wide, middle, narrow = drawings
        return cls(
            svg(wide, f"{name}-wide"), svg(middle, f"{name}-middle"), svg(narrow, f"{name}-narrow")
        )


@dataclass(frozen=True, kw_only=True)
class PlanPage(Page):
    template: ClassVar[str] = "plan/plan.html"

    plan_id: str
    plan: Plan
    parts: tuple[Part, ...]
    showing: Showing
    pictures: Mapping[str, Picture]
    tables: Mapping[str, WordedTable]
    grounds: Mapping[str, Ground]
    terms: Mapping[str, tuple[Term, ...]]  # by section: the words of the field that it uses
    language: Reader
    answers_open: bool  # whether questions may be opened from here
    pdf: str | None  # the address of the document to take away
    version: VersionInList | None = None  # the frozen one that is shown; None: as it is now
    talk: Talk | None = None  # None: this reader may only read
    outdated: bool = False  # the plan waits for today's questions
    preview: Message | None = None  # what a chat shows of the page's address

    def name(self, kind: str, value: str) -> Message:
        """The plain words for a value: its trust, place, stance, level or kind."""
        return NAMES[kind][value]

    def weeks(self, amounts: Range) -> Message:
        """P50 to P80 of a time: "2–5 weeks"."""
        return message("{range} weeks", range=plan_to_commit(amounts, Unit.WEEKS, self.language))

    def days(self, amounts: Range) -> Message:
        written = plan_to_commit(amounts, Unit.PERSON_DAYS, self.language)
        return message("{range} days’ work", range=written)

    def figure(self, amount: float) -> str:
        return figure(amount, Unit.COUNT, self.language)

    def short_day(self, day: date) -> str:
        return self.language.short_day(day)

    def behind(self, questions: tuple[str, ...]) -> tuple[Ground, ...]:
        return behind(questions, self.grounds)

    def explains(self, id: str) -> bool:
        """Whether the derivation of that name stands on this page."""
        blocks = (block for part in self.parts for block in part.blocks)
        return any(isinstance(block, Aside) and block.id == id for block in blocks)

    @property
    def older_questions(self) -> bool:
        return self.plan.bank_version != load_bank().version

    @property
    def stops(self) -> bool:
        return self.plan.estimate is None

    @property
    def how_sure(self) -> Message | None:
        known = self.plan.estimate.known if self.plan.estimate else None
        if known is None:
            return None
        if known < LOW:
            return message("Confidence: low")
        return message("Confidence: high") if known >= HIGH else message("Confidence: medium")


@dataclass(frozen=True, kw_only=True)
class PresenterPage(PlanPage):
    """The same, one section a screen."""

    template: ClassVar[str] = "plan/presenter.html"


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a page shows of a plan, whoever opens it: drawn and worded once."""

    plan: Plan
    parts: tuple[Part, ...]
    pictures: Mapping[str, Picture]
    tables: Mapping[str, WordedTable]
    grounds: Mapping[str, Ground]
    terms: Mapping[str, tuple[Term, ...]]


@lru_cache(maxsize=64)
def prepare(of: VeryPlan, language: Reader, showing: Showing) -> Prepared:
    shown = of.plan if showing.money else without_sums(of.plan)
    parts = content(shown, showing)
    blocks = tuple(block for part in parts for block in part.blocks)
    return Prepared(
        plan=shown,
        parts=parts,
        pictures=pictures(shown, blocks, language, showing),
        tables={table.id: worded(table.for_reading, language) for table in tables_in(blocks)},
        grounds=grounds(shown),
        terms=terms_by_section(parts),
    )


def plan_page(
    plan: Plan,
    masthead: Masthead,
    language: Reader,
    showing: Showing,
    pdf: str | None,
    kind: type[PlanPage] = PlanPage,
    version: VersionInList | None = None,
    talk: Talk | None = None,
) -> PlanPage:
    """The page of a plan for one reader; neither visitors nor versions lead to its questions."""
    prepared = prepare(VeryPlan(plan), language, showing)
    return kind(
        masthead=masthead,
        plan_id=masthead.plan_id,
        plan=prepared.plan,
        parts=prepared.parts,
        showing=showing,
        pictures=prepared.pictures,
        tables=prepared.tables,
        grounds=prepared.grounds,
        terms=prepared.terms,
        language=language,
        answers_open=masthead.token is None and version is None,
        pdf=pdf,
        version=version,
        talk=talk,
    )


def pictures(
    plan: Plan, blocks: tuple[Block, ...], language: Reader, showing: Showing
) -> dict[str, Picture]:
    wanted = {name: SUMMARY for name in SUMMARY_CHARTS}
    wanted |= {block.name: HALF if block.half else FULL for block in charts_in(blocks)}
    drawn = {
        name: picture(name, plan, language, widths)
        for name, widths in wanted.items()
        if showing.money or name not in OF_MONEY
    }
    return {name: found for name, found in drawn.items() if found is not None}


def charts_in(blocks: tuple[Block, ...]) -> list[Chart]:
    found: list[Chart] = []
    for block in blocks:
        if isinstance(block, Chart):
            found.append(block)
        elif isinstance(block, Aside):
            found += charts_in(block.blocks)
    return found


def picture(
    name: str, plan: Plan, language: Reader, widths: tuple[int, int, int]
) -> Picture | None:
    wide, middle, narrow = (chart(name, plan, language, width) for width in widths)
    if wide is None or middle is None or narrow is None:
        return None
    between = None if widths[0] == widths[1] else svg(middle, f"{name}-middle")
    return Picture(svg(wide, f"{name}-wide"), between, svg(narrow, f"{name}-narrow"))


@router.get("/plans/{plan_id}/plan", name="show_plan")
def show_plan(
    request: Request, plan_id: str, store: CurrentStore, key: EditKey, door: CurrentDoor
) -> Response:
    opened = store.plans.writable_by(key, plan_id)
    masthead = Masthead(opened.id, opened.title, "plan")
    pdf = paths(request.app)("export_plan", plan_id=plan_id, format="pdf")
    plan = plan_to_read(store, opened)
    talk = talk_of(store, opened, door, plan.signed)
    page = plan_page(plan, masthead, reader_of(request), Showing(), pdf, talk=talk)
    return render(request, replace(page, outdated=is_outdated(opened)))


@router.get("/plans/{plan_id}/presentation", name="present_plan")
def present_plan(request: Request, plan_id: str, store: CurrentStore, key: EditKey) -> Response:
    """One section a screen, for a meeting."""
    opened = store.plans.writable_by(key, plan_id)
    masthead = Masthead(opened.id, opened.title, "plan")
    plan = plan_to_read(store, opened)
    page = plan_page(plan, masthead, reader_of(request), Showing(), None, PresenterPage)
    return render(request, page)
