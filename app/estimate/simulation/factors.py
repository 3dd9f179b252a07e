"""The article's three factors, the quality gap and the team: fixed by an answer, or drawn.

An unknown answer is never replaced by its middle option. It is drawn anew in every run, together
with the other unknown answers, and so it adds spread.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from app.estimate.breakdown.jobs import Job
from app.estimate.priors import Factor, Priors, load_priors
from app.estimate.simulation.draws import Cards, Matrix, Row

THREE = ("size", "data", "expertise")  # in the order of a job's elasticities
Levels = NDArray[np.intp]  # an index into a factor's levels, per draw


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a plan stands on each factor: the index of a level, or None while nobody knows.

    `size_shift` moves the size by what else was said; `practised` are the tasks whose technique
    somebody on the team has done before.
    """

    size: int | None = None
    data: int | None = None
    expertise: int | None = None
    gap: int | None = None
    team: int | None = None
    size_shift: int = 0
    practised: frozenset[str] = frozenset()

    def level(self, factor: str) -> int | None:
        found = getattr(self, factor)
        return found if isinstance(found, int) else None

    @property
    def unknown(self) -> tuple[str, ...]:
        """The factors to draw."""
        return tuple(f for f in (*THREE, "gap", "team") if self.level(f) is None)


def neutral(priors: Priors | None = None) -> Standing:
    """Every factor at its neutral level."""
    factors = (priors or load_priors()).factors
    size, data, expertise, gap, team = (factors[name].neutral for name in (*THREE, "gap", "team"))
    return Standing(size, data, expertise, gap, team)


def drawn_levels(factor: Factor, cards: Cards, together: float) -> Levels:
    """The level of an unknown factor in every draw (Gaussian copula over the unknown answers)."""
    latent = np.float32(together**0.5) * cards.row("levels")
    latent = latent + np.float32((1 - together) ** 0.5) * cards.row(f"level_{factor.id}")
    return np.searchsorted(_thresholds(factor), latent)


@lru_cache(maxsize=16)
def _thresholds(factor: Factor) -> Row:
    """Normal scores between the levels, from favourable to adverse."""
    normal = NormalDist()
    sums = list(accumulate(level.weight for level in factor.levels))[:-1]
    return np.array([normal.inv_cdf(total) for total in sums], dtype=np.float32)


def strengths(factor: Factor, place: int, jobs: tuple[Job, ...], standing: Standing) -> Matrix:
    """What each level does to each job, shape (jobs, levels): multiplier to the elasticity."""
    base = np.array([level.multiplier for level in factor.levels])
    pulls = np.array([job.elasticity[place] for job in jobs])
    table: Matrix = (base[None, :] ** pulls[:, None]).astype(np.float32)
    if factor.id == "size" and standing.size_shift:
        shifted = np.arange(len(base)) + standing.size_shift
        table = table[:, np.clip(shifted, 0, len(base) - 1)]
    if factor.id == "expertise" and standing.practised:
        better = np.maximum(np.arange(len(base)) - 1, 0)
        rows = [i for i, job in enumerate(jobs) if job.id in standing.practised]
        table[rows] = table[rows][:, better]
    return table


@dataclass(frozen=True)
class Ladder:
    """The factors of one plan on one deck: their tables, and the drawn levels."""

    tables: dict[str, Matrix]  # factor → (jobs, levels)
    data_wait: Row  # level → multiplier of the wait for data
    gap_scores: Matrix  # (levels, rounds): the normal score above which a round is needed
    pace: Row  # level → multiplier of working weeks
    fixed: dict[str, int]
    drawn: dict[str, Levels] = field(default_factory=dict)

    def of(self, factor: str) -> NDArray[np.intp]:
        """The level(s) now: shape (1,) when fixed, (draws,) when drawn."""
        if factor in self.drawn:
            return self.drawn[factor]
        return np.array([self.fixed[factor]])


def ladder(jobs: tuple[Job, ...], standing: Standing, cards: Cards, priors: Priors) -> Ladder:
    factors = priors.factors
    together = priors.value("unknowns_together")
    base = np.array([level.multiplier for level in factors["data"].levels])
    return Ladder(
        {f: strengths(factors[f], place, jobs, standing) for place, f in enumerate(THREE)},
        (base ** priors.value("data_wait")).astype(np.float32),
        _gap_scores(factors["gap"], priors.rework.most_rounds),
        np.array([level.multiplier for level in factors["team"].levels], dtype=np.float32),
        {f: level for f in (*THREE, "gap", "team") if (level := standing.level(f)) is not None},
        {f: drawn_levels(factors[f], cards, together) for f in standing.unknown},
    )


@lru_cache(maxsize=4)
def _gap_scores(factor: Factor, most: int) -> Matrix:
    """Above which normal score each further round is needed: Φ⁻¹(1 − q^k)."""
    normal = NormalDist()
    chances = [level.multiplier for level in factor.levels]
    scores = [[normal.inv_cdf(1 - q**k) for k in range(1, most + 1)] for q in chances]
    return np.array(scores, dtype=np.float32)
