"""A quantity that is not known exactly. Ranges are never added; draws are."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Range:
    """Quantiles of one quantity, in the unit that the field holding it names.

    p50 is the plan, p80 the commitment, p95 "not a worst case".
    """

    p10: float
    p50: float
    p80: float
    p95: float
