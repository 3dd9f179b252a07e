"""What this project asks of machines: one training run, and serving at its volume."""

from __future__ import annotations

from dataclasses import dataclass

from app.compute.bands import Band as Band  # low, likely and high (P10, P50, P90)
from app.compute.break_even import OwnMachines as OwnMachines
from app.compute.break_even import api_usd_per_month
from app.language.message import Message


@dataclass(frozen=True, slots=True)
class MemoryPart:
    """One thing in the memory of a device."""

    title: Message
    gib: float


@dataclass(frozen=True, slots=True)
class Crossing:
    """Two monthly bills over the volume: a vendor's interface, and machines of one's own.

    The turns are requests a day from which own machines cost no more: with cheap rents and fast
    machines, in the likely case, and with dear rents and slow machines. None: never.
    """

    usd_per_request: float  # through the interface, retries and checks on top
    own: OwnMachines  # in the likely case
    low: float | None = None
    likely: float | None = None
    high: float | None = None

    @property
    def band(self) -> Band | None:
        """None unless it turns in the whole range."""
        if self.low is None or self.likely is None or self.high is None:
            return None
        return Band(self.low, self.likely, self.high)

    def hosted_usd(self, requests_per_day: float) -> float:
        """US dollars a month through the interface."""
        return api_usd_per_month(requests_per_day, self.usd_per_request)

    @property
    def first(self) -> float | None:
        """The likeliest turn that there is."""
        return self.likely if self.likely is not None else self.low


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
    memory_parts: tuple[MemoryPart, ...] = ()  # of one device, in the likely case


@dataclass(frozen=True, slots=True)
class Growth:
    """The volume a year after launch (I06c), and what it costs."""

    requests_per_day: float
    usd_per_month: Band
    expected: bool  # somebody said so; else it is assumed


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
    memory_parts: tuple[MemoryPart, ...] = ()  # of one machine, in the likely case
    usable_gib: float | None = None  # of one machine
    crossing: Crossing | None = None  # where the cheaper side changes; API only
    in_a_year: Growth | None = None  # None: nobody runs requests, or they have no price


@dataclass(frozen=True, slots=True)
class Machines:
    training: tuple[Training, ...]
    serving: Serving | None
    old_rents: tuple[int, ...] = ()  # years of the rents used that are older than a year (W15)
