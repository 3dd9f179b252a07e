"""The tasks of a plan with their simulated ranges, and the phases they make up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np

from app.estimate.breakdown.jobs import REWORK
from app.estimate.breakdown.team import leader
from app.estimate.estimate import FactorNow, PhaseEstimate, Prior, Task
from app.estimate.priors import Priors, ReworkPrior, TaskPrior
from app.estimate.ranges import Range
from app.estimate.rates import Rates
from app.estimate.simulation.draws import Matrix
from app.estimate.simulation.factors import THREE
from app.estimate.simulation.part import Part
from app.estimate.simulation.quantiles import quantiles, ranges_of, share_of
from app.estimate.simulation.schedule import Model, Network, Run, start_of
from app.language.message import Message
from app.lifecycle.phases import Phase


@dataclass(frozen=True)
class Drawn:
    """A task's draws: rows of effort, length, start and finish."""

    effort: Matrix
    length: Matrix
    start: Matrix
    finish: Matrix


@dataclass(frozen=True, slots=True)
class Span:
    """The ranges of a task: person-days, and weeks."""

    effort: Range
    length: Range
    start: Range
    finish: Range
    wait: Range | None


def drawn_tasks(network: Network, run: Run) -> list[Drawn]:
    """By place, the rework node last; of a run with one option.

    Tasks that wait for the same others share one start row, and a task that waits for one other
    shares that one's finish: so no row is sorted twice.
    """
    finish = [row[0] for row in run.finish]
    starts: dict[tuple[int, ...], Matrix] = {}
    drawn = {}
    for place, befores in network.steps:
        key = (-1 - place,) if place in network.begun else befores
        start = starts.get(key)
        if start is None:
            start = starts[key] = _start(network, finish, place, befores)
        drawn[place] = Drawn(run.effort[place][0], run.length[place][0], start, finish[place])
    return [drawn[place] for place in range(len(finish))]


def _start(
    network: Network, finish: Sequence[Matrix], place: int, befores: tuple[int, ...]
) -> Matrix:
    """The draws of a start; also where all are the same."""
    start = start_of(network, finish, place, befores)
    if isinstance(start, np.ndarray):
        return start
    return np.full_like(finish[0], 0 if start is None else start)


def critical_shares(network: Network, run: Run) -> list[float]:
    """In which share of the draws each place sets the date."""
    finish = [each[0] for each in run.finish]
    critical = [np.zeros(finish[0].shape, dtype=np.bool_) for _ in finish]
    for place in network.ends:
        critical[place] = finish[place] == run.path[0]
    for place, befores in reversed(network.steps):
        if not befores:
            continue
        start = start_of(network, finish, place, befores)
        for before in befores:
            critical[before] |= critical[place] & (finish[before] == start)
    return [share_of(each) for each in critical]


def described(
    part: Part, names: Mapping[str, Message], whys: Mapping[str, Message], rates: Rates
) -> tuple[PhaseEstimate, ...]:
    """Phases with their tasks, in the order of the lifecycle and of the calendar."""
    model, run = part.model, part.run
    drawn = drawn_tasks(model.network, run)
    ids = (*model.canvas.work.ids, REWORK)[: len(drawn)]
    spans = spans_of(part, drawn)
    shares = critical_shares(model.network, run)
    multipliers = [*middle_multipliers(model), 1.0]  # of jobs; the rework node has none
    tasks = [
        _task(model, id, names[id], whys[id], rates, span, share, multiplier)
        for id, span, share, multiplier in zip(ids, spans, shares, multipliers, strict=False)
    ]
    tasks.sort(key=lambda task: (task.start_weeks.p50, task.finish_weeks.p50, task.id))
    return grouped(tasks, dict(zip(ids, drawn, strict=True)))


def _task(
    model: Model,
    id: str,
    title: Message,
    why: Message,
    rates: Rates,
    span: Span,
    critical_share: float,
    multiplier: float,
) -> Task:
    priors, work = model.canvas.priors, model.canvas.work
    prior = priors.tasks.get(id)
    known: TaskPrior | ReworkPrior = prior or priors.rework  # labels are made in its phase, too
    mix = next((job.mix for job in work.jobs if job.id == id), priors.rework.mix)
    return Task(
        id=id,
        title=title,
        phase=known.phase,
        column=prior.column if prior else None,
        role=rates.roles[leader(mix)].title,
        roles=mix,
        after=work.after[id],
        effort_days=span.effort,
        duration_weeks=span.length,
        wait_weeks=span.wait,
        start_weeks=span.start,
        finish_weeks=span.finish,
        critical_share=critical_share,
        multiplier=multiplier,
        why=why,
        prior=prior_shown(prior) if prior else None,
        before_gate=prior.before_gate if prior else 0.0,
    )


def spans_of(part: Part, drawn: Sequence[Drawn]) -> list[Span]:
    """The ranges of every place, from one sort of all rows."""
    waits = {place: _wait_row(part, place) for place in part.model.canvas.waits}
    rows = [row for each in drawn for row in (each.effort, each.length, each.start, each.finish)]
    unique = {id(row): row for row in (*rows, *waits.values())}
    found = dict(zip(unique, ranges_of(list(unique.values())), strict=True))
    return [
        Span(
            found[id(each.effort)],
            found[id(each.length)],
            found[id(each.start)],
            found[id(each.finish)],
            found[id(waits[place])] if place in waits else None,
        )
        for place, each in enumerate(drawn)
    ]


def _wait_row(part: Part, place: int) -> Matrix:
    """Weeks of waiting of a job: all of its length that is no work."""
    waiting: Matrix = part.run.length[place][0] - part.run.working[place][0]
    return waiting


def middle_multipliers(model: Model) -> list[float]:
    """What the three factors do to each job, an unknown factor at its middle level."""
    factors = model.canvas.priors.factors
    product: Matrix = np.ones(len(model.canvas.work.jobs), dtype=np.float32)
    for name, table in model.ladder.tables.items():
        product = product * table[:, model.ladder.fixed.get(name, factors[name].middle)]
    return [float(figure) for figure in product]


def factors_now(model: Model, gap: str) -> tuple[FactorNow, ...]:
    """Where the plan stands on each factor; `gap` is the question that tells the quality gap."""
    factors, fixed = model.canvas.priors.factors, model.ladder.fixed
    found = []
    for name in (*THREE, "gap", "team"):
        factor = factors[name]
        level = factor.levels[fixed[name]] if name in fixed else None
        found.append(
            FactorNow(
                title=factor.title,
                level=level.title if level else None,
                times=level.multiplier if level and name != "gap" else None,
                question=gap if name == "gap" else factor.question,
                source=factor.source,
                trust=factor.trust,
            )
        )
    return tuple(found)


def prior_shown(prior: TaskPrior) -> Prior:
    return Prior(prior.effort_days, prior.wait_weeks, prior.anchor, prior.trust, prior.source)


def grouped(tasks: Sequence[Task], drawn: Mapping[str, Drawn]) -> tuple[PhaseEstimate, ...]:
    """Phases of the lifecycle: from their first start to their last finish."""
    by_phase = {phase: [task for task in tasks if task.phase is phase] for phase in Phase}
    present = [phase for phase in Phase if by_phase[phase]]
    rows = []
    for phase in present:
        mine = [drawn[task.id] for task in by_phase[phase]]
        first = reduce(np.minimum, (each.start for each in mine))
        rows.append(reduce(np.maximum, (each.finish for each in mine)) - first)
        rows.append(reduce(np.add, (each.effort for each in mine)))
    found = ranges_of(rows)
    return tuple(
        PhaseEstimate(phase, found[2 * at], found[2 * at + 1], tuple(by_phase[phase]))
        for at, phase in enumerate(present)
    )


def sum_of_p80(phases: Sequence[PhaseEstimate]) -> float:
    """The sum of the tasks' P80s, in person-days: shown to say that it is not the total."""
    return sum(task.effort_days.p80 for phase in phases for task in phase.tasks)


def known_share(effort: Matrix, priors: Priors) -> float:
    """How much is known, 0 to 1: the width of effort between that of nothing and of all known."""
    low, high = quantiles(effort, (0.1, 0.9))
    width = float(np.log(high / low))
    blank, settled = priors.value("spread_blank"), priors.value("spread_known")
    return min(1.0, max(0.0, (blank - width) / (blank - settled)))
