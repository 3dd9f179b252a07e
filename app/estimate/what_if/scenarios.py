"""Two plans on the same draws: which is sooner, which is cheaper, and by how much.

Equal parts of the plans have equal rows, so differences are due to what differs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Final

import numpy as np

from app.advice.finding import Advice, VerdictKind
from app.estimate.machine_needs import machines
from app.estimate.simulate import prepared
from app.estimate.simulation.draws import DRAWS, SEED, Row, deck
from app.estimate.simulation.project import Project
from app.estimate.simulation.quantiles import quantiles, share_of
from app.estimate.so_far import SoFar
from app.lifecycle.answers import Answers

GROUPS: Final = 20  # of draws, left out in turn to see how far a difference is chance
TIE: Final = (0.45, 0.55)


@dataclass(frozen=True, slots=True)
class Difference:
    """The second plan's figure less the first's, with the standard error of the simulation."""

    amount: float
    error: float


@dataclass(frozen=True, slots=True)
class Race:
    """Of one quantity: how often the first plan has less, how often the second, how often equal."""

    first: float
    second: float
    equal: float
    p50: Difference
    p80: Difference

    @property
    def is_tie(self) -> bool:
        """Neither is ahead often enough to speak of."""
        ahead = self.first + self.equal / 2
        return TIE[0] <= ahead <= TIE[1]


@dataclass(frozen=True, slots=True)
class Comparison:
    weeks: Race
    usd: Race


def side_by_side(
    first: tuple[Answers, Advice],
    second: tuple[Answers, Advice],
    *,
    draws: int = DRAWS,
    priced_at: date | None = None,
) -> Comparison | None:
    """Two plans by their answers and advice; None when one of them must stop."""
    rivals = [Rival(answers, advice, priced_at) for answers, advice in (first, second)]
    (found,) = pairs(rivals, draws=draws).values()
    return found


@dataclass(frozen=True)
class Rival:
    """One of several plans that stand side by side."""

    answers: Answers
    advice: Advice
    priced_at: date | None
    so_far: SoFar | None = None  # what has happened of it


def pairs(
    plans: Sequence[Rival], *, draws: int = DRAWS
) -> dict[tuple[int, int], Comparison | None]:
    """Each two of several plans, by their places; each plan is simulated once."""
    projects = [projected(plan, draws) for plan in plans]
    return {
        (first, second): compared(one, other) if one and other else None
        for (first, one), (second, other) in combinations(enumerate(projects), 2)
    }


def projected(plan: Rival, draws: int) -> Project | None:
    """A plan on the common draws; None when it must stop."""
    if plan.advice.verdict.kind is VerdictKind.STOP:
        return None
    needed = machines(plan.answers, plan.advice, plan.priced_at)
    cards = deck(draws, SEED)
    return prepared(plan.answers, plan.advice, cards, needed, plan.so_far)[1]


def compared(first: Project, second: Project) -> Comparison:
    """Two plans prepared on the same deck."""
    one, other = first.whole(), second.whole()
    return Comparison(
        race(one.weeks[0], other.weeks[0]),
        race(one.people[0] + first.other, other.people[0] + second.other),
    )


def race(first: Row, second: Row) -> Race:
    return Race(
        share_of(first < second),
        share_of(second < first),
        share_of(first == second),
        difference(first, second, 0.50),
        difference(first, second, 0.80),
    )


def difference(first: Row, second: Row, at: float) -> Difference:
    """Between the quantiles of two rows, with its jackknife error over groups of draws."""

    group = np.arange(len(first)) % GROUPS
    left_out = np.array(
        [_gap(first[group != each], second[group != each], at) for each in range(GROUPS)]
    )
    spread = np.sum((left_out - left_out.mean()) ** 2)
    error = float(np.sqrt((GROUPS - 1) / GROUPS * spread))
    return Difference(_gap(first, second, at), error)


def _gap(first: Row, second: Row, at: float) -> float:
    low, high = quantiles(np.stack([first, second]), (at,))[:, 0]
    return float(high - low)
