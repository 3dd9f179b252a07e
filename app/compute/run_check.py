"""Checks a training run that somebody plans or describes: work, speed, memory, hours and money."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from app.compute.adapters import DEFAULT_RANK, DEFAULT_TARGETS, Adapters
from app.compute.bands import product
from app.compute.described_run import Pretraining
from app.compute.doubts import Caution, refuse
from app.compute.finetuning import finetuning, fit_to_tune
from app.compute.fitting import Fit
from app.compute.flops import Method
from app.compute.given_shape import GivenShape, adapters_on
from app.compute.hardware import Hardware
from app.compute.memory import Setup
from app.compute.pretraining import pretraining, widened
from app.compute.pretraining_doubts import disagreements, faster_than_possible, share_cautions
from app.compute.published_runs import PublishedRun, nearest_runs
from app.compute.rent import Rent, rent, rent_table, typed_rent
from app.compute.run import SECONDS_AN_HOUR, RunFigures, chip_named, rent_cautions, run_figures
from app.compute.utilisation import Utilisation, pretraining_utilisation, typed

OF_PRICE = ("W15", "W16")


@dataclass(frozen=True, slots=True)
class RunToCheck:
    """What somebody says of a run. `method` None: trained from nothing.

    `run` holds sizes, hardware and what was measured; its tokens are those of one epoch.
    """

    run: Pretraining
    method: Method | None = None
    epochs: float = 1.0
    examples: float | None = None
    batch: int = 1
    tokens_per_second: float | None = None  # of all devices together, over the whole run
    usd_per_hour: float | None = None  # of one chip

    @property
    def seen(self) -> float:
        """Tokens that pass through the model."""
        return self.run.tokens * self.epochs

    @property
    def whole(self) -> Pretraining:
        """The run with all its epochs, and with the hours that a measured speed comes to."""
        run = replace(self.run, tokens=self.seen)
        if self.tokens_per_second is None or run.hours is not None:
            return run
        hours = self.seen / self.tokens_per_second / SECONDS_AN_HOUR * run.devices
        return replace(run, hours=hours)


@dataclass(frozen=True, slots=True)
class CheckedRun:
    """`figures` follow what was measured, else what is usual; `usual` is what others reached."""

    figures: RunFigures
    expected: RunFigures  # by what is usual alone
    usual: Utilisation
    measured: float | None  # share of the dense peak; None where nothing was measured
    chip: Hardware
    setup: Setup
    fit: Fit
    price: Rent | None
    cautions: tuple[Caution, ...]
    neighbours: tuple[PublishedRun, ...]


def check_run(asked: RunToCheck, on: date | None = None) -> CheckedRun:
    """Everything that follows from a run as it was described; raises Impossible."""
    chip = chip_named(asked.run.hardware)
    setup = setup_of(asked)
    expected, usual, found = _pretrained(asked) if asked.method is None else _tuned(asked, setup)
    run = asked.whole
    share = share_of_peak(expected.flops, run, chip)
    refuse(faster_than_possible(run, share, chip))
    figures = expected
    if share is not None:
        figures = run_figures(expected.flops, chip, run.devices, typed(share), on)
        found = (*_measured(run, share), *found)
    fit, price = fit_to_tune(setup, chip), price_of(asked, chip, on)
    return CheckedRun(
        figures=priced(figures, price),
        expected=priced(expected, price),
        usual=usual,
        measured=share,
        chip=chip,
        setup=setup,
        fit=fit,
        price=price,
        cautions=all_cautions((*found, *fit.cautions), price, on),
        neighbours=nearest_runs(expected.flops, chip) if asked.method is None else (),
    )


def _pretrained(asked: RunToCheck) -> tuple[RunFigures, Utilisation, tuple[Caution, ...]]:
    plain = replace(asked.whole, hours=None, days=None, utilisation=None, tflops_per_device=None)
    chip = chip_named(plain.hardware)
    figures = pretraining(plain)
    usual = pretraining_utilisation(chip, plain.devices, plain.context, fp8=plain.fp8)
    return figures, widened(usual, plain), figures.cautions


def _tuned(asked: RunToCheck, setup: Setup) -> tuple[RunFigures, Utilisation, tuple[Caution, ...]]:
    run = asked.run
    given = GivenShape(run.parameters)
    found = finetuning(given, setup, run.tokens, asked.epochs, run.hardware, asked.examples)
    return found.run, found.run.utilisation, found.cautions


def setup_of(asked: RunToCheck) -> Setup:
    """The run as far as memory is concerned: sharded over all devices, recomputing activations."""
    run, shape = asked.run, GivenShape(asked.run.parameters).filled()
    method = asked.method or Method.FULL
    adapters = Adapters()
    if method in (Method.LORA, Method.QLORA):
        adapters = adapters_on(shape, DEFAULT_RANK, tuple(DEFAULT_TARGETS))
    return Setup(
        shape=shape,
        parameters=run.parameters,
        method=method,
        adapters=adapters,
        batch=asked.batch,
        context=run.context,
        recompute=True,
        zero_stage=3 if run.devices > 1 else 0,
        devices=run.devices,
    )


def share_of_peak(flops: float, run: Pretraining, chip: Hardware) -> float | None:
    """What was measured, as a share of the dense peak; None where nothing was."""
    if run.utilisation is not None:
        return run.utilisation
    hours = run.measured_hours
    return None if hours is None else flops / (hours * SECONDS_AN_HOUR * chip.peak_flops)


def _measured(run: Pretraining, share: float) -> Iterator[Caution]:
    yield from share_cautions(run, share)
    yield from disagreements(run, share)


def price_of(asked: RunToCheck, chip: Hardware, on: date | None) -> Rent | None:
    if asked.usd_per_hour is not None:
        return typed_rent(asked.usd_per_hour, on or rent_table().compiled)
    return rent(chip)


def all_cautions(
    found: tuple[Caution, ...], price: Rent | None, on: date | None
) -> tuple[Caution, ...]:
    """Each once; a price that was typed has its own caution in place of the table's."""
    if price is not None and price.typed:
        found = tuple(caution for caution in found if caution.code not in OF_PRICE)
        found += tuple(rent_cautions(price, on or rent_table().compiled))
    return tuple(dict.fromkeys(found))


def priced(figures: RunFigures, price: Rent | None) -> RunFigures:
    """The run at a price of one chip for one hour."""
    if price is None:
        return figures
    return replace(figures, usd=product(figures.hours, price.usd_per_hour))
