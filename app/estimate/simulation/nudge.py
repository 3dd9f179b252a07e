"""Reruns only what a change touches: a few tasks, the rounds, and what comes after them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from app.estimate.simulation.draws import Matrix
from app.estimate.simulation.part import Outcome, Part, total
from app.estimate.simulation.schedule import Network, at_least, longest, start_of

Rows = Mapping[int, Matrix]  # place of a job → (options, draws)


@dataclass(frozen=True)
class Change:
    """New rows for some jobs, for some options side by side."""

    effort: Rows = field(default_factory=dict)
    working: Rows = field(default_factory=dict)
    waits: Rows = field(default_factory=dict)  # added to the job's weeks
    rounds: Matrix | None = None  # added to the rounds
    weeks: Matrix | None = None  # added at the milestone


def nudged(part: Part, change: Change) -> Outcome:
    """The outcome of a part with a change, (options, draws)."""
    total, people = _effort_and_people(part, change)
    return Outcome(_weeks(part, change), total, people)


def _again(part: Part, change: Change) -> Matrix:
    """The share of the build work that is repeated, with the rounds that the change adds."""
    if change.rounds is None or part.model.rounds_took is not None:
        return part.again
    share = np.float32(part.model.canvas.priors.rework.round_share)
    more: Matrix = part.again + share * change.rounds
    return more


def _repeats(part: Part, rows: Sequence[Matrix], changed: Rows, change: Change) -> Matrix | None:
    """The rework node's new row; None when the change does not touch it."""
    network = part.model.network
    touched = [place for place in network.build if place in changed]
    if network.rework is None or not (touched or change.rounds is not None):
        return None
    if part.model.rounds_took is not None:
        return None
    built = part.built(rows)
    for place in touched:
        built = built + (changed[place] - rows[place])
    again: Matrix = _again(part, change) * built
    return again


def _effort_and_people(part: Part, change: Change) -> tuple[Matrix, Matrix]:
    rows, canvas = part.run.effort, part.model.canvas
    more = {place: row - rows[place] for place, row in change.effort.items()}
    mixes: list[tuple[tuple[str, float], ...]] = [job.mix for job in canvas.work.jobs]
    rework = part.model.network.rework
    repeats = _repeats(part, rows, change.effort, change)
    if repeats is not None and rework is not None:
        more[rework] = repeats - rows[rework]
        mixes.append(canvas.priors.rework.mix)
    if not more:
        return part.run.total, part.people
    whole = part.run.total + total(more.values())
    if (rate := part.rates.single) is not None:
        return whole, whole * rate
    people = part.people
    for place, row in more.items():
        people = people + row * part.rates.of(mixes[place])
    return whole, people


def _weeks(part: Part, change: Change) -> Matrix:
    run, network = part.run, part.model.network
    lengths: dict[int, Matrix] = {
        place: run.length[place] - run.working[place] + row for place, row in change.working.items()
    }
    for place, row in change.waits.items():
        lengths[place] = lengths.get(place, run.length[place]) + row
    repeats = _repeats(part, run.working, change.working, change)
    if repeats is not None and network.rework is not None:
        lengths[network.rework] = repeats
    path = _path(network, run.length, run.finish, lengths) if lengths else run.path
    weeks: Matrix = at_least(path, _burden(part, change)) + part.model.canvas.extra_weeks
    return weeks if change.weeks is None else weeks + change.weeks


def _burden(part: Part, change: Change) -> Matrix | None:
    """The load of the named roles, moved by what the change adds."""
    burden, network = part.run.loads, part.model.network
    if burden is None:
        return None
    shares, jobs = part.model.load_shares, part.model.canvas.work.jobs
    crowd = part.crowd if network.rework is not None else None
    for place, row in change.working.items():
        more = row - part.run.working[place]
        if shares[:, place].any():
            burden = burden + shares[:, place, None, None] * more
        if crowd is not None and place in network.build:
            crowd = crowd + np.float32(jobs[place].people) * more
    if crowd is None or (crowd is part.crowd and change.rounds is None):
        return burden
    repeated = _again(part, change) * crowd - part.again * part.crowd
    return burden + shares[:, -1, None, None] * repeated


def _path(
    network: Network, length: Sequence[Matrix], finish: Sequence[Matrix], changed: Rows
) -> Matrix:
    """The longest path, recomputed only downstream of what changed."""
    now = list(finish)
    dirty: set[int] = set()
    for place, befores in network.steps:
        if place in changed or not dirty.isdisjoint(befores):
            own = changed.get(place, length[place])
            start = start_of(network, now, place, befores)
            now[place] = own if start is None else start + own
            dirty.add(place)
    return longest(now, network.ends)
