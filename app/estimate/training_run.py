"""One training run as the plan shows it, from what was decided and what was worked out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from app.compute.bands import Band, product
from app.compute.doubts import Caution
from app.compute.energy import one_digit
from app.compute.fitting import Fit
from app.compute.hardware import hardware
from app.compute.rent import Rent, rent
from app.compute.run import RunFigures
from app.estimate.machines import Training
from app.estimate.memory_parts import of_training
from app.language.message import Message, Quantity, Unit, message, usd

TRAINED_ON: Final = "A100-80GB"  # the chip with most published runs, and a dated price


OLD_PRICE: Final = "W15"


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided of a run before its figures."""

    method: str
    parameters: float
    tokens: float
    devices: int
    runs: Band
    work: Message  # how its FLOPs come about


def said_of_run(cautions: Iterable[Caution]) -> tuple[Message, ...]:
    """What to know of one run. How old prices are is said once of a plan, not of each run."""
    return tuple(caution.says for caution in cautions if caution.code != OLD_PRICE)


def training_run(
    decided: Decided, figures: RunFigures, fits: Fit, warnings: tuple[Message, ...]
) -> Training:
    price = rent(hardware(TRAINED_ON))
    assert price is not None, "the chip that plans are priced on has a price"
    assert figures.kwh is not None, "and its power is published"
    assert figures.co2e_kg is not None
    return Training(
        method=decided.method,
        parameters=decided.parameters,
        tokens=decided.tokens,
        hardware=hardware(TRAINED_ON).name,
        devices=decided.devices,
        flops=figures.flops,
        hours=figures.hours,
        days=figures.days,
        runs=decided.runs,
        usd=product(figures.hours, price.usd_per_hour, decided.runs),
        memory_gib=fits.memory.process_gib,
        usable_gib=fits.usable_gib,
        fits=fits.verdict.value,
        energy_kwh=figures.kwh,
        co2e_kg=one_digit(figures.co2e_kg),
        derivation=_derivation(decided, figures, price),
        warnings=warnings,
        memory_parts=of_training(fits.memory),
    )


def _derivation(decided: Decided, figures: RunFigures, price: Rent) -> Message:
    return message(
        "Work: {work} = {flops}. Hours: work ÷ ({peak} FLOP/s a chip × {share} of it used, as seen "
        "in {runs} published runs or measurements) = {hours}. Money: hours × {price} an hour "
        "(prices of {year}) × {times} runs, failed ones counted.",
        work=decided.work,
        flops=Quantity(figures.flops, Unit.FLOPS),
        peak=Quantity(hardware(TRAINED_ON).peak_flops),
        share=Quantity(figures.utilisation.likely, Unit.PERCENT),
        runs=figures.utilisation.runs,
        hours=Quantity(figures.hours.likely, Unit.DEVICE_HOURS),
        price=usd(price.usd_per_hour.likely, 3),
        year=str(price.year),
        times=Quantity(decided.runs.likely),
    )
