"""Hours against published runs: how many lie in the band, how far off the rest are (A1 to A4)."""

from __future__ import annotations

from dataclasses import replace
from statistics import fmean, median

import pytest

from app.compute.bands import around
from app.compute.flops import Method
from app.compute.hardware import hardware
from app.compute.utilisation import (
    CLEAN_BENCHMARK,
    OWN_RUN,
    SMALL_CLUSTER,
    SMALL_CLUSTER_GAIN,
    TuningMode,
    Utilisation,
    after_goodput,
    defaults,
    pretraining_utilisation,
    tuning_mode,
    tuning_utilisation,
    typed,
)
from tests.compute.facts import Row, geometric_mean, relative_error, rows, within

ODD = ("enc-dec", "ssm", "encoder")


def devices(row: Row) -> int | None:
    return int(float(row["n_accelerators"])) if row["n_accelerators"] else None


def share(row: Row) -> float:
    return float(row["implied_mfu_pct"]) / 100


def default(row: Row) -> Utilisation:
    return pretraining_utilisation(hardware(row["hardware"]), devices(row))


def published(grades: str, *uses: str) -> list[Row]:
    """Runs on A100 or H100 and their like, of plain decoders."""
    return [
        row
        for row in rows("pretraining")
        if row["grade"] in grades
        and row["use"] in uses
        and row["arch"] not in ODD
        and hardware(row["hardware"]).runs in ("A100", "H100")
    ]


def hours_ratio(row: Row) -> float:
    """Estimated over reported hours, which is reported over estimated utilisation."""
    return share(row) / default(row).likely


def test_good_runs_lie_within_a_factor_of_two() -> None:
    found = [hours_ratio(row) for row in published("A", "calibrate")]
    error, bias = relative_error(found), geometric_mean(found)
    print(f"A1: n {len(found)}, {within(found, 2):.0%} in 2×, MMRE {error:.2f}, bias {bias:.2f}")
    assert len(found) == 37
    assert within(found, 2) == 1
    assert error <= 0.25
    assert 0.9 <= bias <= 1.1


def test_four_in_five_runs_lie_in_the_band() -> None:
    runs = published("AB", "calibrate", "sensitivity")
    bands = [around(default(row).likely, default(row).sigma) for row in runs]
    inside = fmean(b.low <= share(row) <= b.high for b, row in zip(bands, runs, strict=True))
    twice = within([hours_ratio(row) for row in runs], 2)
    print(f"A2: n {len(runs)}, {inside:.0%} in the band, {twice:.0%} in 2×")
    assert len(runs) == 54
    assert 0.70 <= inside <= 0.90
    assert twice >= 0.94
    assert all(band.high / band.low <= 2.5 for band in bands)


def family(row: Row) -> str:
    """Runs of one team on one recipe stand and fall together."""
    return row["run_id"].split("-")[0].rstrip("0123456789.")


def test_a_family_left_out_is_still_foretold() -> None:
    """The defaults are not tuned row by row: medians of the other families do as well."""
    runs = published("A", "calibrate")
    found = [_without_family(row, runs) for row in runs]
    families = len({family(row) for row in runs})
    error, twice = relative_error(found), within(found, 2)
    print(f"A3: {families} families, {twice:.0%} in 2×, MMRE {error:.2f}")
    assert twice >= 0.95
    assert error <= 0.35


def _without_family(row: Row, runs: list[Row]) -> float:
    others = [
        share(other) / _gain(other)
        for other in runs
        if family(other) != family(row)
        and hardware(other["hardware"]).runs == hardware(row["hardware"]).runs
    ]
    return share(row) / (median(others) * _gain(row))


def _gain(row: Row) -> float:
    count = devices(row)
    return SMALL_CLUSTER_GAIN if count is not None and count <= SMALL_CLUSTER else 1.0


MODES = {
    "dschat": TuningMode.RLHF,
    "fsdpqlora": TuningMode.SHARDED_ADAPTERS,
    "torchtune-3b-baseline": TuningMode.PLAIN,
    "torchtune": TuningMode.TUNED,
    "nemo": TuningMode.FP8,
    "peft": TuningMode.PLAIN,
}


def mode(row: Row) -> TuningMode:
    """How a published run was set up, told by whose it is."""
    found = (mode for name, mode in MODES.items() if row["run_id"].startswith(name))
    return next(found, TuningMode.UNPACKED)


def test_tuning_runs_lie_in_the_bands_of_their_mode() -> None:
    runs = [row for row in rows("finetuning") if row["implied_util_pct"]]
    found = [defaults()[f"tuning.{mode(row)}"] for row in runs]
    seen = [float(row["implied_util_pct"]) / 100 for row in runs]
    twice = within([s / u.likely for s, u in zip(seen, found, strict=True)], 2)
    bands = [around(u.likely, u.sigma) for u in found]
    inside = fmean(b.low <= s <= b.high for s, b in zip(seen, bands, strict=True))
    print(f"A4: n {len(runs)}, {twice:.0%} in 2×, {inside:.0%} in the band")
    assert len(runs) == 74
    assert twice >= 0.90
    assert 0.70 <= inside <= 0.90


def test_without_a_framework_the_band_holds_every_way_to_tune() -> None:
    """Packing and compiling matter threefold, so silence is no plain loop, and no tuned recipe."""
    rlhf = TuningMode.RLHF
    runs = [r for r in rows("finetuning") if r["implied_util_pct"] and mode(r) is not rlhf]
    silent = tuning_mode(Method.LORA, hardware("A100"), 1, "unknown")
    assert silent is tuning_mode(Method.FULL, hardware("A100"), 8, "unknown")
    usual = tuning_utilisation(silent, hardware("A100"))
    band = around(usual.likely, usual.sigma)
    seen = [float(row["implied_util_pct"]) / 100 for row in runs]
    inside = fmean(band.low <= share <= band.high for share in seen)
    print(f"A4: n {len(runs)} of unknown set-up, {inside:.0%} in the band")
    assert 0.70 <= inside <= 0.90


@pytest.mark.parametrize(
    ("name", "count", "context", "likely", "sigma"),
    [
        ("A100-80GB", 512, 2_048, 0.34, 0.25),
        ("A100-80GB", 16, 2_048, 0.34 * 1.4, 0.25),
        ("A100-80GB", 17, 2_048, 0.34, 0.25),
        ("H100-80GB", 512, 16_384, 0.24 * 0.8, 0.30),
        ("H200", 512, 2_048, 0.24, 0.30),
        ("TPUv4", 512, 2_048, 0.31, 0.30),
        ("V100-32GB", 512, 2_048, 0.20, 0.55),
        ("B200", 512, 2_048, 0.22, 0.55),
        ("MI300X", 512, 2_048, 0.22 * (668.4 / 1307.4) / 0.80, 0.55),
    ],
)
def test_the_defaults_of_each_class(
    name: str, count: int, context: int, likely: float, sigma: float
) -> None:
    found = pretraining_utilisation(hardware(name), count, context)
    assert (found.likely, found.sigma) == pytest.approx((likely, sigma))


def test_eight_bit_training_is_faster_and_less_sure() -> None:
    usual = pretraining_utilisation(hardware("H100"), 512)
    eight = pretraining_utilisation(hardware("H100"), 512, fp8=True)
    assert (eight.likely, eight.sigma) == pytest.approx((usual.likely * 1.3, 0.40))


def test_a_benchmark_is_not_a_run() -> None:
    card = hardware("A100")
    steady = replace(tuning_utilisation(TuningMode.TUNED, card), likely=0.5, sigma=0.0)
    assert after_goodput(steady, OWN_RUN).likely == pytest.approx(0.385)
    assert typed(0.5, CLEAN_BENCHMARK).likely == pytest.approx(0.30)
    assert typed(0.5).sigma == 0.15
    vendor = tuning_utilisation(TuningMode.FP8, card)
    assert vendor.likely == pytest.approx(0.72 * 0.77)


def test_a_chip_on_which_nobody_published_a_tuning_run_is_less_sure() -> None:
    for name, sigma in (("RTX 4090", 0.22), ("A10G", 0.22), ("MI300X", 0.55), ("B200", 0.55)):
        assert tuning_utilisation(TuningMode.TUNED, hardware(name)).sigma == sigma
    assert tuning_utilisation(TuningMode.OLD_CARD, hardware("T4")).sigma == 0.35


@pytest.mark.parametrize(
    ("sigma", "factor"), [(0.25, 1.38), (0.30, 1.47), (0.35, 1.57), (0.40, 1.67), (0.55, 2.02)]
)
def test_the_factor_of_each_spread(sigma: float, factor: float) -> None:
    band = around(1.0, sigma)
    assert (band.low, band.high) == pytest.approx((1 / factor, factor), rel=0.01)
