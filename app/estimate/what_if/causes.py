"""The causes that the tornado moves one at a time, each to a low and a high end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

import numpy as np

from app.estimate.breakdown.jobs import LABELS
from app.estimate.priors import RiskPrior
from app.estimate.simulation.canvas import (
    Canvas,
    times_waiting,
    times_where,
    wait_key,
    waiting,
    waits,
)
from app.estimate.simulation.columns import LOW_AND_HIGH
from app.estimate.simulation.draws import Matrix
from app.estimate.simulation.lognormal import lognormal
from app.estimate.simulation.nudge import Change, nudged
from app.estimate.simulation.part import Outcome, Part
from app.estimate.simulation.project import Project
from app.estimate.simulation.schedule import run
from app.language.message import Message, message

NOT_AND_YES: Final = np.array([[0.0], [1.0]], dtype=np.float32)
NONE_AND_TWO: Final = np.array([[0.0], [2.0]], dtype=np.float32)  # extra rounds


@dataclass(frozen=True)
class Cause:
    """Something that moves weeks and person-days."""

    id: str
    name: Message
    kind: str  # "common" or "task"
    outcome: Callable[[Part], Outcome]  # low and high as two options


def causes(project: Project, names: Mapping[str, Message]) -> list[Cause]:
    """In no particular order; a task that only some parts have counts in those."""
    ids = dict.fromkeys(id for part in project.parts for id in part.model.canvas.work.ids)
    waiting_ids = [
        id
        for id in ids
        if any(_place(part, id) in part.model.canvas.waits for part in project.parts)
    ]
    labels = [id for id in waiting_ids if id.startswith(LABELS)]
    return [
        Cause("F", message("The effort of all tasks at once"), "common", _shared_effort),
        Cause("G", message("The calendar of all tasks at once"), "common", _shared_calendar),
        *(
            Cause(id, names[id], "task", partial(_wait if id in labels else _own_residual, id))
            for id in ids
        ),
        *(
            Cause(
                f"wait_{id}", message("Waiting: {task}", task=names[id]), "task", partial(_wait, id)
            )
            for id in waiting_ids
            if id not in labels
        ),
        *_rounds(project),
        *_risks(project),
    ]


def _place(part: Part, id: str) -> int | None:
    ids = part.model.canvas.work.ids
    return ids.index(id) if id in ids else None


def _shared_effort(part: Part) -> Outcome:
    """The common effort factor at both ends, in all tasks at once."""
    return _stacked(part, [_with_effort_at(part.model.canvas, end) for end in LOW_AND_HIGH])


def _with_effort_at(canvas: Canvas, score: Matrix) -> Canvas:
    columns = canvas.columns
    own = canvas.cards.rows(tuple(f"e_{id}" for id in canvas.work.ids))
    by = (columns.deviations(score, own) - canvas.deviation) * canvas.ahead()
    return replace(
        canvas, effort=canvas.effort * np.exp(by), weeks=canvas.weeks * np.exp(columns.passed * by)
    )


def _shared_calendar(part: Part) -> Outcome:
    """The common calendar factor at both ends, in all work and all waits."""
    return _stacked(part, [_with_calendar_at(part.model.canvas, end) for end in LOW_AND_HIGH])


def _with_calendar_at(canvas: Canvas, score: Matrix) -> Canvas:
    slower = np.exp(canvas.columns.common * (score - canvas.cards.row("G")) * canvas.ahead())
    found = waits(canvas.work, canvas.risks, canvas.cards, score, canvas.priors)
    still = {place: row for place, row in found.items() if place in canvas.waits}
    return replace(canvas, weeks=canvas.weeks * slower, waits=still)


def _stacked(part: Part, canvases: list[Canvas]) -> Outcome:
    found = []
    for canvas in canvases:
        result = run(replace(part.model, canvas=canvas), part.case)
        found.append(part.costed(result))
    return Outcome(
        np.concatenate([each.weeks for each in found]),
        np.concatenate([each.effort for each in found]),
        np.concatenate([each.people for each in found]),
    )


def _own_residual(id: str, part: Part) -> Outcome:
    """A task's own residual: for effort alone, and for weeks together with its calendar noise."""
    place = _place(part, id)
    if place is None:
        return part.outcome_now
    effort, working = part.own_ends
    return nudged(part, Change(effort={place: effort[place]}, working={place: working[place]}))


def _wait(id: str, part: Part) -> Outcome:
    """A wait's own residual."""
    place = _place(part, id)
    if place is None or place not in part.model.canvas.waits:
        return part.outcome_now
    canvas = part.model.canvas
    job = canvas.work.jobs[place]
    assert job.wait is not None
    calendar = canvas.cards.row("G")
    now = waiting(job, job.wait, calendar, canvas.cards.row(wait_key(job)), canvas.priors)
    then = waiting(job, job.wait, calendar, LOW_AND_HIGH, canvas.priors)
    actual = canvas.waits[place] * (part.case.data_wait if id == "data" else np.float32(1))
    return nudged(part, Change(waits={place: actual * (then / now - 1)}))


def _rounds(project: Project) -> Iterator[Cause]:
    if any(part.model.network.rework is not None for part in project.parts):
        name = message("Extra rounds after evaluation: none or two")
        yield Cause("rounds", name, "task", _none_or_two_rounds)


def _none_or_two_rounds(part: Part) -> Outcome:
    from_risks = part.model.canvas.extra_rounds
    return nudged(part, Change(rounds=NONE_AND_TWO + from_risks - part.case.rounds))


def _risks(project: Project) -> Iterator[Cause]:
    risks = project.parts[0].model.canvas.priors.risks
    for id, risk in risks.items():
        moves = risk.effort or risk.rounds or risk.extra_weeks or risk.wait
        if moves or risk.all_effort > 1 or (risk.label_hours > 1 and _labels(project)):
            yield Cause(f"risk_{id}", risk.title, "task", partial(_risk, risk))


def _labels(project: Project) -> bool:
    return any(job.is_labelling for part in project.parts for job in part.model.canvas.work.jobs)


def _risk(risk: RiskPrior, part: Part) -> Outcome:
    """A risk that does not happen, and that happens, in every draw."""
    canvas, result = part.model.canvas, part.run
    here = canvas.happens.get(risk.id)
    if here is None:
        return part.outcome_now
    now = here.astype(np.float32)
    effort, working = {}, {}
    for place, job in canvas.jobs_ahead():
        times = dict(risk.effort).get(job.id, 1.0) * risk.all_effort
        if times != 1.0:
            by = ratio(times, now)
            effort[place], working[place] = result.effort[place] * by, result.working[place] * by
    change = Change(
        effort=effort,
        working=working,
        waits=dict(_waits(risk, now, canvas)),
        rounds=(NOT_AND_YES - now) * np.float32(risk.rounds) if risk.rounds else None,
        weeks=_later(risk, now, canvas),
    )
    return nudged(part, change)


def _waits(risk: RiskPrior, now: Matrix, canvas: Canvas) -> Iterator[tuple[int, Matrix]]:
    """Weeks that a risk adds to waits, by place."""
    for place, job in canvas.jobs_ahead():
        slower = times_waiting(risk, job)
        if slower != 1.0 and place in canvas.waits:
            yield place, canvas.waits[place] * (ratio(slower, now) - 1)
        if risk.extra_wait is not None and risk.extra_wait[0] == job.id:
            row = lognormal(risk.extra_wait[1], canvas.cards.row(f"wait_{risk.id}"))
            yield place, (NOT_AND_YES - now) * row


def _later(risk: RiskPrior, now: Matrix, canvas: Canvas) -> Matrix | None:
    if risk.extra_weeks is None:
        return None
    later: Matrix = (NOT_AND_YES - now) * lognormal(
        risk.extra_weeks, canvas.cards.row(f"weeks_{risk.id}")
    )
    return later


def ratio(times: float, now: Matrix) -> Matrix:
    """Not happening and happening, over what is drawn."""
    ratio: Matrix = times_where(times, NOT_AND_YES) / times_where(times, now)
    return ratio
