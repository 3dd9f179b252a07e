"""The simulation of a plan: effort, rounds, the network and the milestone, in every draw at once.

A `Case` says where the factors stand; its arrays carry a middle axis, so that several options are
tried side by side: (jobs, options, draws) or (options, draws).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from app.estimate.breakdown.jobs import REWORK, Work
from app.estimate.priors import Priors
from app.estimate.simulation.canvas import Canvas, Happens, canvas
from app.estimate.simulation.draws import Cards, Matrix
from app.estimate.simulation.factors import THREE, Ladder, Levels, Standing, ladder

Steps = tuple[tuple[int, tuple[int, ...]], ...]


@dataclass(frozen=True)
class Case:
    """What the answers set."""

    multiplier: Matrix
    data_wait: Matrix
    rounds: Matrix
    pace: Matrix


@dataclass(frozen=True)
class Network:
    """The plan's arrows as places of jobs; the rework node has the place after the last job."""

    steps: Steps  # (place, places it waits for), in an order that works
    ends: tuple[int, ...]  # places nothing waits for
    build: tuple[int, ...]  # what another round repeats
    rework: int | None
    # Of a plan under way, in weeks from kick-off: when what has begun began, and today.
    begun: Mapping[int, float] = field(default_factory=dict)
    now: float = 0.0

    @classmethod
    def of(cls, work: Work, built: tuple[str, ...]) -> Network:
        place = {id: number for number, id in enumerate((*work.ids, REWORK))}
        steps = tuple(
            (place[id], tuple(place[before] for before in work.after[id])) for id in work.order
        )
        waited_for = {before for _, befores in steps for before in befores}
        return cls(
            steps,
            tuple(number for number, _ in steps if number not in waited_for),
            tuple(place[id] for id in built if id in work.ids),
            place[REWORK] if REWORK in work.after else None,
        )


@dataclass(frozen=True)
class Run:
    """What came out. Lists go by place, the rework node last where the plan has one."""

    effort: list[Matrix]  # person-days, (options, draws)
    working: list[Matrix]  # weeks
    length: list[Matrix]  # weeks, waits included
    finish: list[Matrix]
    loads: Matrix | None  # weeks by named role, (roles, options, draws)
    path: Matrix  # the longest path
    weeks: Matrix  # the milestone: the path, the load on the team, and what risks add
    total: Matrix  # person-days


@dataclass(frozen=True)
class Model:
    """A plan that can be run: its canvas, its network and its factors."""

    canvas: Canvas
    network: Network
    ladder: Ladder
    load_shares: Matrix  # (named roles, places)
    # Of a plan under way: weeks from kick-off that each role's load counts from, (roles, 1, 1),
    # and the person-days and weeks of the extra rounds, once they are over.
    loads_from: Matrix | None = None
    rounds_took: tuple[float, float] | None = None

    @classmethod
    def of(
        cls,
        work: Work,
        where: Standing,
        cards: Cards,
        priors: Priors,
        happens: Happens | None = None,
    ) -> Model:
        """A plan made ready to run; `happens` replaces what the cards say about the risks."""
        return cls(
            canvas(work, cards, priors, happens),
            Network.of(work, priors.rework.of),
            ladder(work.jobs, where, cards, priors),
            load_shares(work, priors.rework.mix),
        )

    def case(self, set_to: Mapping[str, Levels] | None = None) -> Case:
        """The plan's own case, with some factors set: one option per level given."""
        options = set_to or {}
        multiplier: Matrix | None = None
        for factor in THREE:
            table = self._table(factor, options)
            multiplier = table if multiplier is None else multiplier * table
        assert multiplier is not None
        data, gap, team = (self._levels(f, options) for f in ("data", "gap", "team"))
        return Case(
            multiplier,
            self.ladder.data_wait[data],
            rounds(self.canvas, self.ladder.gap_scores[gap]),
            self.ladder.pace[team],
        )

    def _levels(self, factor: str, options: Mapping[str, Levels]) -> Levels:
        """Levels of one factor, shape (options, 1) or (1, draws or 1)."""
        if factor in options:
            return options[factor][:, None]
        return self.ladder.of(factor)[None, :]

    def _table(self, factor: str, options: Mapping[str, Levels]) -> Matrix:
        """What the factor does to each job, shape (jobs, options or 1, draws or 1)."""
        levels = self._levels(factor, options)
        taken: Matrix = np.take(self.ladder.tables[factor], levels.ravel(), axis=1)
        return taken.reshape(-1, *levels.shape)


def rounds(of: Canvas, scores: Matrix) -> Matrix:
    """Extra rounds at the evaluation gate; `scores` (options, draws or 1, rounds)."""
    row = of.cards.row("rounds")
    count = of.extra_rounds[None, :].copy()
    for each in range(scores.shape[-1]):
        count = count + (row > scores[..., each])
    return count


def run(model: Model, case: Case) -> Run:
    """The plan in every draw, for every option of the case."""
    here, network = model.canvas, model.network
    effort: Matrix = here.effort[:, None, :] * case.multiplier
    working: Matrix = here.weeks[:, None, :] * (case.multiplier * case.pace)
    efforts, workings = list(effort), list(working)
    lengths = [with_waits(here, place, weeks, case) for place, weeks in enumerate(workings)]
    total: Matrix = effort.sum(axis=0)
    again = None
    if network.rework is not None:
        again = repeated(model, case)
        took = model.rounds_took or (0.0, 0.0)
        for rows, done in ((efforts, took[0]), (workings, took[1])):
            rows.append(again * _sum([rows[place] for place in network.build]) + np.float32(done))
        lengths.append(workings[-1])
        total = total + efforts[-1]
    finish = finishes(network, lengths)
    path = longest(finish, network.ends)
    burden = loads(model, working, again) if here.work.capacity else None
    weeks = at_least(path, burden) + here.extra_weeks
    return Run(efforts, workings, lengths, finish, burden, path, weeks, total)


def at_least(path: Matrix, burden: Matrix | None) -> Matrix:
    """The path, or the load of the busiest role where that takes longer."""
    if burden is None:
        return path
    weeks: Matrix = np.maximum(path, burden.max(axis=0))
    return weeks


def repeated(model: Model, case: Case) -> Matrix:
    """The share of the build work that the extra rounds repeat; none once they are over."""
    if model.rounds_took is not None:
        return np.zeros_like(case.rounds)
    return np.float32(model.canvas.priors.rework.round_share) * case.rounds


def with_waits(of: Canvas, place: int, working: Matrix, case: Case) -> Matrix:
    """Weeks of a job from start to finish."""
    if (begun := of.begun.get(place)) is not None:
        return np.float32(begun.weeks) + begun.left_waiting + begun.left_weeks * case.pace
    wait = of.waits.get(place)
    if wait is None:
        return working
    if of.work.ids[place] == "data":
        wait = wait * case.data_wait
    length: Matrix = working + wait
    extra = of.extra_waits.get(place)
    return length if extra is None else length + extra


def _sum(rows: Sequence[Matrix]) -> Matrix:
    total = rows[0]
    for row in rows[1:]:
        total = total + row
    return total


def finishes(network: Network, lengths: Sequence[Matrix]) -> list[Matrix]:
    """When each place is done: its length after the latest of what it waits for."""
    finish = list(lengths)
    for place, befores in network.steps:
        start = start_of(network, finish, place, befores)
        if start is not None:
            finish[place] = start + lengths[place]
    return finish


def start_of(
    network: Network, finish: Sequence[Matrix], place: int, befores: tuple[int, ...]
) -> Matrix | np.float32 | None:
    """When a place can begin, or began; None: at kick-off. Nothing new begins in the past."""
    if place in network.begun:
        return np.float32(network.begun[place])
    latest = longest(finish, befores) if befores else None
    if not network.now:
        return latest
    now = np.float32(network.now)
    return now if latest is None else np.maximum(latest, now)


def longest(finish: Sequence[Matrix], places: tuple[int, ...]) -> Matrix:
    latest = finish[places[0]]
    for place in places[1:]:
        latest = np.maximum(latest, finish[place])
    return latest


def load_shares(work: Work, rework: tuple[tuple[str, float], ...]) -> Matrix:
    """Weeks that a week of each place costs each named role, (roles, places); rework last.

    A role's load is Σ share·weeks·people / capacity. The rework node carries people by the tasks
    that it repeats, so its column holds the role's share over its capacity alone.
    """
    rows = [
        [dict(job.mix).get(role, 0.0) * job.people / people for job in work.jobs]
        + [dict(rework).get(role, 0.0) / people]
        for role, people in work.capacity
    ]
    return np.array(rows, dtype=np.float32).reshape(len(rows), len(work.jobs) + 1)


def loads(model: Model, working: Matrix, again: Matrix | None) -> Matrix:
    """Weeks that each named role needs for its share of all the work, (roles, options, draws)."""
    shares = model.load_shares
    found: Matrix = np.einsum("rp,pon->ron", shares[:, :-1], working)
    if again is not None:
        crowd = again * sum(
            np.float32(model.canvas.work.jobs[place].people) * working[place]
            for place in model.network.build
        )
        found = found + shares[:, -1][:, None, None] * crowd
    return found if model.loads_from is None else found + model.loads_from
