"""Chips by their usual spellings: dense peaks, memory, bandwidth and power, always per chip."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

from app.compute.entries import Entry, document, listed, refuse

FILE: Final = "hardware.toml"
CORES_A_CHIP: Final = 2  # TPU v2, v3, v4 and v5p are named by cores


@dataclass(frozen=True, slots=True)
class Hardware:
    """One kind of chip. Peaks are dense (no sparsity) with 16-bit inputs."""

    name: str
    spellings: tuple[str, ...]
    vendor: str
    year: int
    runs: str  # the class of published training runs: "A100", "H100", "TPU", "V100", "other"
    family: str  # how one user is served on it: "rtx", "server", "a100", "apple", "other"
    peak_flops: float  # FLOP/s
    fp8_flops: float | None
    measured_flops: float | None  # the best measured matrix multiply
    memory_gb: float  # the vendor's label, 10^9 bytes
    usable_gib: float
    bandwidth: float  # bytes/s
    tdp_watts: float | None
    named_by_cores: bool
    source: str
    trust: str
    checked: date

    @property
    def measured_share(self) -> float | None:
        """Measured over stated peak."""
        return None if self.measured_flops is None else self.measured_flops / self.peak_flops


class UnknownHardware(LookupError):
    """No chip of that name; `nearest` are the names that look most like it."""

    def __init__(self, name: str, nearest: tuple[str, ...]) -> None:
        super().__init__(name)
        self.name = name
        self.nearest = nearest


@dataclass(frozen=True, slots=True)
class NamedHardware:
    """What a typed name means: the chip and, for "TPU v3-256", how many chips that is."""

    hardware: Hardware
    counted: int | None = None  # the count in the name, as typed
    chips: int | None = None


@lru_cache(maxsize=1)
def all_hardware() -> tuple[Hardware, ...]:
    faults: list[str] = []
    found = tuple(_hardware(entry) for entry in listed(FILE, "hardware", document(FILE), faults))
    faults.extend(_doubled(found))
    refuse(faults)
    return found


def _hardware(entry: Entry) -> Hardware:
    fp8 = entry.optional_number("fp8_tflops")
    measured = entry.optional_number("measured_tflops")
    source, trust = entry.provenance()
    return Hardware(
        name=entry.text("name"),
        spellings=entry.names("spellings"),
        vendor=entry.text("vendor"),
        year=int(entry.number("year")),
        runs=entry.text("runs"),
        family=entry.text("family"),
        peak_flops=entry.number("peak_tflops") * 1e12,
        fp8_flops=None if fp8 is None else fp8 * 1e12,
        measured_flops=None if measured is None else measured * 1e12,
        memory_gb=entry.number("memory_gb"),
        usable_gib=entry.number("usable_gib"),
        bandwidth=entry.number("bandwidth_gb_per_s") * 1e9,
        tdp_watts=entry.optional_number("tdp_w"),
        named_by_cores=entry.flag("named_by_cores"),
        source=source,
        trust=trust,
        checked=entry.day("checked"),
    )


def _doubled(found: tuple[Hardware, ...]) -> Iterator[str]:
    seen: dict[str, str] = {}
    for chip in found:
        for spelling in {_key(name) for name in (chip.name, *chip.spellings)}:
            if spelling in seen:
                yield f"{FILE}: {spelling} is {seen[spelling]} and {chip.name}"
            seen[spelling] = chip.name


@lru_cache(maxsize=1)
def _by_key() -> Mapping[str, Hardware]:
    return {_key(name): chip for chip in all_hardware() for name in (chip.name, *chip.spellings)}


def _key(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.casefold().replace("nvidia", "").replace("amd ", ""))


def hardware(name: str) -> Hardware:
    """The chip that a name means; UnknownHardware with the nearest names otherwise."""
    return named_hardware(name).hardware


def named_hardware(name: str) -> NamedHardware:
    chips = _by_key()
    if (found := chips.get(_key(name))) is not None:
        return NamedHardware(found)
    pod = re.fullmatch(r"(.*?v\d\w*?)[-_ ](\d+)", name.strip(), re.IGNORECASE)
    if pod and (found := chips.get(_key(pod[1]))) is not None:
        count = int(pod[2])
        return NamedHardware(found, count, chips_of(found, count))
    raise UnknownHardware(name, nearest(name))


def chips_of(chip: Hardware, counted: int) -> int:
    """Chips behind the count in a product name: v3-256 is 128 chips, v5e-256 is 256."""
    return max(1, counted // CORES_A_CHIP) if chip.named_by_cores else counted


def nearest(name: str, how_many: int = 3) -> tuple[str, ...]:
    """Names of chips that look like `name`, best first; never empty."""
    chips = _by_key()
    keys = get_close_matches(_key(name), list(chips), n=3 * how_many, cutoff=0.0)
    return tuple(dict.fromkeys(chips[key].name for key in keys))[:how_many]
