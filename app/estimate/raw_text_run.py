"""Training on raw text: continued pre-training of a model, or a new one from scratch."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from app.advice.finding import Advice
from app.compute.bands import Band
from app.compute.described_run import Pretraining
from app.compute.finetuning import MOST_DEVICES, fit_to_tune, smallest_that_fits
from app.compute.hardware import hardware
from app.compute.memory import Setup
from app.compute.pretraining import pretraining
from app.compute.run import RunFigures
from app.compute.typical_models import OpenModel
from app.estimate.machines import Training
from app.estimate.planned_model import FROM_SCRATCH, raw_tokens
from app.estimate.training_run import TRAINED_ON, Decided, said_of_run, training_run
from app.language.message import Message, Quantity, Unit, message
from app.lifecycle.answers import Answers

RUNS: Final = Band(1.0, 3.0, 5.0)  # full runs (judgement)
TOLERABLE_DAYS: Final = 30.0  # of one run, by which devices are chosen (judgement)
MACHINE: Final = 8  # chips that are rented together


def raw_text_runs(model: OpenModel, answers: Answers, advice: Advice) -> Iterator[Training]:
    tokens = raw_tokens(answers)
    if tokens >= 1 and advice.recommends(FROM_SCRATCH, "select.continued_pretraining"):
        yield _run(model, tokens, answers)


def _run(model: OpenModel, tokens: float, answers: Answers) -> Training:
    chip, parameters, shape = hardware(TRAINED_ON), model.parameters, model.shape
    least = smallest_that_fits(
        Setup(shape, parameters, recompute=True, framework="llm-foundry"), chip
    )
    run = Pretraining(parameters, tokens, TRAINED_ON, least.devices)
    run = replace(run, devices=_devices(run, answers))
    figures = pretraining(run)
    sharded = replace(least, devices=run.devices, zero_stage=3 if run.devices > 1 else 0)
    fits = fit_to_tune(sharded, chip)
    work = message(
        "6 × {parameters} × {tokens}",
        parameters=Quantity(parameters, Unit.PARAMETERS),
        tokens=Quantity(tokens, Unit.TOKENS),
    )
    decided = Decided("pretraining", parameters, tokens, run.devices, RUNS, work)
    noted = said_of_run((*figures.cautions, *fits.cautions))
    return training_run(decided, figures, fits, (*noted, *_too_long(figures, answers)))


def _devices(run: Pretraining, answers: Answers) -> int:
    """As many as there are (M01b); else whole machines until a run takes a tolerable time."""
    there_are = answers.number("M01b")
    if there_are is not None and there_are >= 1:
        return max(run.devices, min(MOST_DEVICES, math.floor(there_are)))
    devices = max(run.devices, MACHINE)
    while devices < MOST_DEVICES and _days(run, devices) > TOLERABLE_DAYS:
        devices *= 2
    return devices


def _days(run: Pretraining, devices: int) -> float:
    return pretraining(replace(run, devices=devices)).days.likely


def _too_long(figures: RunFigures, answers: Answers) -> Iterator[Message]:
    weeks = answers.number("M01c")
    if weeks is not None and figures.days.likely > 7 * weeks:
        yield message(
            "One run takes about {days}; the accelerators are there for {weeks}.",
            days=Quantity(figures.days.likely, Unit.DAYS),
            weeks=Quantity(weeks, Unit.WEEKS),
        )
