"""Useful floating-point operations of training and inference; F1 to F13 are the cases."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from app.compute.shape import Shape

SHORT_CONTEXT: Final = 4_096  # beyond it, attention is no longer small beside 6·N·D
ENCODER_DECODER: Final = (3.0, 4.2, 6.0)  # F7: least, likely (their geometric mean), most
RECOMPUTE: Final = 4 / 3  # hardware over useful FLOPs with full recompute (F6)


class Method(StrEnum):
    """How weights are trained."""

    FULL = "full"
    LORA = "lora"
    QLORA = "qlora"
    DPO = "dpo"
    PPO = "ppo"


PER_PARAMETER_AND_TOKEN: Final = {
    Method.FULL: 6.0,  # F1: forward 2, backward 4
    Method.LORA: 4.0,  # F4: no gradient of the frozen weights
    Method.QLORA: 4.0,  # F5
    Method.DPO: 8.0,  # F8: policy 6, reference model 2
    Method.PPO: 6.0,  # F10: the rest is inside the utilisation of RLHF
}


def training(active_parameters: float, tokens: float) -> float:
    """F1 dense and F2 mixture of experts: 6·N·D over the parameters a token uses."""
    return 6 * active_parameters * tokens


def tuning(
    method: Method, parameters: float, tokens: float, *, reference_cached: bool = False
) -> float:
    """F1, F4, F5, F8, F10. `tokens` of DPO are those of chosen and rejected answers together."""
    per = PER_PARAMETER_AND_TOKEN[method]
    if method is Method.DPO and reference_cached:
        per -= 2
    return per * parameters * tokens


def attention(shape: Shape, tokens: float, context: float, window: float | None = None) -> float:
    """F3: what attention adds, 12·L·d·s·D; the window in place of s for sliding layers."""
    reach = context if window is None else min(context, window)
    return 12 * shape.layers * shape.hidden * reach * tokens


def with_attention(base: float, shape: Shape, tokens: float, context: float) -> float:
    """The base FLOPs, with the attention term where the context is long enough for it to count."""
    return base + attention(shape, tokens, context) if context > SHORT_CONTEXT else base


def encoder_decoder(parameters: float, tokens: float) -> tuple[float, float, float]:
    """F7: least, likely and most."""
    least, likely, most = (per * parameters * tokens for per in ENCODER_DECODER)
    return least, likely, most


def reward_model(parameters: float, tokens: float) -> float:
    """F9."""
    return 6 * parameters * tokens


def distillation(student: float, teacher: float, tokens: float) -> float:
    """F11: the student learns from the teacher's logits."""
    return 6 * student * tokens + 2 * teacher * tokens


def forward(parameters: float, tokens: float) -> float:
    """F13: inference and evaluation."""
    return 2 * parameters * tokens


def with_recompute(useful: float) -> float:
    """F6: what the chips do when activations are computed twice; never the useful FLOPs."""
    return useful * RECOMPUTE


def useful_of_published(flops_per_second: float) -> float:
    """A published FLOP/s that counts recompute, as useful FLOP/s."""
    return flops_per_second / RECOMPUTE
