"""What drives the range: the causes that move it, and what each open answer would narrow."""

from __future__ import annotations

from collections.abc import Iterator

from app.charts.of_plan import asked_of
from app.estimate.estimate import Estimate
from app.export.blocks import Aside, Block, Cell, Chart, Column, Table, Text
from app.export.cause_derivations import of_causes
from app.export.outline import Showing
from app.language.message import Message, Unit, message
from app.plan.plan import Plan


def causes(plan: Plan, estimate: Estimate, showing: Showing) -> Iterator[Block]:
    yield Text(_what_counts_most(estimate))
    yield Chart("tornado", half=True)
    yield Chart("worth", half=True)
    if showing.money:
        yield Aside(message("What moves the cost"), (Chart("cost_tornado"),))
    yield Aside(
        message("The same as tables"),
        (swing_table(estimate, showing), worth_table(plan, estimate, showing)),
    )
    if estimate.sensitivity:
        yield of_causes(estimate, money=showing.money)
    outcomes = outcome_table(plan, estimate, showing)
    if outcomes.rows:
        yield Aside(message("What each answer would lead to"), (outcomes,))


def _what_counts_most(estimate: Estimate) -> Message:
    if not estimate.sensitivity:
        return message("The what-ifs of this plan have not been worked out.")
    widest = max(estimate.sensitivity, key=lambda swing: abs(swing.swing_weeks))
    if widest.kind == "common":
        return message(
            "{name} counts for more than any one task. This is what projects have in common, and"
            " what planning in more detail does not remove.",
            name=widest.name,
        )
    return message("{name} moves the commitment most.", name=widest.name)


def swing_table(estimate: Estimate, showing: Showing) -> Table:
    columns = [
        Column(message("Cause")),
        Column(message("Earlier by (weeks)"), Unit.WEEKS),
        Column(message("Later by (weeks)"), Unit.WEEKS),
    ]
    if showing.money:
        columns += [
            Column(message("Cheaper by ($)"), Unit.USD),
            Column(message("Dearer by ($)"), Unit.USD),
        ]
    rows: list[tuple[Cell, ...]] = []
    for swing in estimate.sensitivity:
        times = (swing.name, abs(swing.low_weeks), abs(swing.high_weeks))
        sums = (abs(swing.low_usd), abs(swing.high_usd)) if showing.money else ()
        rows.append((*times, *sums))
    return Table("causes", message("Causes of the range"), tuple(columns), tuple(rows))


def worth_table(plan: Plan, estimate: Estimate, showing: Showing) -> Table:
    asks = asked_of(plan)
    columns = [
        Column(message("Question")),
        Column(message("Narrows the finish by (weeks)"), Unit.WEEKS),
    ]
    if showing.money:
        columns.append(Column(message("Narrows the cost by ($)"), Unit.USD))
    rows: list[tuple[Cell, ...]] = []
    for worth in estimate.answer_next:
        if worth.question in asks:
            money = (worth.narrows_usd_p80,) if showing.money else ()
            rows.append((asks[worth.question], worth.narrows_weeks_p80, *money))
    return Table("unknowns", message("What each unknown is worth"), tuple(columns), tuple(rows))


def outcome_table(plan: Plan, estimate: Estimate, showing: Showing) -> Table:
    """The commitment under each answer that a valuable open question may get."""
    asks = asked_of(plan)
    columns = [
        Column(message("If the answer to this")),
        Column(message("is")),
        Column(message("then commit to (weeks)"), Unit.WEEKS),
    ]
    if showing.money:
        columns.append(Column(message("and to ($)"), Unit.USD))
    rows: list[tuple[Cell, ...]] = []
    for worth in estimate.answer_next[:6]:
        for outcome in worth.outcomes:
            money = (outcome.cost_p80_usd,) if showing.money else ()
            question = asks.get(worth.question)
            if question is not None:
                rows.append((question, outcome.option, outcome.duration_p80_weeks, *money))
    title = message("The commitment under each answer")
    return Table("outcomes", title, tuple(columns), tuple(rows))
