"""Each change's share of a change of the commitment: exact, and the same in any order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.advice.advise import advise
from app.estimate.simulate import estimate
from app.estimate.so_far import so_far
from app.estimate.what_if.attribution import (
    NOTHING,
    Attribution,
    Change,
    Commitment,
    Ends,
    Situation,
    attribution,
    commitment,
    key_of,
)
from app.lifecycle.actuals import Actual, Actuals, Promise
from app.lifecycle.answers import Answer, State
from tests.cases import case
from tests.lifecycle.saying import said

DRAWS = 400
HELP_DESK = case("D01").answers
OTHERWISE: dict[str, str] = {
    "S03": "open_ended",
    "E03": "production_systems",
    "S07": "harm_to_people",
}


def changed(*questions: str) -> Situation:
    answers = HELP_DESK
    for question in questions:
        answers = answers.with_answer(question, Answer(State.ANSWERED, OTHERWISE[question]))
    return Situation(answers, None)


def attributed(*questions: str) -> Attribution:
    changes = [Change((question,)) for question in questions]
    found = attribution(Situation(HELP_DESK, None), changed(*questions), changes, DRAWS)
    assert found is not None
    return found


def test_the_commitment_is_that_of_the_estimate() -> None:
    made = estimate(HELP_DESK, advise(HELP_DESK), detail=False)
    assert made is not None
    found = commitment(Situation(HELP_DESK, None))
    assert found == Commitment(made.duration_weeks.p80, made.cost.total.p80)


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from(["S03", "E03", "S07"]), min_size=1, max_size=3, unique=True))
def test_shares_and_what_they_do_together_add_up_exactly(questions: list[str]) -> None:
    found = attributed(*questions)
    total = sum(found.shares, NOTHING) + found.together
    assert total.weeks == pytest.approx(found.after.weeks - found.before.weeks, abs=1e-9)
    assert total.usd == pytest.approx(found.after.usd - found.before.usd, abs=1e-6)


def test_the_order_of_the_changes_does_not_matter() -> None:
    shares = {
        order: dict(zip(order, attributed(*order).shares, strict=True))
        for order in permutations(("S03", "E03", "S07"))
    }
    first, *others = shares.values()
    assert all(other == first for other in others)


def test_one_change_has_the_whole_of_it_and_two_leave_nothing_over() -> None:
    alone = attributed("S03")
    assert alone.shares[0] == alone.after - alone.before
    assert alone.together == NOTHING
    both = attributed("S03", "E03")
    assert both.together.weeks == pytest.approx(0, abs=1e-9)
    assert both.together.usd == pytest.approx(0, abs=1e-6)


def test_a_share_goes_the_way_in_which_the_answer_moves_the_plan_alone() -> None:
    """A wider task takes longer, a team that has shipped is faster; both cost in proportion."""
    wider, proven = attributed("S03", "E03").shares
    assert wider.weeks > 1
    assert wider.usd > 1000
    assert proven.weeks < -1
    assert proven.usd < -1000


def test_a_note_moves_nothing() -> None:
    answer = HELP_DESK.given["S03"]
    noted = HELP_DESK.with_answer("S03", Answer(answer.state, answer.value, note="as discussed"))
    found = attribution(
        Situation(HELP_DESK, None), Situation(noted, None), [Change(("S03",))], DRAWS
    )
    assert found is not None
    assert found.shares == (NOTHING,)


def test_the_date_of_the_prices_is_a_change_like_any_other() -> None:
    before = Situation(HELP_DESK, date(2026, 11, 23))
    after = Situation(changed("S03").answers, date(2030, 1, 1))
    prices = Change(prices=True)
    assert prices.applied(before, after) == Situation(before.answers, after.priced_at)
    found = attribution(before, after, [Change(("S03",)), prices], DRAWS)
    assert found is not None
    assert len(found.shares) == 2


def test_what_has_happened_is_a_change_like_any_other() -> None:
    """A first task that took three times its days and half a year: all that follows is later."""
    began = date(2027, 1, 11)
    promise = Promise((3.0, 6.0, 9.0, 14.0), (1.0, 2.0, 3.0, 5.0))
    late = Actual(began, date(2027, 7, 12), finished=True, days=18.0, promise=promise)
    made = estimate(HELP_DESK, advise(HELP_DESK), detail=False)
    assert made is not None
    history = so_far(Actuals({made.tasks[0].id: late}), began)
    assert history is not None
    before, after = Situation(HELP_DESK, None), replace(changed("E03"), so_far=history)
    happened = Change(events=True)
    assert happened.applied(before, after).so_far is history
    found = attribution(before, after, [Change(("E03",)), happened], DRAWS)
    assert found is not None
    total = sum(found.shares, NOTHING) + found.together
    assert total.weeks == pytest.approx(found.after.weeks - found.before.weeks, abs=1e-9)
    assert found.shares[1].weeks > 5


def test_between_a_plan_and_a_stop_there_is_nothing_to_attribute() -> None:
    stopped = Situation(said(S12=["social_scoring"]), None)
    here = Situation(HELP_DESK, None)
    assert attribution(here, stopped, [Change(("S12",))], DRAWS) is None
    assert attribution(stopped, here, [Change(("S12",))], DRAWS) is None


def test_a_way_that_leads_through_a_stop_is_left_out() -> None:
    """Made alone the change stops the plan; taken back alone it can be measured, or not either."""
    before, after = Situation(HELP_DESK, None), changed("S03", "E03")
    change = Change(("S03",))
    first, last = change.applied(before, after), change.applied(after, before)
    ends = Ends(before, after, Commitment(40, 300), Commitment(50, 400), DRAWS)
    ends.known[key_of(first)] = None
    measured = commitment(last, DRAWS)
    assert measured is not None
    assert ends.share(change) == Commitment(50, 400) - measured
    ends.known[key_of(last)] = None
    assert ends.share(change) == NOTHING
