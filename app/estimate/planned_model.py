"""The one model with open weights that a plan trains, and serves: never two of different size."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Final

from app.advice.finding import Advice
from app.compute.inference_memory import InferenceMemory, ServedModel, inference_memory
from app.compute.kv_cache import Engine
from app.compute.memory import GIB, Verdict, verdict
from app.compute.pretraining_doubts import TEXT_THERE_IS
from app.compute.shape import usual_shape
from app.compute.typical_models import OpenModel
from app.estimate.model_class import ENCODER, OPEN, USUAL_TO_TRAIN, chosen_class, open_model
from app.estimate.own_serving import QUANTISED_BITS
from app.estimate.request_size import RequestSize
from app.language.message import message
from app.lifecycle.answers import Answers

FROM_SCRATCH: Final = "select.pretrain_scratch"
TOKENS_PER_PARAMETER: Final = 20.0  # what a model of a given size wants to read
SMALLEST_MODEL: Final = 1e6
ON_DEVICE: Final = ("le4b", "1b")  # the larger first
OWN_TITLE: Final = message("a model of your own")


def planned_model(answers: Answers, advice: Advice, size: RequestSize) -> OpenModel:
    """What is trained, where anything is, and what is served, unless a vendor serves it.

    Where the plan keeps a hosted model, the one that could stand in for it.
    """
    if advice.recommends(FROM_SCRATCH) and (tokens := raw_tokens(answers)) >= 1:
        return from_scratch(max(SMALLEST_MODEL, tokens / TOKENS_PER_PARAMETER))
    if advice.recommends("deploy.on_device"):
        return on_device(advice, size, usable_gib(answers))
    return open_model(chosen_class(advice) or USUAL_TO_TRAIN)


def raw_tokens(answers: Answers) -> float:
    """Tokens of raw text to train on (M08a), as far as there can be so many."""
    return min(answers.number("M08a") or 0.0, TEXT_THERE_IS)


def from_scratch(parameters: float) -> OpenModel:
    """A new model of that size, served on the machine of the typical model next in size."""
    typical = sorted((open_model(name) for name in OPEN), key=lambda model: model.parameters)
    larger = next((each for each in typical if each.parameters >= parameters), typical[-1])
    copies = max(1, math.ceil(parameters / larger.parameters))
    return replace(
        larger,
        title=OWN_TITLE.text,
        parameters=parameters,
        shape=usual_shape(parameters),
        devices=copies * larger.devices,
        source="A usual decoder of this size",
        trust="judgement",
    )


def on_device(advice: Advice, size: RequestSize, usable: float | None) -> OpenModel:
    """The largest of the class that a device surely holds, at about four bits; else the least."""
    sizes = (ENCODER,) if chosen_class(advice) == ENCODER else ON_DEVICE
    models = [open_model(name) for name in sizes]
    fitting = (model for model in models if usable is None or fits(model, size, usable))
    return next(fitting, models[-1])


def fits(model: OpenModel, size: RequestSize, usable: float) -> bool:
    return verdict(on_device_memory(model, size).needed_gib, usable) is Verdict.FITS


def usable_gib(answers: Answers) -> float | None:
    """What a device leaves to the model (M01a)."""
    memory_gb = answers.number("M01a")
    return None if memory_gb is None else memory_gb * 1e9 / GIB


def on_device_memory(model: OpenModel, size: RequestSize) -> InferenceMemory:
    context = max(1, math.ceil(size.input + size.output))
    served = ServedModel(model.parameters, QUANTISED_BITS, model.layers)
    # What the system keeps is already outside the memory that the app may use.
    return inference_memory(served, context, engine=Engine.CAPS, reserve=0.0)
