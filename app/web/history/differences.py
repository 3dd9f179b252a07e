"""What differs between two states of a plan, and which answers moved the estimate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from fastapi import APIRouter, Request, Response

from app.charts.figures import signed
from app.charts.waterfall import End, Ladder, waterfall_chart, written
from app.charts.waterfall import Step as Rung
from app.estimate.what_if.attribution import Commitment
from app.language.message import Message, Quantity, Unit, message
from app.language.reader import Reader
from app.plan.comparison import Comparison, FigureChange, comparison
from app.plan.waterfall import REMAINDERS, Step, Waterfall, waterfall
from app.store.kept import VersionInList
from app.store.open_plan import OpenPlan
from app.store.refusals import NoSuchVersion
from app.store.store import Store
from app.web.dependencies import CurrentStore, EditKey
from app.web.history.compared import Compared, current_side, version_side
from app.web.lines import whole_number
from app.web.reading.plan_page import FULL, Picture
from app.web.rendering import Masthead, Page, reader_of, render, see_other

router = APIRouter()

EACH = "each"


@dataclass(frozen=True, kw_only=True)
class DifferencesPage(Page):
    template: ClassVar[str] = "differences/differences.html"

    plan_id: str
    versions: tuple[VersionInList, ...]
    before: Compared
    after: Compared
    comparison: Comparison
    waterfall: Waterfall | None
    pictures: tuple[Picture, ...]  # weeks, then dollars
    language: Reader

    @property
    def nothing(self) -> bool:
        return not self.comparison.answers and not any(row.by for row in self.comparison.figures)

    def amount(self, row: FigureChange, figure: float | None) -> Message:
        if figure is None:
            return message("–")
        return message("{amount}", amount=Quantity(figure, row.unit))

    def change(self, row: FigureChange) -> str:
        """The difference with its sign, as two significant figures."""
        if row.by is None:
            return "–"
        if row.unit is Unit.SHARE:
            return signed(round(100 * row.by), Unit.COUNT, self.language)
        return signed(row.by, row.unit, self.language)

    def weeks(self, moved: Commitment) -> str:
        return written(moved.weeks, Unit.WEEKS, self.language)

    def usd(self, moved: Commitment) -> str:
        return written(moved.usd, Unit.USD, self.language)

    def moved(self, step: Step) -> Message:
        """What an answer does to the commitment, for the line below it."""
        if (step.moved.weeks, step.moved.usd) == (0, 0):
            return message("Moves neither weeks nor dollars")
        weeks, usd = self.weeks(step.moved), self.usd(step.moved)
        return message("{weeks} weeks, {usd}", weeks=weeks, usd=usd)

    @property
    def steps_of(self) -> dict[str, Step]:
        """Question → its step, where each answer has one of its own."""
        if self.waterfall is None or self.waterfall.by_phase:
            return {}
        return {question: step for step in self.waterfall.steps for question in step.questions}


@router.get("/plans/{plan_id}/differences", name="show_differences")
def show_differences(
    request: Request,
    plan_id: str,
    store: CurrentStore,
    key: EditKey,
    before: str = "",
    after: str = "",
    by: str = "",
) -> Response:
    """`before` and `after` are numbers of versions; no number is the plan as it is now."""
    opened = store.plans.writable_by(key, plan_id)
    versions = store.versions.listed(opened)
    if not versions:
        return see_other(request, "show_versions", plan_id=plan_id)
    first = side(store, opened, before or str(versions[0].number))
    second = side(store, opened, after)
    language = reader_of(request)
    found = comparison(first.side.shown, second.side.shown)
    moved = waterfall(first.side, second.side, found.answers, each=by == EACH)
    page = DifferencesPage(
        masthead=Masthead(opened.id, opened.title, "plan"),
        plan_id=opened.id,
        versions=versions,
        before=first,
        after=second,
        comparison=found,
        waterfall=moved,
        pictures=pictures(moved, first.name, second.name, language) if moved else (),
        language=language,
    )
    return render(request, page)


def side(store: Store, opened: OpenPlan, number: str) -> Compared:
    if not number:
        return current_side(opened.saved())
    version = whole_number(number)
    if version is None:
        raise NoSuchVersion
    return version_side(store, opened, version)


def amount_of(moved: Commitment, unit: Unit) -> float:
    return moved.weeks if unit is Unit.WEEKS else moved.usd


def pictures(
    found: Waterfall, before: Message, after: Message, language: Reader
) -> tuple[Picture, ...]:
    """The commitment in weeks and in dollars; a figure that did not move has no picture."""
    return tuple(
        picture(ladder(found, before, after, unit), language)
        for unit in (Unit.WEEKS, Unit.USD)
        if any(amount_of(step.moved, unit) for step in found.steps)
    )


TITLES = {
    Unit.WEEKS: message("What moved the finish that 4 in 5 keep"),
    Unit.USD: message("What moved the cost that 4 in 5 keep"),
}


def ladder(found: Waterfall, before: Message, after: Message, unit: Unit) -> Ladder:
    return Ladder(
        title=TITLES[unit],
        unit=unit,
        first=End(before, amount_of(found.before, unit)),
        last=End(after, amount_of(found.after, unit)),
        steps=tuple(
            Rung(step.title, amount_of(step.moved, unit), step.kind in REMAINDERS)
            for step in found.steps
        ),
    )


def picture(drawn: Ladder, language: Reader) -> Picture:
    drawings = (waterfall_chart(drawn, language, width) for width in FULL)
    return Picture.of(f"moved-{drawn.unit}", drawings)
