"""Training runs whose hours were published: neighbours to compare with, and a back-test."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from app.compute.bands import around
from app.compute.entries import Entry, document, listed, refuse
from app.compute.hardware import Hardware, UnknownHardware, hardware
from app.compute.utilisation import OTHER, Utilisation, pretraining_utilisation

FILE: Final = "published_runs.toml"
NEIGHBOURS: Final = 3


@dataclass(frozen=True, slots=True)
class PublishedRun:
    """One run. `share`: of the dense peak, over the whole run."""

    id: str
    model: str
    year: int
    chip: Hardware
    devices: int | None
    parameters: float
    tokens: float
    hours: float  # accelerator-hours
    share: float
    grade: str  # "A": hours and tokens reported; "B": one of them derived
    source: str
    trust: str

    @property
    def flops(self) -> float:
        return 6 * self.parameters * self.tokens

    @property
    def family(self) -> str:
        """Runs of one team on one recipe stand and fall together."""
        return self.id.split("-")[0].rstrip("0123456789.")

    @property
    def foretold(self) -> Utilisation:
        """What the defaults say of such a run."""
        return pretraining_utilisation(self.chip, self.devices)

    @property
    def hours_ratio(self) -> float:
        """Hours foretold over hours reported."""
        return self.share / self.foretold.likely

    @property
    def in_band(self) -> bool:
        usual = self.foretold
        band = around(usual.likely, usual.sigma)
        return band.low <= self.share <= band.high


@lru_cache(maxsize=1)
def published_runs() -> tuple[PublishedRun, ...]:
    faults: list[str] = []
    found = tuple(_run(entry) for entry in listed(FILE, "run", document(FILE), faults))
    refuse(faults)
    return found


def _run(entry: Entry) -> PublishedRun:
    devices = entry.optional_number("devices")
    source, trust = entry.provenance()
    return PublishedRun(
        id=entry.text("id"),
        model=entry.text("model"),
        year=int(entry.number("year")),
        chip=_chip(entry),
        devices=None if devices is None else int(devices),
        parameters=entry.number("parameters_b") * 1e9,
        tokens=entry.number("tokens_b") * 1e9,
        hours=entry.number("hours"),
        share=entry.number("share"),
        grade=entry.text("grade"),
        source=source,
        trust=trust,
    )


def _chip(entry: Entry) -> Hardware:
    name = entry.text("hardware")
    try:
        return hardware(name)
    except UnknownHardware as unknown:
        entry.fault(f"{name} is no chip that we know")
        return hardware(unknown.nearest[0])


def nearest_runs(flops: float, chip: Hardware) -> tuple[PublishedRun, ...]:
    """The runs on the same class of chips whose work comes nearest, the nearest first."""
    alike = [run for run in published_runs() if run.chip.runs == chip.runs != OTHER]
    alike.sort(key=lambda run: abs(math.log(run.flops / flops)))
    return tuple(alike[:NEIGHBOURS])
