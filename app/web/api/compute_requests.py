"""What programs ask about machines, as they send it. Defaults come back in `assumed`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from app.compute.adapters import DEFAULT_RANK, DEFAULT_TARGETS, Adapters
from app.compute.described_run import USUAL_CONTEXT, Architecture, Pretraining
from app.compute.doubts import Impossible
from app.compute.fitting import Sliding, sliding_of
from app.compute.flops import Method
from app.compute.given_shape import GivenShape, adapters_on
from app.compute.kv_cache import Engine
from app.compute.memory import Setup
from app.compute.recipes import DEFAULT_OPTIMIZER
from app.compute.run import chip_named
from app.compute.shape import Shape
from app.language.reader import ENGLISH
from app.web.api.bodies import count, figure

# Beyond 10^24 nothing exists, and products of such figures stay within a float.
Figure = Annotated[float, BeforeValidator(figure), Field(gt=0, le=1e24)]
Count = Annotated[int, BeforeValidator(count), Field(ge=1, le=10**8)]
Stage = Annotated[int, BeforeValidator(count), Field(ge=0, le=3)]
Name = Annotated[str, Field(min_length=1, max_length=100)]


def on_record(name: str) -> str:
    """The name of a chip that there are figures of."""
    try:
        chip_named(name)
    except Impossible as refusal:
        raise ValueError(ENGLISH.say(refusal.complaints[0].says)) from None
    return name


Hardware = Annotated[Name, AfterValidator(on_record)]


class Asked(BaseModel):
    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)

    def defaults(self) -> dict[str, object]:
        """What was not said and is assumed."""
        return {
            name: value
            for name, value in self.model_dump(mode="json").items()
            if name not in self.model_fields_set and value is not None
        }


class PretrainingAsked(Asked):
    """All from `utilisation` on describes a run that was measured, or what is said of it."""

    parameters: Figure
    active_parameters: Figure | None = None
    tokens: Figure
    hardware: Hardware
    devices: Count
    context: Count | None = None
    utilisation: Figure | None = None
    tflops_per_device: Figure | None = None
    hours: Figure | None = None
    days: Figure | None = None
    published_utilisation: Figure | None = None
    peak_tflops: Figure | None = None
    architecture: Architecture = Architecture.DECODER

    def run(self) -> Pretraining:
        said = self.model_dump(exclude={"context"})
        return Pretraining(**said, context=self.context or USUAL_CONTEXT)


class ShapeAsked(Asked):
    """A model, as far as it is known; what is left out follows from its size."""

    parameters: Figure
    layers: Count | None = None
    hidden: Count | None = None
    heads: Count | None = None
    kv_heads: Count | None = None
    head_dim: Count | None = None
    vocabulary: Count | None = None
    ffn: Count | None = None
    experts: Count | None = None
    experts_per_token: Count | None = None
    longest_context: Count | None = Field(None, description="tokens that the model was made for")
    hardware: Hardware
    devices: Count = 1
    batch: Count = 1
    lora_rank: Count = DEFAULT_RANK
    lora_targets: Annotated[list[Name], Field(max_length=20)] = list(DEFAULT_TARGETS)
    optimizer: Name = DEFAULT_OPTIMIZER
    attention: Name = "flash"
    framework: Name = "unknown"
    tensor_parallel: Count = 1

    def given(self) -> GivenShape:
        fields = GivenShape.__dataclass_fields__
        return GivenShape(**{name: getattr(self, name) for name in fields})

    def adapters(self, shape: Shape, method: Method) -> Adapters:
        if method not in (Method.LORA, Method.QLORA):
            return Adapters()
        return adapters_on(shape, self.lora_rank, tuple(self.lora_targets))


class FinetuningAsked(ShapeAsked):
    tokens: Figure | None = Field(None, description="of one epoch; examples alone are refused")
    examples: Figure | None = None
    epochs: Figure = 1
    method: Method
    context: Count = USUAL_CONTEXT
    recompute: Literal["none", "full"] = "full"
    zero_stage: Stage | None = Field(None, description="null: 3 on several devices, 0 on one")

    def setup(self, shape: Shape) -> Setup:
        usual = 3 if self.devices > 1 else 0
        return Setup(
            shape=shape,
            parameters=self.parameters,
            method=self.method,
            optimizer=self.optimizer,
            adapters=self.adapters(shape, self.method),
            batch=self.batch,
            context=self.context,
            recompute=self.recompute == "full",
            zero_stage=usual if self.zero_stage is None else self.zero_stage,
            devices=self.devices,
            tensor_parallel=self.tensor_parallel,
            attention=self.attention,
            framework=self.framework,
        )


class MemoryAsked(ShapeAsked):
    method: Literal["inference", "full", "lora", "qlora"]
    bytes_per_weight: Annotated[float, BeforeValidator(figure), Field(gt=0, le=8)] = 2
    context: Count = 4096
    recompute: Literal["none", "full"] = "none"
    zero_stage: Stage = 0
    sliding_layers: Count | None = Field(None, description="layers that look back a window only")
    sliding_window: Count | None = Field(None, description="tokens of that window")
    engine: Engine = Engine.UNKNOWN

    def sliding(self) -> Sliding | None:
        return sliding_of(self.sliding_layers, self.sliding_window, self.engine)

    def setup(self, shape: Shape) -> Setup:
        method = Method(self.method)
        return Setup(
            shape=shape,
            parameters=self.parameters,
            method=method,
            optimizer=self.optimizer,
            weight_bytes=self.bytes_per_weight,
            adapters=self.adapters(shape, method),
            batch=self.batch,
            context=self.context,
            recompute=self.recompute == "full",
            zero_stage=self.zero_stage,
            devices=self.devices,
            tensor_parallel=self.tensor_parallel,
            attention=self.attention,
            framework=self.framework,
        )
