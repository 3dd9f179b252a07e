"""What is to be built and why: the lifecycle, the cheat sheet, and findings for and against."""

from __future__ import annotations

from collections.abc import Iterator

from app.advice.finding import Finding, Stance, VerdictKind
from app.export.blocks import (
    Aside,
    Block,
    Cell,
    CheatSheet,
    Column,
    Facts,
    Findings,
    Items,
    Lifecycle,
    Table,
    Text,
)
from app.export.names import PLACES
from app.export.outline import Showing
from app.language.message import Message, Unit, counted, listed, message
from app.plan.plan import AtOdds, Decision, Place, Plan

CHOSEN = {Place.CHOSEN, Place.IN_PART}


def lifecycle(plan: Plan, showing: Showing) -> Iterator[Block]:
    boxes = [box for stage in plan.lifecycle for box in stage.boxes]
    count = sum(box.place in CHOSEN for box in boxes)
    if count == len(boxes):
        yield Text(message("All {count} boxes are part of this plan.", count=count))
    else:
        yield Text(_boxes(count, len(boxes)))
    yield Lifecycle(plan.lifecycle)


def _boxes(count: int, all: int) -> Message:
    return counted(
        "{count} of {all} boxes is part of this plan; the others say why not.",
        "{count} of {all} boxes are part of this plan; the others say why not.",
        count,
        all=all,
    )


def cheat_sheet(plan: Plan, showing: Showing) -> Iterator[Block]:
    yield CheatSheet(plan.cheat_sheet)
    yield Text(
        message(
            "Machine time is that of one training run, not of a phase: data, evaluation,"
            " integration and approvals make up most of a project."
        ),
        note=True,
    )
    yield Aside(message("How each technique scored"), tuple(score_tables(plan)))


def score_tables(plan: Plan) -> Iterator[Table]:
    """The points of each technique: their sum is its score, and 50 or more means it is needed."""
    for column in plan.cheat_sheet:
        rows: tuple[tuple[Cell, ...], ...] = tuple(
            (part.why, part.points) for part in column.contributions
        )
        title = message(
            "{technique}: {score} of 100. {place}.",
            technique=column.title,
            score=column.score,
            place=PLACES[column.place],
        )
        columns = (Column(message("Because")), Column(message("Points"), Unit.COUNT))
        yield Table(f"score-{column.id}", title, columns, rows)


# What the findings are worth where the verdict is not to build.
IN_PLACE_OF = {
    VerdictKind.BUY: message(
        "This is how it would be built, to hold against the products. The guards, the tests and "
        "the duties hold for a bought product too."
    ),
    VerdictKind.STOP: message(
        "This is how the rest would be built once the prohibited function has been taken out. None "
        "of it makes that function lawful."
    ),
}


def approach(plan: Plan, showing: Showing) -> Iterator[Block]:
    if plan.verdict.kind in IN_PLACE_OF:
        yield Text(IN_PLACE_OF[plan.verdict.kind])
    if plan.decisions:
        yield Facts(tuple(decided(decision) for decision in plan.decisions))
    if plan.verdict.red_flags:
        yield Text(message("Not acceptable as planned:"))
        yield Items(plan.verdict.red_flags)
    for title, findings in (
        (None, plan.chosen),
        (message("What keeps it safe"), _guards(plan)),
        (message("Later, under a condition"), plan.later),
        (message("Considered, and rejected"), plan.rejected),
    ):
        if findings:
            yield Findings(title, findings)
    yield from _doubts(plan, showing)


def decided(decision: Decision) -> tuple[Message, Message]:
    """When and by whom, and what for."""
    day = message("Decided on {day}", day=decision.on)
    if decision.by is not None:
        day = message("Decided on {day} by {name}", day=decision.on, name=decision.by)
    says = message(
        "This plan rather than {others}. {why}",
        others=listed(message("“{title}”", title=title) for title in decision.instead_of),
        why=decision.why,
    )
    return day, says


def _doubts(plan: Plan, showing: Showing) -> Iterator[Block]:
    if plan.alternatives and plan.verdict.kind is not VerdictKind.STOP:
        yield Aside(message("What would have to be true for another way to win"), (_rivals(plan),))
    if plan.at_odds:
        yield Text(message("Answers that cannot both hold; the plan believes one of them:"))
        yield Items(tuple(_at_odds(pair, showing) for pair in plan.at_odds))


def _at_odds(pair: AtOdds, showing: Showing) -> Message:
    """Both answers beside each other, then the one that the plan believes."""
    match pair.answers:
        case (one, other) if showing.answers:
            return message(
                "“{asks}” {answer} · “{other}” {reply} · {says}",
                asks=one.asks,
                answer=one.words,
                other=other.asks,
                reply=other.words,
                says=pair.says,
            )
    return pair.says


def _guards(plan: Plan) -> tuple[Finding, ...]:
    """Guards stand apart from the techniques, so that neither list hides the other."""
    do = [finding for finding in plan.advice.findings if finding.stance is Stance.DO]
    return tuple(finding for finding in do if finding.group == "guard")


def _rivals(plan: Plan) -> Facts:
    rows: list[tuple[Message, Message]] = [
        (rival.title, message("{when} ({rule})", when=rival.wins_when, rule=rival.rule.id))
        for rival in plan.alternatives
    ]
    return Facts(tuple(rows))
