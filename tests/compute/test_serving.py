"""Speed and users against measured throughput, and the laws of serving (A13, A14)."""

from __future__ import annotations

from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.compute.bands import around
from app.compute.decoding import Efficiency, efficiency, of_peoples_devices, tokens_per_second
from app.compute.hardware import hardware
from app.compute.inference_memory import ServedModel
from app.compute.kv_cache import Kind, LayerGroup
from app.compute.serving import (
    Experts,
    Load,
    Machine,
    capacity,
    machine_seconds,
    output_tokens_per_second,
    replicas,
    seconds_per_token,
    seconds_to_first_token,
    sequences_in_memory,
)
from tests.compute.facts import Row, Vector, decile, rows, vectors

# Layers, key-value heads and head size of the models that were measured.
MODELS = {
    "Llama-3.1-8B": (32, 8, 128),
    "Llama-3.3-70B": (80, 8, 128),
    "LLaMA-7B": (32, 32, 128),
    "LLaMA-70B": (80, 8, 128),
    "Falcon-180B": (80, 8, 64),
}
BITS = {"FP4": 4, "FP8": 8, "FP16": 16}
NAMES = {"A100": "A100-80GB"}


def full(layers: int, heads: int, size: int) -> tuple[LayerGroup, ...]:
    return (LayerGroup(Kind.FULL, layers, heads, size),)


def measured_load(row: Row) -> Load:
    parameters, bits = float(row["params_b"]) * 1e9, BITS[row["precision"]]
    model = ServedModel(parameters, bits, full(*MODELS[row["model"]]), min(16, max(8, bits)))
    return Load(model, float(row["input_tokens"]), float(row["output_tokens"]), parameters)


def throughput_ratio(row: Row) -> float:
    """Measured over computed output tokens a second, at full load."""
    load = measured_load(row)
    count = int(row["n_accelerators"])
    machine = Machine(hardware(NAMES.get(row["hardware"], row["hardware"])), count)
    batch = row["batch"]
    at_once = int(batch) if batch.isdigit() else sequences_in_memory(load, machine)
    computed = output_tokens_per_second(load, machine, at_once)
    shared = count if "per GPU" in row["metric"] else 1
    return float(row["value"]) * shared / computed


def test_throughput_at_full_load_as_measured() -> None:
    found = sorted(
        throughput_ratio(row)
        for row in rows("inference")
        if row["engine"].startswith("TensorRT-LLM") and "tok/s" in row["metric"]
    )
    tenth, ninth = decile(found, 1), decile(found, 9)
    print(f"A13: n {len(found)}, measured/model {tenth:.2f} / {median(found):.2f} / {ninth:.2f}")
    assert len(found) == 55
    assert 0.9 <= median(found) <= 1.15
    assert tenth >= 0.6
    assert ninth <= 1.4


FAMILIES = (
    ("A100", "a100"), ("H100", "a100"), ("A40", "server"), ("L40S", "server"), ("M1", "apple"),
    ("M2", "apple"), ("M3", "apple"),
)  # fmt: skip


def family(row: Row) -> str:
    return next((found for name, found in FAMILIES if row["hardware"].startswith(name)), "rtx")


def test_one_user_sees_the_share_of_the_bandwidth_that_was_measured() -> None:
    found = [row for row in rows("inference") if row["bandwidth_efficiency_pct"]]
    near = 0
    for row in found:
        bits = 16 if row["precision"] == "F16" else 4.8
        table = efficiency(row["engine"], family(row), bits, float(row["params_b"]) * 1e9)
        near += abs(table.likely / (float(row["bandwidth_efficiency_pct"]) / 100) - 1) <= 0.30
    print(f"A14: {near} of {len(found)} within 30 %")
    assert len(found) == 46
    assert near >= 0.9 * len(found)


def test_an_unknown_engine_has_a_wide_default() -> None:
    assert efficiency("new-engine", "a100", 16, 8e9) == Efficiency(0.55, 0.30)


def test_more_cards_hold_more_and_are_no_faster_when_layers_are_split() -> None:
    card, share = hardware("RTX 3090").bandwidth, Efficiency(0.7, 0.15)
    one = tokens_per_second(card, 5e9, share, 1, "llama.cpp")
    assert tokens_per_second(card, 5e9, share, 4, "llama.cpp") == one
    assert tokens_per_second(card, 5e9, share, 4, "vLLM").likely == pytest.approx(4 * one.likely)


def test_a_mixture_is_read_by_its_active_parameters() -> None:
    """Mixtral with 8 bits on one A100: 97.9 tokens a second from 12.9 B active bytes."""
    found = tokens_per_second(hardware("A100-80GB").bandwidth, 12.9e9, Efficiency(0.62, 0.15))
    assert found.likely == pytest.approx(97.9, rel=0.01)


def test_a_small_model_on_somebodys_device_answers_as_fast_as_its_memory_is_read() -> None:
    """50 GB/s and 2 GB a token: 25 a second at most; a Mac, a graphics card and the rest."""
    found = of_peoples_devices(50e9, 2e9, 3.2e9)
    assert found.likely == pytest.approx(25 * 0.55)
    assert found.low == pytest.approx(around(25 * 0.55, 0.30).low)
    assert found.high == pytest.approx(around(25 * 0.69, 0.15).high, rel=0.1)
    assert found.high < 25


EIGHT = ServedModel(8.03e9, 16, full(32, 8, 128))
LOAD = Load(EIGHT, 1_000, 300, 8.03e9)
ONE = Machine(hardware("H100-80GB"), 1)


def test_eight_billion_parameters_on_one_card() -> None:
    """1,000 in, 300 out: 348 at once, 31.5 ms a token, 36 ms to the first, 4,747 a second."""
    found = capacity(LOAD, ONE)
    assert found.sequences == sequences_in_memory(LOAD, ONE) == 348
    assert seconds_per_token(LOAD, ONE, 348) == pytest.approx(0.0315, rel=0.002)
    assert seconds_to_first_token(LOAD, ONE) == pytest.approx(0.036, rel=0.01)
    assert found.output_tokens_per_second.likely == pytest.approx(4_747, rel=0.001)


def test_users_are_requests_times_the_time_each_spends() -> None:
    """Little's law, with a minute to think and 30 % headroom."""
    found = capacity(LOAD, ONE)
    requests = 0.7 / machine_seconds(LOAD, ONE, 348)
    circle = 60 + seconds_to_first_token(LOAD, ONE) + 300 * seconds_per_token(LOAD, ONE, 348)
    assert found.concurrent_users.likely == pytest.approx(requests * circle)


def test_what_does_not_fit_serves_nobody() -> None:
    huge = Load(ServedModel(70e9, 16, full(80, 8, 128)), 1_000, 300, 70e9)
    found = capacity(huge, ONE)
    assert (found.sequences, found.concurrent_users.high) == (0, 0)


def test_a_cached_prompt_is_not_read_again() -> None:
    cached = Load(EIGHT, 1_000, 300, 8.03e9, cached_tokens=900)
    assert seconds_to_first_token(cached, ONE) == pytest.approx(
        seconds_to_first_token(LOAD, ONE) / 10
    )


def test_many_requests_wake_all_experts() -> None:
    eight = Experts(8, 2)
    assert eight.touched(1) == pytest.approx(0.25)
    assert eight.touched(2) == pytest.approx(1 - 0.75**2)
    assert eight.touched(100) == pytest.approx(1)


@pytest.mark.parametrize(
    ("peak", "available", "machines"), [(5, False, 1), (5, True, 2), (21, False, 3), (21, True, 3)]
)
def test_machines_come_whole_and_two_where_it_must_be_available(
    peak: float, available: bool, machines: int
) -> None:
    assert replicas(peak, 10, must_be_available=available) == machines


@pytest.mark.parametrize("vector", vectors("inference_latency"), ids=lambda vector: vector.id)
def test_one_request_on_a_published_engine(vector: Vector) -> None:
    """13 B in 16 bits on A100-40GB: tokens as measured, the first one slower than it was."""
    machine = Machine(hardware("A100-40GB"), vector.count("tp"))
    parameters = vector.number("params")
    model = ServedModel(parameters, 16, full(vector.count("layers"), 40, 128))
    load = Load(model, vector.number("context_tokens"), 10, parameters)
    if "prefill" in vector.id:
        assert 0.5 < vector.value / (1000 * seconds_to_first_token(load, machine)) < 1.1
    else:
        found = 1000 * seconds_per_token(load, machine, 1)
        assert found == pytest.approx(vector.value, rel=vector.tolerance)


@given(tokens=st.floats(10, 1e5), more=st.floats(1, 10), at_once=st.integers(1, 500))
@settings(max_examples=50, deadline=None)
def test_longer_requests_never_cost_a_machine_less(
    tokens: float, more: float, at_once: int
) -> None:
    short = Load(EIGHT, tokens, 300, 8.03e9)
    long = Load(EIGHT, tokens * more, 300, 8.03e9)
    wordy = Load(EIGHT, tokens, 300 * more, 8.03e9)
    base = machine_seconds(short, ONE, at_once)
    assert machine_seconds(long, ONE, at_once) >= base * (1 - 1e-12)
    assert machine_seconds(wordy, ONE, at_once) >= base * (1 - 1e-12)
    assert sequences_in_memory(long, ONE) <= sequences_in_memory(short, ONE)
