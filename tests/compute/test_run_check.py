"""A run that somebody describes, worked out and held against published ones."""

from __future__ import annotations

from dataclasses import replace
from statistics import fmean

import pytest

from app.compute.described_run import Pretraining
from app.compute.doubts import Impossible
from app.compute.flops import Method
from app.compute.memory import Verdict
from app.compute.published_runs import nearest_runs, published_runs
from app.compute.run_check import RunToCheck, check_run
from tests.compute.facts import rows

SEVEN = RunToCheck(Pretraining(7e9, 1e12, "A100-80GB", 440))


def codes(asked: RunToCheck) -> set[str]:
    return {caution.code for caution in check_run(asked).cautions}


def test_a_run_nobody_has_measured_takes_the_usual_hours() -> None:
    """The worked value of the model: 7 B parameters on 10^12 tokens."""
    hours = check_run(SEVEN).figures.hours
    assert (hours.low, hours.likely, hours.high) == pytest.approx(
        (79_830, 109_980, 151_517), rel=1e-4
    )
    assert check_run(SEVEN).measured is None


def test_a_measured_speed_says_how_much_of_the_peak_was_used() -> None:
    """8 B on 24 M tokens, 4 FLOPs each, at 2,500 tokens a second on a dense peak of 165 TFLOP/s."""
    tuned = RunToCheck(Pretraining(8e9, 24e6, "RTX 4090", 1), Method.LORA, tokens_per_second=2_500)
    found = check_run(tuned)
    assert found.measured == pytest.approx(4 * 8e9 * 2_500 / 165.2e12, rel=0.01)
    assert found.figures.hours.likely == pytest.approx(24e6 / 2_500 / 3_600)


def test_hours_and_days_and_speed_tell_the_same_story() -> None:
    hours = check_run(replace(SEVEN, run=replace(SEVEN.run, hours=120_000)))
    days = check_run(replace(SEVEN, run=replace(SEVEN.run, days=120_000 / 440 / 24)))
    speed = check_run(replace(SEVEN, tokens_per_second=1e12 * 440 / 120_000 / 3_600))
    assert hours.measured == pytest.approx(days.measured)
    assert hours.measured == pytest.approx(speed.measured)


def test_epochs_multiply_the_text() -> None:
    thrice = check_run(replace(SEVEN, epochs=3)).figures.flops
    assert thrice == pytest.approx(3 * check_run(SEVEN).figures.flops)


@pytest.mark.parametrize("method", [None, Method.FULL, Method.LORA])
def test_more_work_than_the_chips_can_do_is_impossible(method: Method | None) -> None:
    run = Pretraining(70e9, 2e12, "H100-80GB", 64, days=10)
    with pytest.raises(Impossible) as refused:
        check_run(RunToCheck(run, method))
    assert [complaint.code for complaint in refused.value.complaints] == ["W03"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"hours": 48_000}, "W04"),
        ({"hours": 900_000}, "W05"),
        ({"hours": 120_000, "published_utilisation": 0.6}, "W06"),
        ({"peak_tflops": 624}, "W07"),
        ({"context": 8_192}, "W10"),
        ({"hours": 100_000, "days": 20}, "W11"),
        ({"hours": 100_000, "days": 20}, "W25"),
        ({"tokens": 4e14}, "W26"),
    ],
)
def test_what_looks_wrong_is_said_and_a_plain_run_is_not_doubted(
    change: dict[str, float], code: str
) -> None:
    changed = replace(SEVEN.run, **change)  # type: ignore[arg-type]  # fields by name
    asked = replace(SEVEN, run=changed)
    assert code in codes(asked)
    assert code not in codes(SEVEN)


def test_a_price_that_was_typed_replaces_that_of_the_table() -> None:
    found = check_run(replace(SEVEN, usd_per_hour=2.0))
    assert found.figures.usd is not None
    assert found.figures.usd.likely == pytest.approx(2 * found.figures.hours.likely)
    assert [c.code for c in found.cautions] == ["W15"]


def test_eight_bits_are_faster_and_less_sure() -> None:
    eight = check_run(replace(SEVEN, run=replace(SEVEN.run, fp8=True))).figures.hours
    usual = check_run(SEVEN).figures.hours
    assert eight.likely < usual.likely
    assert eight.high / eight.low > usual.high / usual.low


def test_a_model_that_is_too_large_for_its_device_does_not_fit() -> None:
    large = RunToCheck(Pretraining(70e9, 1e6, "A100-80GB", 1), Method.FULL)
    assert check_run(large).fit.verdict is Verdict.DOES_NOT_FIT
    assert "W13" in codes(large)
    assert check_run(SEVEN).fit.verdict is Verdict.FITS


def test_the_neighbours_are_the_runs_nearest_in_work() -> None:
    found = check_run(SEVEN).neighbours
    assert [run.model for run in found][:2] == ["LLaMA-7B", "MPT-7B"]
    assert all(run.chip.runs == "A100" for run in found)
    assert nearest_runs(1e22, published_runs()[0].chip)


def test_the_published_runs_are_those_of_the_facts() -> None:
    """Each figure of the shipped list stands in the table that the tests are held against."""
    facts = {row["run_id"]: row for row in rows("pretraining")}
    for run in published_runs():
        row = facts[run.id]
        assert run.hours == pytest.approx(float(row["accelerator_hours"]))
        assert run.tokens == pytest.approx(float(row["tokens_b"]) * 1e9)
        assert run.share == pytest.approx(float(row["implied_mfu_pct"]) / 100, rel=0.01)
        reported = run.flops / (run.hours * 3_600 * run.chip.peak_flops)
        assert run.share == pytest.approx(reported, rel=0.02), run.id


def test_four_in_five_of_the_shipped_runs_lie_in_their_band() -> None:
    usual = [run for run in published_runs() if run.chip.runs in ("A100", "H100")]
    assert 0.70 <= fmean(run.in_band for run in usual) <= 0.90
