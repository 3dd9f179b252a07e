"""Serving from one's own machines, as the plan shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.advice.finding import Advice
from app.compute.bands import Band
from app.compute.break_even import HOURS_A_MONTH
from app.compute.memory import GIB, Verdict
from app.compute.serving_doubts import load_cautions
from app.compute.typical_models import OpenModel
from app.estimate.machines import Serving
from app.estimate.memory_parts import of_serving
from app.estimate.own_serving import FULL_BITS, QUANTISED_BITS, OwnServing, own_serving, quantising
from app.estimate.rates import load_rates
from app.estimate.request_size import RequestSize
from app.language.message import Message, Quantity, Unit, counted, message, usd
from app.lifecycle.answers import Answers


@dataclass(frozen=True, slots=True)
class Limits:
    """What the organisation allows; None: it has not said."""

    memory_gb: float | None  # of all devices together (M01a)
    accelerators: float | None  # M01b
    answer_ms: float | None  # M05a

    @classmethod
    def of(cls, answers: Answers) -> Limits:
        return cls(answers.number("M01a"), answers.number("M01b"), answers.number("M05a"))

    def has(self, devices: int) -> bool:
        """Whether so many accelerators were said to be there."""
        return self.accelerators is not None and self.accelerators >= devices


def house_serving(
    model: OpenModel,
    size: RequestSize,
    advice: Advice,
    *,
    limits: Limits,
    must_be_available: bool,
) -> Serving:
    own = own_serving(
        model,
        size,
        QUANTISED_BITS if advice.recommends("optimise.quantise") else FULL_BITS,
        must_be_available=must_be_available,
        answer_ms=limits.answer_ms,
    )
    price = own.machine_usd_per_hour
    buys = advice.recommends("deploy.on_prem") and not limits.has(own.devices)
    return Serving(
        where="own",
        model=own.model.title,
        parameters=own.model.parameters,
        requests_per_day=size.per_day,
        input_tokens=size.input,
        output_tokens=size.output,
        usd_per_request=None,
        usd_per_month=own.care_usd_per_month if buys else own.usd_per_month,
        memory_gib=own.memory.needed_gib,
        devices=own.devices,
        concurrent_users=_users(own),
        latency_ms=own.answer_ms(size.output),
        fits=own.fits.value,
        break_even_requests_per_day=None,
        priced_at=None if own.rent is None else str(own.rent.year),
        derivation=_derivation(own, size, price, buys=buys),
        purchase_usd=own.purchase_usd if buys else None,
        memory_parts=of_serving(own.memory),
        usable_gib=own.usable_gib,
        warnings=(
            *_misfits(own, limits.memory_gb),
            *_overload(own, size, limits.accelerators, must_be_available=must_be_available),
            *_too_slow(own.answer_ms(size.output), limits.answer_ms),
            *_notes(own, advice, buys=buys),
        ),
    )


def _users(own: OwnServing) -> Band | None:
    served = own.capacity.concurrent_users
    return served.times(own.machines) if own.capacity.sequences else None


def _derivation(own: OwnServing, size: RequestSize, price: Band | None, *, buys: bool) -> Message:
    served = own.capacity.requests_per_second.likely
    capacity = counted(
        "{model} at {bits} bits on {devices} × {chip}: {sequences} requests at once, {served} a "
        "second with 30 % headroom. Busiest second: {peak}, so one such machine",
        "{model} at {bits} bits on {devices} × {chip}: {sequences} requests at once, {served} a "
        "second with 30 % headroom. Busiest second: {peak}, so {count} such machines",
        own.machines,
        model=message(own.model.title),
        bits=own.load.model.weight_bits,
        devices=own.model.devices,
        chip=own.model.chip.name,
        sequences=own.capacity.sequences,
        served=Quantity(served),
        peak=Quantity(size.peak_per_second),
    )
    if price is None:
        return message("{capacity}. What they cost an hour is not known.", capacity=capacity)
    if buys:
        return message(
            "{capacity}. They are bought; a month is power, housing and care, about {share} of "
            "their price a year.",
            capacity=capacity,
            share=Quantity(load_rates().owning.care_a_year.median, Unit.PERCENT),
        )
    return message(
        "{capacity}. A month: {machines} × {price} an hour (prices of {year}) × {hours} reserved "
        "hours.",
        capacity=capacity,
        machines=own.machines,
        price=usd(price.likely, 3),
        year=str(own.rent.year) if own.rent else "",
        hours=HOURS_A_MONTH,
    )


def _misfits(own: OwnServing, memory_gb: float | None) -> Iterator[Message]:
    if own.fits is Verdict.DOES_NOT_FIT:
        yield message("The model and its requests do not fit on one such machine: take a larger.")
    if own.fits is Verdict.UNCERTAIN:
        yield message("Whether the model and its requests fit is uncertain: try it on the machine.")
    if memory_gb is not None and own.memory.needed_gib.low > memory_gb * 1e9 / GIB:
        yield message(
            "It needs {needed}, and {allowed} GB may be used: take fewer bits or a smaller model.",
            needed=Quantity(own.memory.needed_gib.likely, Unit.GIB),
            allowed=memory_gb,
        )


def _too_slow(answer_ms: Band | None, allowed_ms: float | None) -> Iterator[Message]:
    if answer_ms is not None and allowed_ms is not None and answer_ms.likely > allowed_ms:
        yield message(
            "A whole answer takes about {takes}, and {allowed} are allowed: shorter answers, fewer "
            "bits or a smaller model would help.",
            takes=Quantity(answer_ms.likely, Unit.MILLISECONDS),
            allowed=Quantity(allowed_ms, Unit.MILLISECONDS),
        )


def _overload(
    own: OwnServing, size: RequestSize, accelerators: float | None, *, must_be_available: bool
) -> Iterator[Message]:
    """Where fewer accelerators may be used than the load asks for."""
    there = own.machines if accelerators is None else int(accelerators // own.model.devices)
    cautions = load_cautions(
        size.peak_per_second, own.capacity, there, must_be_available=must_be_available
    )
    yield from (caution.says for caution in cautions)


def _notes(own: OwnServing, advice: Advice, *, buys: bool) -> Iterator[Message]:
    if advice.recommends("optimise.quantise"):
        yield quantising(own.model)
    if advice.recommends("deploy.on_prem") and not buys:
        yield message(
            "Machines that are there already are counted at rent: they could do other work."
        )
    if own.machines == 1:
        yield message("With one machine nobody is served while it is down.")
