"""What this project asks of machines: one training run, and serving at its volume."""

from __future__ import annotations

from dataclasses import dataclass

from app.compute.bands import Band as Band  # low, likely and high (P10, P50, P90)
from app.language.message import Message


@dataclass(frozen=True, slots=True)
class Training:
    """Training one model for this project. Hours are accelerator-hours of one run."""

    method: str  # "full", "lora", "qlora", "dpo", "ppo", "pretraining"
    parameters: float
    tokens: float
    hardware: str
    devices: int
    flops: float
    hours: Band
    days: Band
    runs: Band
    usd: Band  # of all runs
    memory_gib: Band | None  # per device
    usable_gib: float | None
    fits: str | None  # "yes", "no", "uncertain"
    energy_kwh: Band
    co2e_kg: Band
    derivation: Message
    warnings: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Serving:
    """Serving this project's requests, through an API or on own machines."""

    where: str  # "api", "own", "device"
    model: str  # the model or class the figures are for
    requests_per_day: float
    input_tokens: float
    output_tokens: float
    usd_per_request: float | None  # API only; None: price unknown
    usd_per_month: Band | None
    memory_gib: Band | None
    devices: int | None
    concurrent_users: Band | None
    latency_ms: Band | None
    fits: str | None
    break_even_requests_per_day: Band | None  # where self-hosting becomes cheaper; None: never
    priced_at: str | None
    derivation: Message
    warnings: tuple[Message, ...]
    parameters: float | None = None  # of the model; None: a vendor's, who does not say
    purchase_usd: Band | None = None  # of machines that have to be bought first


@dataclass(frozen=True, slots=True)
class Machines:
    training: tuple[Training, ...]
    serving: Serving | None
    old_rents: tuple[int, ...] = ()  # years of the rents used that are older than a year (W15)
