"""Serving on machines of one's own, rented or bought: how many, how fast, for how much a month."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Final

from app.compute.bands import Band, product
from app.compute.break_even import HOURS_A_MONTH
from app.compute.compression import compression_hours
from app.compute.inference_memory import (
    InferenceMemory,
    ServedModel,
    group_quantised_bits,
    inference_memory,
)
from app.compute.kv_cache import Engine
from app.compute.memory import Verdict, verdict
from app.compute.rent import Rent, rent
from app.compute.serving import (
    AVAILABLE_REPLICAS,
    FIRST_TOKEN,
    PER_TOKEN,
    Capacity,
    Load,
    Machine,
    capacity,
    replicas,
    seconds_per_token,
    seconds_to_first_token,
)
from app.compute.typical_models import OpenModel
from app.estimate.ranges import Spread
from app.estimate.rates import load_rates
from app.estimate.request_size import RequestSize
from app.language.message import Message, Quantity, Unit, message

FULL_BITS: Final = 16.0
EIGHT_BITS: Final = 8.0
QUANTISED_BITS: Final = group_quantised_bits(4, 128)
CALIBRATED: Final = "gptq"  # hours by GPTQ; AWQ takes the same
MOST_STEPS: Final = 50
MONTHS_A_YEAR: Final = 12


@dataclass(frozen=True, slots=True)
class OwnServing:
    """One model on so many machines, at the project's volume."""

    model: OpenModel
    load: Load
    capacity: Capacity  # of one machine
    at_once: int  # requests in one machine at the busiest minute
    machines: int
    memory: InferenceMemory  # of one machine, at the busiest minute
    usable_gib: float
    rent: Rent | None  # of one chip

    @property
    def machine(self) -> Machine:
        return Machine(self.model.chip, self.model.devices)

    @property
    def devices(self) -> int:
        return self.machines * self.model.devices

    @property
    def machine_usd_per_hour(self) -> Band | None:
        return None if self.rent is None else self.rent.usd_per_hour.times(self.model.devices)

    @property
    def usd_per_month(self) -> Band | None:
        """By reserved hours, used or not; the people who run it are counted elsewhere."""
        hourly = self.machine_usd_per_hour
        if hourly is None or not self.capacity.sequences:
            return None
        return hourly.times(self.machines * HOURS_A_MONTH)

    @property
    def purchase_usd(self) -> Band | None:
        """Of all machines, at so many years of their rent."""
        rent = self.usd_per_month
        years = load_rates().owning.years_of_rent
        return None if rent is None else product(rent.times(MONTHS_A_YEAR), band_of(years))

    @property
    def care_usd_per_month(self) -> Band | None:
        """Power, housing and care of machines that were bought."""
        bought = self.purchase_usd
        share = band_of(load_rates().owning.care_a_year)
        return None if bought is None else product(bought, share).times(1 / MONTHS_A_YEAR)

    @property
    def fits(self) -> Verdict:
        if not self.capacity.sequences:
            return Verdict.DOES_NOT_FIT
        return verdict(self.memory.needed_gib, self.usable_gib)

    def answer_ms(self, output_tokens: float) -> Band | None:
        """From the question to the last word of an answer of so many tokens, when it is busiest."""
        if not self.capacity.sequences:
            return None
        first = FIRST_TOKEN.times(seconds_to_first_token(self.load, self.machine))
        each = PER_TOKEN.times(seconds_per_token(self.load, self.machine, self.at_once))
        ends = [
            1000 * (begin + output_tokens * step)
            for begin, step in zip(
                (first.low, first.likely, first.high), (each.low, each.likely, each.high),
                strict=True,
            )
        ]  # fmt: skip
        return Band(*ends)

    def answers_within(self, allowed_ms: float | None, output_tokens: float) -> bool:
        takes = self.answer_ms(output_tokens)
        return allowed_ms is None or (takes is not None and takes.likely <= allowed_ms)


def band_of(found: Spread) -> Band:
    return Band(found.p10, found.median, found.p90)


def own_serving(
    model: OpenModel,
    size: RequestSize,
    bits: float,
    *,
    must_be_available: bool,
    answer_ms: float | None = None,
) -> OwnServing:
    """On machines of so many chips as need the fewest in all: fewer bits fit on fewer chips.

    `answer_ms`: allowed for a whole answer, where that leaves a choice.
    """
    tried = on_each_machine(model, size, bits, must_be_available=must_be_available)
    fitting = [own for own in tried if own.fits is Verdict.FITS] or tried[:1]
    quick = [own for own in fitting if own.answers_within(answer_ms, size.output)] or fitting[:1]
    return min(quick, key=lambda own: own.devices)


def on_each_machine(
    model: OpenModel, size: RequestSize, bits: float, *, must_be_available: bool
) -> list[OwnServing]:
    """The largest machine first."""
    return [
        served_on(replace(model, devices=chips), size, bits, must_be_available=must_be_available)
        for chips in halves(model.devices)
    ]


def halves(chips: int) -> list[int]:
    """The whole machine first, then half of it, down to one chip."""
    found = [chips]
    while found[-1] % 2 == 0:
        found.append(found[-1] // 2)
    return found


def served_on(
    model: OpenModel, size: RequestSize, bits: float, *, must_be_available: bool
) -> OwnServing:
    load, machine = load_of(model, size, bits), Machine(model.chip, model.devices)
    found = capacity(load, machine)
    count = AVAILABLE_REPLICAS if must_be_available else 1
    if found.sequences:
        each = found.requests_per_second.likely
        count = replicas(size.peak_per_second, each, must_be_available=must_be_available)
    at_once = requests_at_once(load, machine, size.peak_per_second / count, found.sequences)
    needed = inference_memory(
        load.model,
        max(1, math.ceil(size.longest + size.output)),
        at_once,
        Engine.RESERVES,
        reserve=model.devices,
    )
    usable = model.devices * model.chip.usable_gib
    return OwnServing(model, load, found, at_once, count, needed, usable, rent(model.chip))


def load_of(model: OpenModel, size: RequestSize, bits: float) -> Load:
    """Weights of four bits are computed with in sixteen, those of eight in eight."""
    return Load(
        ServedModel(model.parameters, bits, model.layers),
        max(1.0, size.input),
        max(1.0, size.output),
        model.parameters,
        compute_bits=FULL_BITS if bits < EIGHT_BITS else bits,
        cached_tokens=size.cached,
    )


def requests_at_once(load: Load, machine: Machine, per_second: float, most: int) -> int:
    """Requests in one machine: those that come while one is answered (Little's law).

    The more there are, the longer each takes; so the figure is stepped up until it stands.
    """
    found = 1
    for _ in range(MOST_STEPS):
        each = seconds_per_token(load, machine, found)
        seconds = seconds_to_first_token(load, machine) + load.output_tokens * each
        coming = min(max(1, math.ceil(per_second * seconds)), max(1, most))
        if coming <= found:
            break
        found = coming
    return found


def quantising(model: OpenModel) -> Message:
    """What it takes to bring the weights to four bits, with examples to calibrate on."""
    hours = compression_hours(CALIBRATED, model.parameters)
    return message(
        "Bringing the weights to four bits takes about {hours}; test the quality again afterwards.",
        hours=Quantity(hours.likely, Unit.DEVICE_HOURS, 1),
    )
