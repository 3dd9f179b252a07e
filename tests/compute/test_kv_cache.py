"""What a model remembers, to the byte; and whether it fits (A9, A10)."""

from __future__ import annotations

from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.compute.inference_memory import (
    GGUF_BITS,
    ServedModel,
    System,
    group_quantised_bits,
    inference_memory,
    reserve_gib,
)
from app.compute.kv_cache import (
    Engine,
    Kind,
    LayerGroup,
    cache_bytes,
    growth_per_token,
    needs_engine,
    state_bytes,
)
from app.compute.memory import GIB, Verdict, verdict
from tests.compute.facts import Vector, vectors

NAMES = {"num_k_heads": "key_heads", "num_v_heads": "value_heads", "head_k_dim": "key_dim",
         "head_v_dim": "value_dim", "conv_kernel": "kernel"}  # fmt: skip


def layers(vector: Vector) -> tuple[LayerGroup, ...]:
    return tuple(group(raw) for raw in cast(list[dict[str, int | str]], vector.inputs["attn"]))


def group(raw: dict[str, int | str]) -> LayerGroup:
    numbers = {key: int(value) for key, value in raw.items() if key != "type"}
    latent = numbers.get("kv_lora_rank", 0) + numbers.get("rope_dim", 0)
    named = {NAMES.get(key, key): value for key, value in numbers.items()}
    fields = {key: value for key, value in named.items() if key in LayerGroup.__slots__}
    return LayerGroup(Kind(str(raw["type"])), **{**fields, "latent": latent})


def engine(vector: Vector) -> Engine:
    return Engine.RESERVES if "vLLM" in vector.text("engine") else Engine.CAPS


def each(vector: Vector) -> float:
    return vector.number("kv_bits", 16) / 8


@pytest.mark.parametrize("vector", vectors("kv_total_bytes"), ids=lambda vector: vector.id)
def test_the_cache_to_the_byte(vector: Vector) -> None:
    found = cache_bytes(
        layers(vector), vector.count("context_tokens"), vector.count("batch"), each(vector)
    )
    print(f"A9 {vector.id}: {found:,.0f} bytes, expected {vector.value:,.0f}")
    assert found == vector.value


@pytest.mark.parametrize("vector", vectors("kv_per_token_bytes"), ids=lambda vector: vector.id)
def test_one_more_token_to_the_byte(vector: Vector) -> None:
    found = growth_per_token(layers(vector), vector.count("at_context_tokens"), each(vector))
    assert found == vector.value


@pytest.mark.parametrize("vector", vectors("linear_state_bytes"), ids=lambda vector: vector.id)
def test_a_fixed_state_to_the_byte(vector: Vector) -> None:
    assert state_bytes(layers(vector), vector.count("batch")) == vector.value


@pytest.mark.parametrize("vector", vectors("kv_measured"), ids=lambda vector: vector.id)
def test_a_cache_that_an_engine_reserved(vector: Vector) -> None:
    if "context_tokens" not in vector.inputs:
        found = growth_per_token(layers(vector), 200_000, each(vector), engine(vector))
    else:
        context, batch = vector.count("context_tokens"), vector.count("batch")
        found = cache_bytes(layers(vector), context, batch, each(vector), engine(vector)) / GIB
    assert found == pytest.approx(vector.value, rel=vector.tolerance)


@pytest.mark.parametrize("vector", vectors("fit_verdict"), ids=lambda vector: vector.id)
def test_never_the_opposite_verdict(vector: Vector) -> None:
    capacity, elsewhere = (
        vector.number("device_memory_gib"),
        vector.number("params_in_system_ram_b"),
    )
    parameters = (vector.number("params_b") - elsewhere) * 1e9
    model = ServedModel(
        parameters, vector.number("weight_bits"), layers(vector), vector.number("kv_bits")
    )
    reserve = reserve_gib(System(vector.text("system")), capacity)
    needed = inference_memory(
        model, vector.count("context_tokens"), vector.count("batch"), Engine.CAPS, reserve
    ).needed_gib
    opposite = {"yes": Verdict.DOES_NOT_FIT, "no": Verdict.FITS}[vector.expected]
    found = verdict(needed, capacity)
    print(f"A10 {vector.id}: {found.value}, in truth {vector.expected}")
    assert found is not opposite
    if found is Verdict.UNCERTAIN:
        assert needed.high <= capacity * 1.1


SLIDING = (
    LayerGroup(Kind.FULL, 12, 8, 64),
    LayerGroup(Kind.SLIDING, 12, 8, 64, window=128),
)


def test_an_unknown_engine_leaves_the_cache_open() -> None:
    model = ServedModel(20.9e9, 4.25, SLIDING)
    unknown = inference_memory(model, 8_192, 32, Engine.UNKNOWN).needed_gib
    capped = inference_memory(model, 8_192, 32, Engine.CAPS).needed_gib
    reserved = inference_memory(model, 8_192, 32, Engine.RESERVES).needed_gib
    assert (unknown.low, unknown.high) == (capped.low, reserved.high)
    assert needs_engine(SLIDING)
    assert not needs_engine(SLIDING[:1])


def test_every_expert_of_a_mixture_takes_memory() -> None:
    whole = ServedModel(46.7e9, 16, SLIDING[:1])
    assert whole.weight_bytes == 2 * 46.7e9


def test_bits_of_formats_in_groups() -> None:
    assert group_quantised_bits(4, 128) == 4.25
    assert list(GGUF_BITS.values()) != sorted(GGUF_BITS.values())
    assert GGUF_BITS["Q4_K_M"] == 4.84


@given(context=st.integers(1, 10**6), batch=st.integers(1, 64), more=st.integers(1, 1000))
@settings(max_examples=50, deadline=None)
def test_a_longer_memory_never_takes_less(context: int, batch: int, more: int) -> None:
    for way in (Engine.CAPS, Engine.RESERVES):
        now = cache_bytes(SLIDING, context, batch, 2, way)
        assert cache_bytes(SLIDING, context + more, batch, 2, way) >= now
        assert cache_bytes(SLIDING, context, batch + more, 2, way) > now
    assert cache_bytes(SLIDING, context, batch, 2, Engine.CAPS) <= cache_bytes(
        SLIDING, context, batch, 2, Engine.RESERVES
    )
