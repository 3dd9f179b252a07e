"""Quantiles of draws, several rows at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from app.estimate.ranges import Range
from app.estimate.simulation.draws import Matrix, Row

REPORTED = (0.10, 0.50, 0.80, 0.95)


def quantiles(rows: Matrix, at: Sequence[float] = REPORTED) -> Matrix:
    """The quantiles along the last axis, which becomes the axis of `at`; rows may be any shape.

    Sorting whole rows of 32-bit floats is faster in numpy than partitioning them.
    """
    return of_sorted(np.sort(rows, axis=-1), at)


def of_sorted(ordered: Matrix, at: Sequence[float]) -> Matrix:
    """The same for rows that rise already, by linear interpolation between draws."""
    beside, part = _places(ordered.shape[-1], tuple(at))
    both = ordered.take(beside, axis=-1)
    low, high = both[..., : len(part)], both[..., len(part) :]
    found: Matrix = low + (high - low) * part
    return found


@lru_cache(maxsize=64)
def _places(draws: int, at: tuple[float, ...]) -> tuple[NDArray[np.intp], Row]:
    """The draws below and above each quantile, and how far between them it lies."""
    places = np.asarray(at) * (draws - 1)
    lower = places.astype(np.intp)
    upper = np.minimum(lower + 1, draws - 1)
    return np.concatenate([lower, upper]), (places - lower).astype(np.float32)


def ranges(rows: Matrix) -> list[Range]:
    """One range for each row of a matrix."""
    return [Range(*row) for row in quantiles(rows).tolist()]


def ranges_of(rows: Sequence[Row]) -> list[Range]:
    """One range for each of several rows."""
    together = np.stack(rows)
    together.sort(axis=-1)  # it is ours: no need for another copy
    return [Range(*row) for row in of_sorted(together, REPORTED).tolist()]


def range_of(row: Matrix) -> Range:
    return Range(*quantiles(row).tolist())


def share_of(here: NDArray[np.bool_]) -> float:
    """In which share of the draws something holds; much faster than the mean of booleans."""
    return int(np.count_nonzero(here)) / here.size
