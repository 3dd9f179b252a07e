"""A named, typical model for each class of models, so that a figure stands for something."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from app.compute.entries import Entry, group, refuse
from app.compute.hardware import Hardware, hardware
from app.compute.kv_cache import Kind, LayerGroup
from app.compute.shape import Shape, nearer_tying

FILE: Final = "models.toml"


@dataclass(frozen=True, slots=True)
class HostedModel:
    """A model behind a vendor's interface, as the price list names it."""

    provider: str
    model: str
    title: str
    source: str
    trust: str


@dataclass(frozen=True, slots=True)
class OpenModel:
    """Weights that anyone may run, and one machine that serves them."""

    title: str
    parameters: float
    shape: Shape
    chip: Hardware
    devices: int
    source: str
    trust: str

    @property
    def layers(self) -> tuple[LayerGroup, ...]:
        shape = self.shape
        return (LayerGroup(Kind.FULL, shape.layers, shape.kv_heads, shape.head_dim),)


@dataclass(frozen=True, slots=True)
class TypicalModels:
    """By class: "frontier_api" and its like are hosted, "7_14b" and its like are open."""

    hosted: Mapping[str, HostedModel]
    open: Mapping[str, OpenModel]


@lru_cache(maxsize=1)
def typical_models() -> TypicalModels:
    faults: list[str] = []
    hosted = {name: _hosted(entry) for name, entry in group(FILE, "hosted", faults)}
    weights = {name: _open(entry) for name, entry in group(FILE, "open", faults)}
    refuse(faults)
    return TypicalModels(hosted, weights)


def _hosted(entry: Entry) -> HostedModel:
    provider, model, title = (entry.text(key) for key in ("provider", "model", "title"))
    return HostedModel(provider, model, title, *entry.provenance())


def _open(entry: Entry) -> OpenModel:
    parameters = entry.number("parameters")
    keys = ("layers", "hidden", "heads", "kv_heads", "head_dim", "vocabulary", "ffn")
    layers, hidden, heads, kv_heads, head_dim, vocabulary, ffn = (
        int(entry.number(key)) for key in keys
    )
    shape = Shape(layers, hidden, heads, kv_heads, head_dim, vocabulary, ffn)
    return OpenModel(
        entry.text("title"),
        parameters,
        nearer_tying(shape, parameters),
        hardware(entry.text("hardware")),
        int(entry.number("devices")),
        *entry.provenance(),
    )
