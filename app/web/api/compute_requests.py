"""What programs ask about machines, as they send it. Defaults are those that the answer names."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


def figure(sent: object) -> object:
    """A figure is a JSON number: no text that looks like one, and no true or false."""
    if isinstance(sent, bool) or not isinstance(sent, int | float):
        raise ValueError("Send a number")
    return sent


def count(sent: object) -> object:
    """A whole number; 8.0 counts as 8."""
    sent = figure(sent)
    if isinstance(sent, float) and sent.is_integer():
        return int(sent)
    if not isinstance(sent, int):
        raise ValueError("Send a whole number")
    return sent


# Larger figures are beyond anything that exists, and beyond what a float can tell apart.
Figure = Annotated[float, BeforeValidator(figure), Field(gt=0, le=1e30)]
Count = Annotated[int, BeforeValidator(count), Field(ge=1, le=10**9)]


class Asked(BaseModel):
    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)


class PretrainingAsked(Asked):
    parameters: Figure
    active_parameters: Figure | None = None
    tokens: Figure
    hardware: str
    devices: Count
    context: Count | None = None


class ShapeAsked(Asked):
    """The shape of a model, as far as it is known; the rest follows from its size."""

    parameters: Figure
    layers: Count | None = None
    hidden: Count | None = None
    heads: Count | None = None
    kv_heads: Count | None = None
    head_dim: Count | None = None
    vocabulary: Count | None = None
    ffn: Count | None = None
    experts: Count | None = None
    batch: Count = 1
    lora_rank: Count = 16
    lora_targets: list[str] | Literal["all", "attention"] | None = None
    optimizer: str | None = None
    attention: str | None = None
    framework: str | None = None
    recompute: Literal["none", "full"] = "none"
    zero_stage: Annotated[int, BeforeValidator(count), Field(ge=0, le=3)] = 0
    tensor_parallel: Count = 1
    devices: Count = 1
    hardware: str


class FinetuningAsked(ShapeAsked):
    tokens: Figure
    epochs: Figure = 1
    method: Literal["full", "lora", "qlora", "dpo", "ppo"]
    context: Count | None = None


class MemoryAsked(ShapeAsked):
    method: Literal["inference", "full", "lora", "qlora"]
    bytes_per_weight: Figure = 2
    context: Count = 4096
