"""Hosted or own machines: where the staircase first crosses the line."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.compute.break_even import (
    DAYS_A_MONTH,
    HOURS_A_MONTH,
    OwnMachines,
    api_usd_per_month,
    break_even,
    staircase,
)

# One machine at $2 an hour serves a request a second; the load is even, nobody tends it.
OWN = OwnMachines(2.0, 1.0, 1.0, False, 0.0)


def test_an_idle_machine_is_not_cheaper() -> None:
    assert OWN.usd_per_month(1) == OWN.usd_per_month(80_000) == 2 * HOURS_A_MONTH


def test_machines_come_whole() -> None:
    assert [OWN.machines(volume) for volume in (0, 86_400, 86_401, 300_000)] == [1, 1, 2, 4]
    assert staircase(OWN, (86_400, 86_401)) == ((86_400, 1460), (86_401, 2920))


def test_the_first_crossing_is_where_the_bills_are_alike() -> None:
    """$1,460 a month ÷ ($0.001 × 30.415) = 48,003 requests a day, within one machine."""
    turn = break_even(OWN, 0.001)
    assert turn == pytest.approx(1460 / 0.001 / DAYS_A_MONTH)
    assert turn is not None
    assert api_usd_per_month(turn, 0.001) == pytest.approx(OWN.usd_per_month(turn))


def test_a_request_too_cheap_for_a_full_machine_never_turns() -> None:
    """A full machine serves 2.63 million a month for $1,460: $0.00056 each."""
    assert break_even(OWN, 0.0005) is None
    assert break_even(OWN, 0.0006) is not None


def test_nothing_to_pay_is_never_beaten() -> None:
    assert break_even(OWN, 0.0) is None


def test_too_few_machines_never_reach_the_crossing() -> None:
    tended = replace(OWN, ops_usd_per_month=20_000)
    assert break_even(tended, 0.001) is not None
    assert break_even(replace(tended, most_machines=3), 0.001) is None


def test_people_and_a_second_machine_move_the_crossing_up() -> None:
    base = break_even(OWN, 0.001)
    assert base is not None
    for dearer in (
        replace(OWN, ops_usd_per_month=500),
        replace(OWN, must_be_available=True),
        replace(OWN, usd_per_machine_hour=3),
    ):
        turn = break_even(dearer, 0.001)
        assert turn is None or turn > base


@given(
    price=st.floats(1e-4, 1),
    hourly=st.floats(0.1, 100),
    served=st.floats(0.1, 100),
    peak=st.floats(1, 20),
    people=st.floats(0, 20_000),
    available=st.booleans(),
)
@settings(max_examples=100, deadline=None)
def test_below_the_crossing_the_api_is_cheaper(
    price: float, hourly: float, served: float, peak: float, people: float, available: bool
) -> None:
    own = OwnMachines(hourly, served, peak, available, people)
    turn = break_even(own, price)
    if turn is None:
        return
    assert own.usd_per_month(turn) <= api_usd_per_month(turn, price) * (1 + 1e-9)
    for part in (0.1, 0.5, 0.9, 0.999):
        assert own.usd_per_month(turn * part) > api_usd_per_month(turn * part, price)


def test_retries_are_paid_for() -> None:
    assert api_usd_per_month(100, 0.01, 0.1) == pytest.approx(100 * DAYS_A_MONTH * 0.01 * 1.1)
