"""What is impossible or unsure about serving: length, load, replacement, and the engine's cache."""

from __future__ import annotations

from collections.abc import Iterator

from app.compute.doubts import Caution, Complaint
from app.compute.kv_cache import Engine, LayerGroup, cache_bytes, needs_engine
from app.compute.memory import GIB
from app.compute.serving import AVAILABLE_REPLICAS, Capacity, replicas
from app.language.message import Quantity, Unit, counted, message


def engine_cautions(
    layers: tuple[LayerGroup, ...], engine: Engine, context: int, sequences: int
) -> Iterator[Caution]:
    """W14: how an engine keeps sliding layers decides the cache, so both figures are shown."""
    if engine is not Engine.UNKNOWN or not needs_engine(layers):
        return
    capped, reserved = (
        cache_bytes(layers, context, sequences, engine=kind) / GIB
        for kind in (Engine.CAPS, Engine.RESERVES)
    )
    says = message(
        "The cache takes {capped} in an engine that keeps no more than the window of a layer, such "
        "as llama.cpp, and {reserved} in one that reserves all of it, such as vLLM.",
        capped=Quantity(capped, Unit.GIB),
        reserved=Quantity(reserved, Unit.GIB),
    )
    yield Caution("W14", says)


def window_complaints(
    input_tokens: float, output_tokens: float, window: int | None
) -> Iterator[Complaint]:
    """W18: a request and its answer must fit into what the model reads at once."""
    if window is not None and input_tokens + output_tokens > window:
        says = message(
            "A request of {tokens} is longer than the model can read: {window} at most",
            tokens=Quantity(input_tokens + output_tokens, Unit.TOKENS),
            window=Quantity(window, Unit.TOKENS, 3),
        )
        yield Complaint("context", says, "W18")


def load_cautions(
    peak_per_second: float, capacity: Capacity, machines: int, *, must_be_available: bool
) -> Iterator[Caution]:
    """W19 and W20: whether the machines chosen carry the busiest second, and the loss of one."""
    each = capacity.requests_per_second.likely
    if capacity.sequences and peak_per_second > machines * each:
        needed = replicas(peak_per_second, each, must_be_available=must_be_available)
        says = counted(
            "The busiest second is more than one machine carries: {needed} are needed.",
            "The busiest second is more than {count} machines carry: {needed} are needed.",
            machines,
            needed=needed,
        )
        yield Caution("W19", says)
    if must_be_available and machines < AVAILABLE_REPLICAS:
        says = message("It must stay available, and one machine cannot: plan a second.")
        yield Caution("W20", says)
