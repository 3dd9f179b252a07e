"""Bytes that a parameter takes in training: weights, gradients and optimiser state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Recipe:
    """Bytes per parameter, all parts."""

    weights: float
    gradients: float
    optimizer: float

    @property
    def total(self) -> float:
        return self.weights + self.gradients + self.optimizer


RECIPES: Final = {
    "adamw": Recipe(2, 2, 12),  # mixed precision: 32-bit copy and two moments; ZeRO paper
    "adamw-fp32-gradients": Recipe(2, 4, 12),  # DeepSpeed
    "adamw-fp32": Recipe(4, 4, 8),
    "adamw-bf16-weights": Recipe(2, 2, 8),  # 16-bit weights, 32-bit moments
    "adamw-bf16": Recipe(2, 2, 4),  # everything in 16 bits
    "adamw-8bit": Recipe(2, 2, 2),
    "adamw-fused": Recipe(2, 0, 4),  # the optimiser step inside the backward pass
    "adamw-8bit-fused": Recipe(2, 0, 2),
}
DEFAULT_OPTIMIZER: Final = "adamw"

# Of each trainable parameter of an adapter: 32-bit weight, gradient and two moments.
ADAPTER: Final = Recipe(4, 4, 8)

NF4_BYTES: Final = 0.5625  # one 32-bit scale per 64 weights
NF4_DOUBLE_QUANTISED_BYTES: Final = 0.516
KBIT_EMBEDDING_BYTES: Final = 4.0  # prepared by PEFT; torchtune keeps 2
