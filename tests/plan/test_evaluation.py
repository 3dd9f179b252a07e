"""The evaluation plan: break-even, bars, and how many cases."""

from __future__ import annotations

import pytest

from app.advice.advise import advise
from app.advice.figures import break_even
from app.language.reader import ENGLISH
from app.plan.evaluation import evaluation_plan
from app.plan.plan import EvaluationPlan
from tests.cases import Case, case, cases
from tests.lifecycle.saying import said


def planned(**answers: object) -> EvaluationPlan:
    found = said(**answers)
    plan = evaluation_plan(found, advise(found))
    assert plan is not None
    return plan


def test_the_support_chatbot_breaks_even_at_90_of_98() -> None:
    assert break_even(case("D01").answers) == pytest.approx(90 / 98)


def test_the_published_help_desk_breaks_even_at_81_5_percent() -> None:
    answers = said(S07="rework", S07a=88, E08=20)
    assert break_even(answers) == pytest.approx(0.815, abs=5e-4)


def test_saved_minutes_stand_in_for_a_value() -> None:
    answers = said(S07="rework", S07a=40, E08b=15, E08c=60)
    assert break_even(answers) == pytest.approx(40 / 55)


def test_without_the_cost_of_a_failure_nothing_breaks_even() -> None:
    assert break_even(said(E08=20)) is None


@pytest.mark.parametrize(
    ("answers", "cases_", "margin"),
    [
        ({}, 385, 0.05),
        ({"S11a": 0.8}, 246, 0.05),
        ({"S11a": 0.9, "S07": "rework"}, 35, 0.10),
        ({"S11a": 0.95}, 139, 0.05),
        ({"S11a": 0.8, "S07": "serious_loss"}, 683, 0.03),
    ],
)
def test_the_test_set_is_sized_by_bar_and_stakes(
    answers: dict[str, object], cases_: int, margin: float
) -> None:
    plan = planned(**answers)
    assert (plan.cases_needed, plan.margin) == (cases_, margin)
    assert f"{cases_:,}" in ENGLISH.say(plan.derivation)


def test_grave_failures_ask_for_clean_cases() -> None:
    assert planned(S07="harm_to_people").clean_cases == 2995
    assert planned(S07="serious_loss").clean_cases == 299
    assert planned(S07="annoyance").clean_cases is None


def test_the_bars_are_the_ones_that_were_said() -> None:
    plan = planned(S11a=0.85, S11b=0.92, S14="Quote a price")
    assert (plan.launch_bar, plan.target_bar) == (0.85, 0.92)
    assert plan.never is not None
    assert ENGLISH.say(plan.never) == "Quote a price"
    assert planned().launch_bar is None


def test_a_prohibited_use_has_no_evaluation() -> None:
    found = said(S12=["social_scoring"])
    assert evaluation_plan(found, advise(found)) is None


@pytest.mark.parametrize("case_", cases(), ids=lambda found: found.id)
def test_every_case_knows_what_to_measure(case_: Case) -> None:
    plan = evaluation_plan(case_.answers, advise(case_.answers))
    assert plan is not None
    assert plan.metrics
    assert {m.tag for m in plan.metrics}.isdisjoint({m.tag for m in plan.avoid if m.tag})
    said_steps = [ENGLISH.say(step) for step in plan.steps]
    assert len(set(said_steps)) == len(said_steps)


def test_summaries_are_not_judged_by_rouge_alone() -> None:
    plan = planned(S02=["summarise"])
    assert any("ROUGE" in ENGLISH.say(metric.name) for metric in plan.avoid)


def test_code_is_tested_by_branches_and_past_cases() -> None:
    plan = evaluation_plan(case("D12").answers, advise(case("D12").answers))
    assert plan is not None
    assert plan.cases_needed == 20
    assert plan.avoid == ()
    assert "branch" in ENGLISH.say(plan.steps[0])


def test_a_launch_bar_below_break_even_is_told_to_those_who_review() -> None:
    """150/162 = 92.6 % is where it pays; the bar is 90 %."""
    steps = planned(S07="money_or_complaint", S07a=150, E08=12, S11a=0.9).steps
    assert any("90 % lies below the 92.6 %" in ENGLISH.say(step) for step in steps)
    fine = planned(S07="money_or_complaint", S07a=150, E08=12, S11a=0.95).steps
    assert not any("lies below" in ENGLISH.say(step) for step in fine)


def test_checked_examples_are_held_back_instead_of_made_anew() -> None:
    """A tenth of 20,000 checked labels covers 1,068 cases, so three points cost nothing."""
    plenty = planned(S07="rework", A02="over_5000", A02a=20_000, A03=["expert_checked"])
    assert plenty.margin == 0.03
    assert plenty.held_back == plenty.cases_needed == 1_068
    assert plenty.cases_to_make == 0
    unchecked = planned(S07="rework", A02="over_5000", A02a=20_000, A03=["unchecked_clear"])
    assert unchecked.held_back == 0
    assert unchecked.margin == 0.10


def test_each_language_that_must_be_as_good_gets_a_set_of_its_own() -> None:
    rows = [{"language": name, "level": "as_good_as_main"} for name in ("French", "Dutch")]
    assert planned(S13a=3, S13b=rows).cases_needed == 3 * planned(S13a=3).cases_needed


@pytest.mark.parametrize(
    ("hours", "words"),
    [("h1_2", "1.5 hours a week, 43 weeks"), ("h3_8", "5.5 hours a week, 12 weeks"),
     ("over_8", "10 hours a week, 6.4 weeks")],
)  # fmt: skip
def test_the_hours_of_experts_say_how_long_a_round_of_grading_takes(hours: str, words: str) -> None:
    """A05, R-73: 385 cases × 10 minutes ÷ 60 = 64 hours."""
    steps = [ENGLISH.say(step) for step in planned(A05=hours).steps]
    (judging,) = [step for step in steps if "To grade all 385" in step]
    assert words in judging
    assert not any("To grade all" in ENGLISH.say(step) for step in planned().steps)
