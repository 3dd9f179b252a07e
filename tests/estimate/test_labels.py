"""Check 26, and what else labels come to."""

from __future__ import annotations

import pytest

from app.estimate.breakdown.labelling import label_hours


def test_33_000_comparisons_take_1_980_hours() -> None:
    """Three minutes each, a fifth labelled twice, nothing made again: exactly."""
    hours = label_hours(33_000, 3, 0.20, 0)
    print(f"{hours:,.0f} hours")
    assert hours == 1980


def test_a_thousand_demonstrations_by_experts_take_400_hours() -> None:
    assert label_hours(1_000, 20, 0.20, 0) == pytest.approx(400)
