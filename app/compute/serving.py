"""Many users on own machines: a roofline of bandwidth and arithmetic, and what follows from it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from app.compute.bands import Band
from app.compute.hardware import Hardware
from app.compute.inference_memory import ServedModel
from app.compute.kv_cache import Engine, cache_bytes
from app.compute.memory import GIB

BANDWIDTH_SHARE: Final = 0.65
COMPUTE_SHARE: Final = 0.45
CARD_SHARE: Final = 0.9  # of the card that an engine takes for itself
RESERVE_GIB: Final = 1.0  # of each card
HEADROOM: Final = 0.30  # assumption
TARGET_SECONDS: Final = 0.050  # per output token; assumption
THINK_SECONDS: Final = 60.0  # between two requests of one user; assumption
AVAILABLE_REPLICAS: Final = 2
MOST_SEQUENCES: Final = 100_000

# Measured over computed: offline throughput (TensorRT-LLM, 55 rows), interactive (vLLM, 12 rows).
OFFLINE: Final = Band(0.65, 1.0, 1.25)
PER_TOKEN: Final = Band(1.0, 1.35, 2.0)
FIRST_TOKEN: Final = Band(1.0, 1.6, 2.4)


@dataclass(frozen=True, slots=True)
class Machine:
    """Chips that serve one copy of the model together."""

    chip: Hardware
    devices: int

    @property
    def bandwidth(self) -> float:
        return self.devices * self.chip.bandwidth

    def flops(self, bits: float) -> float:
        """FLOP/s at the precision of the weights: 8 bits double the 16-bit peak, 4 bits again."""
        doubled = 4 if bits <= 4 else 2 if bits <= 8 else 1
        return self.devices * self.chip.peak_flops * doubled


@dataclass(frozen=True, slots=True)
class Experts:
    """Of a mixture: how many there are, and how many each token uses."""

    count: int
    per_token: int

    def touched(self, sequences: int) -> float:
        """Share of the weights that so many sequences read together."""
        return float(1 - (1 - self.per_token / self.count) ** sequences)


@dataclass(frozen=True, slots=True)
class Load:
    """A model, and the typical request it is asked."""

    model: ServedModel
    input_tokens: float
    output_tokens: float
    active_parameters: float
    experts: Experts | None = None
    engine: Engine = Engine.RESERVES
    compute_bits: float | None = None  # of the arithmetic, where it differs from the weights'
    cached_tokens: float = 0.0  # of the input, already worked through for an earlier request

    @property
    def bits(self) -> float:
        return self.model.weight_bits if self.compute_bits is None else self.compute_bits

    @property
    def kv_bytes_per_token(self) -> float:
        context = max(1, round(self.input_tokens + self.output_tokens))
        whole = cache_bytes(self.model.layers, context, 1, self.model.kv_bits / 8, self.engine)
        return whole / context


def seconds_per_token(load: Load, machine: Machine, sequences: int) -> float:
    """Time between two tokens of each of so many sequences."""
    share = 1.0 if load.experts is None else load.experts.touched(sequences)
    remembered = load.input_tokens + load.output_tokens / 2
    read = load.model.weight_bytes * share + sequences * remembered * load.kv_bytes_per_token
    reading = read / (machine.bandwidth * BANDWIDTH_SHARE)
    return max(reading, 2 * load.active_parameters * sequences / _arithmetic(load, machine))


def seconds_to_first_token(load: Load, machine: Machine) -> float:
    fresh = load.input_tokens - load.cached_tokens
    return 2 * load.active_parameters * fresh / _arithmetic(load, machine)


def machine_seconds(load: Load, machine: Machine, sequences: int) -> float:
    """Of one request, when so many are served at once."""
    each = seconds_per_token(load, machine, sequences)
    return seconds_to_first_token(load, machine) + load.output_tokens * each / sequences


def output_tokens_per_second(load: Load, machine: Machine, sequences: int) -> float:
    return load.output_tokens / machine_seconds(load, machine, sequences)


def _arithmetic(load: Load, machine: Machine) -> float:
    return machine.flops(load.bits) * COMPUTE_SHARE


def sequences_in_memory(load: Load, machine: Machine) -> int:
    """How many sequences fit beside the weights; 0: not one does."""
    card = CARD_SHARE * machine.chip.usable_gib - RESERVE_GIB
    room = card * GIB * machine.devices - load.model.weight_bytes
    one = load.kv_bytes_per_token * (load.input_tokens + load.output_tokens)
    if room < 0:
        return 0
    return MOST_SEQUENCES if one == 0 else min(MOST_SEQUENCES, math.floor(room / one))


def sequences_in_time(load: Load, machine: Machine, target: float = TARGET_SECONDS) -> int:
    """The most sequences with which each still gets its tokens in time."""
    low, high = 0, MOST_SEQUENCES
    while low < high:
        middle = (low + high + 1) // 2
        if seconds_per_token(load, machine, middle) <= target:
            low = middle
        else:
            high = middle - 1
    return low


@dataclass(frozen=True, slots=True)
class Capacity:
    """What one machine serves. None of it holds when `sequences` is 0: the model does not fit."""

    sequences: int
    seconds_per_token: Band
    seconds_to_first_token: Band
    output_tokens_per_second: Band  # at full load, before headroom
    requests_per_second: Band  # with headroom
    concurrent_users: Band


def capacity(
    load: Load,
    machine: Machine,
    target: float = TARGET_SECONDS,
    think_seconds: float = THINK_SECONDS,
) -> Capacity:
    at_once = min(sequences_in_memory(load, machine), sequences_in_time(load, machine, target))
    if at_once < 1:
        nothing = Band(0.0, 0.0, 0.0)
        return Capacity(0, nothing, nothing, nothing, nothing, nothing)
    each = seconds_per_token(load, machine, at_once)
    first = seconds_to_first_token(load, machine)
    requests = OFFLINE.times((1 - HEADROOM) / machine_seconds(load, machine, at_once))
    # Little's law: users are requests per second times the time each spends in the circle.
    circle = think_seconds + first + load.output_tokens * each
    return Capacity(
        at_once,
        PER_TOKEN.times(each),
        FIRST_TOKEN.times(first),
        OFFLINE.times(output_tokens_per_second(load, machine, at_once)),
        requests,
        requests.times(circle),
    )


def replicas(peak_per_second: float, per_replica: float, *, must_be_available: bool) -> int:
    """Whole machines; two where it must be available."""
    least = AVAILABLE_REPLICAS if must_be_available else 1
    return max(math.ceil(peak_per_second / per_replica), least)
