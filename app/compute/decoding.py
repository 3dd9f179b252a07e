"""Speed for one user: decoding reads the weights once a token, so bandwidth decides."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from statistics import median
from typing import Final

from app.compute.bands import Band, around
from app.compute.entries import document, listed, refuse

FILE: Final = "decoding.toml"
UNKNOWN_EFFICIENCY, UNKNOWN_SIGMA = 0.55, 0.30
MEASURED_SIGMA: Final = 0.15  # the ranges of the table are about a quarter either side
LARGE: Final = 30e9  # parameters
FULL_BITS: Final = 12.0  # bits per weight above which a format counts as 16-bit
EIGHT_BITS: Final = 7.0  # and as 8-bit
CELLS: Final = tuple(
    f"{kind}_{size}" for kind in ("f16", "q8", "q4") for size in ("small", "large")
)
FOUR_BITS: Final = 4.0
LAYER_SPLIT: Final = "llama.cpp"  # more cards hold more, and are no faster
OWNED: Final = ("apple", "rtx", "other")  # families of chips in laptops, desktops and phones


@dataclass(frozen=True, slots=True)
class Efficiency:
    """Share of the bandwidth that reaches one user."""

    likely: float
    sigma: float


@lru_cache(maxsize=1)
def _table() -> dict[tuple[str, str, int], dict[str, float]]:
    """By engine, family of chips and devices that share a layer: format and size → share."""
    faults: list[str] = []
    content = document(FILE)
    table: dict[tuple[str, str, int], dict[str, float]] = {}
    for key in ("efficiency", "parallel"):
        for entry in listed(FILE, key, content, faults):
            cells = {cell: entry.optional_number(cell) for cell in CELLS}
            entry.provenance()
            place = entry.text("engine"), entry.text("family")
            devices = int(entry.optional_number("devices") or 1)
            table[*place, devices] = {cell: e for cell, e in cells.items() if e is not None}
    refuse(faults)
    return table


def efficiency(
    engine: str, family: str, bits: float, parameters: float, devices: int = 1
) -> Efficiency:
    """Measured for the engine on so many chips of that family, else the default.

    A size that was not measured takes what the smaller one has; eight bits, what four have.
    """
    sharing = 1 if engine == LAYER_SPLIT else devices
    cells = _table().get((engine, family, sharing), {})
    kind = "f16" if bits >= FULL_BITS else "q8" if bits >= EIGHT_BITS else "q4"
    size = "large" if parameters >= LARGE else "small"
    for cell in (f"{kind}_{size}", f"{kind}_small", *(() if kind == "f16" else (f"q4_{size}",))):
        if cell in cells:
            return Efficiency(cells[cell], MEASURED_SIGMA)
    return Efficiency(UNKNOWN_EFFICIENCY, UNKNOWN_SIGMA)


def tokens_per_second(
    bandwidth: float, bytes_per_token: float, share: Efficiency, devices: int = 1, engine: str = ""
) -> Band:
    """Of one user. `bandwidth` of one device, bytes a second; `bytes_per_token`: the weights
    touched, and the cache of the context."""
    working = 1 if engine == LAYER_SPLIT else devices
    return around(working * bandwidth * share.likely / bytes_per_token, share.sigma)


def of_peoples_devices(bandwidth: float, bytes_per_token: float, parameters: float) -> Band:
    """The same at four bits, from the slowest to the fastest family that people own."""
    shares = [efficiency(LAYER_SPLIT, family, FOUR_BITS, parameters) for family in OWNED]
    each = [tokens_per_second(bandwidth, bytes_per_token, share) for share in shares]
    return Band(
        min(speed.low for speed in each),
        median(speed.likely for speed in each),
        max(speed.high for speed in each),
    )
