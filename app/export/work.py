"""Work and calendar, how sure it is, and what drives the range: the sections of the simulation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from app.charts.of_plan import asked_of
from app.estimate.estimate import Estimate, Task
from app.export import derivations
from app.export.blocks import Aside, Block, Cell, Chart, Column, Facts, Heading, Items, Table, Text
from app.export.cause_derivations import of_causes
from app.export.names import trust
from app.export.outline import Showing
from app.language.message import Message, Quantity, Unit, listed, message, share, weeks
from app.lifecycle.phases import WORDS
from app.plan.plan import Plan

SETS_THE_DATE = 0.5  # in more runs than this a task counts as critical


def work(plan: Plan, estimate: Estimate, showing: Showing) -> Iterator[Block]:
    yield Text(_what_sets_the_date(estimate))
    yield Chart("gantt")
    if not showing.whole:
        return
    yield Text(_do_not_add_up(estimate), note=True)
    yield Aside(message("The same as a table"), (task_table(plan), phase_table(estimate)))
    yield Aside(
        message("Why each task is here, and what its range rests on"), (prior_table(estimate),)
    )
    yield derivations.of_work(plan, estimate)
    yield Heading(message("Stop or go"))
    yield Facts(tuple(_gate_times(estimate)))
    if plan.basis:
        yield derivations.of_gate(estimate, plan.basis)


def _what_sets_the_date(estimate: Estimate) -> Message:
    critical = sorted(
        (task for task in estimate.tasks if task.critical_share > SETS_THE_DATE),
        key=lambda task: -task.duration_weeks.p50,
    )[:2]
    if not critical:
        return message("No single task sets the date: several of them finish close together.")
    if len(critical) == 1:
        return message(
            "One task sets the date more than all others: {task}.", task=critical[0].title
        )
    return message(
        "Two tasks set the date more than all others: {first}; {second}.",
        first=critical[0].title,
        second=critical[1].title,
    )


def _do_not_add_up(estimate: Estimate) -> Message:
    effort = estimate.effort_days
    return message(
        "Ranges are never added: it is rare that everything goes badly at once. The work as a"
        " whole takes {plan} by the plan and {commit} by the commitment; the commitments of all"
        " tasks would add up to {sum}.",
        plan=Quantity(effort.p50, Unit.PERSON_DAYS),
        commit=Quantity(effort.p80, Unit.PERSON_DAYS),
        sum=Quantity(estimate.sum_of_p80_days, Unit.PERSON_DAYS),
    )


def _gate_times(estimate: Estimate) -> Iterator[tuple[Message, Message]]:
    gate = estimate.gate
    yield (
        message("Decide after"),
        message(
            "{plan}, by the commitment {commit}",
            plan=weeks(gate.weeks.p50),
            commit=weeks(gate.weeks.p80),
        ),
    )
    yield (
        message("Chance of a stop"),
        message("{chance}, before anything is known", chance=share(gate.stop_chance)),
    )


def task_table(plan: Plan) -> Table:
    """Every task with its work, its time and how often it sets the date."""
    estimate = plan.estimate
    tasks = estimate.tasks if estimate else ()
    titles = {task.id: task.title for task in tasks}
    return Table(
        "tasks",
        message("Tasks"),
        (
            Column(message("Task")),
            Column(message("Led by")),
            Column(message("Work, P50 (days)"), Unit.PERSON_DAYS),
            Column(message("Work, P80 (days)"), Unit.PERSON_DAYS),
            Column(message("Starts")),
            Column(message("Ends, P50")),
            Column(message("Ends, P80")),
            Column(message("Sets the date (in 100)"), Unit.COUNT),
            Column(message("Phase")),
            Column(message("After")),
        ),
        tuple(_task_row(task, plan.kickoff, titles) for task in tasks),
        further=2,
    )


def _task_row(task: Task, kickoff: date | None, titles: dict[str, Message]) -> tuple[Cell, ...]:
    after = tuple(titles[before] for before in task.after if before in titles)
    return (
        task.title,
        task.role,
        task.effort_days.p50,
        task.effort_days.p80,
        when(task.start_weeks.p50, kickoff),
        when(task.finish_weeks.p50, kickoff),
        when(task.finish_weeks.p80, kickoff),
        float(round(100 * task.critical_share)),
        WORDS[task.phase].title,
        listed(after) if after else None,
    )


def when(week: float, kickoff: date | None) -> Cell:
    """A day of the calendar, or a week of the project where no kick-off is known."""
    if kickoff is not None:
        return kickoff + timedelta(weeks=week)
    return message("week {week}", week=Quantity(week, Unit.COUNT))


def phase_table(estimate: Estimate) -> Table:
    columns = (
        Column(message("Phase")),
        Column(message("Time, P50 (weeks)"), Unit.WEEKS),
        Column(message("Time, P80 (weeks)"), Unit.WEEKS),
        Column(message("Work, P50 (days)"), Unit.PERSON_DAYS),
        Column(message("Work, P80 (days)"), Unit.PERSON_DAYS),
    )
    rows = tuple(
        (
            WORDS[phase.phase].title,
            phase.duration_weeks.p50,
            phase.duration_weeks.p80,
            phase.effort_days.p50,
            phase.effort_days.p80,
        )
        for phase in estimate.phases
        if phase.tasks
    )
    return Table("phases", message("Phases"), columns, rows)


def prior_table(estimate: Estimate) -> Table:
    """What each range was bracketed by: all of it planning defaults, shown as such."""
    columns: tuple[Column, ...] = (
        Column(message("Task")),
        Column(message("Why it is in the plan")),
        Column(message("Shipped range (days)")),
        Column(message("Waiting (weeks)")),
        Column(message("Times, for this project"), Unit.COUNT),
        Column(message("Bracketed by")),
        Column(message("Source and grade")),
    )
    rows = []
    for task in estimate.tasks:
        prior = task.prior
        row: tuple[Cell, ...] = (
            task.title,
            task.why,
            _bounds(prior.effort_days) if prior else None,
            _bounds(prior.wait_weeks) if prior and prior.wait_weeks else None,
            task.multiplier,
            prior.anchor if prior else None,
            message("{source}, {trust}", source=message(prior.source), trust=trust(prior.trust))
            if prior
            else None,
        )
        rows.append((*row, *_learnt(task, estimate)))
    if estimate.learnt:
        columns = (*columns, Column(message("Times, by finished work"), Unit.COUNT))
    return Table("priors", message("Where the ranges come from"), columns, tuple(rows))


def _learnt(task: Task, estimate: Estimate) -> tuple[Cell, ...]:
    """By what finished work has moved its range; nothing where none is finished."""
    return (estimate.learnt.times.get(task.id, 1.0),) if estimate.learnt else ()


def _bounds(triple: tuple[float, float, float]) -> Message:
    low, likely, high = triple
    return message("{low} – {likely} – {high}", low=low, likely=likely, high=high)


def certainty(plan: Plan, estimate: Estimate, showing: Showing) -> Iterator[Block]:
    yield Text(_how_sure(estimate))
    yield Chart("finish_certainty", half=True)
    if showing.money:
        yield Chart("cost_certainty", half=True)
    yield Aside(message("The same as a table"), (curve_table(estimate, showing),))
    if plan.basis:
        yield derivations.of_certainty(estimate, plan.basis, money=showing.money)
    yield Text(
        message(
            "P95 is not a worst case: 1 such project in 20 takes longer. Finishing on time and"
            " within the sum, each at its commitment, holds together in {both}.",
            both=share(estimate.joint_at_p80),
        ),
        note=True,
    )


def _how_sure(estimate: Estimate) -> Message:
    finish, wish = estimate.duration_weeks, estimate.deadline_weeks
    if wish is None or estimate.chance.by_deadline is None:
        return message(
            "Half of such projects end within {plan}, 4 in 5 within {commit}, and 1 in 20 takes"
            " longer than {tail}.",
            plan=weeks(finish.p50),
            commit=weeks(finish.p80),
            tail=weeks(finish.p95),
        )
    if finish.p80 <= wish:
        return message(
            "The commitment leaves {spare} before the date you wish, which holds in {chance}.",
            spare=weeks(wish - finish.p80),
            chance=share(estimate.chance.by_deadline),
        )
    return message(
        "The date you wish comes {short} before the commitment; it holds in {chance}.",
        short=weeks(finish.p80 - wish),
        chance=share(estimate.chance.by_deadline),
    )


def curve_table(estimate: Estimate, showing: Showing) -> Table:
    title = message("Plan, commitment and wish")
    columns = [Column(message("Done in, of 100")), Column(message("Weeks"), Unit.WEEKS)]
    finish, cost = estimate.duration_weeks, estimate.cost.total
    names = (message("10"), message("50, the plan"), message("80, the commitment"), message("95"))
    times = (finish.p10, finish.p50, finish.p80, finish.p95)
    sums = (cost.p10, cost.p50, cost.p80, cost.p95)
    if not showing.money:
        rows: tuple[tuple[Cell, ...], ...] = tuple(zip(names, times, strict=True))
        return Table("certainty", title, tuple(columns), (*rows, *_wished(estimate)))
    columns.append(Column(message("Cost to build ($)"), Unit.USD))
    rows = tuple(zip(names, times, sums, strict=True))
    wishes = (*((*wish, None) for wish in _wished(estimate)), *_ceiling(estimate))
    return Table("certainty", title, tuple(columns), (*rows, *wishes))


def _wished(estimate: Estimate) -> Iterator[tuple[Cell, ...]]:
    chance, wish = estimate.chance.by_deadline, estimate.deadline_weeks
    if chance is not None and wish is not None:
        yield message("{n}, the date you wish", n=round(100 * chance)), wish


def _ceiling(estimate: Estimate) -> Iterator[tuple[Cell, ...]]:
    chance, ceiling = estimate.chance.within_budget, estimate.ceiling_usd
    if chance is not None and ceiling is not None:
        yield message("{n}, the sum you can spend", n=round(100 * chance)), None, ceiling


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


def warnings(estimate: Estimate) -> Iterator[Block]:
    """What the reader must know before believing a figure."""
    if estimate.warnings:
        yield Items(estimate.warnings)
