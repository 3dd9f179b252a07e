"""Check 26, and what else labels come to."""

from __future__ import annotations

import pytest

from app.estimate.breakdown.labelling import label_hours, label_weeks, timed
from app.estimate.rates import load_rates


def test_33_000_comparisons_take_1_980_hours() -> None:
    """Three minutes each, a fifth labelled twice, nothing made again: exactly."""
    hours = label_hours(33_000, 3, 0.20, 0)
    print(f"{hours:,.0f} hours")
    assert hours == 1980


def test_a_thousand_demonstrations_by_experts_take_400_hours() -> None:
    assert label_hours(1_000, 20, 0.20, 0) == pytest.approx(400)


def test_twenty_timed_items_replace_the_shipped_minutes() -> None:
    minutes = timed((2.0, 4.0) * 10)
    assert minutes.median == 3
    assert minutes.log_sd == pytest.approx(0.15)  # what remains after timing
    assert timed((1.0, 9.0)).log_sd > 0.5


def test_labelling_becomes_calendar_through_its_team() -> None:
    terms = load_rates().labelling
    assert label_weeks(3_500, 10, terms) == 10
    assert label_weeks(35, 10, terms) == 2  # no new team is faster
