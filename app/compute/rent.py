"""What a chip costs to rent for an hour, in US dollars, dated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from app.compute.bands import Band, around, exactly, sigma_of
from app.compute.entries import Entry, document, listed, refuse
from app.compute.hardware import Hardware

FILE: Final = "prices.toml"
FEW_QUOTES: Final = 3
FEW_QUOTES_SIGMA: Final = sigma_of(1, 5)  # vendors differ fivefold on one chip in one year


@dataclass(frozen=True, slots=True)
class Rent:
    """US dollars for one chip for one hour."""

    usd_per_hour: Band
    year: int  # of the quotes, whose day is not on record
    source: str
    trust: str
    typed: bool = False

    def is_old(self, on: date) -> bool:
        """Whether a year has passed since, on whichever day of its year it was quoted."""
        return on.year > self.year + 1


@dataclass(frozen=True, slots=True)
class RentTable:
    compiled: date
    rents: Mapping[str, Rent]  # by the name of the chip


@lru_cache(maxsize=1)
def rent_table() -> RentTable:
    faults: list[str] = []
    content = document(FILE)
    rents = {
        entry.text("hardware"): _rent(entry) for entry in listed(FILE, "rent", content, faults)
    }
    compiled = Entry(FILE, content, faults).day("compiled")
    refuse(faults)
    return RentTable(compiled, rents)


def _rent(entry: Entry) -> Rent:
    low, likely, high = entry.number("low"), entry.number("likely"), entry.number("high")
    if not 0 < low <= likely <= high:
        entry.fault("low, likely and high must rise and be above zero")
        low = likely = high = 1.0
    spread = sigma_of(low, high)
    if entry.number("quotes") < FEW_QUOTES:
        spread = max(spread, FEW_QUOTES_SIGMA)
    return Rent(around(likely, spread), int(entry.number("year")), *entry.provenance())


def rent(chip: Hardware) -> Rent | None:
    """None where no price of the chip is on record: unknown, never zero."""
    return rent_table().rents.get(chip.name)


def typed_rent(usd_per_hour: float, on: date) -> Rent:
    """A price that somebody typed: as it stands, without a spread."""
    return Rent(exactly(usd_per_hour), on.year, "typed", "general", typed=True)
