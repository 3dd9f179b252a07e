"""Chips: names, the traps in their peaks, and what a band of prices says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.compute import entries
from app.compute.bands import around, between, outwards, product, sigma_of
from app.compute.hardware import (
    UnknownHardware,
    all_hardware,
    hardware,
    named_hardware,
    nearest,
)
from app.compute.rent import rent, rent_table, typed_rent
from app.compute.typical_models import typical_models
from app.lifecycle.entries import FaultyContent
from tests.compute.facts import rows


def test_every_chip_of_the_table_is_known() -> None:
    for row in rows("hardware"):
        chip = hardware(row["hardware"])
        peak = float(row["peak_dense_bf16_fp16_tensor_tflops"])
        assert chip.peak_flops == pytest.approx(peak * 1e12)


@pytest.mark.parametrize(
    ("spelt", "name"),
    [
        ("A100-80GB", "A100 80GB SXM"),
        ("a100 80gb", "A100 80GB SXM"),
        ("A100-40GB", "A100 40GB SXM"),
        ("H100-80GB", "H100 SXM"),
        ("NVIDIA H100", "H100 SXM"),
        ("H800-80GB", "H800 SXM"),
        ("TPUv3", "TPU v3"),
        ("tpu-v4", "TPU v4"),
        ("Tesla T4", "T4"),
        ("RTX4090", "RTX 4090"),
        ("NVIDIA GeForce RTX 4090", "RTX 4090"),
        # As the driver names them.
        ("NVIDIA A100-SXM4-80GB", "A100 80GB SXM"),
        ("NVIDIA H100 80GB HBM3", "H100 SXM"),
        ("Tesla V100-SXM2-32GB", "V100 SXM2 32GB"),
    ],
)
def test_usual_spellings(spelt: str, name: str) -> None:
    assert hardware(spelt).name == name


@pytest.mark.parametrize(
    ("spelt", "chips"), [("TPU v3-256", 128), ("TPU v4-1024", 512), ("TPU v5e-256", 256)]
)
def test_some_names_count_cores(spelt: str, chips: int) -> None:
    assert named_hardware(spelt).chips == chips


def test_an_unknown_chip_comes_with_the_nearest_names() -> None:
    with pytest.raises(UnknownHardware) as unknown:
        hardware("A1000-80GB")
    assert unknown.value.nearest[0] == "A100 80GB SXM"
    assert len(nearest("potato")) == 3


@pytest.mark.parametrize(
    ("name", "tflops"),
    [("H100", 989.4), ("RTX 4090", 165.2), ("RTX 3090", 71), ("A10G", 70), ("A10", 125)],
)
def test_peaks_are_dense(name: str, tflops: float) -> None:
    assert hardware(name).peak_flops == pytest.approx(tflops * 1e12)


@pytest.mark.parametrize(
    ("name", "gib"), [("A100-80GB", 79.15), ("A100-40GB", 39.4), ("RTX 4090", 24 * 0.985)]
)
def test_a_card_has_less_than_its_label(name: str, gib: float) -> None:
    assert hardware(name).usable_gib == pytest.approx(gib)


def test_everything_says_where_it_is_from() -> None:
    assert all(chip.source and chip.trust and chip.checked for chip in all_hardware())
    assert all(each.source and each.year for each in rent_table().rents.values())
    assert all(each.source for each in typical_models().open.values())


def test_rent_is_the_median_and_as_wide_as_the_offers() -> None:
    found = rent(hardware("A100-80GB"))
    assert found is not None
    assert found.usd_per_hour == between(1.57, 3.30, 5.12)
    assert found.year == 2025


@pytest.mark.parametrize(
    ("day", "old"),
    [(date(2025, 6, 30), False), (date(2026, 11, 23), False), (date(2026, 12, 31), False),
     (date(2027, 1, 1), True)],
)  # fmt: skip
def test_a_price_is_old_once_a_year_has_surely_passed(day: date, old: bool) -> None:
    """The list names the year of a quote alone: one of 2025 may be of 31 December."""
    found = rent(hardware("A100-80GB"))
    assert found is not None
    assert found.is_old(day) == old


def test_a_lone_quote_is_not_a_certainty() -> None:
    found = rent(hardware("L4"))
    assert found is not None
    assert found.usd_per_hour == around(0.43, sigma_of(1, 5))


def test_an_unknown_price_is_unknown() -> None:
    assert rent(hardware("MI300X")) is None


def test_a_typed_price_stands_as_it_is() -> None:
    assert typed_rent(2.5, date(2026, 1, 1)).usd_per_hour.is_exact


def test_spreads_combine_in_quadrature() -> None:
    found = product(around(100, 0.3), around(2, 0.4))
    assert found.likely == 200
    assert found.high == pytest.approx(around(200, 0.5).high)


def test_ends_are_rounded_outwards() -> None:
    assert outwards(around(110_000, 0.25), 2) == pytest.approx((79_000, 160_000))
    assert outwards(between(80, 100, 120), 3)[0] <= between(80, 100, 120).low


def test_a_faulty_table_names_all_its_faults(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "hardware.toml").write_text(
        '[[hardware]]\nname = "X1"\npeak_tflops = -1\n'
        '[[hardware]]\nname = "X1"\ntrust = "hearsay"\n'
    )
    monkeypatch.setattr(entries, "CONTENT", tmp_path)
    with pytest.raises(FaultyContent) as refusal:
        all_hardware.__wrapped__()
    told = " ".join(refusal.value.faults)
    for fault in ("peak_tflops must be", "source is missing", "trust must be", "x1 is X1 and X1"):
        assert fault in told
