"""Serving on the devices of the people who use it: nothing to pay by request, little memory."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

from app.compute.inference_memory import InferenceMemory, ServedModel, inference_memory
from app.compute.kv_cache import Engine
from app.compute.memory import GIB, Verdict, verdict
from app.compute.typical_models import OpenModel
from app.estimate.machines import Serving
from app.estimate.model_class import open_model
from app.estimate.own_serving import QUANTISED_BITS, quantising
from app.estimate.request_size import RequestSize
from app.language.message import Message, Quantity, Unit, message

SIZES: Final = ("le4b", "1b")  # the larger first


def device_serving(size: RequestSize, memory_gb: float | None) -> Serving:
    """The largest model that the memory of a device may hold (M01a); all at about four bits."""
    usable = None if memory_gb is None else memory_gb * 1e9 / GIB
    model, needed = _largest(size, usable)
    fits = None if usable is None else verdict(needed.needed_gib, usable)
    return Serving(
        where="device",
        model=model.title,
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
        warnings=tuple(_warnings(fits, model)),
    )


def _largest(size: RequestSize, usable: float | None) -> tuple[OpenModel, InferenceMemory]:
    models = [open_model(name) for name in SIZES]
    for model in models:
        needed = _memory(model, size)
        if usable is None or verdict(needed.needed_gib, usable) is Verdict.FITS:
            return model, needed
    return models[-1], _memory(models[-1], size)


def _memory(model: OpenModel, size: RequestSize) -> InferenceMemory:
    context = max(1, math.ceil(size.input + size.output))
    served = ServedModel(model.parameters, QUANTISED_BITS, model.layers)
    # What the system keeps is already outside the memory that the app may use.
    return inference_memory(served, context, engine=Engine.CAPS, reserve=0.0)


def _derivation(model: OpenModel, needed: InferenceMemory) -> Message:
    return message(
        "{parameters} × {bits} bits = {weights} of weights, {cache} for the text of a request, and "
        "a tenth on top. Nothing is paid by request.",
        parameters=Quantity(model.parameters, Unit.PARAMETERS),
        bits=QUANTISED_BITS,
        weights=Quantity(needed.weights_gib, Unit.GIB),
        cache=Quantity(needed.kv_cache_gib, Unit.GIB),
    )


def _warnings(fits: Verdict | None, model: OpenModel) -> Iterator[Message]:
    if fits is None:
        yield message("Nobody has said how much memory a device has for it.")
    elif fits is not Verdict.FITS:
        yield message("Even the smallest usual model may not fit: try it on a device first.")
    yield quantising(model)
    yield message("How fast it is depends on the device: measure it on the oldest one.")
