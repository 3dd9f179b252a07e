"""Writes the figures that stand on marks: two significant figures, the unit named elsewhere."""

from __future__ import annotations

from app.estimate.ranges import Range
from app.language.message import Quantity, Unit
from app.language.reader import Reader, rounded


def figure(amount: float, unit: Unit, reader: Reader) -> str:
    """The bare figure: "17" of 17.3 weeks, "$160k" of 158,200 dollars."""
    if unit is Unit.USD:
        return reader.quantity(Quantity(amount, Unit.USD))
    return reader.large(rounded(amount, 1 if abs(amount) < 1 else 2))


def signed(amount: float, unit: Unit, reader: Reader) -> str:
    """The figure of a difference, with its sign: "+3.6", "−$12k"."""
    written = figure(abs(amount), unit, reader)
    if rounded(amount, 2) == 0:
        return written
    return ("+" if amount > 0 else "−") + written


def span(low: float, high: float, unit: Unit, reader: Reader) -> str:
    """Two figures as a range, and one figure where rounding makes them the same: "$190k–310k"."""
    first, second = figure(low, unit, reader), figure(high, unit, reader)
    if first == second:
        return first
    # "$190k–310k", but "$900–$1.9k": the sign may go only where both count in the same unit.
    if unit is Unit.USD and first[0] == second[0] == "$" and _tail(first) == _tail(second):
        second = second[1:]
    return f"{first}–{second}"


def _tail(written: str) -> str:
    return written[-1] if written[-1].isalpha() else ""


def plan_to_commit(amounts: Range, unit: Unit, reader: Reader) -> str:
    """P50 to P80 as one range."""
    return span(amounts.p50, amounts.p80, unit, reader)
