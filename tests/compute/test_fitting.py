"""Memory on a device: worked values, laws, and set-ups that do not exist."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.compute.doubts import Impossible
from app.compute.fitting import fit_to_serve, fit_to_train, sliding_of
from app.compute.flops import Method
from app.compute.given_shape import GivenShape, adapters_on
from app.compute.kv_cache import Engine
from app.compute.memory import Setup, Verdict
from app.compute.run import chip_named
from app.language.reader import ENGLISH
from tests.compute.facts import Vector, vectors

SEVEN = GivenShape(6.738e9, 32, 4096, 32, 32, 128, 32_000)
A100 = chip_named("A100-80GB")
SETUP = Setup(
    SEVEN.filled(),
    6.738e9,
    optimizer="adamw-fp32-gradients",
    framework="llm-foundry",
    recompute=True,
    devices=8,
)


# 7B, eight GPUs, one sequence of 2,048 tokens, 18 bytes per parameter.
@pytest.mark.parametrize(("stage", "gib"), [(0, 114.0), (1, 48.1), (2, 26.1), (3, 15.9)])
def test_sharding_by_stages(stage: int, gib: float) -> None:
    assert fit_to_train(replace(SETUP, zero_stage=stage), A100).total_gib == pytest.approx(
        gib, rel=0.01
    )


def test_four_bit_tuning_fits_where_whole_weights_do_not() -> None:
    card = chip_named("RTX 4090")
    whole = fit_to_train(replace(SETUP, devices=1), card)
    small = fit_to_train(replace(SETUP, devices=1, method=Method.QLORA), card)
    assert (whole.verdict, small.verdict) == (Verdict.DOES_NOT_FIT, Verdict.FITS)
    assert [caution.code for caution in whole.cautions] == ["W13"]
    assert small.cautions == ()


def test_serving_holds_weights_and_a_cache() -> None:
    served = fit_to_serve(SEVEN.filled(), 6.738e9, A100, context=2048)
    assert served.memory.kv_cache_gib == pytest.approx(1.0)
    assert served.memory.weights_gib == pytest.approx(12.55, rel=0.001)
    halved = fit_to_serve(SEVEN.filled(), 6.738e9, A100, context=2048, tensor_parallel=2)
    assert halved.memory.weights_gib * 2 == pytest.approx(served.memory.weights_gib)


def test_what_makes_room_for_serving_is_not_what_makes_room_for_training() -> None:
    (served,) = fit_to_serve(GivenShape(70e9).filled(), 70e9, A100).cautions
    (trained,) = fit_to_train(replace(SETUP, zero_stage=0), A100).cautions
    assert "fewer bytes per weight" in ENGLISH.say(served.says)
    assert "recompute" not in ENGLISH.say(served.says)
    assert "full recompute" in ENGLISH.say(trained.says)


def test_a_shape_follows_from_the_size_alone() -> None:
    shape = GivenShape(7e9).filled()
    assert shape.parameters == pytest.approx(7e9, rel=0.05)


def config(vector: Vector) -> GivenShape:
    """What a model's config says, as a program sends it; whether the head is tied is not asked."""
    return GivenShape(
        vector.number("params"),
        vector.count("layers"),
        vector.count("d_model"),
        vector.count("heads"),
        vector.count("kv_heads"),
        vocabulary=vector.count("vocab"),
        ffn=vector.count("ffn"),
    )


@pytest.mark.parametrize("vector", vectors("train_peak_memory_t4"), ids=lambda vector: vector.id)
def test_a_whole_config_tells_whether_the_head_is_tied(vector: Vector) -> None:
    shape = config(vector).filled()
    assert (shape.gated, shape.tied) == (True, vector.inputs["tied"])


def test_a_whole_config_tells_that_the_mlp_has_no_gate() -> None:
    gpt3 = GivenShape(174.6e9, 96, 12_288, 96, vocabulary=50_257, ffn=4 * 12_288).filled()
    assert not gpt3.gated
    assert gpt3.parameters == pytest.approx(174.6e9, rel=0.001)


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("optimizer", replace(SETUP, optimizer="sgd")),
        ("framework", replace(SETUP, framework="keras")),
        ("attention", replace(SETUP, attention="sparse")),
        ("tensor_parallel", replace(SETUP, tensor_parallel=3)),
    ],
)
def test_a_set_up_that_does_not_exist_is_refused(field: str, changed: Setup) -> None:
    with pytest.raises(Impossible) as refusal:
        fit_to_train(changed, A100)
    assert [complaint.field for complaint in refusal.value.complaints] == [field]


@pytest.mark.parametrize(
    ("layers", "window", "field"), [(12, None, "sliding_window"), (None, 128, "sliding_layers")]
)
def test_a_window_means_nothing_without_its_layers(
    layers: int | None, window: int | None, field: str
) -> None:
    with pytest.raises(Impossible) as refusal:
        sliding_of(layers, window, Engine.CAPS)
    assert [complaint.field for complaint in refusal.value.complaints] == [field]
    assert sliding_of(None, None, Engine.CAPS) is None


def test_heads_must_share_their_keys_evenly() -> None:
    with pytest.raises(Impossible) as refusal:
        replace(SEVEN, kv_heads=5).filled()
    assert refusal.value.complaints[0].field == "kv_heads"


@pytest.mark.parametrize(
    ("rank", "targets", "field"),
    [
        (5000, ("q_proj",), "lora_rank"),
        (8, ("w_proj",), "lora_targets"),
        (8, (), "lora_targets"),
    ],
)
def test_adapters_that_cannot_be_are_refused(
    rank: int, targets: tuple[str, ...], field: str
) -> None:
    with pytest.raises(Impossible) as refusal:
        adapters_on(SEVEN.filled(), rank, targets)
    assert refusal.value.complaints[0].field == field
