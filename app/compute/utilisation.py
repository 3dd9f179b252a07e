"""Which share of the dense peak a whole run makes use of, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import Final

from app.compute.bands import combined
from app.compute.entries import group, refuse
from app.compute.flops import Method
from app.compute.hardware import Hardware

FILE: Final = "utilisation.toml"
SMALL_CLUSTER: Final = 16  # chips; one or two machines waste less
SMALL_CLUSTER_GAIN: Final = 1.4
LONG_CONTEXT: Final = 16_384
LONG_CONTEXT_LOSS: Final = 0.8
WEAK_MATMUL: Final = 0.70  # measured over stated peak, below which the peak misleads
USUAL_MATMUL: Final = 0.80
FP8_GAIN, FP8_SIGMA = 1.3, 0.40  # assumption
FEW_RUNS: Final = 5
UNTRIED_SIGMA: Final = 0.55  # of what no or hardly any run is published of
OTHER: Final = "other"  # chips that have nothing in common


@dataclass(frozen=True, slots=True)
class Utilisation:
    """Useful FLOPs over peak × time: the median of a whole run and its log-sd."""

    likely: float
    sigma: float
    runs: int  # published runs, or measured rows, behind it
    source: str
    trust: str
    measured: bool = False  # on the run itself, so that other runs no longer matter


class TuningMode(StrEnum):
    """How a fine-tuning run is set up, which decides how much of the chip it uses."""

    UNSAID = "unsaid"  # any of the ways that follow
    TUNED = "tuned"  # packed, compiled
    SHARDED_ADAPTERS = "sharded_adapters"  # LoRA or QLoRA over FSDP, long packed sequences
    UNPACKED = "unpacked"  # older multi-GPU full tuning
    PLAIN = "plain"  # a plain loop, small or padded batches
    OLD_CARD = "old_card"  # T4
    FP8 = "fp8"  # vendor-tuned; a benchmark, so goodput comes on top
    RLHF = "rlhf"


@dataclass(frozen=True, slots=True)
class Goodput:
    """What is left of a benchmark's utilisation over a whole run."""

    factor: float
    sigma: float


OWN_RUN: Final = Goodput(0.77, 0.12)  # steady state published for the same run, 8 runs
CLEAN_BENCHMARK: Final = Goodput(0.60, 0.20)  # a benchmark of another team
TYPED_WHOLE_RUN_SIGMA: Final = 0.15


@lru_cache(maxsize=1)
def defaults() -> dict[str, Utilisation]:
    """By "pretraining.A100", "tuning.plain" …"""
    faults: list[str] = []
    found: dict[str, Utilisation] = {}
    for kind in ("pretraining", "tuning"):
        for name, entry in group(FILE, kind, faults):
            likely, sigma = entry.number("likely"), entry.number("sigma")
            runs = int(entry.number("runs"))
            found[f"{kind}.{name}"] = Utilisation(likely, sigma, runs, *entry.provenance())
    refuse(faults)
    return found


def pretraining_utilisation(
    chip: Hardware, devices: int | None, context: float = 2_048, *, fp8: bool = False
) -> Utilisation:
    """The default for a run nobody has measured. `devices` None: not known."""
    base = defaults()[f"pretraining.{chip.runs}"]
    likely = base.likely
    if devices is not None and devices <= SMALL_CLUSTER:
        likely *= SMALL_CLUSTER_GAIN
    if context >= LONG_CONTEXT:
        likely *= LONG_CONTEXT_LOSS
    if chip.measured_share is not None and chip.measured_share < WEAK_MATMUL:
        likely *= chip.measured_share / USUAL_MATMUL
    if fp8:
        return replace(base, likely=likely * FP8_GAIN, sigma=max(base.sigma, FP8_SIGMA))
    return replace(base, likely=likely)


def tuning_utilisation(mode: TuningMode, chip: Hardware) -> Utilisation:
    base = defaults()[f"tuning.{mode}"]
    if mode is TuningMode.FP8:
        base = after_goodput(base, OWN_RUN)
    untried = chip.runs == chip.family == OTHER and mode is not TuningMode.OLD_CARD
    return replace(base, sigma=max(base.sigma, UNTRIED_SIGMA), runs=0) if untried else base


def after_goodput(benchmark: Utilisation, goodput: Goodput) -> Utilisation:
    """A benchmark's utilisation as a whole run would show it."""
    return replace(
        benchmark,
        likely=benchmark.likely * goodput.factor,
        sigma=combined(benchmark.sigma, goodput.sigma),
    )


def typed(likely: float, goodput: Goodput | None = None) -> Utilisation:
    """A utilisation that somebody measured: of a whole run, or of a benchmark."""
    sigma = TYPED_WHOLE_RUN_SIGMA if goodput is None else 0.0
    found = Utilisation(likely, sigma, 1, "typed", "general", measured=True)
    return found if goodput is None else after_goodput(found, goodput)


TUNED_FRAMEWORKS: Final = ("torchtune", "llm-foundry")


def tuning_mode(method: Method, chip: Hardware, devices: int, framework: str) -> TuningMode:
    """The mode that a set-up amounts to."""
    if method is Method.PPO:
        return TuningMode.RLHF
    if chip.name == "T4":
        return TuningMode.OLD_CARD
    if framework in TUNED_FRAMEWORKS:
        return TuningMode.TUNED
    if framework == "nemo-fp8":
        return TuningMode.FP8
    if framework == "unknown":
        return TuningMode.UNSAID
    return _plain_or_sharded(method, devices, framework)


def _plain_or_sharded(method: Method, devices: int, framework: str) -> TuningMode:
    adapters = method in (Method.LORA, Method.QLORA)
    if framework == "fsdp" and adapters:
        return TuningMode.SHARDED_ADAPTERS
    return TuningMode.UNPACKED if devices > 1 and not adapters else TuningMode.PLAIN
