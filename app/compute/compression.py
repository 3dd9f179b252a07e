"""Making a model smaller: hours of quantising and pruning, size of the result, distillation."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from app.compute.bands import Band, around
from app.compute.entries import document, named, refuse
from app.compute.memory import GIB
from app.compute.shape import Shape

FILE: Final = "compression.toml"
SHORTEST_HOURS: Final = 0.1  # also what HQQ takes, which needs no data
DOUBLING_EFFICIENCY: Final = 0.83  # each time the devices double (AQLM)


@dataclass(frozen=True, slots=True)
class Technique:
    """Accelerator-hours per billion parameters, and their log-sd."""

    name: str
    hours_per_billion: float
    sigma: float
    source: str
    trust: str


@lru_cache(maxsize=1)
def techniques() -> dict[str, Technique]:
    faults: list[str] = []
    found = {
        name: Technique(
            name, entry.number("hours_per_billion"), entry.number("sigma"), *entry.provenance()
        )
        for name, entry in named(FILE, document(FILE), faults)
    }
    refuse(faults)
    return found


def compression_hours(technique: str, parameters: float, doublings: int = 0) -> Band:
    """Accelerator-hours; on 2^doublings devices some are lost to waiting."""
    chosen = techniques()[technique]
    likely = chosen.hours_per_billion * parameters / 1e9 / DOUBLING_EFFICIENCY**doublings
    band = around(likely, chosen.sigma)
    return Band(
        max(SHORTEST_HOURS, band.low),
        max(SHORTEST_HOURS, band.likely),
        max(SHORTEST_HOURS, band.high),
    )


def calibration_memory_gib(shape: Shape, parameters: float) -> float:
    """Weights in 16 bits, and one layer more."""
    return 2 * parameters * (1 + 1 / shape.layers) / GIB


def file_gb(parameters: float, bits: float) -> float:
    """Size on disk, 10^9 bytes."""
    return parameters * bits / 8 / 1e9
