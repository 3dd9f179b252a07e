"""What a history says about the next ranges, and each warning with a history that fires it."""

from __future__ import annotations

import math

import pytest

from app.estimate.calibration import MixedLevels, Outcome, calibrate
from app.estimate.learning import Level


def history(*ratios: float) -> list[Outcome]:
    return [Outcome(10, 10 * ratio) for ratio in ratios]


def codes(*ratios: float) -> set[str]:
    return {warning.code for warning in calibrate(history(*ratios), Level.TASK).warnings}


WIDE = (0.5, 2.0, 0.7, 1.4, 0.4, 2.4, 1.1, 0.9, 1.6, 0.6)


def test_few_outcomes_are_not_judged() -> None:
    found = calibrate(history(1.4), Level.TASK)
    assert (found.n, found.within.share, found.below_p80.share) == (1, None, None)
    assert {warning.code for warning in found.warnings} == {"few_actuals"}
    assert calibrate(history(*WIDE[:5]), Level.TASK).within.share is not None


def test_an_outcome_is_judged_by_those_before_it_alone() -> None:
    found = calibrate(history(100, 1, 1, 1, 1), Level.TASK)
    assert found.within.hits == 4
    assert found.below_p80.hits == 4


# Each warning with a history that fires it, and one that just does not.
@pytest.mark.parametrize(
    ("code", "fires", "does_not"),
    [
        ("few_actuals", WIDE[:4], WIDE[:5]),
        ("copied_estimates", (1.0,) * 14 + (1.5,) * 6, (1.0,) * 9 + (1.5,) * 11),
        ("too_narrow", (9.0, 0.1) * 10, WIDE * 2),
        ("too_wide", (1.01, 0.99) * 10, WIDE * 2),
        ("biased", (1.5,) * 10, WIDE),
        ("biased", (0.6,) * 10, WIDE),
        ("drift", (1.02, 0.98) * 10 + (3.0,) * 10, WIDE * 3),
        ("no_gain", (2.0,) * 5 + (0.5,) * 5, (1.5,) * 20),
    ],
)
def test_each_warning_fires_when_it_should(
    code: str, fires: tuple[float, ...], does_not: tuple[float, ...]
) -> None:
    assert code in codes(*fires)
    assert code not in codes(*does_not)


def test_copied_actuals_teach_nothing() -> None:
    copied = calibrate(history(*(1.0,) * 14, *(3.0,) * 6), Level.TASK)
    assert copied.belief == calibrate([], Level.TASK).belief


def test_tasks_and_projects_are_not_mixed() -> None:
    mixed = [Outcome(10, 12, level=Level.TASK), Outcome(100, 120, level=Level.PROJECT)]
    with pytest.raises(MixedLevels):
        calibrate(mixed, Level.TASK)


def test_a_phase_is_told_apart_once_it_has_three_outcomes() -> None:
    late = [Outcome(10, 30, phase="alignment") for _ in range(3)]
    others = [Outcome(10, 10, phase="scoping") for _ in range(2)]
    found = calibrate([*late, *others], Level.PHASE)
    assert set(found.by_phase) == {"alignment"}
    assert found.by_phase["alignment"].ratio(0.5) > found.belief.ratio(0.5) * 0.9
    assert math.exp(found.belief.mean) > 1.15
