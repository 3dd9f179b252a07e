"""What a model remembers of a conversation: the key-value cache, summed over kinds of layers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    FULL = "full"  # every token attends to all before it
    SLIDING = "sliding"  # only to a window
    LATENT = "mla"  # one shared latent in place of keys and values
    LINEAR = "linear"  # a state of fixed size


class Engine(StrEnum):
    """How a serving engine reserves sliding layers."""

    CAPS = "caps"  # at the window (llama.cpp)
    RESERVES = "reserves"  # as if every layer attended to everything (vLLM and its kind)
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class LayerGroup:
    """Layers of one kind. Only the fields of its kind are used."""

    kind: Kind
    layers: int
    kv_heads: int = 0
    head_dim: int = 0
    window: int = 0
    latent: int = 0  # kv_lora_rank and rope_dim together
    key_heads: int = 0
    value_heads: int = 0
    key_dim: int = 0
    value_dim: int = 0
    kernel: int = 0


def cache_bytes(
    groups: Iterable[LayerGroup],
    context: int,
    sequences: int = 1,
    bytes_each: float = 2.0,
    engine: Engine = Engine.CAPS,
) -> float:
    """Bytes of keys and values of so many sequences of so many tokens."""
    return sum(
        sequences * bytes_each * _values(group, _remembered(group, context, engine))
        for group in groups
    )


def _values(group: LayerGroup, remembered: int) -> int:
    """Numbers kept of one sequence."""
    match group.kind:
        case Kind.LINEAR:
            return 0
        case Kind.LATENT:
            return group.layers * group.latent * remembered
        case _:
            return 2 * group.layers * group.kv_heads * group.head_dim * remembered


def _remembered(group: LayerGroup, context: int, engine: Engine) -> int:
    caps = group.kind is Kind.SLIDING and engine is not Engine.RESERVES
    return min(context, group.window) if caps else context


def growth_per_token(
    groups: Iterable[LayerGroup], at: int, bytes_each: float = 2.0, engine: Engine = Engine.CAPS
) -> float:
    """Bytes that one more token adds after `at` tokens."""
    kept = tuple(groups)
    after = cache_bytes(kept, at + 1, 1, bytes_each, engine)
    return after - cache_bytes(kept, at, 1, bytes_each, engine)


def state_bytes(groups: Iterable[LayerGroup], sequences: int = 1) -> float:
    """Bytes of the fixed states of linear layers: 16-bit convolution, 32-bit recurrence."""
    return float(sum(sequences * _state(group) for group in groups if group.kind is Kind.LINEAR))


def _state(group: LayerGroup) -> int:
    convolved = 2 * group.key_heads * group.key_dim + group.value_heads * group.value_dim
    recurrent = group.value_heads * group.key_dim * group.value_dim
    return group.layers * (convolved * group.kernel * 2 + recurrent * 4)


def needs_engine(groups: Iterable[LayerGroup]) -> bool:
    """Whether the cache depends on how the engine treats sliding layers."""
    return any(group.kind is Kind.SLIDING for group in groups)
