"""The tasks of a plan with their simulated ranges, and the phases they make up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from app.estimate.breakdown import REWORK
from app.estimate.draws import Matrix
from app.estimate.estimate import PhaseEstimate, Prior, Task
from app.estimate.part import Part
from app.estimate.priors import Priors, ReworkPrior, TaskPrior
from app.estimate.quantiles import quantiles, ranges
from app.estimate.ranges import Range
from app.estimate.rates import Rates
from app.estimate.schedule import Case, Model, Network, Run
from app.estimate.team import leader
from app.estimate.titles import WHY
from app.language.message import Message
from app.lifecycle.phases import Phase


@dataclass(frozen=True)
class Drawn:
    """A task's draws: rows of effort, length, start and finish."""

    effort: Matrix
    length: Matrix
    start: Matrix
    finish: Matrix


def drawn_tasks(run: Run) -> list[Drawn]:
    """By place, the rework node last; of a run with one option."""
    return [
        Drawn(effort[0], length[0], finish[0] - length[0], finish[0])
        for effort, length, finish in zip(run.effort, run.length, run.finish, strict=True)
    ]


def critical_shares(network: Network, run: Run) -> list[float]:
    """In which share of the draws each place sets the date."""
    finish = [each[0] for each in run.finish]
    critical = [np.zeros(finish[0].shape, dtype=np.bool_) for _ in finish]
    for place in network.ends:
        critical[place] = finish[place] == run.path[0]
    for place, befores in reversed(network.steps):
        if not befores:
            continue
        latest = np.max([finish[before] for before in befores], axis=0)
        for before in befores:
            critical[before] |= critical[place] & (finish[before] == latest)
    return [float(np.mean(each)) for each in critical]


def described(part: Part, names: Mapping[str, Message], rates: Rates) -> tuple[PhaseEstimate, ...]:
    """Phases with their tasks, in the order of the lifecycle and of the work."""
    model, run = part.model, part.run
    priors, work = model.canvas.priors, model.canvas.work
    drawn = drawn_tasks(run)
    ids = (*work.ids, REWORK)[: len(drawn)]
    spans = _ranges_of(model, drawn)
    shares = critical_shares(model.network, run)
    multipliers = median_multipliers(part.case)
    order = [ids[place] for place, _ in model.network.steps]
    tasks = {}
    for place, id in enumerate(ids):
        known: TaskPrior | ReworkPrior = priors.rework if id == REWORK else priors.tasks[id]
        job = None if id == REWORK else work.jobs[place]
        effort, length, start, finish, wait = spans[place]
        tasks[id] = Task(
            id=id,
            title=names[id],
            phase=known.phase,
            column=known.column if isinstance(known, TaskPrior) else None,
            role=rates.roles[leader(known.mix) or "product"].title,
            roles=known.mix,
            after=work.after[id],
            effort_days=effort,
            duration_weeks=length,
            wait_weeks=wait,
            start_weeks=start,
            finish_weeks=finish,
            critical_share=shares[place],
            multiplier=multipliers[place] if job is not None else 1.0,
            why=WHY[id],
            prior=prior_shown(known) if isinstance(known, TaskPrior) else None,
            before_gate=job.before_gate if job is not None else 0.0,
        )
    return grouped([tasks[id] for id in order], dict(zip(ids, drawn, strict=True)))


def _ranges_of(
    model: Model, drawn: Sequence[Drawn]
) -> list[tuple[Range, Range, Range, Range, Range | None]]:
    """Effort, length, start, finish and wait of every place, from one sort of all rows."""
    waits = {place: _wait_row(model, place) for place in model.canvas.waits}
    rows = [row for each in drawn for row in (each.effort, each.length, each.start, each.finish)]
    found = ranges(np.stack([*rows, *waits.values()]))
    by_wait = dict(zip(waits, found[len(rows) :], strict=True))
    return [
        (*found[4 * place : 4 * place + 4], by_wait.get(place))  # type: ignore[misc]
        for place in range(len(drawn))
    ]


def _wait_row(model: Model, place: int) -> Matrix:
    row = model.canvas.waits[place]
    extra = model.canvas.extra_waits.get(place)
    return row if extra is None else row + extra


def median_multipliers(case: Case) -> list[float]:
    """What the three factors do to each job's median, in the middle draw."""
    return [float(figure) for figure in quantiles(case.multiplier[:, 0, :], (0.5,))[:, 0]]


def prior_shown(prior: TaskPrior) -> Prior:
    return Prior(prior.effort_days, prior.wait_weeks, prior.anchor, prior.trust, prior.source)


def grouped(tasks: Sequence[Task], drawn: Mapping[str, Drawn]) -> tuple[PhaseEstimate, ...]:
    """Phases of the lifecycle: from their first start to their last finish."""
    phases = []
    for phase in Phase:
        mine = [task for task in tasks if task.phase is phase]
        if not mine:
            continue
        rows = [drawn[task.id] for task in mine]
        finish = np.max([each.finish for each in rows], axis=0)
        start = np.min([each.start for each in rows], axis=0)
        effort = np.sum([each.effort for each in rows], axis=0)
        weeks, days = ranges(np.stack([finish - start, effort]))
        phases.append(PhaseEstimate(phase, weeks, days, tuple(mine)))
    return tuple(phases)


def sum_of_p80(phases: Sequence[PhaseEstimate]) -> float:
    """The sum of the tasks' P80s, in person-days: shown to say that it is not the total."""
    return sum(task.effort_days.p80 for phase in phases for task in phase.tasks)


def known_share(effort: Matrix, priors: Priors) -> float:
    """How much is known, 0 to 1: the width of effort between that of nothing and of all known."""
    low, high = quantiles(effort, (0.1, 0.9))
    width = float(np.log(high / low))
    blank, settled = priors.value("spread_blank"), priors.value("spread_known")
    return min(1.0, max(0.0, (blank - width) / (blank - settled)))
