"""Draws of a computed band of low, likely and high."""

from __future__ import annotations

import numpy as np

from app.estimate.machines import Band
from app.estimate.ranges import ImpossibleRange, Spread, spread
from app.estimate.simulation.draws import Row
from app.estimate.simulation.lognormal import lognormal


def band_spread(band: Band) -> Spread | None:
    """A computed band as a distribution; None where it is a single figure or no range."""
    try:
        return spread(band.low, band.high, band.likely, floor=0.0)
    except ImpossibleRange:
        return None


def band_row(band: Band, row: Row) -> Row:
    """Draws of a computed band."""
    found = band_spread(band)
    if found is None:
        return np.full_like(row, band.likely)
    return lognormal(found, row)
