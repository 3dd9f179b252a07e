"""A training run that was checked, in words: its figures, warnings, neighbours and derivation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.compute.bands import Band, around
from app.compute.doubts import Caution
from app.compute.energy import one_digit
from app.compute.flops import PER_PARAMETER_AND_TOKEN
from app.compute.memory import Verdict
from app.compute.rent import Rent
from app.compute.run_check import CheckedRun, RunToCheck
from app.compute.utilisation import Utilisation
from app.export.blocks import Cell, Column, Table
from app.export.machine_derivations import energy
from app.export.names import trust
from app.language.message import Message, Quantity, Unit, message, usd, verbatim

FITS: Mapping[Verdict, Message] = {
    Verdict.FITS: message("It fits"),
    Verdict.UNCERTAIN: message("It may or may not fit"),
    Verdict.DOES_NOT_FIT: message("It does not fit"),
}

RUNS = message("Whole runs with published hours: see “How we estimate”")
# What a warning rests on, by its code.
RESTS_ON: Mapping[str, Message] = {
    "W04": RUNS,
    "W05": RUNS,
    "W06": message("Eight runs that published both: whole run over steady state 0.69 to 0.91"),
    "W07": message("Dense 16-bit peaks of the vendors’ data sheets"),
    "W08": message("Naming of the cloud provider: v2 to v4 and v5p count cores, two a chip"),
    "W09": message("Pythia (2023) and T5 (2020): 6·N·D overstates the work of such models"),
    "W10": message("The attention term 12·L·d·s·D, which reproduces 209 published utilisations"),
    "W11": RUNS,
    "W12": RUNS,
    "W13": message("Formulas held against 47 measured steps and 216 configurations that ran"),
    "W15": message("The table of rental prices, with the year of each quote"),
    "W16": message("The table of rental prices, with the year of each quote"),
    "W23": message("Planning default"),
    "W25": message("Hours are days × 24 × devices"),
    "W26": message("Villalobos et al. 2024, arXiv:2211.04325: about 3·10¹⁴ tokens of public text"),
}


@dataclass(frozen=True, slots=True)
class Warned:
    code: str
    says: Message
    rests_on: Message


def warnings(checked: CheckedRun) -> tuple[Warned, ...]:
    return tuple(warned(caution) for caution in checked.cautions)


def warned(caution: Caution) -> Warned:
    return Warned(caution.code, caution.says, RESTS_ON.get(caution.code, message("Closed form")))


def verdict_on(checked: CheckedRun) -> Message:
    """The run in one sentence."""
    hours = checked.figures.hours.in_words(Unit.DEVICE_HOURS)
    if checked.measured is None:
        return message(
            "About {hours}: {days} on {devices} × {chip}.",
            hours=hours,
            days=checked.figures.days.in_words(Unit.DAYS),
            devices=checked.setup.devices,
            chip=checked.chip.name,
        )
    return message(
        "{share} of the peak was used, where {low} to {high} are usual.",
        share=Quantity(checked.measured, Unit.PERCENT),
        low=Quantity(band_of(checked.usual).low, Unit.PERCENT),
        high=Quantity(band_of(checked.usual).high, Unit.PERCENT),
    )


def band_of(usual: Utilisation) -> Band:
    return around(usual.likely, usual.sigma)


def facts(checked: CheckedRun) -> Iterator[tuple[Message, Message]]:
    """The figures, each with its band."""
    run, usual = checked.figures, band_of(checked.usual)
    yield message("Work"), message("{flops}", flops=Quantity(run.flops, Unit.FLOPS))
    yield (
        message("Usual use of the peak"),
        message(
            "{likely} ({low} to {high})",
            likely=Quantity(usual.likely, Unit.PERCENT),
            low=Quantity(usual.low, Unit.PERCENT),
            high=Quantity(usual.high, Unit.PERCENT),
        ),
    )
    if checked.measured is not None:
        yield (
            message("Use of the peak, as measured"),
            message("{share}", share=Quantity(checked.measured, Unit.PERCENT)),
        )
        yield (
            message("Usual hours of such a run"),
            checked.expected.hours.in_words(Unit.DEVICE_HOURS),
        )
    yield message("Device-hours"), run.hours.in_words(Unit.DEVICE_HOURS)
    yield message("Days"), run.days.in_words(Unit.DAYS)
    yield message("Memory of a device"), memory_words(checked)
    yield message("Money for one run"), _or_unknown(run.usd, Unit.USD)
    yield message("Energy"), _or_unknown(run.kwh, Unit.KWH)
    carbon = run.co2e_kg and one_digit(run.co2e_kg)
    yield message("Carbon"), _or_unknown(carbon, Unit.KG_CO2E, figures=1)


def _or_unknown(found: Band | None, unit: Unit, figures: int = 2) -> Message:
    """Unknown is a word, never a zero."""
    return message("unknown") if found is None else found.in_words(unit, figures)


def memory_words(checked: CheckedRun) -> Message:
    needed = checked.fit.memory.process_gib
    return message(
        "{fits}: about {needed} ({low} to {high}) of {usable}",
        fits=FITS[checked.fit.verdict],
        needed=Quantity(needed.likely, Unit.GIB),
        low=Quantity(needed.low, Unit.COUNT),
        high=Quantity(needed.high, Unit.COUNT),
        usable=Quantity(checked.fit.usable_gib, Unit.GIB),
    )


def neighbour_table(checked: CheckedRun) -> Table:
    columns = (
        Column(message("Published run")),
        Column(message("Chips")),
        Column(message("Parameters"), Unit.COUNT),
        Column(message("Tokens"), Unit.COUNT),
        Column(message("Device-hours"), Unit.COUNT),
        Column(message("Of the peak (%)"), Unit.COUNT),
        Column(message("Source")),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            message("{model} ({year})", model=run.model, year=str(run.year)),
            verbatim(run.chip.name),
            run.parameters,
            run.tokens,
            run.hours,
            100 * run.share,
            message("{source}, {trust}", source=message(run.source), trust=trust(run.trust)),
        )
        for run in checked.neighbours
    )
    title = message("The published runs that come nearest in work, on the same class of chips")
    return Table("neighbours", title, columns, rows)


def derivation(asked: RunToCheck, checked: CheckedRun) -> Iterator[Message]:
    """Each formula with the figures of this run, what it rests on, and how sure that is."""
    run, chip, usual = checked.figures, checked.chip, checked.usual
    yield _work(asked, checked)
    share = usual.likely if checked.measured is None else checked.measured
    yield message(
        "Device-hours = work ÷ (peak × use × 3,600) = {flops} ÷ ({peak} TFLOP/s × {share} × 3,600)."
        " The peak is the dense one with 16 bits ({source}).",
        flops=Quantity(run.flops, Unit.FLOPS),
        peak=Quantity(chip.peak_flops / 1e12, Unit.COUNT, 4),
        share=Quantity(share, Unit.PERCENT),
        source=message(chip.source),
    )
    yield message(
        "The usual use of the peak is that of whole runs, restarts and evaluation included:"
        " {source} ({trust}). About one published run in five lies outside its band.",
        source=message(usual.source),
        trust=trust(usual.trust),
    )
    yield message(
        "Memory: {parameters} with {states}, shared among {devices} devices where there are"
        " several; activations are computed again instead of kept; one sequence of {context} at a"
        " time on a device unless said otherwise. The margin of the process is 1.05 to 1.30 times"
        " its tensors, by 47 measured steps.",
        parameters=Quantity(checked.setup.parameters, Unit.PARAMETERS),
        states=STATES[checked.setup.method.value],
        devices=checked.setup.devices,
        context=Quantity(checked.setup.context, Unit.TOKENS, None),
    )
    yield _price(checked.price)
    if chip.tdp_watts is not None:
        yield energy(chip.tdp_watts)


STATES: Mapping[str, Message] = {
    "full": message("18 bytes each for weights, gradients and optimiser"),
    "dpo": message("18 bytes each for what is trained, and 2 for the model it is compared with"),
    "ppo": message("18 bytes each for two models that are trained, and 2 for two that are asked"),
    "lora": message("2 bytes each, and 16 for each parameter of the adapter"),
    "qlora": message("about 0.56 bytes each, and 16 for each parameter of the adapter"),
}


def _work(asked: RunToCheck, checked: CheckedRun) -> Message:
    method = asked.method
    per = 6.0 if method is None else PER_PARAMETER_AND_TOKEN[method]
    return message(
        "Work = {per} × {parameters} × {tokens}, attention added where the context is long:"
        " {flops}. (6 for training all weights, 4 for an adapter on frozen weights: closed form,"
        " arXiv:2001.08361.)",
        per=Quantity(per, Unit.COUNT, None),
        parameters=Quantity(
            asked.run.used_parameters if method is None else asked.run.parameters, Unit.PARAMETERS
        ),
        tokens=Quantity(asked.seen, Unit.TOKENS, 3),
        flops=Quantity(checked.figures.flops, Unit.FLOPS),
    )


def _price(price: Rent | None) -> Message:
    if price is None:
        return message("No price of this hardware is on record, so its cost is unknown, not zero.")
    if price.typed:
        return message("Money = hours × {price}, as typed.", price=usd(price.usd_per_hour.likely))
    return message(
        "Money = hours × {price} an hour of one chip, quoted in {year} from {low} to {high}"
        " ({source}, {trust}).",
        price=usd(price.usd_per_hour.likely),
        year=str(price.year),
        low=usd(price.usd_per_hour.low),
        high=usd(price.usd_per_hour.high),
        source=message(price.source),
        trust=trust(price.trust),
    )


def why_so_wide(checked: CheckedRun) -> Message:
    """Which input would narrow the answer most."""
    if checked.measured is None:
        return message(
            "The band is that wide because published runs of this class differ so much. A short"
            " trial run narrows it: type the tokens a second that you measure."
        )
    return message("What was measured narrows the hours; the price is what is left to ask for.")
