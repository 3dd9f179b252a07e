"""Training runs in hours, days and money: worked values, laws, and what is refused or warned of."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.compute.described_run import Pretraining
from app.compute.doubts import Impossible
from app.compute.finetuning import FinetuningFigures, finetuning
from app.compute.flops import Method
from app.compute.given_shape import GivenShape
from app.compute.memory import Setup
from app.compute.pretraining import pretraining
from app.compute.run import chip_named

SEVEN = Pretraining(7e9, 1e12, "A100-80GB", 440)
MEASURED = replace(SEVEN, hours=110_000, published_utilisation=0.60)


# Regression values of the specification: hours at P10, P50 and P90.
@pytest.mark.parametrize(
    ("hardware", "hours"),
    [("A100-80GB", (79_830, 109_980, 151_517)), ("H100-80GB", (33_449, 49_132, 72_167))],
)
def test_seven_billion_parameters_on_a_trillion_tokens(
    hardware: str, hours: tuple[float, float, float]
) -> None:
    found = pretraining(replace(SEVEN, hardware=hardware)).hours
    assert (found.low, found.likely, found.high) == pytest.approx(hours, rel=1e-5)


def test_days_are_hours_shared_by_the_devices() -> None:
    figures = pretraining(SEVEN)
    assert figures.days.likely * 24 * 440 == pytest.approx(figures.hours.likely)


@pytest.mark.parametrize(
    "name", ["A100-80GB", "A100-40GB", "H100-80GB", "H800-80GB", "TPUv3", "TPUv4"]
)
def test_the_usual_spellings_are_understood(name: str) -> None:
    assert pretraining(replace(SEVEN, hardware=name)).hours.likely > 0


def test_unknown_hardware_is_refused_with_names_that_look_like_it() -> None:
    with pytest.raises(Impossible) as refusal:
        pretraining(replace(SEVEN, hardware="A1000"))
    (complaint,) = refusal.value.complaints
    assert complaint.field == "hardware"
    assert "A100" in str(complaint.says.values)


IMPOSSIBLE = {
    "active_parameters": replace(SEVEN, active_parameters=8e9),
    "tokens": replace(SEVEN, tokens=2e16),
    "utilisation": replace(SEVEN, utilisation=1.0),
    "tflops_per_device": replace(SEVEN, tflops_per_device=313),
    "hours": replace(SEVEN, hours=30_000),
    "days": replace(SEVEN, days=3),
    "published_utilisation": replace(SEVEN, published_utilisation=1e23),
}


@pytest.mark.parametrize("field", IMPOSSIBLE)
def test_what_cannot_be_is_refused_and_named(field: str) -> None:
    with pytest.raises(Impossible) as refusal:
        pretraining(IMPOSSIBLE[field])
    assert [complaint.field for complaint in refusal.value.complaints] == [field]


# Each warning with a run that fires it, and one that just does not.
@pytest.mark.parametrize(
    ("code", "fires", "does_not"),
    [
        ("W04", replace(SEVEN, utilisation=0.61), replace(SEVEN, utilisation=0.59)),
        ("W04", replace(SEVEN, utilisation=0.61), replace(SEVEN, utilisation=0.61, devices=7)),
        ("W05", replace(SEVEN, utilisation=0.09), replace(SEVEN, utilisation=0.11)),
        ("W08", replace(SEVEN, hardware="TPUv3"), SEVEN),
        ("W09", replace(SEVEN, parameters=7e7), SEVEN),
        ("W10", replace(SEVEN, context=4097), replace(SEVEN, context=4096)),
        ("W12", replace(SEVEN, hardware="MI300X"), SEVEN),
        ("W06", MEASURED, replace(MEASURED, published_utilisation=0.45)),
        ("W07", replace(SEVEN, peak_tflops=624), replace(SEVEN, peak_tflops=312)),
        ("W07", replace(SEVEN, peak_tflops=19.5), replace(SEVEN, peak_tflops=370)),
        ("W11", replace(SEVEN, hours=1e5, days=15), replace(SEVEN, hours=1e5, days=14)),
        ("W15", replace(SEVEN, hardware="T4"), SEVEN),
        ("W16", replace(SEVEN, hardware="MI300X"), SEVEN),
        ("W25", replace(SEVEN, hours=1e5, days=20), replace(SEVEN, hours=1e5, days=9.5)),
        ("W26", replace(SEVEN, tokens=3.1e14), replace(SEVEN, tokens=2.9e14)),
    ],
)
def test_what_is_unusual_is_named(code: str, fires: Pretraining, does_not: Pretraining) -> None:
    assert code in {caution.code for caution in pretraining(fires).cautions}
    assert code not in {caution.code for caution in pretraining(does_not).cautions}


def test_a_mixture_of_experts_takes_the_time_of_its_active_parameters() -> None:
    mixture = replace(SEVEN, parameters=47e9, active_parameters=13e9)
    dense = replace(SEVEN, parameters=13e9)
    assert pretraining(mixture).hours == pretraining(dense).hours


@settings(max_examples=50, deadline=None)
@given(
    parameters=st.floats(1e8, 1e12),
    tokens=st.floats(1e9, 1e14),
    devices=st.integers(1, 10_000),
    more=st.floats(1.01, 100),
)
def test_more_work_never_takes_fewer_hours(
    parameters: float, tokens: float, devices: int, more: float
) -> None:
    run = Pretraining(parameters, tokens, "H100-80GB", devices)
    base = pretraining(run)
    assert pretraining(replace(run, tokens=tokens * more)).hours.likely > base.hours.likely
    assert pretraining(replace(run, parameters=parameters * more)).hours.likely > base.hours.likely
    assert base.hours.low < base.hours.likely < base.hours.high


EIGHT = GivenShape(8.03e9, layers=32, hidden=4096, heads=32, kv_heads=8, vocabulary=128_256)


def tuned(
    method: Method = Method.LORA, framework: str = "torchtune", devices: int = 1, epochs: float = 1
) -> FinetuningFigures:
    setup = Setup(EIGHT.filled(), EIGHT.parameters, method, devices=devices, framework=framework)
    return finetuning(EIGHT, setup, 24e6, epochs, "RTX 4090")


# 8.03 B LoRA on 24 M tokens, one RTX 4090.
@pytest.mark.parametrize(
    ("framework", "hours"), [("torchtune", (2.2, 2.9, 3.8)), ("huggingface", (6.8, 10.0, 14.7))]
)
def test_a_night_on_one_card(framework: str, hours: tuple[float, float, float]) -> None:
    found = tuned(framework=framework).run.hours
    assert (found.low, found.likely, found.high) == pytest.approx(hours, abs=0.06)


def test_epochs_multiply_the_tokens() -> None:
    assert tuned(epochs=3).run.flops == pytest.approx(3 * tuned().run.flops)


def test_many_epochs_are_warned_of() -> None:
    assert "W23" in {caution.code for caution in tuned(epochs=11).cautions}
    assert "W23" not in {caution.code for caution in tuned(epochs=10).cautions}


def test_the_company_of_a_preference_run_needs_memory_too() -> None:
    needs = [tuned(method).fit.total_gib for method in (Method.FULL, Method.DPO, Method.PPO)]
    assert needs == sorted(needs)
    assert needs[0] < needs[1] < needs[2]


def test_a_chip_is_found_by_its_plain_name() -> None:
    assert chip_named("rtx 4090").name.endswith("4090")


def test_so_few_examples_are_better_shown_in_the_prompt() -> None:
    setup = Setup(EIGHT.filled(), EIGHT.parameters, Method.LORA)
    codes = {
        examples: {c.code for c in finetuning(EIGHT, setup, 1e5, 1, "A100", examples).cautions}
        for examples in (99, 100)
    }
    assert "W23" in codes[99]
    assert "W23" not in codes[100]
