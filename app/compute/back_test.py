"""What the compute model was held against, computed when asked over the runs that are shipped."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import fmean, median
from typing import Final

from app.compute.bands import around
from app.compute.described_run import Pretraining
from app.compute.energy import kwh
from app.compute.memory import Setup, training_memory
from app.compute.pretraining import pretraining
from app.compute.published_runs import PublishedRun, published_runs
from app.compute.shape import usual_shape
from app.compute.utilisation import SMALL_CLUSTER, SMALL_CLUSTER_GAIN
from app.language.message import Message, Quantity, Unit, message

PLAIN: Final = ("A100", "H100")  # classes of chips with enough runs
# LLaMA paper, table 15: MWh at 400 W and 1.1 for the building.
LLAMA_MWH: Final = {"llama1-7b": 36, "llama1-13b": 59, "llama1-33b": 233, "llama1-65b": 449}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of the back-test: what must hold, and what is found now."""

    id: str
    says: Message
    found: Message
    holds: bool


@dataclass(frozen=True, slots=True)
class ByClass:
    """The shares of the peak that whole runs of one class of chips reached."""

    name: str
    shares: tuple[float, ...]
    low: float  # the default's P10
    likely: float
    high: float  # and P90


@lru_cache(maxsize=1)
def levels() -> tuple[Level, ...]:
    return (
        _good_runs(),
        _in_their_bands(),
        _left_out(),
        _worked(),
        *_llama(),
        *_never_less(),
    )


def plain(grades: str) -> list[PublishedRun]:
    return [run for run in published_runs() if run.grade in grades and run.chip.runs in PLAIN]


def classes() -> tuple[ByClass, ...]:
    """Each class of chips with its published runs and the default that is used."""
    found = []
    for name in dict.fromkeys(run.chip.runs for run in published_runs()):
        runs = [run for run in published_runs() if run.chip.runs == name]
        usual = max(runs, key=lambda run: run.devices or 10**6).foretold
        band = around(usual.likely, usual.sigma)
        shares = tuple(sorted(run.share for run in runs))
        found.append(ByClass(name, shares, band.low, band.likely, band.high))
    return tuple(found)


def within_twice(ratios: Sequence[float]) -> float:
    return fmean(0.5 <= ratio <= 2 for ratio in ratios)


def relative_error(ratios: Sequence[float]) -> float:
    """The mean magnitude of the relative error of the hours."""
    return fmean(abs(ratio - 1) for ratio in ratios)


def _good_runs() -> Level:
    ratios = [run.hours_ratio for run in plain("A")]
    twice, error = within_twice(ratios), relative_error(ratios)
    bias = math.exp(fmean(map(math.log, ratios)))
    return Level(
        "A1",
        message(
            "Hours of {n} well-documented runs: all within a factor of two, mean error at most"
            " 0.25, no bias beyond a tenth",
            n=len(ratios),
        ),
        message(
            "{twice} within two, error {error}, bias {bias}",
            twice=Quantity(twice, Unit.PERCENT),
            error=Quantity(error),
            bias=Quantity(bias),
        ),
        twice == 1 and error <= 0.25 and 0.9 <= bias <= 1.1,
    )


def _in_their_bands() -> Level:
    runs = plain("AB")
    inside, twice = fmean(run.in_band for run in runs), within_twice([r.hours_ratio for r in runs])
    return Level(
        "A2",
        message(
            "Of {n} runs 70 to 90 in 100 lie in P10 to P90, and 94 in 100 within a factor of two",
            n=len(runs),
        ),
        message(
            "{inside} inside, {twice} within two",
            inside=Quantity(inside, Unit.PERCENT),
            twice=Quantity(twice, Unit.PERCENT),
        ),
        0.70 <= inside <= 0.90 and twice >= 0.94,
    )


def _left_out() -> Level:
    runs = plain("A")
    ratios = [_without_its_family(run, runs) for run in runs]
    twice, error = within_twice(ratios), relative_error(ratios)
    return Level(
        "A3",
        message("A family of models left out is still foretold: 95 in 100 within a factor of two"),
        message(
            "{twice} within two, error {error}, {families} families",
            twice=Quantity(twice, Unit.PERCENT),
            error=Quantity(error),
            families=len({run.family for run in runs}),
        ),
        twice >= 0.95 and error <= 0.35,
    )


def _without_its_family(run: PublishedRun, runs: list[PublishedRun]) -> float:
    others = [
        other.share / _gain(other)
        for other in runs
        if other.family != run.family and other.chip.runs == run.chip.runs
    ]
    return run.share / (median(others) * _gain(run))


def _gain(run: PublishedRun) -> float:
    small = run.devices is not None and run.devices <= SMALL_CLUSTER
    return SMALL_CLUSTER_GAIN if small else 1.0


def _worked() -> Level:
    hours = pretraining(Pretraining(7e9, 1e12, "A100-80GB", 440)).hours
    expected = (79_830, 109_980, 151_517)
    off = max(
        abs(found / known - 1)
        for found, known in zip((hours.low, hours.likely, hours.high), expected, strict=True)
    )
    return Level(
        "A1a",
        message("7B on 10¹² tokens, A100: 79,830 – 109,980 – 151,517 hours, by hand"),
        message("{off} apart at most", off=Quantity(off, Unit.PERCENT)),
        off <= 0.001,
    )


def _llama() -> Iterator[Level]:
    runs = {run.id: run for run in published_runs()}
    known = {id: mwh for id, mwh in LLAMA_MWH.items() if id in runs}
    off = max(abs(kwh(runs[id].hours, 400, pue=1.1) / 1e3 / mwh - 1) for id, mwh in known.items())
    yield Level(
        "A12",
        message("Energy of the LLaMA models, as their paper states it: within 1.5 %"),
        message("{off} apart at most", off=Quantity(off, Unit.PERCENT)),
        off <= 0.015,
    )


def _never_less() -> Iterator[Level]:
    sizes = (1e9, 7e9, 70e9, 400e9)
    hours = [pretraining(Pretraining(size, 1e12, "H100-80GB", 512)).hours.likely for size in sizes]
    gib = [_gib(size, stage) for size in sizes for stage in range(4)]
    rises = hours == sorted(hours)
    shrinks = all(
        later <= earlier
        for at in range(0, len(gib), 4)
        for earlier, later in zip(gib[at : at + 4], gib[at + 1 : at + 4], strict=False)
    )
    yield Level(
        "A18",
        message("A larger model never takes fewer hours; sharding more never takes more memory"),
        message("{n} cases tried", n=len(hours) + len(gib)),
        rises and shrinks,
    )


def _gib(parameters: float, stage: int) -> float:
    setup = Setup(usual_shape(parameters), parameters, zero_stage=stage, devices=8)
    return training_memory(setup).total_gib
