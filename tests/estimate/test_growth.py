"""How the volume grows after launch, and what that makes of the running cost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.advice.advise import advise
from app.estimate.estimate import Estimate
from app.estimate.machines import Serving
from app.estimate.money.growth import grown, mean_grown
from app.estimate.simulate import estimate
from app.language.reader import ENGLISH
from tests.lifecycle.saying import said


def planned(**changed: object) -> Estimate:
    answers = said(
        S02=["answer_questions"], S03="one_task", E01="production", S07="rework",
        I06="from_10k", I06a=50_000, M04=2_000, M04b=300, **changed,
    )  # fmt: skip
    found = estimate(answers, advise(answers), draws=500, detail=False)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("months", "share"), [(0, 0), (3, 0.25), (6, 0.5), (12, 1), (24, 1), (36, 1)]
)
def test_it_grows_for_a_year_and_then_stays(months: int, share: float) -> None:
    assert grown(months) == share


@pytest.mark.parametrize(("months", "mean"), [(6, 0.25), (12, 0.5), (24, 0.75), (36, 5 / 6)])
def test_the_mean_is_that_of_a_straight_line_and_a_plain(months: int, mean: float) -> None:
    assert mean_grown(months) == pytest.approx(mean)


@given(months=st.integers(1, 120))
def test_the_mean_is_that_of_all_months(months: int) -> None:
    middles = [grown(month + 0.5) for month in range(months)]
    assert mean_grown(months) == pytest.approx(sum(middles) / months)


def test_requests_cost_as_many_times_more_as_there_are() -> None:
    """$ a month: all but the model's requests stays as it is."""
    steady, growing = planned(I06c=50_000).running, planned(I06c=500_000).running
    requests = {line.id: line.usd for line in growing.lines}["running_serving"]
    assert steady.in_a_year == steady.total == growing.total
    assert growing.in_a_year is not None
    assert growing.total is not None
    assert growing.in_a_year.p50 - growing.total.p50 == pytest.approx(9 * requests.p50, rel=0.2)


def test_silence_counts_as_twice_as_many_and_is_called_so() -> None:
    silent, spoken = planned(), planned(I06c=100_000)
    assert silent.running == spoken.running
    for found, expected in ((silent, False), (spoken, True)):
        serving = found.machines.serving
        assert serving is not None
        assert serving.in_a_year is not None
        assert serving.in_a_year.requests_per_day == 100_000
        assert serving.in_a_year.expected is expected


@pytest.mark.parametrize(("period", "months"), [("m12", 12), ("m24", 24), ("m36", 36)])
def test_all_months_of_the_period_are_added_up_in_every_run(period: str, months: int) -> None:
    found = planned(I06c=50_000, E08a=period).running
    assert found.months == months
    assert found.total is not None
    assert found.all_months is not None
    for part in ("p10", "p50", "p80", "p95"):
        whole, a_month = getattr(found.all_months, part), getattr(found.total, part)
        assert whole == pytest.approx(months * a_month, rel=1e-4)


def served_in_house(there: int | None, in_a_year: int) -> Serving:
    """50,000 requests a day from one accelerator; `there`: how many the organisation has."""
    has = {} if there is None else {"M01b": there}
    found = planned(M01="own_hardware", I06c=in_a_year, **has).machines.serving
    assert found is not None
    return found


@pytest.mark.parametrize(("there", "bought"), [(None, True), (1, False), (1_000, False)])
def test_four_times_the_machines_cost_four_times_as_much(there: int | None, bought: bool) -> None:
    """Whether they are bought, or are there and counted at rent; also where too few are there."""
    steady, growing = (served_in_house(there, volume) for volume in (50_000, 200_000))
    assert (steady.purchase_usd is not None) is bought
    assert steady.in_a_year is not None
    assert growing.in_a_year is not None
    assert growing.usd_per_month is not None
    assert steady.in_a_year.usd_per_month == steady.usd_per_month == growing.usd_per_month
    assert growing.in_a_year.usd_per_month == growing.usd_per_month.times(4)


@pytest.mark.parametrize(
    ("there", "in_a_year", "told"), [(None, 200_000, 1), (None, 50_000, 0), (1, 200_000, 0)]
)
def test_machines_that_growth_would_buy_are_told(
    there: int | None, in_a_year: int, told: int
) -> None:
    words = [ENGLISH.say(each) for each in served_in_house(there, in_a_year).warnings]
    assert sum("A year after launch it takes 4" in each for each in words) == told
