"""From a quantity to a place on the paper, and where a ruler has its ticks."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta

ENDS = (1.0, 2.0, 2.5, 5.0, 10.0)
TICKS = (1.0, 2.0, 5.0, 10.0)  # their multiples are read in two figures


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight scale from zero to `top`, drawn from `left` to `right`."""

    top: float
    left: float
    right: float

    def at(self, amount: float) -> float:
        """The place of an amount; what lies beyond an end stands at that end."""
        if self.top <= 0 or not math.isfinite(amount):
            return self.right if amount > 0 else self.left
        share = min(max(amount / self.top, 0.0), 1.0)
        return self.left + share * (self.right - self.left)

    def ticks(self, spacing: float) -> list[float]:
        """Round amounts from zero on, at least `spacing` pixels apart."""
        step = step_of(self.top, (self.right - self.left) / spacing, TICKS)
        return [index * step for index in range(math.floor(self.top / step + 1e-9) + 1)]


def step_of(top: float, most: float, steps: tuple[float, ...]) -> float:
    """The smallest round step that divides `top` into at most so many parts."""
    least = max(top, 1e-9) / max(most, 1.0)
    power = 10.0 ** math.floor(math.log10(least))
    return next(power * step for step in steps if power * step >= least * (1 - 1e-9))


def top_for(amount: float) -> float:
    """The end of a scale that holds an amount and ends on a round figure."""
    step = step_of(amount, 5, ENDS)
    return math.ceil(amount / step - 1e-9) * step


def month_starts(kickoff: date, weeks: float) -> list[date]:
    """The first day of each month between kick-off and so many weeks later."""
    end = kickoff + timedelta(weeks=weeks)
    months = []
    year, month = kickoff.year, kickoff.month
    while date(year, month, 1) <= end:
        if date(year, month, 1) >= kickoff:
            months.append(date(year, month, 1))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return months
