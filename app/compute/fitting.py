"""Whether a model fits on a device, to train it or to serve it, and what would make it fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.compute.bands import Band
from app.compute.doubts import Caution, Complaint, Impossible, above_zero, refuse, whole
from app.compute.hardware import Hardware
from app.compute.inference_memory import ServedModel, inference_memory
from app.compute.kv_cache import Engine, Kind, LayerGroup
from app.compute.memory import (
    FRAMEWORKS,
    DeviceMemory,
    Setup,
    Verdict,
    training_memory,
    verdict,
)
from app.compute.recipes import RECIPES
from app.compute.serving_doubts import engine_cautions
from app.compute.shape import Shape
from app.language.message import Message, Quantity, Unit, message

ATTENTIONS = ("flash", "eager")


TRAINING_HELPS: Message = message(
    "full recompute, a smaller batch, a shorter context, a chunked loss, LoRA, QLoRA, an 8-bit "
    "optimiser, a higher ZeRO stage, more devices, or offloading"
)
SERVING_HELPS: Message = message(
    "fewer requests at once, a shorter context, fewer bytes per weight, more devices that share "
    "the model (tensor parallelism), or a smaller model"
)


@dataclass(frozen=True, slots=True)
class Fit:
    """GiB on one device, and whether the device has them.

    `total_gib` is what the formulas name: the tensors of a training run, all of a serving process.
    """

    memory: DeviceMemory
    total_gib: float
    usable_gib: float
    verdict: Verdict
    cautions: tuple[Caution, ...]


@dataclass(frozen=True, slots=True)
class Sliding:
    """So many of a model's layers look back no further than a window of tokens."""

    layers: int
    window: int
    engine: Engine = Engine.UNKNOWN


def sliding_of(layers: int | None, window: int | None, engine: Engine) -> Sliding | None:
    """None where no layer slides. Raises Impossible: a window means nothing without its layers."""
    if layers is None and window is None:
        return None
    if layers is None or window is None:
        field = "sliding_layers" if layers is None else "sliding_window"
        says = message("Give both: how many layers slide, and the tokens of their window")
        raise Impossible([Complaint(field, says, "W14")])
    return Sliding(layers, window, engine)


def fit(
    memory: DeviceMemory, total_gib: float, chip: Hardware, helps: Message = TRAINING_HELPS
) -> Fit:
    found = verdict(memory.process_gib, chip.usable_gib)
    cautions = tuple(fit_cautions(found, memory, chip, helps))
    return Fit(memory, total_gib, chip.usable_gib, found, cautions)


def fit_to_train(setup: Setup, chip: Hardware) -> Fit:
    """Raises Impossible for a set-up that does not exist."""
    refuse(no_quantities(setup))
    refuse((*unknown_names(setup), *uneven_devices(setup.tensor_parallel, setup.devices)))
    memory = training_memory(setup)
    return fit(memory, memory.total_gib, chip)


def fit_to_serve(
    shape: Shape,
    parameters: float,
    chip: Hardware,
    *,
    weight_bytes: float = 2.0,
    sequences: int = 1,
    context: int = 4_096,
    tensor_parallel: int = 1,
    sliding: Sliding | None = None,
) -> Fit:
    """Serving so many sequences of so many tokens at once, spread over `tensor_parallel`."""
    refuse(above_zero(parameters=parameters, batch=sequences, context=context))
    refuse(too_many_sliding(shape, sliding))
    layers = layers_of(shape, sliding)
    engine = Engine.UNKNOWN if sliding is None else sliding.engine
    model = ServedModel(parameters, weight_bytes * 8, layers)
    all_cards = inference_memory(model, context, sequences, engine)

    def on_one(gib: float) -> float:
        return (gib - all_cards.reserve_gib) / tensor_parallel + all_cards.reserve_gib

    needed = all_cards.needed_gib
    memory = DeviceMemory(
        weights_gib=all_cards.weights_gib / tensor_parallel,
        gradients_gib=0.0,
        optimizer_gib=0.0,
        activations_gib=0.0,
        logits_gib=0.0,
        kv_cache_gib=all_cards.kv_cache_gib / tensor_parallel,
        process_gib=Band(on_one(needed.low), on_one(needed.likely), on_one(needed.high)),
    )
    found = fit(memory, memory.process_gib.likely, chip, SERVING_HELPS)
    unsure = engine_cautions(layers, engine, context, sequences)
    return replace(found, cautions=(*found.cautions, *unsure))


def too_many_sliding(shape: Shape, sliding: Sliding | None) -> Iterator[Complaint]:
    if sliding is not None and sliding.layers > shape.layers:
        says = message("The model has {layers} layers in all", layers=shape.layers)
        yield Complaint("sliding_layers", says, "W02")


def layers_of(shape: Shape, sliding: Sliding | None) -> tuple[LayerGroup, ...]:
    """The layers of a shape by how far back they look."""
    full = LayerGroup(Kind.FULL, shape.layers, shape.kv_heads, shape.head_dim)
    if sliding is None:
        return (full,)
    near = replace(full, kind=Kind.SLIDING, layers=sliding.layers, window=sliding.window)
    return (replace(full, layers=shape.layers - sliding.layers), near)


def no_quantities(setup: Setup) -> Iterator[Complaint]:
    counts = {
        "batch": setup.batch,
        "context": setup.context,
        "devices": setup.devices,
        "vocabulary": setup.shape.vocabulary,
        "tensor_parallel": setup.tensor_parallel,
    }
    yield from above_zero(parameters=setup.parameters, **counts)
    yield from whole(**counts)


def unknown_names(setup: Setup) -> Iterator[Complaint]:
    for field, value, known in (
        ("optimizer", setup.optimizer, tuple(RECIPES)),
        ("framework", setup.framework, FRAMEWORKS),
        ("attention", setup.attention, ATTENTIONS),
    ):
        if value not in known:
            says = message("Choose one of: {options}", options=", ".join(known))
            yield Complaint(field, says)


def uneven_devices(tensor_parallel: int, devices: int) -> Iterator[Complaint]:
    if devices % tensor_parallel:
        says = message("Tensor parallelism must divide the number of devices")
        yield Complaint("tensor_parallel", says)


def fit_cautions(
    found: Verdict, memory: DeviceMemory, chip: Hardware, helps: Message
) -> Iterator[Caution]:
    needed = Quantity(memory.process_gib.likely, Unit.GIB)
    usable = Quantity(chip.usable_gib, Unit.GIB)
    if found is Verdict.DOES_NOT_FIT:
        yield Caution(
            "W13",
            message(
                "It does not fit: {needed} are needed and {usable} are there. In this order: "
                "{helps}.",
                needed=needed,
                usable=usable,
                helps=helps,
            ),
        )
    if found is Verdict.UNCERTAIN:
        yield Caution(
            "W13",
            message(
                "It may or may not fit: about {needed} of {usable}. Try it, or make room by: "
                "{helps}.",
                needed=needed,
                usable=usable,
                helps=helps,
            ),
        )
