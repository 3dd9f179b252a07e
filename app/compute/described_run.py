"""A pre-training run as somebody plans or describes it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.compute import flops
from app.compute.hardware import Hardware
from app.compute.run import HOURS_A_DAY, SECONDS_AN_HOUR
from app.compute.shape import usual_shape

USUAL_CONTEXT: Final = 2_048
MOST_EMBEDDING: Final = 0.20  # of the parameters; beyond it 6·N·D overstates the work


class Architecture(StrEnum):
    DECODER = "decoder"
    ENCODER_DECODER = "encoder-decoder"
    STATE_SPACE = "state-space"


@dataclass(frozen=True, slots=True)
class Pretraining:
    """A run that is planned, or one that was measured (`hours`, `days`, a share or a speed)."""

    parameters: float
    tokens: float  # processed: unique tokens times epochs
    hardware: str
    devices: int
    active_parameters: float | None = None
    context: int = USUAL_CONTEXT
    utilisation: float | None = None  # measured, 0 to 1, of a whole run
    tflops_per_device: float | None = None  # measured
    hours: float | None = None  # measured accelerator-hours
    days: float | None = None
    published_utilisation: float | None = None  # 0 to 1, of the same run, steady state
    peak_tflops: float | None = None  # the peak that somebody reckons with
    architecture: Architecture = Architecture.DECODER
    fp8: bool = False  # trained with eight bits

    @property
    def used_parameters(self) -> float:
        """Of one token: what decides time."""
        return self.active_parameters or self.parameters

    @property
    def work(self) -> float:
        """FLOPs, with attention where the context is long."""
        base = flops.training(self.used_parameters, self.tokens)
        if self.architecture is Architecture.ENCODER_DECODER:
            _, base, _ = flops.encoder_decoder(self.used_parameters, self.tokens)
        shape = usual_shape(self.used_parameters)
        return flops.with_attention(base, shape, self.tokens, self.context)

    @property
    def measured_hours(self) -> float | None:
        if self.hours is None and self.days is not None:
            return self.days * HOURS_A_DAY * self.devices
        return self.hours

    def measured_share(self, chip: Hardware) -> float | None:
        """The share of the dense peak that the measured figures amount to."""
        if self.utilisation is not None:
            return self.utilisation
        if self.tflops_per_device is not None:
            return self.tflops_per_device * 1e12 / chip.peak_flops
        if self.measured_hours is not None:
            return self.work / (self.measured_hours * SECONDS_AN_HOUR * chip.peak_flops)
        return None

    @property
    def is_mostly_embedding(self) -> bool:
        embedding = usual_shape(self.parameters).embedding_parameters
        return embedding > MOST_EMBEDDING * self.parameters
