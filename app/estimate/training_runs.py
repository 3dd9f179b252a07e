"""The training runs of a plan: how much text, on what, for how long, at what price."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from app.advice.finding import Advice
from app.compute import flops
from app.compute.bands import Band, product
from app.compute.doubts import Caution
from app.compute.finetuning import FinetuningFigures, finetuning
from app.compute.fitting import Fit, fit_to_train
from app.compute.flops import Method
from app.compute.given_shape import GivenShape
from app.compute.hardware import Hardware, hardware
from app.compute.memory import Setup, Verdict
from app.compute.pretraining import TEXT_THERE_IS, Pretraining, pretraining
from app.compute.rent import rent
from app.compute.run import RunFigures
from app.compute.shape import Shape, usual_shape
from app.estimate.machines import Training
from app.estimate.model_class import HOSTED, USUAL_TO_TUNE, chosen_class, open_model
from app.estimate.rates import load_rates
from app.estimate.request_size import RequestSize, request_size
from app.language.message import Message, Quantity, Unit, listed, message, usd
from app.lifecycle.answers import Answers

TRAINED_ON: Final = "A100-80GB"  # the chip with most published runs, and a dated price
EPOCHS: Final = 3.0  # over examples (judgement); preferences and raw text are read once
RUNS_OF_TUNING: Final = Band(2.0, 5.0, 15.0)  # failed ones and comparisons counted (judgement)
RUNS_OF_PRETRAINING: Final = Band(1.0, 3.0, 5.0)  # full runs (judgement)
TOKENS_PER_PARAMETER: Final = 20.0  # what a model of a given size wants to read
LONGEST_SEQUENCE: Final = 32_768
MOST_DEVICES: Final = 4_096
TOLERABLE_DAYS: Final = 30.0  # of one pre-training run, by which devices are chosen (judgement)


@dataclass(frozen=True, slots=True)
class Tuned:
    """One stage of tuning: its method, and the text of one pass."""

    method: Method
    tokens: float
    epochs: float
    text: Message  # how the tokens come about


def training_runs(answers: Answers, advice: Advice) -> tuple[Training, ...]:
    """In the order in which they are run: raw text, examples, preferences."""
    return (*_on_raw_text(answers, advice), *_on_examples(answers, advice))


def _on_examples(answers: Answers, advice: Advice) -> Iterator[Training]:
    name = chosen_class(advice)
    own = name is not None and name not in HOSTED
    model = open_model(name if name is not None and own else USUAL_TO_TUNE)
    size = request_size(answers, advice)
    for stage in stages(answers, advice, size):
        yield _tuned(stage, model.parameters, model.shape, size, hosted=not own)


def stages(answers: Answers, advice: Advice, size: RequestSize) -> Iterator[Tuned]:
    """What is tuned, in order."""
    length = max(1.0, size.input + size.output)
    examples = max(answers.number("A02a") or 0.0, load_rates().labelling.wanted_examples)
    pairs = max(answers.number("A10a") or 0.0, load_rates().labelling.wanted_examples)
    if advice.recommends("adapt.sft", "adapt.sft_lora"):
        whole = advice.recommends("adapt.sft")
        method = Method.FULL if whole else Method.LORA
        yield Tuned(method, examples * length, EPOCHS, _text(examples, length, EPOCHS))
    if advice.recommends("adapt.dpo"):
        text = message(
            "{pairs} pairs × 2 answers × {length}",
            pairs=Quantity(pairs),
            length=Quantity(length, Unit.TOKENS),
        )
        yield Tuned(Method.DPO, 2 * pairs * length, 1.0, text)
    if advice.recommends("adapt.rlhf", "adapt.rlaif"):
        yield Tuned(Method.PPO, pairs * length, 1.0, _text(pairs, length, 1.0))


def _text(examples: float, length: float, epochs: float) -> Message:
    return message(
        "{examples} examples × {length} × {epochs} passes",
        examples=Quantity(examples),
        length=Quantity(length, Unit.TOKENS),
        epochs=Quantity(epochs),
    )


def _tuned(
    stage: Tuned, parameters: float, shape: Shape, size: RequestSize, *, hosted: bool
) -> Training:
    chip = hardware(TRAINED_ON)
    longest = min(LONGEST_SEQUENCE, max(1, math.ceil(size.longest + size.output)))
    setup, _ = smallest_that_fits(
        Setup(
            shape,
            parameters,
            stage.method,
            context=longest,
            recompute=True,
            framework="huggingface",
        ),
        chip,
    )
    tokens = min(stage.tokens, TEXT_THERE_IS / stage.epochs)
    figures = finetuning(GivenShape(parameters), setup, tokens, stage.epochs, TRAINED_ON)
    return _of_tuning(stage, parameters, tokens * stage.epochs, setup.devices, figures, hosted)


def smallest_that_fits(setup: Setup, chip: Hardware) -> tuple[Setup, Fit]:
    """With as few devices as hold it for certain; with the most that are tried otherwise."""
    devices = 1
    while True:
        stage = 3 if devices > 1 else 0
        framework = "fsdp" if devices > 1 and setup.frozen else setup.framework
        tried = replace(setup, devices=devices, zero_stage=stage, framework=framework)
        found = _fit(tried, chip)
        if found.verdict is Verdict.FITS or devices >= MOST_DEVICES:
            return tried, found
        devices *= 2


def _fit(setup: Setup, chip: Hardware) -> Fit:
    from app.compute.finetuning import with_company
    from app.compute.fitting import fit

    memory = with_company(fit_to_train(setup, chip).memory, setup)
    return fit(memory, memory.total_gib, chip)


def _of_tuning(
    stage: Tuned,
    parameters: float,
    tokens: float,
    devices: int,
    figures: FinetuningFigures,
    hosted: bool,
) -> Training:
    warnings = [caution.says for caution in figures.cautions]
    if hosted:
        warnings.append(
            message(
                "The plan keeps a hosted model. These figures are for tuning an open model of "
                "{parameters} yourself; ask the vendor what tuning theirs costs.",
                parameters=Quantity(parameters, Unit.PARAMETERS),
            )
        )
    work = message(
        "{per} × {parameters} × {tokens} ({text})",
        per=Quantity(flops.PER_PARAMETER_AND_TOKEN[stage.method], Unit.COUNT, None),
        parameters=Quantity(parameters, Unit.PARAMETERS),
        tokens=Quantity(tokens, Unit.TOKENS),
        text=stage.text,
    )
    known = _Known(stage.method, parameters, tokens, devices, RUNS_OF_TUNING, work)
    return _training(known, figures.run, figures.fit, tuple(warnings))


@dataclass(frozen=True, slots=True)
class _Known:
    """What was decided of a run before its figures."""

    method: str
    parameters: float
    tokens: float
    devices: int
    runs: Band
    work: Message


def _training(
    known: _Known, figures: RunFigures, fits: Fit | None, warnings: tuple[Message, ...]
) -> Training:
    price = rent(hardware(TRAINED_ON))
    assert price is not None, "the chip that plans are priced on has a price"
    assert figures.kwh is not None, "and its power is published"
    assert figures.co2e_kg is not None
    return Training(
        method=known.method,
        parameters=known.parameters,
        tokens=known.tokens,
        hardware=hardware(TRAINED_ON).name,
        devices=known.devices,
        flops=figures.flops,
        hours=figures.hours,
        days=figures.days,
        runs=known.runs,
        usd=product(figures.hours, price.usd_per_hour, known.runs),
        memory_gib=fits.memory.process_gib if fits else None,
        usable_gib=fits.usable_gib if fits else None,
        fits=fits.verdict.value if fits else None,
        energy_kwh=figures.kwh,
        co2e_kg=figures.co2e_kg,
        derivation=_derivation(known, figures, price.usd_per_hour.likely),
        warnings=warnings,
    )


def _derivation(known: _Known, figures: RunFigures, price: float) -> Message:
    return message(
        "Work: {work} = {flops}. Hours: work ÷ ({peak} FLOP/s a chip × {share} of it used, as seen "
        "in {runs} published runs or measurements) = {hours}. Money: hours × {price} an hour × "
        "{times} runs, failed ones counted.",
        work=known.work,
        flops=Quantity(figures.flops, Unit.FLOPS),
        peak=Quantity(hardware(TRAINED_ON).peak_flops),
        share=Quantity(figures.utilisation.likely, Unit.PERCENT),
        runs=figures.utilisation.runs,
        hours=Quantity(figures.hours.likely, Unit.DEVICE_HOURS),
        price=usd(price, 3),
        times=Quantity(known.runs.likely),
    )


def _on_raw_text(answers: Answers, advice: Advice) -> Iterator[Training]:
    """Continued pre-training, or training from scratch."""
    held = answers.number("M08a") or 0.0
    tokens = min(held, TEXT_THERE_IS)
    if tokens < 1:
        return
    if advice.recommends("select.pretrain_scratch"):
        parameters = tokens / TOKENS_PER_PARAMETER
        yield _from_raw_text(max(1e6, parameters), tokens, answers)
    elif advice.recommends("select.continued_pretraining"):
        name = chosen_class(advice)
        model = open_model(name if name and name not in HOSTED else USUAL_TO_TUNE)
        yield _from_raw_text(model.parameters, tokens, answers)


def _from_raw_text(parameters: float, tokens: float, answers: Answers) -> Training:
    chip = hardware(TRAINED_ON)
    setup = Setup(
        usual_shape(parameters),
        parameters,
        context=2_048,
        recompute=True,
        framework="llm-foundry",
    )
    setup, fits = smallest_that_fits(setup, chip)
    devices = _in_time(parameters, tokens, setup.devices, answers)
    figures = pretraining(Pretraining(parameters, tokens, TRAINED_ON, devices))
    if devices > setup.devices:
        fits = _fit(replace(setup, devices=devices, zero_stage=3), chip)
    work = message(
        "6 × {parameters} × {tokens}",
        parameters=Quantity(parameters, Unit.PARAMETERS),
        tokens=Quantity(tokens, Unit.TOKENS),
    )
    known = _Known("pretraining", parameters, tokens, devices, RUNS_OF_PRETRAINING, work)
    notes = (*_says(figures.cautions), *_says(fits.cautions), *_time(answers, figures))
    return _training(known, figures, fits, notes)


def _in_time(parameters: float, tokens: float, least: int, answers: Answers) -> int:
    """Whole machines of eight until a run is tolerable; or as many as there are (M01b)."""
    said = answers.number("M01b")
    if said is not None and said >= 1:
        return max(least, min(MOST_DEVICES, math.floor(said)))
    devices = max(least, 8)
    while devices < MOST_DEVICES:
        days = pretraining(Pretraining(parameters, tokens, TRAINED_ON, devices)).days.likely
        if days <= TOLERABLE_DAYS:
            break
        devices *= 2
    return devices


def _time(answers: Answers, figures: RunFigures) -> Iterator[Message]:
    """Whether the accelerators are there for long enough (M01c)."""
    weeks = answers.number("M01c")
    if weeks is not None and figures.days.likely > 7 * weeks:
        yield message(
            "One run takes about {days}; the accelerators are there for {weeks}.",
            days=Quantity(figures.days.likely, Unit.DAYS),
            weeks=Quantity(weeks, Unit.WEEKS),
        )


def _says(cautions: tuple[Caution, ...]) -> tuple[Message, ...]:
    return tuple(caution.says for caution in cautions)
