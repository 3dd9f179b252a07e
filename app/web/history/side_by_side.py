"""Two or three plans beside each other: figures, chances on the same draws, differing answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.charts.parts import Part, parts_chart
from app.estimate.estimate import Estimate
from app.estimate.ranges import Range
from app.estimate.so_far import so_far
from app.estimate.what_if.scenarios import Comparison, Race, Rival, pairs
from app.language.message import Message, Quantity, Unit, message, share, usd, verbatim, weeks
from app.language.reader import Reader
from app.plan.comparison import DifferingAnswer, differing_answers
from app.plan.plan import Plan
from app.store.kept import SavedPlan
from app.web.current_plan import current_plan, document_of
from app.web.reading.plan_page import FULL, Picture

MOST = 3  # plans side by side


@dataclass(frozen=True, slots=True)
class Pair:
    """Two of the plans: which is earlier and which is cheaper, and how often."""

    one: str
    other: str
    time: tuple[Message, ...]
    money: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Column:
    id: str
    title: str
    plan: Plan


@dataclass(frozen=True, slots=True)
class SideBySide:
    columns: tuple[Column, ...]
    pictures: tuple[tuple[Message, Picture], ...]  # with their titles
    pairs: tuple[Pair, ...]
    answers: tuple[DifferingAnswer, ...]
    different_kickoffs: bool

    @property
    def stopped(self) -> tuple[Column, ...]:
        """The plans without an estimate."""
        return tuple(each for each in self.columns if each.plan.estimate is None)


def side_by_side(saved: Sequence[SavedPlan], language: Reader) -> SideBySide:
    columns = tuple(Column(s.id, s.title, current_plan(s, detail=False)) for s in saved)
    return SideBySide(
        columns=columns,
        pictures=tuple(pictures(columns, language)),
        pairs=tuple(pairs_of(saved, columns)),
        answers=differing_answers([each.plan.answers for each in columns]),
        different_kickoffs=len({each.plan.kickoff for each in columns}) > 1,
    )


def duration(estimate: Estimate) -> Range | None:
    return estimate.duration_weeks


def cost(estimate: Estimate) -> Range | None:
    return estimate.cost.total


def running(estimate: Estimate) -> Range | None:
    return estimate.running.total


CHARTS: tuple[tuple[str, Message, Unit, Callable[[Estimate], Range | None]], ...] = (
    ("finish", message("Finish, in weeks"), Unit.WEEKS, duration),
    ("cost", message("Cost to build"), Unit.USD, cost),
    ("running", message("Running cost a month"), Unit.USD, running),
)


def pictures(columns: Sequence[Column], language: Reader) -> list[tuple[Message, Picture]]:
    """One ruler a figure, with a row for each plan that has it."""
    found = []
    for name, title, unit, read in CHARTS:
        rows = [
            Part(verbatim(each.title), amounts)
            for each in columns
            if each.plan.estimate and (amounts := read(each.plan.estimate))
        ]
        if len(rows) > 1:
            found.append((title, picture(name, rows, unit, title, language)))
    return found


def picture(
    name: str, rows: Sequence[Part], unit: Unit, title: Message, language: Reader
) -> Picture:
    drawings = (parts_chart(rows, unit, language, width, title) for width in FULL)
    return Picture.of(f"side-{name}", drawings)


def pairs_of(saved: Sequence[SavedPlan], columns: Sequence[Column]) -> list[Pair]:
    plans = [
        Rival(
            document_of(said).answers,
            each.plan.advice,
            each.plan.priced_at,
            so_far(said.actuals, each.plan.kickoff),
        )
        for said, each in zip(saved, columns, strict=True)
    ]
    return [
        pair(columns[first].title, columns[second].title, found)
        for (first, second), found in pairs(plans).items()
        if found is not None
    ]


def pair(one: str, other: str, found: Comparison) -> Pair:
    return Pair(one, other, in_time(one, other, found.weeks), in_money(one, other, found.usd))


def in_time(one: str, other: str, race: Race) -> tuple[Message, ...]:
    ahead, behind, often, later = order(one, other, race)
    if race.equal == 1:
        return (message("Both finish at the same time in every run."),)
    if race.is_tie:
        return (
            message("Neither is earlier: “{ahead}” is in {often} runs.", ahead=ahead, often=often),
            gap_in_time(ahead, later),
        )
    first = message(
        "“{ahead}” is earlier than “{behind}” in {often} runs.",
        ahead=ahead,
        behind=behind,
        often=often,
    )
    return first, gap_in_time(ahead, later)


def in_money(one: str, other: str, race: Race) -> tuple[Message, ...]:
    ahead, behind, often, dearer = order(one, other, race)
    if race.equal == 1:
        return (message("Both cost the same in every run."),)
    if race.is_tie:
        return (
            message("Neither is cheaper: “{ahead}” is in {often} runs.", ahead=ahead, often=often),
            gap_in_money(ahead, dearer),
        )
    first = message(
        "“{ahead}” is cheaper than “{behind}” in {often} runs.",
        ahead=ahead,
        behind=behind,
        often=often,
    )
    return first, gap_in_money(ahead, dearer)


def order(one: str, other: str, race: Race) -> tuple[str, str, Quantity, float]:
    """Who is ahead of whom, how often, and the P80 of whoever is ahead less the other's."""
    if race.first >= race.second:
        return one, other, share(race.first), -race.p80.amount
    return other, one, share(race.second), race.p80.amount


def gap_in_time(ahead: str, later: float) -> Message:
    if abs(later) < 0.05:
        return message("Their commitments (P80) fall into the same week.")
    if later < 0:
        return message("At the commitment (P80) it is {weeks} earlier.", weeks=weeks(-later))
    return message(
        "At the commitment (P80), “{ahead}” is {weeks} later.", ahead=ahead, weeks=weeks(later)
    )


def gap_in_money(ahead: str, dearer: float) -> Message:
    if abs(dearer) < 50:
        return message("Their commitments (P80) cost the same.")
    if dearer < 0:
        return message("At the commitment (P80) it costs {sum} less.", sum=usd(-dearer))
    return message(
        "At the commitment (P80), “{ahead}” costs {sum} more.", ahead=ahead, sum=usd(dearer)
    )
