"""Speed for one user: decoding reads the weights once a token, so bandwidth decides."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from app.compute.bands import Band, around
from app.compute.entries import document, listed, refuse
from app.compute.hardware import Hardware

FILE: Final = "decoding.toml"
UNKNOWN_EFFICIENCY, UNKNOWN_SIGMA = 0.55, 0.30
MEASURED_SIGMA: Final = 0.15  # the ranges of the table are about a quarter either side
LARGE: Final = 30e9  # parameters
FULL_BITS: Final = 12.0  # bits per weight above which a format counts as 16-bit
LAYER_SPLIT: Final = "llama.cpp"  # more cards hold more, and are no faster


@dataclass(frozen=True, slots=True)
class Efficiency:
    """Share of the bandwidth that reaches one user."""

    likely: float
    sigma: float


@lru_cache(maxsize=1)
def _table() -> dict[tuple[str, str], dict[str, float]]:
    faults: list[str] = []
    table: dict[tuple[str, str], dict[str, float]] = {}
    for entry in listed(FILE, "efficiency", document(FILE), faults):
        cells = {key: entry.number(key) for key in ("f16_small", "q4_small", "q4_large")}
        entry.provenance()
        table[entry.text("engine"), entry.text("family")] = cells
    refuse(faults)
    return table


def efficiency(engine: str, family: str, bits: float, parameters: float) -> Efficiency:
    """Measured for the pair of engine and family of chips, else the default."""
    cells = _table().get((engine, family))
    if cells is None:
        return Efficiency(UNKNOWN_EFFICIENCY, UNKNOWN_SIGMA)
    if bits >= FULL_BITS:
        return Efficiency(cells["f16_small"], MEASURED_SIGMA)
    return Efficiency(cells["q4_large" if parameters >= LARGE else "q4_small"], MEASURED_SIGMA)


def tokens_per_second(
    chip: Hardware, bytes_per_token: float, share: Efficiency, devices: int = 1, engine: str = ""
) -> Band:
    """Of one user. `bytes_per_token`: the weights touched, and the cache of the context."""
    working = 1 if engine == LAYER_SPLIT else devices
    return around(working * chip.bandwidth * share.likely / bytes_per_token, share.sigma)
