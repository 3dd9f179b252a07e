"""Figures as JSON: six significant digits, and never a NaN."""

from __future__ import annotations

import math

from app.estimate.machines import Band
from app.estimate.ranges import Range

Json = dict[str, object]
DIGITS = 6


def figure(amount: float | None) -> float | int | None:
    """The figure in a fixed precision; None when there is none, or none that is finite."""
    if amount is None or not math.isfinite(amount):
        return None
    if isinstance(amount, int) or amount == 0:
        return int(amount)
    return float(f"{amount:.{DIGITS}g}")


def range_json(found: Range | None) -> Json | None:
    if found is None:
        return None
    parts = {"p10": found.p10, "p50": found.p50, "p80": found.p80, "p95": found.p95}
    return {name: figure(amount) for name, amount in parts.items()}


def band_json(found: Band | None) -> Json | None:
    if found is None:
        return None
    parts = {"p10": found.low, "p50": found.likely, "p90": found.high}
    return {name: figure(amount) for name, amount in parts.items()}
