"""Low-rank adapters: which matrices they sit on, and how many parameters they train."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from app.compute.shape import Shape

TARGETS: Final = ("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj")
DEFAULT_RANK: Final = 16
DEFAULT_TARGETS: Final = ("q_proj", "k_proj", "v_proj", "o_proj")


@dataclass(frozen=True, slots=True)
class Adapters:
    """LoRA of one rank on the named matrices of every layer."""

    rank: int = DEFAULT_RANK
    targets: tuple[str, ...] = DEFAULT_TARGETS


def matrices(shape: Shape) -> Mapping[str, tuple[int, int]]:
    """(inputs, outputs) of each matrix of a layer."""
    d, f = shape.hidden, shape.ffn
    query, key = shape.heads * shape.head_dim, shape.kv_heads * shape.head_dim
    return {
        "q_proj": (d, query),
        "k_proj": (d, key),
        "v_proj": (d, key),
        "o_proj": (query, d),
        "gate_proj": (d, f),
        "up_proj": (d, f),
        "down_proj": (f, d),
    }


def trainable_parameters(shape: Shape, adapters: Adapters) -> float:
    """The sum over targets of r·(d_in + d_out), in every layer."""
    sides = matrices(shape)
    of_a_layer = sum(adapters.rank * sum(sides[target]) for target in adapters.targets)
    return float(shape.layers * of_a_layer)


def largest_rank(shape: Shape, targets: Iterable[str]) -> int:
    """A rank beyond the smaller side of a matrix is no longer low."""
    sides = matrices(shape)
    return min(min(sides[target]) for target in targets)
