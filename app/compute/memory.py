"""Memory of one device in training: states, activations, logits, and whether they fit."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from app.compute.adapters import Adapters, trainable_parameters
from app.compute.bands import Band
from app.compute.flops import Method
from app.compute.recipes import (
    ADAPTER,
    DEFAULT_OPTIMIZER,
    KBIT_EMBEDDING_BYTES,
    NF4_BYTES,
    NF4_DOUBLE_QUANTISED_BYTES,
    RECIPES,
    Recipe,
)
from app.compute.shape import Shape

GIB: Final = 2**30

BLOCK_BYTES: Final = 34  # per layer, token and width, without recompute (arXiv:2205.05198)
SCORE_BYTES: Final = 5  # per layer, head and pair of tokens, eager attention
CHECKPOINT_BYTES: Final = 2  # kept per layer, token and width with recompute, 16-bit base
KBIT_CHECKPOINT_BYTES: Final = 4  # the same with a 4-bit base: 32-bit residual stream
RECOMPUTED_SCORE_BYTES: Final = 16  # one layer's attention scores while it is recomputed
KBIT_RECOMPUTED_SCORE_BYTES: Final = 19

FRAMEWORKS: Final = ("unknown", "huggingface", "llm-foundry", "torchtune", "fsdp", "nemo-fp8")
LOGIT_BYTES: Final = {"llm-foundry": 4.0, "nemo-fp8": 4.0, "torchtune": 0.0}  # chunked: none
LOGIT_BYTES_PLAIN: Final = 14.0
LOGIT_BYTES_KBIT: Final = 16.0
LOGIT_BYTES_LEAST: Final = 4.0  # of an unknown framework


class Verdict(StrEnum):
    FITS = "yes"
    UNCERTAIN = "uncertain"
    DOES_NOT_FIT = "no"


@dataclass(frozen=True, slots=True)
class Margin:
    """What the process holds beside the tensors, as factors of their sum."""

    low: float
    likely: float
    high: float


FLASH_MARGIN: Final = Margin(1.05, 1.16, 1.30)
EAGER_MARGIN: Final = Margin(1.05, 1.24, 1.50)
SHARDED_LOW: Final = 1.00  # runs packed by experts over several devices need no margin


@dataclass(frozen=True, slots=True)
class Setup:
    """One training run, as far as memory is concerned. `devices` holds tensor and pipeline."""

    shape: Shape
    parameters: float
    method: Method = Method.FULL
    optimizer: str = DEFAULT_OPTIMIZER
    weight_bytes: float = 2.0  # of a frozen base
    nf4_bytes: float = NF4_BYTES  # of a base in four bits
    adapters: Adapters = field(default_factory=Adapters)
    batch: int = 1
    context: int = 2_048
    recompute: bool = False
    zero_stage: int = 0
    devices: int = 1
    tensor_parallel: int = 1
    pipeline_parallel: int = 1
    attention: str = "flash"
    framework: str = "unknown"

    @property
    def data_parallel(self) -> float:
        return max(1.0, self.devices / (self.tensor_parallel * self.pipeline_parallel))

    @property
    def frozen(self) -> bool:
        return self.method in (Method.LORA, Method.QLORA)

    @property
    def kbit(self) -> bool:
        return self.method is Method.QLORA

    @property
    def tokens(self) -> int:
        """Of one micro-batch."""
        return self.batch * self.context


@dataclass(frozen=True, slots=True)
class DeviceMemory:
    """GiB on one device. `total` is what tensors take; `process` what a monitor shows."""

    weights_gib: float
    gradients_gib: float
    optimizer_gib: float
    activations_gib: float
    logits_gib: float
    kv_cache_gib: float
    process_gib: Band

    @property
    def total_gib(self) -> float:
        states = self.weights_gib + self.gradients_gib + self.optimizer_gib
        return states + self.activations_gib + self.logits_gib + self.kv_cache_gib


def verdict(needed: Band, usable_gib: float) -> Verdict:
    if needed.high <= usable_gib:
        return Verdict.FITS
    return Verdict.DOES_NOT_FIT if needed.low > usable_gib else Verdict.UNCERTAIN


def training_memory(setup: Setup) -> DeviceMemory:
    """The likely memory, with the band that margin and framework leave open."""
    likely = _with_logits(setup, logit_bytes(setup))
    low, high = likely, likely
    if setup.framework == "unknown":
        least_bytes = replace(setup, nf4_bytes=NF4_DOUBLE_QUANTISED_BYTES)
        low = _with_logits(least_bytes, LOGIT_BYTES_LEAST)
        high = _with_logits(setup, LOGIT_BYTES_KBIT)
    margin = EAGER_MARGIN if setup.attention == "eager" else FLASH_MARGIN
    sharded = setup.devices > 1 and setup.zero_stage > 0
    least = SHARDED_LOW if sharded else margin.low
    process = Band(
        low.total_gib * least, likely.total_gib * margin.likely, high.total_gib * margin.high
    )
    return replace(likely, process_gib=process)


def logit_bytes(setup: Setup) -> float:
    """Bytes per logit, over the loss and its gradient."""
    plain = LOGIT_BYTES_KBIT if setup.kbit else LOGIT_BYTES_PLAIN
    return LOGIT_BYTES.get(setup.framework, plain)


def _with_logits(setup: Setup, per_logit: float) -> DeviceMemory:
    states = training_states(setup)
    blocks, passing = activations(setup)
    logits = per_logit * setup.tokens * setup.shape.vocabulary / setup.tensor_parallel
    if setup.frozen and setup.recompute:
        # With PEFT the last layer is done with before the loss peaks: the larger one counts.
        passing, logits = (0.0, logits) if logits > passing else (passing, 0.0)
    return DeviceMemory(
        weights_gib=states.weights / GIB,
        gradients_gib=states.gradients / GIB,
        optimizer_gib=states.optimizer / GIB,
        activations_gib=(blocks + passing) / GIB,
        logits_gib=logits / GIB,
        kv_cache_gib=0.0,
        process_gib=Band(0.0, 0.0, 0.0),
    )


def training_states(setup: Setup) -> Recipe:
    """Bytes of weights, gradients and optimiser on one device."""
    parts = setup.tensor_parallel * setup.pipeline_parallel
    if not setup.frozen:
        recipe = RECIPES[setup.optimizer]
        return sharded(recipe, setup.parameters / parts, setup)
    return _adapter_states(setup, parts)


def _adapter_states(setup: Setup, parts: int) -> Recipe:
    trained = trainable_parameters(setup.shape, setup.adapters) / parts
    base = frozen_bytes(setup) / parts
    shared = gathered(base, setup) if setup.zero_stage == 3 else base
    own = sharded(ADAPTER, trained, setup, gathers=False)
    return Recipe(shared + own.weights, own.gradients, own.optimizer)


def gathered(weights: float, setup: Setup) -> float:
    """Bytes of weights that are shared out: a device's part, and two layers at a time."""
    own = weights / setup.data_parallel
    return min(weights, own + 2 * weights / setup.shape.layers)


def frozen_bytes(setup: Setup) -> float:
    """Bytes of a base model whose weights are not trained."""
    if not setup.kbit:
        return setup.weight_bytes * setup.parameters
    apart = min(setup.shape.embedding_parameters, setup.parameters)
    per_embedding = 2.0 if setup.framework == "torchtune" else KBIT_EMBEDDING_BYTES
    return setup.nf4_bytes * (setup.parameters - apart) + per_embedding * apart


def sharded(recipe: Recipe, parameters: float, setup: Setup, *, gathers: bool = True) -> Recipe:
    """Bytes by ZeRO stage: 1 shares the optimiser, 2 the gradients too, 3 the weights as well.

    At stage 3 two layers are gathered at a time.
    """
    over, stage = setup.data_parallel, setup.zero_stage
    weights = recipe.weights * parameters
    if stage >= 3:
        weights = gathered(weights, setup) if gathers else weights / over
    gradients = recipe.gradients * parameters / (over if stage >= 2 else 1)
    return Recipe(weights, gradients, recipe.optimizer * parameters / (over if stage >= 1 else 1))


def activations(setup: Setup) -> tuple[float, float]:
    """Bytes kept for the backward pass in all layers, and of the one layer at work."""
    shape, tokens = setup.shape, setup.tokens
    width = tokens * shape.hidden / setup.tensor_parallel
    pairs = shape.heads * setup.batch * setup.context**2 / setup.tensor_parallel
    eager = setup.attention == "eager"
    if not setup.recompute:
        scores = SCORE_BYTES * shape.layers * pairs if eager else 0.0
        return BLOCK_BYTES * shape.layers * width + scores, 0.0
    kept = KBIT_CHECKPOINT_BYTES if setup.kbit else CHECKPOINT_BYTES
    per_pair = KBIT_RECOMPUTED_SCORE_BYTES if setup.kbit else RECOMPUTED_SCORE_BYTES
    one_layer = BLOCK_BYTES * width + (per_pair * pairs if eager else 0.0)
    return kept * shape.layers * width, one_layer


def deepspeed_states(
    parameters: float, largest_layer: float, devices: int, *, offload: str = "none"
) -> float:
    """Bytes on a device as DeepSpeed's own ZeRO-3 estimator counts them."""
    layers = 4 * largest_layer
    match offload:
        case "none":
            return 18 * parameters / devices + layers
        case "optimizer":
            return 2 * parameters / devices + layers
        case _:
            return layers
