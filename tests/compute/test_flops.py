"""Floating-point operations: closed forms, published runs, and sizes of models (F1 to F13, A11)."""

from __future__ import annotations

import pytest

from app.compute import flops
from app.compute.flops import Method
from app.compute.shape import Shape, plain_shape, usual_shape
from tests.compute.facts import Vector, rows, vectors

SEVEN = Shape(32, 4096, 32, 32, 128, 32_000, 11_008)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (flops.training(7e9, 1e12), 4.2e22),
        (flops.tuning(Method.FULL, 7e9, 1e9), 4.2e19),
        (flops.tuning(Method.LORA, 7e9, 1e9), 2.8e19),
        (flops.tuning(Method.QLORA, 7e9, 1e9), 2.8e19),
        (flops.tuning(Method.DPO, 7e9, 1e9), 5.6e19),
        (flops.tuning(Method.DPO, 7e9, 1e9, reference_cached=True), 4.2e19),
        (flops.tuning(Method.PPO, 7e9, 1e9), 4.2e19),
        (flops.reward_model(1e9, 1e9), 6e18),
        (flops.distillation(1e9, 10e9, 1e9), 2.6e19),
        (flops.forward(7e9, 1), 1.4e10),
        (flops.with_recompute(6.0), 8.0),
        (flops.useful_of_published(200.0), 150.0),
    ],
)
def test_each_case_in_closed_form(found: float, expected: float) -> None:
    assert found == pytest.approx(expected)


def test_an_encoder_decoder_lies_between_half_and_all_of_it() -> None:
    least, likely, most = flops.encoder_decoder(11e9, 1e12)
    assert (least, most) == (3.3e22, 6.6e22)
    assert likely == pytest.approx((least * most) ** 0.5, rel=0.02)


@pytest.mark.parametrize(
    ("context", "share"),
    [(2_048, 0.93), (4_096, 0.86), (8_192, 0.76), (16_384, 0.61), (32_768, 0.44), (65_536, 0.29)],
)
def test_attention_takes_its_share_in_a_long_context(context: int, share: float) -> None:
    base = flops.training(6.738e9, 1)
    assert base / (base + flops.attention(SEVEN, 1, context)) == pytest.approx(share, abs=0.01)


def test_a_short_context_counts_without_attention() -> None:
    assert flops.with_attention(1.0, SEVEN, 1e9, 4_096) == 1.0
    assert flops.with_attention(1.0, SEVEN, 1e9, 4_097) > 6e18


def test_sliding_layers_reach_no_further_than_their_window() -> None:
    assert flops.attention(SEVEN, 1, 8_192, window=128) == flops.attention(SEVEN, 1, 128)


def test_published_utilisation_includes_attention() -> None:
    """MosaicML's own utilisation of 16-bit runs, recomputed from tokens a second."""
    peaks = {"a100": 312e12, "h100": 989.5e12}
    errors = []
    for row in rows("mpt_feasibility"):
        if row["precision"] != "bf16" or not row["mfu_pct"]:
            continue
        shape = plain_shape(
            int(row["layers"]), int(row["d_model"]), int(row["heads"]), 50_432, tied=True
        )
        a_token = flops.training(float(row["params"]), 1)
        a_token += flops.attention(shape, 1, float(row["seq_len"]))
        found = a_token * float(row["tokens_per_s_per_gpu"]) / peaks[row["gpu"][:4]]
        errors.append(abs(found / (float(row["mfu_pct"]) / 100) - 1))
    print(f"F3: {len(errors)} published utilisations, furthest off {max(errors):.2%}")
    assert len(errors) == 209
    assert max(errors) <= 0.01


@pytest.mark.parametrize("vector", vectors("train_days"), ids=lambda vector: vector.id)
def test_days_of_published_runs(vector: Vector) -> None:
    """Their FLOP/s count recompute, and attention."""
    shape = plain_shape(
        vector.count("layers"), vector.count("d_model"), vector.count("heads"), 51_200, tied=True
    )
    tokens = vector.number("tokens")
    useful = flops.training(vector.number("params"), tokens)
    useful += flops.attention(shape, tokens, vector.number("seq_len"))
    speed = vector.number("n_gpus") * vector.number("achieved_hardware_tflops") * 1e12
    days = flops.with_recompute(useful) / speed / 86_400
    print(f"A11 {vector.id}: {days:.0f} days, published {vector.value:.0f}")
    assert days == pytest.approx(vector.value, rel=0.03 + 0.5 / vector.value)


@pytest.mark.parametrize(
    "vector", vectors("train_seconds_per_iteration"), ids=lambda vector: vector.id
)
def test_seconds_of_one_step(vector: Vector) -> None:
    tokens = vector.number("global_batch") * vector.number("seq_len")
    work = flops.with_recompute(flops.training(vector.number("params"), tokens))
    speed = vector.number("n_gpus") * vector.number("achieved_hardware_tflops") * 1e12
    print(f"A11 {vector.id}: {work / speed:.1f} seconds, published {vector.value}")
    assert work / speed == pytest.approx(vector.value, rel=0.05)


@pytest.mark.parametrize("vector", vectors("train_flops"), ids=lambda vector: vector.id)
def test_flops_of_published_models(vector: Vector) -> None:
    found = flops.training(vector.number("params"), vector.number("tokens"))
    assert found == pytest.approx(vector.value, rel=vector.tolerance)


def shape_of(vector: Vector) -> Shape:
    hidden, heads = vector.count("d_model"), vector.count("heads", 64)
    return Shape(
        vector.count("layers"),
        hidden,
        heads,
        vector.count("kv_heads", heads),
        vector.count("head_dim", hidden // heads),
        vector.count("vocab"),
        vector.count("ffn", 4 * hidden),
        gated=vector.inputs["gated"] is True,
        tied=vector.inputs.get("tied", True) is True,
        experts=vector.count("experts", 1),
        experts_per_token=vector.count("experts_per_token", 1),
    )


@pytest.mark.parametrize("vector", vectors("param_count"), ids=lambda vector: vector.id)
def test_parameters_follow_from_the_shape(vector: Vector) -> None:
    found = shape_of(vector).parameters
    print(f"A9 {vector.id}: {found:.4g} parameters, published {vector.value:.4g}")
    assert found == pytest.approx(vector.value, rel=vector.tolerance)


def test_a_mixture_uses_few_of_its_parameters() -> None:
    (mixtral,) = (v for v in vectors("param_count") if "mixtral" in v.id)
    assert shape_of(mixtral).active_parameters == pytest.approx(12.9e9, rel=0.01)


@pytest.mark.parametrize("parameters", [1e9, 7e9, 70e9, 700e9])
def test_a_usual_shape_has_the_size_it_is_for(parameters: float) -> None:
    assert usual_shape(parameters).parameters == pytest.approx(parameters, rel=0.05)
