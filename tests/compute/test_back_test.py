"""What the page shows of the back-test holds, and says the same as the tests over the facts."""

from __future__ import annotations

import pytest

from app.compute.back_test import classes, levels
from app.compute.published_runs import published_runs
from app.language.reader import ENGLISH


@pytest.mark.parametrize("level", levels(), ids=lambda level: level.id)
def test_what_is_promised_of_the_compute_model_holds(level: object) -> None:
    shown = next(each for each in levels() if each is level)
    print(f"{shown.id}: {ENGLISH.say(shown.says)}: {ENGLISH.say(shown.found)}")
    assert shown.holds


def test_the_figures_shown_are_those_of_the_facts() -> None:
    """A1 to A3 over the shipped runs give what they give over the whole table."""
    found = {level.id: ENGLISH.say(level.found) for level in levels()}
    assert found["A1"] == "100 % within two, error 0.19, bias 1"
    assert found["A2"] == "78 % inside, 96 % within two"
    assert found["A3"] == "100 % within two, error 0.22, 14 families"


def test_every_run_stands_in_one_class() -> None:
    assert sum(len(found.shares) for found in classes()) == len(published_runs())
    assert all(found.low < found.likely < found.high for found in classes())
