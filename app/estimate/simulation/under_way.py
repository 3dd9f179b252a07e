"""A plan whose work has begun: what is done is certain, what is started is conditioned on it.

Being near the end does not narrow what remains: in 121 projects true over estimated remaining time
spread as widely in the last fifth as in the first (Little 2006).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from statistics import NormalDist
from typing import Final

import numpy as np

from app.estimate.breakdown.jobs import REWORK, WORKING_DAYS
from app.estimate.ranges import Spread
from app.estimate.simulation.canvas import Begun, Canvas
from app.estimate.simulation.draws import Matrix, Row
from app.estimate.simulation.lognormal import lognormal
from app.estimate.simulation.schedule import Model

NORMAL: Final = NormalDist()
SURELY: Final = 1 - 1e-9  # beyond it nothing can be conditioned on


@dataclass(frozen=True, slots=True)
class Progress:
    """What one task has taken so far, and whether it is finished.

    `remaining_days`: what is still to do, where somebody has said; else it follows from the range.
    `began`: weeks from kick-off; None: right after what it waits for.
    """

    spent_days: float
    spent_weeks: float
    finished: bool = False
    remaining_days: Spread | None = None
    began: float | None = None


def remaining_days(effort: Spread, times: Row, spent_days: float, row: Row) -> Row:
    """Person-days still to do, in every draw, given that so many are spent and it is not done.

    `times` multiplies the range (factors and risks); `row` holds normal scores.
    """
    median = effort.median * times.astype(np.float64)
    ratio = np.log(max(spent_days, 1e-9) / median)
    side = np.where(ratio < 0, effort.below, effort.above)
    passed = np.array(
        [min(NORMAL.cdf(z), SURELY) for z in np.broadcast_to(ratio / side, row.shape)]
    )
    share = np.array([NORMAL.cdf(z) for z in row])
    z = np.array([NORMAL.inv_cdf(p) for p in _inside(passed + share * (1 - passed))])
    whole = median * np.exp(np.where(z < 0, effort.below, effort.above) * z)
    left: Row = np.maximum(whole - spent_days, 0).astype(np.float32)
    return left


def _inside(shares: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> list[float]:
    return [min(max(float(share), 1e-12), 1 - 1e-12) for share in shares]


def under_way(model: Model, progress: Mapping[str, Progress], now: float = 0.0) -> Model:
    """The plan with the tasks that have begun as they stand; what has not begun is unchanged.

    Weeks still run from kick-off: those already spent are part of them. `now`: the weeks from
    kick-off that have passed; nothing new begins earlier.
    """
    places = {job.id: place for place, job in enumerate(model.canvas.work.jobs)}
    begun = {places[id]: so_far for id, so_far in progress.items() if id in places}
    for place, so_far in begun.items():
        model = _with_progress(model, place, so_far)
    starts = {place: so.began for place, so in begun.items() if so.began is not None}
    return replace(
        model,
        network=replace(model.network, begun=starts, now=now),
        loads_from=_loads_from(model, begun, now),
        rounds_took=_rounds_took(model, begun, progress.get(REWORK)),
    )


def _with_progress(model: Model, place: int, so_far: Progress) -> Model:
    left = _left(model, place, so_far)
    canvas, people = model.canvas, model.canvas.work.jobs[place].people
    calendar = np.float32(canvas.priors.value("shared_calendar")) * canvas.cards.row("G")
    noise = np.float32(canvas.priors.value("calendar_noise"))
    own = noise * canvas.cards.row(f"d_{canvas.work.ids[place]}")
    working = left / np.float32(WORKING_DAYS * people) * np.exp(calendar + own)
    begun = Begun(so_far.spent_weeks, working, _left_waiting(canvas, place, so_far))
    return replace(
        model,
        canvas=replace(
            canvas,
            effort=_with_row(canvas.effort, place, so_far.spent_days + left),
            weeks=_with_row(canvas.weeks, place, _worked(canvas, place, so_far) + working),
            waits={at: row for at, row in canvas.waits.items() if at != place},
            extra_waits={at: row for at, row in canvas.extra_waits.items() if at != place},
            begun={**canvas.begun, place: begun},
        ),
        ladder=replace(
            model.ladder,
            tables={name: _with_row(t, place, 1.0) for name, t in model.ladder.tables.items()},
        ),
    )


def _worked(canvas: Canvas, place: int, so_far: Progress) -> float:
    """Weeks of work so far, as far as the people of the task explain them."""
    people = canvas.work.jobs[place].people
    return min(so_far.spent_weeks, so_far.spent_days / (WORKING_DAYS * people))


def _left_waiting(canvas: Canvas, place: int, so_far: Progress) -> Row:
    """Weeks of a wait that time has not used up yet."""
    drawn = canvas.waits.get(place)
    if drawn is None or so_far.finished:
        return np.zeros(canvas.cards.draws, dtype=np.float32)
    left: Row = np.maximum(drawn - np.float32(so_far.spent_weeks), 0)
    return left


def _loads_from(model: Model, begun: Mapping[int, Progress], now: float) -> Matrix | None:
    """From when each role's load counts: it has worked off a part, and time has passed."""
    if not begun or not len(model.load_shares):
        return None
    canvas = model.canvas
    worked = np.zeros(model.load_shares.shape[1], dtype=np.float32)
    for place, so_far in begun.items():
        worked[place] = _worked(canvas, place, so_far)
    passed: Matrix = np.float32(now) - model.load_shares @ worked
    return passed[:, None, None]


def _rounds_took(
    model: Model, begun: Mapping[int, Progress], so_far: Progress | None
) -> tuple[float, float] | None:
    """The extra rounds are over once somebody says so, or once what comes after them has begun."""
    network = model.network
    if network.rework is None:
        return None
    if so_far is not None and so_far.finished:
        return so_far.spent_days, so_far.spent_weeks
    follows = {place for place, befores in network.steps if network.rework in befores}
    return (0.0, 0.0) if follows & begun.keys() else None


def _left(model: Model, place: int, so_far: Progress) -> Row:
    """Person-days still to do, by what was typed or by what the range leaves open."""
    canvas = model.canvas
    job = canvas.work.jobs[place]
    if so_far.finished or job.is_labelling:
        return np.zeros(canvas.cards.draws, dtype=np.float32)
    row = canvas.cards.row(f"e_{job.id}")
    if so_far.remaining_days is not None:
        return lognormal(so_far.remaining_days, row)
    times: Row = model.case().multiplier[place, 0] * canvas.scale[place]
    return remaining_days(job.effort, times, so_far.spent_days, row)


def _with_row(rows: Matrix, place: int, row: Row | float) -> Matrix:
    changed = rows.copy()
    changed[place] = row
    return changed
