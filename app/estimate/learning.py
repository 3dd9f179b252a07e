"""How ranges learn from outcomes: the ratio of actual to estimate, updated as outcomes come in.

The logarithm of the ratio is normal with an unknown mean and spread; the conjugate
(normal-inverse-gamma) update weighs what was seen against an outside view of such projects.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from statistics import NormalDist
from typing import Final

NORMAL: Final = NormalDist()
Z90: Final = NORMAL.inv_cdf(0.90)
WILSON_Z: Final = NORMAL.inv_cdf(0.95)  # 90 % of the intervals hold the truth


class Level(StrEnum):
    """What was estimated: the smaller the thing, the wider its ratios."""

    TASK = "task"
    PHASE = "phase"
    PROJECT = "project"


@dataclass(frozen=True, slots=True)
class Belief:
    """What is believed of ln(actual/estimate): its mean and spread, and how firmly."""

    mean: float
    scale: float
    mean_weight: float  # the outcomes that the mean counts as
    scale_weight: float  # degrees of freedom of the spread

    def after(self, logs: Sequence[float]) -> Belief:
        """The belief once these outcomes are known; their order does not matter."""
        n = len(logs)
        if n == 0:
            return self
        seen = math.fsum(logs) / n
        squares = math.fsum((x - seen) ** 2 for x in logs)
        weight, freedom = self.mean_weight + n, self.scale_weight + n
        pull = self.mean_weight * n / weight * (seen - self.mean) ** 2
        variance = (self.scale_weight * self.scale**2 + squares + pull) / freedom
        mean = (self.mean_weight * self.mean + n * seen) / weight
        return Belief(mean, math.sqrt(variance), weight, freedom)

    @property
    def next_scale(self) -> float:
        """Of the next outcome, not of the mean."""
        return self.scale * math.sqrt(1 + 1 / self.mean_weight)

    def log_quantile(self, p: float) -> float:
        return self.mean + student_t(p, self.scale_weight) * self.next_scale

    def ratio(self, p: float) -> float:
        """Quantile of the next actual/estimate."""
        return math.exp(self.log_quantile(p))

    @property
    def log_sd(self) -> float:
        """The log-sd with which a simulation draws: P10 and P90 are those of the next outcome."""
        return student_t(0.9, self.scale_weight) * self.next_scale / Z90


# Task medians are 0.94 to 1.00 in three data sets; project medians 0.97, 1.07, 1.21, 1.21
# (SiP, CESAW, Renzo; CESAW, Kitchenham, Norway, Simula). Weights: judgement.
OUTSIDE_VIEW: Final = {
    Level.TASK: Belief(0.0, 0.60, 4, 6),
    Level.PHASE: Belief(math.log(1.15), 0.35, 4, 6),
    Level.PROJECT: Belief(math.log(1.15), 0.35, 4, 6),
}


def student_t(p: float, freedom: float) -> float:
    """Quantile of Student's t, for six degrees of freedom and more (relative error < 2·10⁻⁵)."""
    z = NORMAL.inv_cdf(p)
    return (
        z
        + (z**3 + z) / (4 * freedom)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * freedom**3)
        + (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / (92160 * freedom**4)
    )


def hit_interval(hits: int, n: int) -> tuple[float, float]:
    """Wilson's 90 % interval of a share: what so many hits of n say about the true share."""
    share, z = hits / n, WILSON_Z
    stretch = 1 + z**2 / n
    centre = (share + z**2 / (2 * n)) / stretch
    half = z * math.sqrt(share * (1 - share) / n + z**2 / (4 * n**2)) / stretch
    return max(0.0, centre - half), min(1.0, centre + half)


OWN_KIND_NEEDS: Final = 3  # outcomes before a phase, or a task, is told apart from all others
FIRM: Final = (10.0, 15.0)  # how firmly it then believes what holds for all others


def pooled(prior: Belief, own: Sequence[float], others: Sequence[float]) -> Belief:
    """What outcomes of the same kind and of other kinds say together.

    With enough of its own kind the others are where it starts from; with fewer all count alike.
    """
    if len(own) < OWN_KIND_NEEDS:
        return prior.after([*others, *own])
    parent = prior.after(others)
    firm = replace(parent, mean_weight=FIRM[0], scale_weight=FIRM[1])
    return firm.after(own)


JUDGED: Final = (0.10, 0.50, 0.80, 0.90)


def pinball(log_ratio: float, belief: Belief) -> float:
    """How badly the belief foresaw an outcome: the mean loss over four quantiles."""
    misses = ((p, log_ratio - belief.log_quantile(p)) for p in JUDGED)
    return math.fsum(max(p * miss, (p - 1) * miss) for p, miss in misses) / len(JUDGED)
