"""A plan under way: planned beside actual, the forecast that follows, and how far to trust it."""

from __future__ import annotations

from collections.abc import Iterator

from app.estimate.estimate import Estimate
from app.estimate.ranges import Range
from app.export.blocks import Aside, Block, Cell, Chart, Column, Facts, Heading, Items, Table, Text
from app.export.outline import Showing
from app.language.message import Message, Quantity, Unit, message, share
from app.plan.outcomes import KeptPromises, TaskOutcome, UnderWay
from app.plan.plan import Plan


def progress(plan: Plan, estimate: Estimate, showing: Showing) -> Iterator[Block]:
    so_far = plan.under_way
    assert so_far is not None  # the section is shown only then
    yield Text(so_far.trust)
    yield Chart("finish_moved", half=True)
    if showing.money:
        yield Chart("cost_moved", half=True)
    yield Chart("outcomes")
    yield Facts(tuple(_facts(so_far, estimate, showing)))
    if so_far.remarks:
        yield Items(tuple(_shown(so_far, showing)))
    yield Aside(message("The same as tables"), _tables(so_far, estimate, showing))
    yield Aside(message("How the forecast follows from this"), tuple(how(so_far)))


def _tables(so_far: UnderWay, estimate: Estimate, showing: Showing) -> tuple[Table, ...]:
    tables: tuple[Table, ...] = (outcome_table(so_far), moved_table(so_far, estimate, showing))
    if showing.money and so_far.spent:
        tables += (spent_table(so_far),)
    return tables


def _shown(so_far: UnderWay, showing: Showing) -> Iterator[Message]:
    for remark in so_far.remarks:
        if showing.money or not any(
            isinstance(value, Quantity) and value.unit is Unit.USD for _, value in remark.values
        ):
            yield remark


def _facts(
    so_far: UnderWay, estimate: Estimate, showing: Showing
) -> Iterator[tuple[Message, Message]]:
    yield message("Finish"), moved(so_far.planned_weeks, estimate.duration_weeks, Unit.WEEKS)
    if showing.money:
        yield message("Cost to build"), moved(so_far.planned_usd, estimate.cost.total, Unit.USD)
    yield message("Inside P10 to P90"), hits(so_far.within)
    yield message("Within P80"), hits(so_far.below_p80)


def moved(planned: Range, now: Range, unit: Unit) -> Message:
    """Plan and commitment as they were, and as they stand."""
    return message(
        "{plan} by the plan and {commit} by the commitment; as planned at first: {before} and"
        " {before_commit}",
        plan=Quantity(now.p50, unit),
        commit=Quantity(now.p80, unit),
        before=Quantity(planned.p50, unit),
        before_commit=Quantity(planned.p80, unit),
    )


def hits(kept: KeptPromises) -> Message:
    """ "6 of 7 (8 of 10 are promised); the true share lies between … and …"."""
    if kept.n == 0:
        return message("No task is finished yet")
    if kept.interval is None:
        return message(
            "{kept} of {n}, where 8 of 10 are promised: too few to judge",
            kept=kept.kept,
            n=kept.n,
        )
    low, high = kept.interval
    return message(
        "{kept} of {n}, where 8 of 10 are promised; the true share lies between {low} and {high},"
        " 90 % sure",
        kept=kept.kept,
        n=kept.n,
        low=share(low),
        high=share(high),
    )


def outcome_table(so_far: UnderWay) -> Table:
    columns = (
        Column(message("Task")),
        Column(message("Planned, P10 (days)"), Unit.PERSON_DAYS),
        Column(message("P50"), Unit.PERSON_DAYS),
        Column(message("P90"), Unit.PERSON_DAYS),
        Column(message("Took (days)"), Unit.PERSON_DAYS),
        Column(message("Inside?")),
        Column(message("Planned (weeks)"), Unit.WEEKS),
        Column(message("Took (weeks)"), Unit.WEEKS),
        Column(message("Ended")),
    )
    rows = tuple(_outcome_row(task) for task in so_far.tasks)
    return Table("outcomes-of-tasks", message("Tasks that have begun"), columns, rows)


def _outcome_row(task: TaskOutcome) -> tuple[Cell, ...]:
    return (
        task.title,
        task.planned_days.p10,
        task.planned_days.p50,
        task.planned_days.p90,
        task.days,
        held(task),
        task.planned_weeks.p50,
        task.weeks,
        task.on if task.finished else message("still going on"),
    )


def held(task: TaskOutcome) -> Message:
    if task.held is None:
        return message("not finished")
    if task.held:
        return message("yes")
    return message("no, more") if task.days > task.planned_days.p50 else message("no, less")


def moved_table(so_far: UnderWay, estimate: Estimate, showing: Showing) -> Table:
    columns = [Column(message("Done in, of 100"))]
    pairs = [(message("weeks"), so_far.planned_weeks, estimate.duration_weeks, Unit.WEEKS)]
    if showing.money:
        pairs.append((message("$"), so_far.planned_usd, estimate.cost.total, Unit.USD))
    for name, _, _, unit in pairs:
        columns.append(Column(message("As planned ({unit})", unit=name), unit))
        columns.append(Column(message("As it stands ({unit})", unit=name), unit))
    names = (message("10"), message("50, the plan"), message("80, the commitment"), message("95"))
    rows: list[tuple[Cell, ...]] = []
    for at, name in zip(("p10", "p50", "p80", "p95"), names, strict=True):
        figures = [getattr(each, at) for _, *both, _ in pairs for each in both]
        rows.append((name, *figures))
    return Table("forecast", message("The forecast"), tuple(columns), tuple(rows))


def spent_table(so_far: UnderWay) -> Table:
    columns = (
        Column(message("Money")),
        Column(message("Planned, P50 ($)"), Unit.USD),
        Column(message("P80 ($)"), Unit.USD),
        Column(message("Booked so far ($)"), Unit.USD),
        Column(message("Up to")),
        Column(message("More to come?")),
    )
    rows = tuple(
        (
            spent.title,
            spent.planned.p50,
            spent.planned.p80,
            spent.usd,
            spent.on,
            message("no") if spent.final else message("yes"),
        )
        for spent in so_far.spent
    )
    return Table("booked", message("Money booked"), columns, rows)


def how(so_far: UnderWay) -> Iterator[Heading | Text | Items]:
    """The formulas, with this plan's figures."""
    yield Items(
        (
            message(
                "Weeks run from {kickoff}. A finished task counts with what it took, without any"
                " spread; what has not begun begins on {today} at the earliest.",
                kickoff=so_far.kickoff,
                today=so_far.as_of,
            ),
            message(
                "A task that is going on takes at least what it has taken: of its runs, those that"
                " took longer are kept. Or, where somebody has said what is left, that range, no"
                " narrower than a log-sd of 0.50. Being near the end does not narrow what is left:"
                " in 121 projects the spread of what remained was as wide in the last fifth as in"
                " the first (Little 2006)."
            ),
            _joined(so_far) if so_far.earlier else _learnt(so_far),
            message(
                "By the outside view of tasks and these outcomes, the next one takes {p10} to"
                " {p90} times its plan in 8 cases of 10, and at most {p80} times in 8 of 10.",
                p10=Quantity(so_far.next_ratio[0]),
                p90=Quantity(so_far.next_ratio[3]),
                p80=Quantity(so_far.next_ratio[2]),
            ),
            message(
                "The interval of a hit rate is Wilson’s at 90 %. The weight of the outside view is"
                " a planning default (grade D); its spread was measured on public task data"
                " (grade A)."
            ),
        )
    )


def _learnt(so_far: UnderWay) -> Message:
    return message(
        "The tasks ahead are taken at {times} times their planned effort: e to the power"
        " n·x̄ ÷ (4 + n), where x̄ is the mean of ln(actual ÷ planned) of the n = {n}"
        " finished tasks, against an outside view that counts as 4 of them. Their spreads"
        " widen or narrow with the outcomes, but never below the narrowest seen in data.",
        times=Quantity(so_far.times),
        n=so_far.finished,
    )


def _joined(so_far: UnderWay) -> Message:
    return message(
        "The tasks ahead are taken at about {times} times what was planned: the {n} finished tasks"
        " join the {earlier} of earlier plans, which the plan had learnt from when it was made.",
        times=Quantity(so_far.times),
        n=so_far.finished,
        earlier=so_far.earlier,
    )
