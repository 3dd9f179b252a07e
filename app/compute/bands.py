"""How wide an answer is: low, likely and high, as P10, P50 and P90 of a log-normal."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from app.language.message import Message, Quantity, Unit, message

Z90: Final = 1.2816  # standard deviations from the median to P90
MOST_OF_A_RANGE: Final = 3.29  # standard deviations from P5 to P95


@dataclass(frozen=True, slots=True)
class Band:
    """Low, likely and high (P10, P50, P90) of a quantity, in the unit that its field names."""

    low: float
    likely: float
    high: float

    def times(self, factor: float) -> Band:
        return Band(self.low * factor, self.likely * factor, self.high * factor)

    @property
    def is_exact(self) -> bool:
        return self.low == self.high

    def in_words(self, unit: Unit, figures: int = 2) -> Message:
        """ "110,000 hours (80,000 to 150,000)", with no more digits than the figures carry."""
        likely = Quantity(self.likely, unit, figures)
        if self.is_exact:
            return message("{likely}", likely=likely)
        low, high = outwards(self, figures)
        return message(
            "{likely} ({low} to {high})",
            likely=likely,
            low=Quantity(low, Unit.USD if unit is Unit.USD else Unit.COUNT, figures),
            high=Quantity(high, Unit.USD if unit is Unit.USD else Unit.COUNT, figures),
        )


def exactly(value: float) -> Band:
    return Band(value, value, value)


def around(likely: float, sigma: float) -> Band:
    """A log-normal with this median and log standard deviation."""
    factor = math.exp(Z90 * sigma)
    return Band(likely / factor, likely, likely * factor)


def sigma_of(least: float, most: float) -> float:
    """The log-sd behind a least and a most, read as P5 and P95."""
    return math.log(most / least) / MOST_OF_A_RANGE


def between(least: float, likely: float, most: float) -> Band:
    """A likely value whose spread is that of a least and a most seen, read as P5 and P95."""
    return around(likely, sigma_of(least, most))


def combined(*sigmas: float) -> float:
    """The log-sd of a product of independent factors."""
    return math.hypot(*sigmas)


def product(*bands: Band) -> Band:
    """The product of independent quantities: medians multiply, log-sds add in quadrature."""
    likely = math.prod(band.likely for band in bands)
    below = math.hypot(*(math.log(band.likely / band.low) for band in bands))
    above = math.hypot(*(math.log(band.high / band.likely) for band in bands))
    return Band(likely * math.exp(-below), likely, likely * math.exp(above))


def outwards(band: Band, figures: int) -> tuple[float, float]:
    """Low rounded down and high rounded up, to so many significant figures."""
    return _stepped(band.low, figures, math.floor), _stepped(band.high, figures, math.ceil)


def _stepped(value: float, figures: int, whole: Callable[[float], int]) -> float:
    if value <= 0 or not math.isfinite(value):
        return value
    step = 10.0 ** (math.floor(math.log10(value)) - figures + 1)
    # A value that already stands on a step stays there, whatever its binary fraction says.
    return whole(round(value / step, 6)) * step
