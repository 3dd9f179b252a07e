"""Quantities that are not known exactly: as quantiles, and as a distribution to draw from."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import Final

from app.language.message import Message, Quantity, Unit, message

Z90: Final = NormalDist().inv_cdf(0.90)
# How far from P80 to P95 the P90 lies, in normal scores.
P90_BETWEEN: Final = (Z90 - NormalDist().inv_cdf(0.80)) / (
    NormalDist().inv_cdf(0.95) - NormalDist().inv_cdf(0.80)
)
NARROWEST: Final = 0.35  # log-sd; the narrowest spread seen for a phase: CESAW project by phase


@dataclass(frozen=True, slots=True)
class Range:
    """Quantiles of one quantity, in the unit that the field holding it names.

    p50 is the plan, p80 the commitment, p95 "not a worst case". Ranges are never added; draws are.
    """

    p10: float
    p50: float
    p80: float
    p95: float

    @property
    def p90(self) -> float:
        """Between P80 and P95, as a lognormal lies there; exact for a lognormal."""
        if self.p80 <= 0:
            return self.p95
        return self.p80 * math.exp(P90_BETWEEN * math.log(self.p95 / self.p80))


class ImpossibleRange(ValueError):
    """Three numbers that are no range; `says` tells the reader why."""

    def __init__(self, says: Message) -> None:
        super().__init__(says.text)
        self.says = says


@dataclass(frozen=True, slots=True)
class Spread:
    """A lognormal with a side below and a side above its median: P10, P50 and P90 are exact.

    `below` and `above` are log-sds. `widened` says that what was typed was narrower than
    anything seen in data, and was widened.
    """

    median: float
    below: float
    above: float
    widened: bool = False

    @property
    def log_sd(self) -> float:
        """ln(P90/P10) / (2·z90)."""
        return (self.below + self.above) / 2

    @property
    def p10(self) -> float:
        return self.median * math.exp(-Z90 * self.below)

    @property
    def p90(self) -> float:
        return self.median * math.exp(Z90 * self.above)

    def quantile(self, z: float) -> float:
        """The value at the normal score `z`."""
        return self.median * math.exp((self.below if z < 0 else self.above) * z)

    def loading(self, shared: float, largest: float = 0.95) -> float:
        """How strongly it follows a factor with log-sd `shared`, as a correlation."""
        return min(shared / self.log_sd, largest)

    def scaled(self, median: float, log_sd: float) -> Spread:
        """The same shape about another median, with another log-sd."""
        stretch = log_sd / self.log_sd
        return Spread(median, self.below * stretch, self.above * stretch, self.widened)


def spread(p10: float, p90: float, p50: float | None = None, floor: float = NARROWEST) -> Spread:
    """The distribution behind a P10, a P90 and, where given, a P50; ImpossibleRange otherwise."""
    median = math.sqrt(p10 * p90) if p50 is None and p10 > 0 and p90 > 0 else p50
    if median is None or not all(map(math.isfinite, (p10, median, p90))) or p10 <= 0:
        raise ImpossibleRange(message("A range needs figures above zero, such as 5 to 20."))
    if not p10 < median < p90:
        raise ImpossibleRange(
            message("The low figure must be below the likely one, and that below the high one.")
        )
    below, above = math.log(median / p10) / Z90, math.log(p90 / median) / Z90
    stretch = max(1.0, floor / ((below + above) / 2))
    return Spread(median, below * stretch, above * stretch, widened=stretch > 1)


def widened_note(typed: Spread, unit: Unit) -> Message | None:
    """The sentence beside a range that was too narrow to be believed."""
    if not typed.widened:
        return None
    return message(
        "Counted as {low} to {high}: ranges as narrow as the one typed have held 27–47 % of the "
        "time, so the narrowest spread seen in data stands in.",
        low=Quantity(typed.p10, Unit.COUNT),
        high=Quantity(typed.p90, unit),
    )
