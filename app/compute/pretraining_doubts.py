"""What is impossible about a pre-training run, and what only looks wrong (W01 to W11, W25, W26)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.compute import flops
from app.compute.described_run import Architecture, Pretraining
from app.compute.doubts import Caution, Complaint, above_zero, whole
from app.compute.hardware import Hardware
from app.compute.run import HOURS_A_DAY
from app.language.message import Quantity, Unit, message

# The estimated stock of public human text is 3·10^14 tokens, with a 90 % range of 10^14 to 10^15
# (Villalobos et al. 2024, arXiv:2211.04325).
TEXT_THERE_IS: Final = 3e14
TEXT_BEYOND_REASON: Final = 1e16
HIGHEST_VERIFIED: Final = 0.60  # of whole runs
MANY_CHIPS: Final = 8
UNUSUALLY_LOW: Final = 0.10
AGREES: Final = 1.05  # hours and days that are both typed
TWO_TALES: Final = 1.5  # beyond it, two sources do not speak of the same run
OF_PUBLISHED: Final = (0.6, 1.05)  # whole run over published steady state, where they agree
OF_DENSE_PEAK: Final = (0.5, 1.2)


def no_quantities(run: Pretraining) -> Iterator[Complaint]:
    """What is zero, negative or infinite; nothing can be worked out with it."""
    yield from above_zero(
        parameters=run.parameters,
        active_parameters=run.active_parameters,
        tokens=run.tokens,
        devices=run.devices,
        context=run.context,
        utilisation=run.utilisation,
        tflops_per_device=run.tflops_per_device,
        hours=run.hours,
        days=run.days,
        published_utilisation=run.published_utilisation,
        peak_tflops=run.peak_tflops,
    )
    yield from whole(devices=run.devices, context=run.context)


def impossibilities(run: Pretraining, chip: Hardware) -> Iterator[Complaint]:
    if run.active_parameters and run.active_parameters > run.parameters:
        says = message("A token cannot use more parameters than the model has")
        yield Complaint("active_parameters", says, "W02")
    if run.tokens > TEXT_BEYOND_REASON:
        says = message(
            "There is not that much text: about {stock} tokens of public human text are thought "
            "to exist",
            stock=Quantity(TEXT_THERE_IS, Unit.COUNT, 1),
        )
        yield Complaint("tokens", says, "W26")
    if run.published_utilisation is not None and run.published_utilisation >= 1:
        says = message("A chip cannot do all of its peak: give a share below one, such as 0.45")
        yield Complaint("published_utilisation", says, "W03")
    yield from faster_than_possible(run, run.measured_share(chip), chip)


def faster_than_possible(
    run: Pretraining, share: float | None, chip: Hardware
) -> Iterator[Complaint]:
    """`share`: what was measured, of the dense peak."""
    if share is not None and share >= 1:
        says = message(
            "Impossible: more work than the chips can do. The dense peak of {chip} is {peak} "
            "TFLOP/s",
            chip=chip.name,
            peak=chip.peak_flops / 1e12,
        )
        yield Complaint(measured_by(run), says, "W03")


def measured_by(run: Pretraining) -> str:
    """The name of the field that says how fast the run was."""
    fields = ("utilisation", "tflops_per_device", "hours", "days")
    return next(field for field in fields if getattr(run, field) is not None)


def cautions(run: Pretraining, share: float | None) -> Iterator[Caution]:
    yield from text_cautions(run.tokens)
    if run.context > flops.SHORT_CONTEXT:
        yield Caution("W10", message("The context is long: the work of attention has been added."))
    yield from architecture_cautions(run)
    if run.is_mostly_embedding:
        yield Caution(
            "W09",
            message("Much of so small a model is its embedding: the work may be overstated."),
        )
    if share is not None:
        yield from share_cautions(run, share)
        yield from disagreements(run, share)


def text_cautions(tokens: float) -> Iterator[Caution]:
    if tokens > TEXT_THERE_IS:
        yield Caution("W26", message("That is more text than is thought to exist."))


def architecture_cautions(run: Pretraining) -> Iterator[Caution]:
    if run.architecture is Architecture.ENCODER_DECODER:
        says = message(
            "In an encoder–decoder each token passes through a part of the model only: the work is "
            "between half and all of the usual."
        )
        yield Caution("W09", says)
    if run.architecture is Architecture.STATE_SPACE:
        says = message("Hardly any run of a state-space model is published: the band is wide.")
        yield Caution("W09", says)


def share_cautions(run: Pretraining, share: float) -> Iterator[Caution]:
    if share > HIGHEST_VERIFIED and run.devices >= MANY_CHIPS:
        yield Caution(
            "W04",
            message(
                "That is faster than any verified run: {share} of the peak. Check tokens, hours, "
                "the number of chips and the architecture.",
                share=Quantity(share, Unit.PERCENT),
            ),
        )
    if share < UNUSUALLY_LOW:
        yield Caution(
            "W05",
            message(
                "That is unusually slow: {share} of the peak. The hours may cover more than this "
                "run, or the tokens may be too few.",
                share=Quantity(share, Unit.PERCENT),
            ),
        )


def disagreements(run: Pretraining, share: float) -> Iterator[Caution]:
    """Where what was typed speaks against itself."""
    low, high = OF_PUBLISHED
    published = run.published_utilisation
    if published is not None and not low <= share / published <= high:
        yield Caution(
            "W06",
            message(
                "Hours, tokens and the published utilisation disagree: {share} against "
                "{published}. Were there several epochs?",
                share=Quantity(share, Unit.PERCENT),
                published=Quantity(published, Unit.PERCENT),
            ),
        )
    if not (run.hours and run.days):
        return
    ratio = run.days * HOURS_A_DAY * run.devices / run.hours
    if not 1 / AGREES <= ratio <= AGREES:
        yield Caution("W25", message("Hours and days disagree: which one is right?"))
    if not 1 / TWO_TALES <= ratio <= TWO_TALES:
        yield Caution(
            "W11",
            message(
                "Two sources for the hours: {hours}, or {days} by the calendar.",
                hours=Quantity(run.hours, Unit.DEVICE_HOURS),
                days=Quantity(run.days * HOURS_A_DAY * run.devices, Unit.DEVICE_HOURS),
            ),
        )


def peak_cautions(run: Pretraining, chip: Hardware) -> Iterator[Caution]:
    low, high = OF_DENSE_PEAK
    if run.peak_tflops is None:
        return
    if not low <= run.peak_tflops * 1e12 / chip.peak_flops <= high:
        yield Caution(
            "W07",
            message(
                "Is that peak sparse, of eight bits or not of the tensor cores? Dense, with 16 "
                "bits, {chip} has {peak} TFLOP/s; we reckon with that.",
                chip=chip.name,
                peak=chip.peak_flops / 1e12,
            ),
        )
