"""Work and calendar: the tasks with their ranges and dates, and when to stop or go on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from app.estimate.estimate import Estimate, Task
from app.export import derivations
from app.export.blocks import Aside, Block, Cell, Chart, Column, Facts, Heading, Table, Text
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
