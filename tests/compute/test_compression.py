"""Hours and sizes of models made smaller (A15)."""

from __future__ import annotations

import pytest

from app.compute.compression import (
    calibration_memory_gib,
    compression_hours,
    file_gb,
    techniques,
)
from app.compute.memory import GIB
from app.compute.shape import usual_shape
from tests.compute.facts import Row, rows

SIZES = [row for row in rows("optimisation") if row["technique"].startswith("GGUF")]


@pytest.mark.parametrize("row", SIZES, ids=lambda row: row["run_id"])
def test_a_file_is_parameters_times_bits(row: Row) -> None:
    found = file_gb(float(row["params_b"]) * 1e9, float(row["target_bits"]))
    early = row["run_id"].startswith("llamacpp-size")
    print(f"A15 {row['run_id']}: {found:.2f} GB, published {row['memory_gb']}")
    assert found == pytest.approx(float(row["memory_gb"]), rel=0.08 if early else 0.01)


# Accelerator-hours of published runs.
PUBLISHED = (
    ("gptq", 175e9, 4), ("gptq", 8.03e9, 0.5), ("awq", 8.03e9, 0.5), ("sparsegpt", 175e9, 4.5),
    ("omniquant", 180e9, 12), ("spinquant", 3.21e9, 2.4), ("aqlm", 6.74e9, 24),
    ("qat_lora", 3.21e9, 1600), ("rtn_activations", 8.03e9, 0.333),
)  # fmt: skip


def test_four_in_five_published_runs_lie_in_the_band() -> None:
    bands = [compression_hours(technique, parameters) for technique, parameters, _ in PUBLISHED]
    inside = [b.low <= hours <= b.high for b, (*_, hours) in zip(bands, PUBLISHED, strict=True)]
    print(f"compression: {sum(inside)} of {len(inside)} published runs in the band")
    assert sum(inside) >= 0.8 * len(inside)


def test_two_devices_lose_a_little_to_waiting() -> None:
    one, two = compression_hours("aqlm", 6.74e9), compression_hours("aqlm", 6.74e9, 1)
    assert two.likely / one.likely == pytest.approx(1 / 0.83)


def test_nothing_takes_less_than_six_minutes() -> None:
    assert compression_hours("rtn_weights", 1e9).likely == 0.1


def test_every_technique_says_where_it_is_from() -> None:
    assert all(each.source and each.sigma > 0 for each in techniques().values())


def test_calibration_holds_the_model_and_one_layer() -> None:
    shape = usual_shape(7e9)
    assert calibration_memory_gib(shape, 7e9) * GIB == pytest.approx(14e9 * (1 + 1 / shape.layers))
