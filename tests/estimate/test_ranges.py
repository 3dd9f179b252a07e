"""Check 1: from three typed numbers to a distribution."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.estimate.ranges import NARROWEST, ImpossibleRange, spread, widened_note
from app.language.message import Unit
from app.language.reader import ENGLISH
from tests.estimate.archetypes import PRIORS, table

POSITIVE = st.floats(0.01, 1000)


@pytest.mark.parametrize(
    "row", table("range_vectors"), ids=lambda row: f"{row['p10']}-{row['p90']}"
)
def test_a_typed_range_becomes_the_published_distribution(row: Mapping[str, str]) -> None:
    p50 = float(row["p50_given"]) if row["p50_given"] else None
    found = spread(float(row["p10"]), float(row["p90"]), p50)
    typed = spread(float(row["p10"]), float(row["p90"]), p50, floor=0)
    expected = [
        float(row[name])
        for name in (
            "median_used",
            "log_sd",
            "log_sd_after_floor",
            "low_side_after_floor",
            "high_side_after_floor",
            "loading_on_shared_factor",
        )
    ]
    figures = [found.median, typed.log_sd, found.log_sd, found.below, found.above]
    figures.append(found.loading(0.30))
    off = max(abs(a - b) for a, b in zip(figures, expected, strict=True))
    print(f"{row['p10']} to {row['p90']}: {off:.1e} from the published figures at most")
    assert figures == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize(
    ("p10", "p50", "p90"),
    [(5, None, 5), (9, None, 3), (0, None, 3), (-1, 2, 3), (1, 5, 4), (1, 1, 4), (1, math.nan, 2)],
)
def test_what_is_no_range_is_refused_with_a_sentence(
    p10: float, p50: float | None, p90: float
) -> None:
    with pytest.raises(ImpossibleRange) as refusal:
        spread(p10, p90, p50)
    assert refusal.value.says.text.endswith(".")


def test_a_range_narrower_than_any_seen_is_widened_and_says_so() -> None:
    narrow, wide = spread(10, 14), spread(5, 20)
    assert narrow.log_sd == pytest.approx(NARROWEST)
    note = widened_note(narrow, Unit.WEEKS)
    assert note is not None
    assert ENGLISH.say(note).startswith("Counted as 7.6 to 19 weeks: ")
    assert widened_note(wide, Unit.WEEKS) is None


@settings(max_examples=50, deadline=None)
@given(POSITIVE, POSITIVE, POSITIVE)
def test_a_range_that_is_wide_enough_keeps_its_three_numbers(a: float, b: float, c: float) -> None:
    low, likely, high = sorted((a, b, c))
    if not low < likely < high or high / low < 3:
        return
    found = spread(low, high, likely)
    assert [found.p10, found.quantile(0), found.p90] == pytest.approx([low, likely, high])


@pytest.mark.parametrize("row", table("phase_priors"), ids=lambda row: row["phase"])
def test_the_shipped_ranges_are_the_published_ones(row: Mapping[str, str]) -> None:
    prior = PRIORS.tasks[row["phase"]]
    days = tuple(float(row[f"effort_p{q}_days"]) for q in (10, 50, 90))
    pulls = tuple(float(row[f"elasticity_{name}"]) for name in ("size", "data", "expertise"))
    assert (prior.effort_days, prior.elasticity) == (days, pulls)
    assert prior.people == float(row["reference_fte"])
    assert prior.before_gate == float(row["gate_share"])
    assert prior.effort.log_sd == pytest.approx(float(row["log_sd_effort"]), abs=6e-4)
    if row["wait_p50_weeks"]:
        assert prior.wait_weeks == tuple(float(row[f"wait_p{q}_weeks"]) for q in (10, 50, 90))
    else:
        assert prior.wait_weeks is None
