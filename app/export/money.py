"""Money: what it costs to build, by which reckoning, at which prices, and what it costs to run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.charts.of_plan import parts_of
from app.estimate.estimate import Estimate, Line, RunningCost
from app.estimate.machines import Growth
from app.estimate.money.growth import mean_grown
from app.estimate.ranges import Range
from app.export.blocks import Aside, Block, Cell, Chart, Column, Facts, Heading, Items, Table, Text
from app.export.names import trust
from app.export.net_value import whether_it_pays
from app.export.outline import Showing
from app.language.message import Message, Quantity, Unit, message, share, usd
from app.plan.plan import Plan


def money(plan: Plan, estimate: Estimate, showing: Showing) -> Iterator[Block]:
    yield Text(_where_it_goes(estimate))
    yield Chart("parts")
    whole = (message("Cost to build"), estimate.cost.total)
    parts = parts_table("cost-parts", whole, parts_of(estimate.cost))
    yield Aside(message("The same as a table"), (parts,))
    lines = line_table("costs", message("Cost to build, line by line"), estimate.cost.lines)
    yield Aside(message("How each sum was worked out"), (lines,), id="how-money")
    yield Text(
        message(
            "Prices of {day}, in US dollars. The parts do not add up to the whole, for it is rare"
            " that all of them turn out dear at once.",
            day=plan.priced_at,
        ),
        note=True,
    )
    yield Heading(message("Up to the decision, and after it"))
    yield Facts(tuple(_gate_money(estimate)))
    yield Heading(message("Running cost a month"))
    yield from running(estimate)
    if plan.net_value:
        yield from whether_it_pays(plan.net_value)


def _gate_money(estimate: Estimate) -> Iterator[tuple[Message, Message]]:
    """Three figures that must not be mixed: to the decision, if it goes on, and expected."""
    for name, spent in (
        (message("To the decision"), estimate.gate.cost_usd),
        (message("If it goes on"), estimate.cost.total),
    ):
        yield name, message("{plan} to {commit}", plan=usd(spent.p50), commit=usd(spent.p80))
    yield (
        message("Expected, a stop counted in"),
        message("{sum}: a mean for a portfolio, no promise", sum=usd(estimate.gate.expected_usd)),
    )


def _where_it_goes(estimate: Estimate) -> Message:
    cost = estimate.cost
    people = cost.people.p50 / cost.total.p50 if cost.total.p50 > 0 else 0.0
    if people >= 0.97:
        return message("Almost all of it is people. Saving on models saves nothing worth having.")
    if people >= 0.6:
        return message(
            "People are most of it, about {share} of the plan. Saving on models saves little.",
            share=share(people),
        )
    return message(
        "People are about {share} of the plan; look at the rest just as closely.",
        share=share(people),
    )


def running(estimate: Estimate) -> Iterator[Block]:
    cost = estimate.running
    if cost.total is None:
        yield Text(message("What it costs to run cannot be said yet."))
    else:
        yield Text(
            message(
                "{plan} a month by the plan, {commit} by the commitment.",
                plan=usd(cost.total.p50),
                commit=usd(cost.total.p80),
            )
        )
        yield from _ahead(estimate)
    yield Chart("running_parts")
    if cost.total is not None:
        whole = (message("Running cost a month"), cost.total)
        parts = parts_table("running-parts", whole, [(line.title, line.usd) for line in cost.lines])
        yield Aside(message("The same as a table"), (parts,))
    if cost.unknown:
        yield Text(message("Not in these figures, because it is not known:"))
        yield Items(cost.unknown)
    if cost.lines:
        lines = line_table("running", message("Running cost a month, line by line"), cost.lines)
        worked_out: tuple[Table | Text, ...] = (lines, *_how_all_months(cost))
        yield Aside(message("How the running cost was worked out"), worked_out, id="how-running")


def _ahead(estimate: Estimate) -> Iterator[Block]:
    """What the volume grows to, and what all months come to."""
    cost, serving = estimate.running, estimate.machines.serving
    growth = serving.in_a_year if serving else None
    if cost.all_months is None:
        return
    if growth is not None and cost.in_a_year is not None:
        yield Text(_in_a_year(growth, cost.in_a_year))
    yield Text(
        message(
            "Over {months} from launch: {plan} by the plan, {commit} by the commitment.",
            months=Quantity(cost.months, Unit.MONTHS),
            plan=usd(cost.all_months.p50),
            commit=usd(cost.all_months.p80),
        )
    )


def _in_a_year(growth: Growth, a_month: Range) -> Message:
    if growth.expected:
        return message(
            "A year after launch, at the {requests} you expect by then: {plan} a month by the "
            "plan, {commit} by the commitment.",
            requests=Quantity(growth.requests_per_day, Unit.REQUESTS_PER_DAY),
            plan=usd(a_month.p50),
            commit=usd(a_month.p80),
        )
    return message(
        "How its use grows, nobody has said. If it doubles within a year of launch, to {requests}, "
        "a month then costs {plan} by the plan, {commit} by the commitment.",
        requests=Quantity(growth.requests_per_day, Unit.REQUESTS_PER_DAY),
        plan=usd(a_month.p50),
        commit=usd(a_month.p80),
    )


def _how_all_months(cost: RunningCost) -> Iterator[Text]:
    if cost.all_months is None:  # frozen before months were added up
        return
    yield Text(
        message(
            "All months: {months} × (a month at launch + {share} of what a month costs more a year "
            "later), drawn together. The use is taken to grow in a straight line for a year and "
            "then to stay; that is a planning default.",
            months=cost.months,
            share=Quantity(mean_grown(cost.months), Unit.PERCENT),
        )
    )


def parts_table(
    id: str, whole: tuple[Message, Range], parts: Sequence[tuple[Message, Range]]
) -> Table:
    """The whole and what it is made of, as the picture shows them."""
    columns = (
        Column(message("What")),
        Column(message("P10 ($)"), Unit.USD),
        Column(message("P50 ($)"), Unit.USD),
        Column(message("P80 ($)"), Unit.USD),
        Column(message("P95 ($)"), Unit.USD),
    )
    rows = tuple((name, each.p10, each.p50, each.p80, each.p95) for name, each in (whole, *parts))
    return Table(id, whole[0], columns, rows)


def line_table(id: str, title: Message, lines: Sequence[Line]) -> Table:
    """Each sum with its formula, the source of its prices and their grade."""
    columns = (
        Column(message("What")),
        Column(message("P50 ($)"), Unit.USD),
        Column(message("P80 ($)"), Unit.USD),
        Column(message("Worked out as")),
        Column(message("Source")),
        Column(message("Grade")),
    )
    return Table(id, title, columns, tuple(_line_row(line) for line in lines))


def _line_row(line: Line) -> tuple[Cell, ...]:
    return (
        line.title,
        line.usd.p50,
        line.usd.p80,
        line.derivation,
        message(line.source) if line.source else None,
        trust(line.trust) if line.trust else None,
    )
