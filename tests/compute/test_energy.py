"""Electricity and carbon: published figures are met, and one digit is all there is (A12)."""

from __future__ import annotations

import pytest

from app.compute.bands import exactly
from app.compute.energy import carbon_kg, energy_kwh, kg_per_hour, kwh, one_digit
from app.compute.hardware import hardware
from tests.compute.facts import Vector, vectors


@pytest.mark.parametrize("vector", vectors("training_energy"), ids=lambda vector: vector.id)
def test_published_energy(vector: Vector) -> None:
    hours, watts = vector.number("accelerator_hours"), vector.number("watts")
    found = kwh(hours, watts, pue=vector.number("pue"))
    print(f"A12 {vector.id}: {found / 1000:.0f} MWh, published {vector.value:.0f}")
    assert found / 1000 == pytest.approx(vector.value, rel=0.015)
    tons = vector.also["tCO2e"]
    assert isinstance(tons, float)
    assert found * vector.number("kg_per_kwh") / 1000 == pytest.approx(tons, rel=0.05)


def test_a_thousand_hours() -> None:
    """H100: 32 to 470 kg, about 275."""
    found = kg_per_hour(700).times(1_000)
    assert (found.low, found.likely, found.high) == pytest.approx((32.3, 275, 470), rel=0.002)


def test_exact_hours_leave_the_width_of_the_grid() -> None:
    found = carbon_kg(exactly(1_000), hardware("H100"))
    assert found is not None
    assert (found.low, found.high) == pytest.approx((32.34, 470.4))


def test_a_chip_whose_power_is_not_published_has_no_energy() -> None:
    assert energy_kwh(exactly(1), hardware("TPU v5e")) is None
    assert carbon_kg(exactly(1), hardware("TPU v5e")) is None


def test_carbon_is_shown_with_one_digit() -> None:
    shown = one_digit(kg_per_hour(700).times(1_000))
    assert (shown.low, shown.likely, shown.high) == pytest.approx((30, 300, 500))
