"""Electricity and carbon of accelerator-hours. Making the hardware, and water, are not in it."""

from __future__ import annotations

from typing import Final

from app.compute.bands import Band, outwards, product
from app.compute.hardware import Hardware

# Assumptions, as low, likely and high.
LOAD: Final = Band(0.7, 0.85, 1.0)  # of the nameplate power
PUE: Final = Band(1.1, 1.2, 1.4)  # building over machines
GRID_KG_PER_KWH: Final = Band(0.06, 0.385, 0.48)  # France; LLaMA paper; world mix


def kwh(hours: float, watts: float, load: float = 1.0, pue: float = 1.0) -> float:
    return hours * watts * load * pue / 1000


def kwh_per_hour(watts: float) -> Band:
    """Of one accelerator; low with low throughout, high with high throughout."""
    return Band(
        kwh(1, watts, LOAD.low, PUE.low),
        kwh(1, watts, LOAD.likely, PUE.likely),
        kwh(1, watts, LOAD.high, PUE.high),
    )


def kg_per_hour(watts: float, grid: Band = GRID_KG_PER_KWH) -> Band:
    used = kwh_per_hour(watts)
    return Band(used.low * grid.low, used.likely * grid.likely, used.high * grid.high)


def energy_kwh(hours: Band, chip: Hardware) -> Band | None:
    """None where the power of the chip is not published."""
    return None if chip.tdp_watts is None else product(hours, kwh_per_hour(chip.tdp_watts))


def carbon_kg(hours: Band, chip: Hardware, grid: Band = GRID_KG_PER_KWH) -> Band | None:
    return None if chip.tdp_watts is None else product(hours, kg_per_hour(chip.tdp_watts, grid))


def one_digit(carbon: Band) -> Band:
    """As carbon may be shown: the grid alone moves it eightfold, so one digit is all it carries."""
    low, high = outwards(carbon, 1)
    return Band(low, float(f"{carbon.likely:.1g}"), high)
