"""Serving on the devices of the people who use it: nothing to pay by request, little memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.compute.decoding import of_peoples_devices
from app.compute.inference_memory import InferenceMemory
from app.compute.memory import Verdict, verdict
from app.compute.typical_models import OpenModel
from app.estimate.machines import Serving
from app.estimate.memory_parts import of_serving
from app.estimate.model_class import open_model
from app.estimate.own_serving import QUANTISED_BITS, quantising
from app.estimate.planned_model import ON_DEVICE, on_device_memory
from app.estimate.request_size import RequestSize
from app.language.message import Message, Quantity, Unit, message

SLOW_MEMORY: Final = 10e9  # bytes a second: a round figure to multiply, not a device


def device_serving(model: OpenModel, size: RequestSize, usable: float | None) -> Serving:
    """The model at about four bits on a device that leaves it `usable` GiB; None: not known."""
    needed = on_device_memory(model, size)
    fits = None if usable is None else verdict(needed.needed_gib, usable)
    return Serving(
        where="device",
        model=model.title,
        parameters=model.parameters,
        memory_parts=of_serving(needed),
        usable_gib=usable,
        requests_per_day=size.per_day,
        input_tokens=size.input,
        output_tokens=size.output,
        usd_per_request=None,
        usd_per_month=None,
        memory_gib=needed.needed_gib,
        devices=1,
        concurrent_users=None,
        latency_ms=None,
        fits=None if fits is None else fits.value,
        break_even_requests_per_day=None,
        priced_at=None,
        derivation=_derivation(model, needed),
        warnings=tuple(_warnings(fits, model, size, usable)),
    )


def _derivation(model: OpenModel, needed: InferenceMemory) -> Message:
    return message(
        "{parameters} × {bits} bits = {weights} of weights, {cache} for the text of a request, and "
        "a tenth on top. Nothing is paid by request.",
        parameters=Quantity(model.parameters, Unit.PARAMETERS),
        bits=QUANTISED_BITS,
        weights=Quantity(needed.weights_gib, Unit.GIB),
        cache=Quantity(needed.kv_cache_gib, Unit.GIB),
    )


def _warnings(
    fits: Verdict | None, model: OpenModel, size: RequestSize, usable: float | None
) -> Iterator[Message]:
    if fits is None:
        yield message("Nobody has said how much memory a device has for it.")
    elif fits is not Verdict.FITS:
        yield message("Even the smallest usual model may not fit: try it on a device first.")
    if fits is Verdict.FITS and usable is not None:
        yield from _larger(model, size, usable)
    yield quantising(model)
    yield _speed(model, size)


def _larger(model: OpenModel, size: RequestSize, usable: float) -> Iterator[Message]:
    """A larger model of the class that a device may or may not hold."""
    for name in ON_DEVICE:
        larger = open_model(name)
        needed = on_device_memory(larger, size).needed_gib
        bigger = larger.parameters > model.parameters
        if bigger and verdict(needed, usable) is Verdict.UNCERTAIN:
            yield message(
                "A device may also hold {larger}, or may not: it needs {needed} of {usable}. Try "
                "it before you settle for the smaller one.",
                larger=message(larger.title),
                needed=needed.in_words(Unit.GIB),
                usable=Quantity(usable, Unit.GIB),
            )


def _speed(model: OpenModel, size: RequestSize) -> Message:
    read = on_device_memory(model, size).read_per_token_bytes
    speed = of_peoples_devices(SLOW_MEMORY, read, model.parameters)
    return message(
        "How fast it is depends on how fast the device reads its memory: {slow} GB a second give "
        "{low} to {high} tokens a second, twice as much gives twice as many. Measure it on the "
        "oldest device.",
        slow=SLOW_MEMORY / 1e9,
        low=Quantity(speed.low),
        high=Quantity(speed.high),
    )
