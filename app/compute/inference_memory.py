"""Memory to serve a model: weights, key-value cache, state, overhead and what the system keeps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.compute.bands import Band
from app.compute.kv_cache import Engine, LayerGroup, cache_bytes, state_bytes
from app.compute.memory import GIB

OVERHEAD: Final = 0.10  # of weights and cache


class System(StrEnum):
    HEADLESS = "linux-headless"
    DISPLAY = "windows-display"
    UNIFIED = "macOS"


# Bits per weight of the usual GGUF formats (llama.cpp; where models differ, the larger).
GGUF_BITS: Final = {
    "F16": 16.0, "Q8_0": 8.5, "Q6_K": 6.56, "Q5_K_M": 5.68, "Q4_K_M": 4.84, "IQ4_XS": 4.30,
    "Q4_K_S": 4.58, "Q3_K_M": 3.91, "Q2_K": 3.40, "IQ2_M": 2.73, "IQ1_S": 1.74, "Q4_0": 4.5,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ServedModel:
    """A model as it lies in memory. All parameters count, also of experts that are idle."""

    parameters: float
    weight_bits: float
    layers: tuple[LayerGroup, ...]
    kv_bits: float = 16.0

    @property
    def weight_bytes(self) -> float:
        return weight_bytes(self.parameters, self.weight_bits)


@dataclass(frozen=True, slots=True)
class InferenceMemory:
    """GiB, of all devices together."""

    weights_gib: float
    kv_cache_gib: float
    state_gib: float
    reserve_gib: float
    needed_gib: Band

    @property
    def read_per_token_bytes(self) -> float:
        """What one more token of one user reads, where no expert is idle."""
        return (self.weights_gib + self.kv_cache_gib + self.state_gib) * GIB


def weight_bytes(parameters: float, bits: float) -> float:
    return parameters * bits / 8


def group_quantised_bits(bits: int, group: int) -> float:
    """With one 32-bit scale and zero per group: 4 bits in groups of 128 are 4.25."""
    return bits + 32 / group


def reserve_gib(system: System, capacity_gib: float) -> float:
    """What the system keeps for itself."""
    match system:
        case System.HEADLESS:
            return 1.0
        case System.DISPLAY:
            return 2.5
        case System.UNIFIED:
            return min(14.0, 0.25 * capacity_gib)


def inference_memory(
    model: ServedModel,
    context: int,
    sequences: int = 1,
    engine: Engine = Engine.UNKNOWN,
    reserve: float = 1.0,
) -> InferenceMemory:
    """Low leaves out the overhead; an unknown engine caps at the low end, reserves at the high."""
    caches = _caches(model.layers, context, sequences, model.kv_bits / 8, engine)
    state = state_bytes(model.layers, sequences)
    weights = model.weight_bytes
    low = (weights + caches[0] + state) / GIB + reserve
    high = ((weights + caches[1]) * (1 + OVERHEAD) + state) / GIB + reserve
    likely = high if caches[0] == caches[1] else (low + high) / 2
    return InferenceMemory(
        weights / GIB, caches[1] / GIB, state / GIB, reserve, Band(low, likely, high)
    )


def _caches(
    layers: Iterable[LayerGroup], context: int, sequences: int, each: float, engine: Engine
) -> tuple[float, float]:
    kept = tuple(layers)
    if engine is not Engine.UNKNOWN:
        only = cache_bytes(kept, context, sequences, each, engine)
        return only, only
    return (
        cache_bytes(kept, context, sequences, each, Engine.CAPS),
        cache_bytes(kept, context, sequences, each, Engine.RESERVES),
    )
