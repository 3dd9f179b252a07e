"""Fine-tuning a model: work, hours, money, and whether it fits on the devices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final

from app.compute import flops
from app.compute.doubts import Caution, Complaint, Impossible, above_zero, refuse
from app.compute.fitting import Fit, fit, fit_to_train
from app.compute.flops import Method
from app.compute.given_shape import GivenShape, too_long
from app.compute.hardware import Hardware
from app.compute.memory import GIB, DeviceMemory, Setup, Verdict
from app.compute.pretraining_doubts import TEXT_BEYOND_REASON, text_cautions
from app.compute.run import RunFigures, chip_named, run_figures
from app.compute.utilisation import tuning_mode, tuning_utilisation
from app.language.message import message

MANY_EPOCHS: Final = 10
FEW_EXAMPLES: Final = 100
MOST_DEVICES: Final = 4_096
FROZEN_BYTES: Final = 2.0  # per parameter of a model that is only asked


@dataclass(frozen=True, slots=True)
class FinetuningFigures:
    run: RunFigures
    fit: Fit
    cautions: tuple[Caution, ...]


def finetuning(
    given: GivenShape,
    setup: Setup,
    tokens: float | None,
    epochs: float,
    hardware: str,
    examples: float | None = None,
    on: date | None = None,
) -> FinetuningFigures:
    """`tokens` are those of one epoch, chosen and rejected together. Raises Impossible."""
    chip = chip_named(hardware)
    seen = known_tokens(tokens) * epochs
    refuse(above_zero(tokens=tokens, epochs=epochs, examples=examples))
    refuse((*impossibilities(seen), *too_long(given, setup.context)))
    base = flops.tuning(setup.method, given.parameters, seen)
    work = flops.with_attention(base, setup.shape, seen, setup.context)
    mode = tuning_mode(setup.method, chip, setup.devices, setup.framework)
    run = run_figures(work, chip, setup.devices, tuning_utilisation(mode, chip), on)
    fits = fit_to_tune(setup, chip)
    of_text = text_cautions(seen / epochs)
    found = (*of_text, *cautions(setup, epochs, examples), *fits.cautions, *run.cautions)
    return FinetuningFigures(run, fits, found)


def fit_to_tune(setup: Setup, chip: Hardware) -> Fit:
    """Whether the model fits together with those that its training needs beside it."""
    memory = with_company(fit_to_train(setup, chip).memory, setup)
    return fit(memory, memory.total_gib, chip)


@lru_cache(maxsize=256)
def smallest_that_fits(setup: Setup, chip: Hardware) -> Setup:
    """With as few devices, in steps of two, as hold it for certain; else with the most tried."""
    tried = setup
    while fit_to_tune(tried, chip).verdict is not Verdict.FITS and tried.devices < MOST_DEVICES:
        framework = "fsdp" if setup.frozen else setup.framework
        tried = replace(tried, devices=2 * tried.devices, zero_stage=3, framework=framework)
    return tried


def with_company(memory: DeviceMemory, setup: Setup) -> DeviceMemory:
    """The models beside the one in training: DPO asks a reference; PPO a reference and a reward
    model, and trains a critic of the same size."""
    frozen = {Method.DPO: 1, Method.PPO: 2}.get(setup.method, 0)
    shared = setup.devices if setup.zero_stage == 3 else setup.tensor_parallel
    asked = frozen * FROZEN_BYTES * setup.parameters / shared / GIB
    critic = 1 if setup.method is Method.PPO else 0
    trained = memory.weights_gib + memory.gradients_gib + memory.optimizer_gib
    process = memory.process_gib
    return replace(
        memory,
        weights_gib=memory.weights_gib * (1 + critic) + asked,
        gradients_gib=memory.gradients_gib * (1 + critic),
        optimizer_gib=memory.optimizer_gib * (1 + critic),
        process_gib=replace(
            process,
            low=process.low + asked + critic * trained,
            likely=process.likely + asked + critic * trained,
            high=process.high + asked + critic * trained,
        ),
    )


def known_tokens(tokens: float | None) -> float:
    """A number of examples says nothing of their length, which is never assumed."""
    if tokens is None:
        says = message("Say how many tokens there are: the examples times their mean length")
        raise Impossible([Complaint("tokens", says, "W22")])
    return tokens


def impossibilities(seen: float) -> Iterator[Complaint]:
    if seen > TEXT_BEYOND_REASON:
        yield Complaint("tokens", message("There is not that much text in the world"), "W26")


def cautions(setup: Setup, epochs: float, examples: float | None) -> Iterator[Caution]:
    if examples is not None and examples < FEW_EXAMPLES:
        says = message("So few examples teach little: show them in the prompt, or find more.")
        yield Caution("W23", says)
    if epochs > MANY_EPOCHS:
        yield Caution(
            "W23", message("So many epochs mostly teach the examples by heart: try one to three.")
        )
    if setup.context > flops.SHORT_CONTEXT:
        yield Caution("W10", message("The context is long: the work of attention has been added."))
