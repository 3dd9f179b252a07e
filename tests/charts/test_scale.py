"""Rulers and labels: ticks that their figures do not falsify, words broken between words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.charts.letters import halved
from app.charts.scale import Scale
from app.language.reader import rounded


@given(st.floats(0.1, 1e8))
@settings(max_examples=60)
def test_two_figures_say_where_a_tick_stands(top: float) -> None:
    for tick in Scale(top, 0, 984).ticks(70):
        assert rounded(tick, 2) == pytest.approx(tick)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("30 by your ceiling", ["30 by your", "ceiling"]),
        ("50 by $12k", ["50 by", "$12k"]),
        ("ceiling", ["ceiling"]),
    ],
)
def test_a_label_breaks_where_its_lines_are_most_equal(text: str, lines: list[str]) -> None:
    assert halved(text) == lines
