"""Published and measured facts, as the tables in tests/data/compute hold them."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import fmean, quantiles

FOLDER = Path(__file__).parent.parent / "data" / "compute"

Row = Mapping[str, str]


@cache
def rows(table: str) -> tuple[Row, ...]:
    with (FOLDER / f"{table}.csv").open(newline="", encoding="utf-8") as file:
        return tuple(csv.DictReader(file))


@dataclass(frozen=True)
class Vector:
    """One row of memory_vectors.csv: what goes in, and what must come out."""

    id: str
    inputs: Mapping[str, object]
    expected: str
    tolerance: float | None  # share; None: do not assert
    also: Mapping[str, object]

    def number(self, key: str, default: float = 0.0) -> float:
        found = self.inputs.get(key, default)
        assert isinstance(found, int | float)
        return float(found)

    def count(self, key: str, default: int = 0) -> int:
        return int(self.number(key, default))

    def text(self, key: str, default: str = "") -> str:
        return str(self.inputs.get(key, default))

    @property
    def value(self) -> float:
        return float(self.expected)


@cache
def vectors(kind: str) -> tuple[Vector, ...]:
    return tuple(
        Vector(
            row["vector_id"],
            json.loads(row["inputs"]),
            row["expected"],
            float(row["tolerance_pct"]) / 100 if row["tolerance_pct"] else None,
            json.loads(row["also_measured"] or "{}"),
        )
        for row in rows("memory_vectors")
        if row["kind"] == kind
    )


def within(ratios: Iterable[float], factor: float) -> float:
    """The share of estimate/actual within that factor either way."""
    found = list(ratios)
    return fmean(1 / factor <= ratio <= factor for ratio in found)


def relative_error(ratios: Iterable[float]) -> float:
    """MMRE: the mean of |estimate − actual| / actual."""
    return fmean(abs(ratio - 1) for ratio in ratios)


def geometric_mean(ratios: Iterable[float]) -> float:
    return math.exp(fmean(math.log(ratio) for ratio in ratios))


def decile(values: Iterable[float], tenth: int) -> float:
    return quantiles(values, n=10, method="inclusive")[tenth - 1]
