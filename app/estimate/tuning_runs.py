"""The tuning runs of a plan: on examples, on preferences, on human feedback."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.advice.finding import Advice
from app.compute import flops
from app.compute.bands import Band
from app.compute.finetuning import finetuning, smallest_that_fits
from app.compute.flops import Method
from app.compute.given_shape import GivenShape
from app.compute.hardware import hardware
from app.compute.memory import Setup
from app.compute.pretraining_doubts import TEXT_THERE_IS
from app.compute.typical_models import OpenModel
from app.estimate.machines import Training
from app.estimate.model_class import keeps_hosted
from app.estimate.rates import load_rates
from app.estimate.request_size import RequestSize
from app.estimate.training_run import TRAINED_ON, Decided, said_of_run, training_run
from app.language.message import Message, Quantity, Unit, counted, message
from app.lifecycle.answers import Answers

RUNS: Final = Band(2.0, 5.0, 15.0)  # failed ones and comparisons counted (judgement)
EPOCHS: Final = 3.0  # passes over examples (judgement); preferences are read once
LONGEST_SEQUENCE: Final = 32_768  # longer examples are cut


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of tuning: its method, and the tokens of one pass over its text."""

    method: Method
    tokens: float
    epochs: float
    text: Message  # how the tokens come about


def tuning_runs(
    model: OpenModel, answers: Answers, advice: Advice, size: RequestSize
) -> Iterator[Training]:
    for stage in stages(answers, advice, size):
        yield _run(model, stage, advice, size)


def stages(answers: Answers, advice: Advice, size: RequestSize) -> Iterator[Stage]:
    """What is tuned, in order; as many examples as are wanted, where fewer are held."""
    length, wanted = size.input + size.output, load_rates().labelling.wanted_examples
    if advice.recommends("adapt.sft", "adapt.sft_lora"):
        method = Method.FULL if advice.recommends("adapt.sft") else Method.LORA
        yield _stage(method, max(answers.number("A02a") or 0.0, wanted), length, EPOCHS)
    pairs = max(answers.number("A10a") or 0.0, wanted)
    if advice.recommends("adapt.dpo"):
        # A pair is two whole sequences: the chosen and the rejected.
        yield _stage(Method.DPO, 2 * pairs, length, 1.0)
    if advice.recommends("adapt.rlhf", "adapt.rlaif"):
        yield _stage(Method.PPO, pairs, length, 1.0)


def _stage(method: Method, sequences: float, length: float, epochs: float) -> Stage:
    tokens = min(max(1.0, sequences * length), TEXT_THERE_IS / epochs)
    text = counted(
        "{sequences} texts × {length}, read once",
        "{sequences} texts × {length}, read {count} times",
        epochs,
        sequences=Quantity(sequences),
        length=Quantity(length, Unit.TOKENS),
    )
    return Stage(method, tokens, epochs, text)


def _run(model: OpenModel, stage: Stage, advice: Advice, size: RequestSize) -> Training:
    chip = hardware(TRAINED_ON)
    longest = min(LONGEST_SEQUENCE, max(1, math.ceil(size.longest + size.output)))
    plain = Setup(
        model.shape,
        model.parameters,
        stage.method,
        context=longest,
        recompute=True,
        framework="huggingface",
    )
    setup = smallest_that_fits(plain, chip)
    given = GivenShape(model.parameters)
    figures = finetuning(given, setup, stage.tokens, stage.epochs, TRAINED_ON)
    seen = stage.tokens * stage.epochs
    work = message(
        "{per} × {parameters} × {tokens} ({text})",
        per=Quantity(flops.PER_PARAMETER_AND_TOKEN[stage.method], Unit.COUNT, None),
        parameters=Quantity(model.parameters, Unit.PARAMETERS),
        tokens=Quantity(seen, Unit.TOKENS),
        text=stage.text,
    )
    decided = Decided(stage.method.value, model.parameters, seen, setup.devices, RUNS, work)
    noted = said_of_run(figures.cautions)
    return training_run(decided, figures.run, figures.fit, (*noted, *_hosted(advice, model.title)))


def _hosted(advice: Advice, title: str) -> Iterator[Message]:
    if keeps_hosted(advice):
        yield message(
            "The plan keeps a hosted model. These figures are for tuning {model} yourself; ask the "
            "vendor what tuning theirs costs.",
            model=message(title),
        )
