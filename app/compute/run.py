"""A training run in hours, days, money, electricity and carbon, each as a band."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.compute.bands import Band, around, product
from app.compute.doubts import Caution, Complaint, refuse
from app.compute.energy import carbon_kg, energy_kwh
from app.compute.hardware import Hardware, UnknownHardware, named_hardware
from app.compute.rent import Rent, rent, rent_table
from app.compute.utilisation import FEW_RUNS, Utilisation
from app.language.message import Quantity, Unit, message

SECONDS_AN_HOUR: Final = 3600
HOURS_A_DAY: Final = 24


@dataclass(frozen=True, slots=True)
class RunFigures:
    """One run. Hours are accelerator-hours; None where a price or a power is not on record."""

    flops: float
    hours: Band
    days: Band
    usd: Band | None
    kwh: Band | None
    co2e_kg: Band | None
    utilisation: Utilisation
    cautions: tuple[Caution, ...]


def chip_named(name: str) -> Hardware:
    """The chip that a name means; Impossible with the nearest names otherwise."""
    try:
        return named_hardware(name).hardware
    except UnknownHardware as unknown:
        says = message(
            "We have no figures for this hardware. Choose one like: {names}",
            names=", ".join(unknown.nearest),
        )
        refuse([Complaint("hardware", says)])
        raise


def run_figures(
    flops: float, chip: Hardware, devices: int, utilisation: Utilisation, on: date | None = None
) -> RunFigures:
    """What so much work takes on so many chips, at the utilisation of a whole run.

    `on`: the day the prices are looked at; None: the day on which the table was compiled.
    """
    likely = flops / (chip.peak_flops * utilisation.likely * SECONDS_AN_HOUR)
    hours = around(likely, utilisation.sigma)
    price = rent(chip)
    return RunFigures(
        flops=flops,
        hours=hours,
        days=hours.times(1 / (devices * HOURS_A_DAY)),
        usd=product(hours, price.usd_per_hour) if price else None,
        kwh=energy_kwh(hours, chip),
        co2e_kg=carbon_kg(hours, chip),
        utilisation=utilisation,
        cautions=(*price_cautions(chip, on), *evidence_cautions(chip, utilisation)),
    )


def price_cautions(chip: Hardware, on: date | None = None) -> Iterator[Caution]:
    price = rent(chip)
    if price is None:
        yield Caution("W16", message("No price of this hardware is on record: type your own."))
    else:
        yield from rent_cautions(price, rent_table().compiled if on is None else on)


def rent_cautions(price: Rent, on: date) -> Iterator[Caution]:
    if price.typed:
        says = message("The price per hour was typed by hand, so nothing tells how it may vary.")
        yield Caution("W15", says)
    elif price.is_old(on):
        says = message("The price per hour is of {year}: ask for a quote.", year=str(price.year))
        yield Caution("W15", says)


def evidence_cautions(chip: Hardware, utilisation: Utilisation) -> Iterator[Caution]:
    if utilisation.runs < FEW_RUNS and not utilisation.measured:
        runs = Quantity(utilisation.runs, Unit.COUNT, None)
        yield Caution(
            "W12",
            message(
                "Few runs of this kind have been published ({runs}), so the band is "
                "wide. A short trial run would narrow it.",
                runs=runs,
            ),
        )
    if chip.named_by_cores:
        yield Caution(
            "W08",
            message("Count chips, not cores: a name such as v3-256 means 128 chips of two cores."),
        )
