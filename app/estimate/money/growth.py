"""How the volume grows after launch: in a straight line for a year, then it stays (judgement)."""

from __future__ import annotations

from typing import Final

YEAR: Final = 12  # months until the volume of I06c is reached


def grown(months: float) -> float:
    """The share of the growth that is there so many months after launch, 0 to 1."""
    return min(months, YEAR) / YEAR


def mean_grown(months: int) -> float:
    """The mean of that share over so many months from launch."""
    growing, steady = min(months, YEAR), max(months - YEAR, 0)
    return (growing * grown(growing) / 2 + steady) / months
