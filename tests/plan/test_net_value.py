"""Whether it pays: E08 and E08a, S07a and the launch bar against building and running."""

from __future__ import annotations

import pytest

from app.export.blocks import Facts, Heading
from app.export.content import blocks_of
from app.export.document import estimate_document
from app.export.hidden_money import document_without_sums
from app.export.net_value import whether_it_pays
from app.export.outline import Section, Showing
from app.language.message import Message
from app.language.reader import ENGLISH
from app.lifecycle.document import AnswersDocument
from app.plan.assemble import assemble
from app.plan.net_value import NetValue
from app.plan.plan import Plan
from tests.lifecycle.saying import BANK, said

ANSWERS: dict[str, object] = {
    "S02": ["answer_questions"], "S03": "one_task", "E01": "production", "S07": "rework",
    "S07a": 20, "S11a": 0.9, "I06": "from_100", "I06a": 500, "E08": 5, "E08a": "m12",
}  # fmt: skip


def planned(**changed: object) -> Plan:
    answers = said(**{k: v for k, v in {**ANSWERS, **changed}.items() if v is not None})
    return assemble(AnswersDocument("A plan", None, None, answers), draws=50, detail=False)


def value_of(**changed: object) -> NetValue:
    value = planned(**changed).net_value
    assert value is not None
    return value


def test_a_month_brings_right_outputs_less_wrong_ones() -> None:
    """500 × 30.415 days × (0.9 × $5 − 0.1 × $20) = $38,019."""
    assert value_of().a_month == pytest.approx(500 * 30.415 * 2.5)


def test_building_and_running_come_off_it() -> None:
    plan = planned()
    value, estimate = plan.net_value, plan.estimate
    assert value is not None
    assert value.a_month is not None
    assert estimate is not None
    assert estimate.running.total is not None
    built, run = estimate.cost.total, estimate.running.total
    assert value.by_plan == pytest.approx(12 * (value.a_month - run.p50) - built.p50)
    assert value.by_commitment == pytest.approx(12 * (value.a_month - run.p80) - built.p80)
    assert value.earned_back_months == pytest.approx(built.p50 / (value.a_month - run.p50))


def test_growth_that_somebody_expects_is_counted_on_both_sides() -> None:
    """Twice the requests after a year: over 12 months the mean is 1.5 times those of the launch."""
    plan = planned(I06c=1000)
    value, estimate = plan.net_value, plan.estimate
    assert value is not None
    assert value.a_month is not None
    assert value.by_plan is not None
    assert estimate is not None
    assert estimate.running.all_months is not None
    built, run = estimate.cost.total, estimate.running.all_months
    assert value.by_plan == pytest.approx(12 * 1.5 * value.a_month - run.p50 - built.p50)
    steady = value_of()
    assert steady.earned_back_months is not None
    assert value.earned_back_months is not None
    assert value.earned_back_months < steady.earned_back_months
    assert value.derivation is not None
    assert "200 % of that" in ENGLISH.say(value.derivation)


def test_what_is_never_earned_back_says_so() -> None:
    assert value_of(I06="under_100", I06a=5).earned_back_months is None


def test_what_is_earned_back_late_is_not_called_never() -> None:
    """Each month brings a little more than it costs to run."""
    requests = 1 + next(n for n in range(1, 500) if planned_gain(n) > 0)
    months = value_of(I06="under_100", I06a=requests).earned_back_months
    assert months is not None
    assert months > 240


def planned_gain(requests: int) -> float:
    plan = planned(I06="under_100", I06a=requests)
    value, estimate = plan.net_value, plan.estimate
    assert value is not None
    assert value.a_month is not None
    assert estimate is not None
    assert estimate.running.total is not None
    return value.a_month - estimate.running.total.p50


def test_a_measured_share_of_all_is_not_called_code() -> None:
    derivation = value_of(S11a=None, M09="measured", M09a=1).derivation
    assert derivation is not None
    assert "what was measured so far" in ENGLISH.say(derivation)


def test_no_share_is_named_where_catching_all_would_not_do() -> None:
    lost = value_of(S09="user_every_time", E08=2, S07a=90, I06="under_100", I06a=5)
    assert lost.if_all_caught is not None
    assert lost.if_all_caught < 0
    assert lost.to_catch is None


def test_a_longer_period_brings_more_where_each_month_brings_something() -> None:
    short, long = value_of().by_plan, value_of(E08a="m36").by_plan
    assert short is not None
    assert long is not None
    assert long > short


def test_saved_minutes_stand_in_for_a_worth_and_the_estimate_has_a_rate_for_them() -> None:
    assert value_of(E08=None, E08b=5, E08c=60).a_month == value_of().a_month  # $60 × 5 ÷ 60
    assert value_of(E08=None, E08b=5).a_month != value_of().a_month


def test_without_a_worth_no_benefit_is_counted() -> None:
    assert planned(E08=None).net_value is None
    assert planned(S12=["social_scoring"]).net_value is None


@pytest.mark.parametrize(
    ("silent", "asked"),
    [({"S11a": None}, "S11a"), ({"S07a": None}, "S07a"), ({"S07": None, "S07a": None}, "S07")],
)
def test_silence_is_never_counted_as_no_cost(silent: dict[str, object], asked: str) -> None:
    value = value_of(**silent)
    assert value.by_plan is None
    assert value.missing == (BANK.questions[asked].asks,)


def test_an_annoyance_costs_nothing_and_a_measured_share_stands_in_for_the_bar() -> None:
    assert value_of(S07="annoyance", S07a=None).a_month == pytest.approx(500 * 30.415 * 4.5)
    measured = value_of(S11a=None, M09="measured", M09a=0.8)
    assert measured.a_month == pytest.approx(0, abs=1e-6)
    assert measured.derivation is not None
    assert "what was measured" in ENGLISH.say(measured.derivation)


def told(value: NetValue) -> str:
    said_ = [getattr(block, "says", None) for block in whether_it_pays(value)]
    return " ".join(ENGLISH.say(words) for words in said_ if isinstance(words, Message))


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({}, "more by the commitment"),
        ({"E08": 1}, "Each further request adds to the loss"),
        ({"I06": "under_100", "I06a": 5}, "Running it costs more than it brings"),
        ({"I06": "under_100", "I06a": 90}, "A longer period"),
        ({"S11a": None}, "Nobody can say yet"),
    ],
)
def test_it_says_what_would_change_a_loss(changed: dict[str, object], words: str) -> None:
    assert words in told(value_of(**changed))


def test_the_plan_shows_it_with_the_money_and_hides_it_with_the_money() -> None:
    plan = planned()
    blocks = blocks_of(Section.MONEY, plan, Showing())
    headings = [ENGLISH.say(block.says) for block in blocks if isinstance(block, Heading)]
    assert "Whether it pays" in headings
    document = estimate_document(plan)
    assert document["net_value_usd"] is not None
    assert document_without_sums(document)["net_value_usd"] is None


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({}, "if they catch them all"),
        ({"E08": 2, "S07a": 90}, "It pays once they catch"),
        ({"E08": 2, "S07a": 90, "I06": "under_100", "I06a": 5}, "even if the people who check"),
    ],
)
def test_people_who_check_decide_what_a_wrong_output_costs(
    changed: dict[str, object], words: str
) -> None:
    value = value_of(S09="expert_every_time", **changed)
    assert words in told(value)
    assert value_of(S09="nobody", **changed).if_all_caught is None


def test_it_breaks_even_at_the_share_that_has_to_be_caught() -> None:
    value = value_of(S09="expert_every_time", E08=2, S07a=90)
    assert value.by_plan is not None
    assert value.if_all_caught is not None
    assert value.to_catch is not None
    assert 0 < value.to_catch < 1
    between = value.by_plan + value.to_catch * (value.if_all_caught - value.by_plan)
    assert between == pytest.approx(0, abs=1e-6)


def test_a_check_that_nobody_named_catches_nothing() -> None:
    assert value_of(S09=None).if_all_caught is None


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({}, "months after launch"),
        ({"I06": "from_1k", "I06a": 9_000}, "within the first month"),
        ({"E08": 1}, "never, as long as"),
    ],
)
def test_the_day_on_which_it_is_earned_back_is_told(changed: dict[str, object], words: str) -> None:
    (facts,) = [b for b in whether_it_pays(value_of(**changed)) if isinstance(b, Facts)]
    assert words in " ".join(ENGLISH.say(what) for _, what in facts.rows)
