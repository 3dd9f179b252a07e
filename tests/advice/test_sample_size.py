"""Sample sizes against the published tables of R-41 to R-43."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.advice.sample_size import (
    cases_for_margin,
    cases_for_wilson_margin,
    cases_needed,
    cases_to_compare,
    cases_to_compare_paired,
    clean_cases,
    wilson_interval,
    wilson_margin,
)

# margin, then the cases at a share of 0.5, 0.8, 0.9 and 0.95.
MARGINS: list[tuple[float, list[int | None]]] = [
    (0.10, [97, 62, None, None]),
    (0.05, [385, 246, 139, 73]),
    (0.03, [1068, 683, 385, 203]),
    (0.02, [2401, 1537, 865, 457]),
    (0.01, [9604, 6147, 3458, 1825]),
]


@pytest.mark.parametrize(("margin", "cases"), MARGINS)
def test_the_table_of_margins_is_reproduced(margin: float, cases: list[int | None]) -> None:
    for share, expected in zip((0.5, 0.8, 0.9, 0.95), cases, strict=True):
        if expected is not None:
            assert cases_for_margin(share, margin) == expected


@pytest.mark.parametrize(
    ("first", "second", "cases"), [(0.7, 0.8, 291), (0.8, 0.85, 903), (0.9, 0.95, 432)]
)
def test_comparing_two_variants_takes_so_many_cases(
    first: float, second: float, cases: int
) -> None:
    assert cases_to_compare(first, second) == cases


@pytest.mark.parametrize(("difference", "cases"), [(0.10, 116), (0.05, 469), (0.03, 1306)])
def test_comparing_on_the_same_cases_takes_fewer(difference: float, cases: int) -> None:
    assert cases_to_compare_paired(difference) == cases


@pytest.mark.parametrize(("rate", "cases"), [(0.05, 59), (0.01, 299), (0.005, 598), (0.001, 2995)])
def test_never_takes_so_many_clean_cases(rate: float, cases: int) -> None:
    assert clean_cases(rate) == cases


def test_a_wilson_interval_stays_between_0_and_1() -> None:
    assert wilson_interval(0.0, 10) == pytest.approx((0.0, 0.2775), abs=1e-4)
    assert wilson_interval(1.0, 10) == pytest.approx((0.7225, 1.0), abs=1e-4)
    assert wilson_interval(0.9, 100) == pytest.approx((0.8256, 0.9448), abs=1e-4)


def test_near_1_the_wilson_size_is_used() -> None:
    assert cases_needed(0.8, 0.05) == cases_for_margin(0.8, 0.05)
    assert cases_needed(0.98, 0.05) == cases_for_wilson_margin(0.98, 0.05)
    assert cases_needed(0.98, 0.05) > cases_for_margin(0.98, 0.05)


@given(st.floats(0.0, 1.0), st.floats(0.01, 0.3))
def test_the_wilson_size_is_the_least_that_keeps_the_margin(share: float, margin: float) -> None:
    cases = cases_for_wilson_margin(share, margin)
    assert wilson_margin(share, cases) <= margin
    assert cases <= 2 or wilson_margin(share, cases - 1) > margin
