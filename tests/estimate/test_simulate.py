"""Whole estimates: the worked cases, the same bytes, and what a reader is told."""

from __future__ import annotations

import subprocess
import sys
import tracemalloc
from collections.abc import Mapping
from dataclasses import asdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.advice.advise import advise
from app.advice.finding import VerdictKind
from app.estimate.estimate import Estimate
from app.estimate.ranges import Range
from app.estimate.simulate import chance, estimate
from app.estimate.simulation.draws import deck
from app.language.reader import ENGLISH
from app.lifecycle.answers import Answer, Answers
from app.lifecycle.phases import Phase
from tests.cases import Case, case, cases
from tests.lifecycle.saying import BANK, UNKNOWN, any_answers, said

BUILDS = [each for each in cases() if each.id not in {"D12-shipping-fee"}]


def of(answers: Answers, *, detail: bool = False) -> Estimate:
    found = estimate(answers, advise(answers), detail=detail)
    assert found is not None
    return found


@pytest.mark.parametrize("each", cases(), ids=lambda each: each.id)
def test_the_weeks_of_a_worked_case_are_those_of_its_advisers(each: Case) -> None:
    """P50 within the advisers' range ÷ 1.5 to × 1.5; P10 to P80 overlaps it."""
    bounds = each.expect["duration_weeks_range"]
    assert isinstance(bounds, list)
    low, high = bounds
    weeks = of(each.answers).duration_weeks
    print(f"{each.id}: {weeks.p10:.0f} · {weeks.p50:.0f} · {weeks.p80:.0f}, advisers {low}–{high}")
    assert low / 1.5 <= weeks.p50 <= high * 1.5
    assert weeks.p10 <= high
    assert weeks.p80 >= low


def test_the_same_answers_give_the_same_figures_in_any_order() -> None:
    """Check 20."""
    answers = case("D01").answers
    turned = Answers.of(BANK, dict(reversed(list(answers.given.items()))))
    assert repr(of(answers, detail=True)) == repr(of(turned, detail=True))


def test_a_plan_that_must_stop_has_no_estimate() -> None:
    """Check 27."""
    stopped = said(S12=["social_scoring"])
    assert advise(stopped).verdict.kind is VerdictKind.STOP
    assert estimate(stopped, advise(stopped)) is None


def increasing(figures: Range) -> bool:
    return 0 <= figures.p10 <= figures.p50 <= figures.p80 <= figures.p95


def all_ranges(found: Estimate) -> list[Range]:
    ranges = [found.duration_weeks, found.effort_days, found.cost.total, found.cost.people]
    ranges += [found.cost.labels, found.cost.compute, found.gate.weeks, found.gate.cost_usd]
    ranges += [line.usd for line in (*found.cost.lines, *found.running.lines)]
    for task in found.tasks:
        ranges += [task.effort_days, task.duration_weeks, task.start_weeks, task.finish_weeks]
    return ranges


@settings(max_examples=40, deadline=None)
@given(any_answers(), st.booleans())
def test_any_answers_give_figures_that_make_sense(
    given_answers: Mapping[str, Answer], detail: bool
) -> None:
    answers = Answers.of(BANK, given_answers)
    found = estimate(answers, advise(answers), draws=200, detail=detail)
    if found is None:
        return
    assert all(increasing(each) for each in all_ranges(found))
    assert 0 <= found.known <= 1
    assert found.gate.cost_usd.p50 <= found.gate.expected_usd * 20
    assert 0 <= found.gate.stop_chance <= 1
    assert {task.phase for task in found.tasks} <= set(Phase)
    assert all(0 <= task.critical_share <= 1 for task in found.tasks)
    assert sum(task.critical_share for task in found.tasks) >= 0.99
    words = [*found.warnings, *(task.title for task in found.tasks), found.milestone]
    assert all(ENGLISH.say(each) for each in words)


def test_the_support_chatbot_is_estimated_with_everything_the_page_shows() -> None:
    found = of(case("D01").answers, detail=True)
    assert ENGLISH.say(found.milestone) == "First version in production"
    assert found.chance.by_deadline is not None
    assert found.chance.both is not None
    assert found.chance.both <= min(found.chance.by_deadline, found.chance.within_budget or 1)
    assert 0.60 <= found.joint_at_p80 <= 0.74
    assert found.sum_of_p80_days > found.effort_days.p80
    assert [each.question for each in found.answer_next] == ["E03", "M09"]
    assert found.sensitivity[0].kind == "common"
    rag = next(task for task in found.tasks if task.id == "rag")
    assert ENGLISH.say(rag.title) == "Build retrieval over help articles"
    assert ENGLISH.say(rag.role) == "AI engineer"
    assert rag.prior is not None
    assert rag.prior.trust == "D"
    told = " ".join(ENGLISH.say(each) for each in found.warnings)
    assert "Nobody has been named as" in told
    assert "AI engineer" in told


def test_the_parts_of_the_bill_make_the_whole_and_each_says_how() -> None:
    found = of(case("D09").answers)
    labels = [line for line in found.cost.lines if line.id.startswith("label_")]
    assert [line.id for line in labels] == ["label_compare"]
    assert "45,000 items" in ENGLISH.say(labels[0].derivation)
    assert found.cost.labels == labels[0].usd
    assert all(line.source and line.trust for line in found.cost.lines)
    p80s = found.cost.people.p80 + found.cost.labels.p80 + found.cost.compute.p80
    assert found.cost.total.p80 < p80s


def test_a_staff_rate_that_was_named_replaces_the_shipped_range() -> None:
    answers = case("D02").answers
    named = of(Answers.of(BANK, {**answers.given, **said(E08c=100).given}))
    assert named.cost.people.p50 == pytest.approx(named.effort_days.p50 * 800, rel=1e-4)
    (line, *_) = named.cost.lines
    assert "$800 a day" in ENGLISH.say(line.derivation)


def test_every_answer_that_widens_the_waits_lengthens_the_plan() -> None:
    answers = case("D01").answers

    def weeks(**more: object) -> float:
        return of(Answers.of(BANK, {**answers.given, **said(**more).given})).duration_weeks.p80

    assert weeks(E06="today") < weeks(E06="weeks_2_8") < weeks(E06="unknown_or_disputed")
    slow = [{"gate": "legal", "weeks": 40}]
    assert weeks(E05=slow) > weeks() + 5


@pytest.mark.parametrize(
    ("goal", "less_than"), [("go_nogo", "pilot"), ("pilot", "production"), ("production", "scaled")]
)
def test_a_nearer_milestone_takes_less(goal: str, less_than: str) -> None:
    answers = case("D01").answers
    near, far = (
        of(Answers.of(BANK, {**answers.given, **said(E01=each).given}))
        for each in (goal, less_than)
    )
    assert near.duration_weeks.p50 < far.duration_weeks.p50
    assert near.effort_days.p50 < far.effort_days.p50
    assert near.cost.total.p50 < far.cost.total.p50


@pytest.mark.parametrize("name", ["D07", "D09"])
def test_up_to_a_decision_nothing_is_labelled_trained_or_bought(name: str) -> None:
    """D07 trains on raw text, D09 compares answers: both after the prototype."""
    answers = case(name).answers
    found = of(Answers.of(BANK, {**answers.given, **said(E01="go_nogo").given}))
    assert (found.cost.labels.p95, found.cost.fixed.p95) == (0, 0)
    assert found.cost.total.p50 == pytest.approx(found.gate.cost_usd.p50, rel=0.01)
    assert found.duration_weeks.p50 < of(answers).duration_weeks.p50 / 2


def test_the_cost_to_the_decision_is_that_of_every_kind_of_project_that_is_possible() -> None:
    """While nobody has said which knowledge it needs, the plan and its gate are one mixture."""
    found = of(said(E01="go_nogo"))
    assert found.gate.cost_usd == found.cost.people


def test_silence_about_the_goal_is_said_and_never_the_cheapest() -> None:
    answers = case("D01").answers
    silent = of(answers.without("E01"))
    assert silent.duration_weeks == of(answers).duration_weeks
    assert any("Nobody has said what is wanted" in ENGLISH.say(w) for w in silent.warnings)


def test_a_blank_plan_spans_four_kinds_of_project_and_says_so() -> None:
    blank = of(said(), detail=True)
    assert blank.known == 0
    assert blank.duration_weeks.p95 / blank.duration_weeks.p50 >= 4
    assert blank.cost.total.p95 / blank.cost.total.p50 >= 4
    assert blank.answer_next[0].question == "M07"
    assert any("four kinds of project" in ENGLISH.say(w) for w in blank.warnings)


def test_an_answer_not_known_counts_as_one_not_given() -> None:
    answers = case("D01").answers
    doubtful = Answers.of(BANK, {**answers.given, **said(S03=UNKNOWN, E03=UNKNOWN).given})
    assert of(doubtful).effort_days == of(answers.without("S03")).effort_days


def test_an_exact_share_of_the_draws_meets_date_and_budget() -> None:
    row = deck(1_000).row("F")
    weeks, usd = 10 + row, 100 - row
    found = chance(weeks, usd, 10.0, 100.0)
    assert (found.by_deadline, found.within_budget, found.both) == (0.5, 0.5, 0.0)
    assert asdict(chance(weeks, usd, None, 100.0))["both"] is None


def test_one_estimate_needs_less_than_20_mb() -> None:
    answers = case("D01").answers
    advice = advise(answers)
    tracemalloc.start()
    estimate(answers, advice)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"{peak / 1e6:.1f} MB")
    assert peak < 20e6


def test_scipy_is_not_imported() -> None:
    code = "import sys, app.estimate.simulate; assert 'scipy' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_plan_without_generative_ai_is_small() -> None:
    found = of(case("D12").answers)
    assert [task.id for task in found.tasks] == ["scope", "integ"]
    assert found.running.unknown == ()


@pytest.mark.parametrize(("prefix", "labels"), [("D01", True), ("D12", False)])
def test_a_month_counts_fresh_labels_only_where_a_model_runs(prefix: str, labels: bool) -> None:
    people = of(case(prefix).answers).running.lines[0]
    assert people.id == "running_people"
    assert ("fresh labels" in ENGLISH.say(people.derivation)) is labels
