"""Labelling in the calendar, and the discovery that comes before everything."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.advice.advise import advise
from app.advice.finding import VerdictKind
from app.estimate.breakdown.labelling import label_tasks, labellers
from app.estimate.breakdown.precedence import precedence
from app.estimate.breakdown.work import Technique
from app.estimate.estimate import Estimate, Task
from app.estimate.machine_needs import machines
from app.estimate.rates import load_rates
from app.estimate.simulate import estimate, prepared
from app.estimate.simulation.draws import deck
from app.language.reader import ENGLISH
from app.lifecycle.answers import Answers
from tests.cases import case
from tests.lifecycle.saying import BANK, UNKNOWN, said

TERMS = load_rates().labelling
PREFERENCES = frozenset({"scope", "select", "data", "evalset", "prompt", "ft", "pref"})


def of(answers: Answers, *, detail: bool = False) -> Estimate:
    found = estimate(answers, advise(answers), detail=detail)
    assert found is not None
    return found


def task(found: Estimate, id: str) -> Task:
    return next(each for each in found.tasks if each.id == id)


def with_more(id: str, **more: object) -> Answers:
    return Answers.of(BANK, {**case(id).answers.given, **said(**more).given})


def team(labelling: float) -> list[dict[str, object]]:
    return [{"role": "ml_llm", "people": 6}, {"role": "labelling", "people": labelling}]


def test_45_000_comparisons_take_ten_people_fifteen_weeks() -> None:
    """45,000 × 5 minutes ÷ 60 × 1.2 × 1.15 = 5,175 hours ÷ (10 × 35 a week) = 14.8 weeks.

    One plan in five has them made again for four tenths more, which moves the median up a little.
    """
    compare = task(of(case("D09").answers), "label_compare")
    print(f"P50 {compare.duration_weeks.p50:.1f}, P80 {compare.duration_weeks.p80:.1f} weeks")
    assert 14.8 <= compare.duration_weeks.p50 <= 14.8 * 1.15
    assert compare.effort_days.p95 == 0
    assert ENGLISH.say(compare.title) == "Compare 45,000 pairs of answers"
    assert "5,200 hours of 10 people" in ENGLISH.say(compare.why)
    assert "Time the first twenty: 5 minutes for each is a planning default." in ENGLISH.say(
        compare.why
    )


def test_answers_are_compared_once_there_is_a_tuned_model_and_before_preferences() -> None:
    tasks = PREFERENCES | {"label_compare", "label_demonstrate", "label_curate"}
    after = precedence(tasks)
    assert after["label_demonstrate"] == after["label_curate"] == ("data",)
    assert set(after["ft"]) == {"data", "prompt", "label_demonstrate", "label_curate"}
    assert after["label_compare"] == ("ft",)
    assert set(after["pref"]) == {"ft", "evalset", "label_compare"}
    assert precedence(PREFERENCES | {"label_compare"})["label_compare"] == ("ft",)
    assert precedence(tasks - {"ft"})["label_compare"] == ("prompt",)


def test_hours_on_the_bill_and_weeks_in_the_calendar_are_of_the_same_draws() -> None:
    answers = case("D09").answers
    advice = advise(answers)
    shown, project = prepared(answers, advice, deck(), machines(answers, advice, None))
    (line,) = (each for each in project.lines if each.id == "label_compare")
    assert line.hours is not None
    waits = shown.model.canvas.waits[shown.model.canvas.work.ids.index("label_compare")]
    rejected = shown.model.canvas.happens["labels_rejected"]
    again = np.where(rejected, 1.4, 1)
    weeks = np.maximum(line.hours / again / 350, 2) * again
    np.testing.assert_allclose(waits, weeks, rtol=1e-5)


def test_labelling_is_calendar_and_money_but_no_work_of_the_team() -> None:
    answers = case("D09").answers
    with_labels, without = of(answers), of(with_more("D09", A10="no_comparisons"))
    assert with_labels.cost.labels.p50 > 0
    total = sum(each.effort_days.p50 for each in with_labels.tasks if each.id.startswith("label_"))
    assert total == 0
    assert "label_compare" not in {each.id for each in without.tasks}


@pytest.mark.parametrize(
    ("rows", "hours", "people"),
    [
        (None, 139, 1),
        (None, 141, 10),
        ([{"role": "labelling", "people": 3}], 5_000, 3),
        ([{"role": "labelling", "people": 4, "share": 0.5}], 5_000, 2),
        ([{"role": "labelling"}], 5_000, 10),  # a vendor, of whom nobody said how many
        ([{"role": "domain_expert", "people": 3}], 5_000, 10),
    ],
)
def test_labellers_are_those_that_were_named_or_as_many_as_it_takes(
    rows: list[dict[str, object]] | None, hours: float, people: float
) -> None:
    answers = said() if rows is None else said(E02=rows)
    assert labellers(answers, hours, TERMS) == people


@given(st.integers(1, 100), st.integers(1, 100))
@settings(max_examples=15, deadline=None)
def test_more_labellers_never_take_longer(few: int, many: int) -> None:
    few, many = sorted((few, many))
    slow, fast = (of(with_more("D09", E02=team(people))) for people in (few, many))
    length = [task(each, "label_compare").duration_weeks for each in (slow, fast)]
    assert length[1].p50 <= length[0].p50
    assert fast.duration_weeks.p80 <= slow.duration_weeks.p80 * 1.0001


def test_no_team_of_labellers_is_there_in_less_than_two_weeks() -> None:
    found = task(of(with_more("D09", E02=team(5_000))), "label_compare")
    assert found.duration_weeks.p10 == 2


def test_what_needs_no_labels_brings_no_labelling() -> None:
    assert not any(each.id.startswith("label_") for each in of(case("D01").answers).tasks)
    answers = case("D09").answers
    assert label_tasks(answers, advise(answers), Technique(), load_rates()) == ()


def test_labels_and_their_rejection_have_bars_of_their_own() -> None:
    bars = {swing.id: swing for swing in of(case("D09").answers, detail=True).sensitivity}
    assert bars["label_compare"].swing_weeks > 5
    assert bars["label_compare"].swing_usd > 100_000
    assert "wait_label_compare" not in bars
    assert bars["risk_labels_rejected"].swing_weeks > 1
    assert bars["risk_labels_rejected"].swing_usd > 50_000
    assert len(bars) == len(of(case("D09").answers, detail=True).sensitivity)
    assert "risk_labels_rejected" not in {
        swing.id for swing in of(case("D01").answers, detail=True).sensitivity
    }


def test_a_discovery_comes_before_everything_where_too_little_is_known() -> None:
    """F02; one sprint of two to three weeks."""
    known = case("D01").answers
    disputed = with_more("D01", E06="unknown_or_disputed")
    assert advise(disputed).verdict.kind is VerdictKind.DISCOVERY_FIRST
    found = of(disputed)
    sprint = task(found, "discovery")
    print(f"discovery: {sprint.duration_weeks.p50:.1f} weeks")
    assert sprint.after == ()
    assert sprint.start_weeks.p95 == 0
    assert 2 <= sprint.duration_weeks.p50 <= 3
    assert task(found, "scope").after == ("discovery",)
    assert all(each.start_weeks.p50 > 0 for each in found.tasks if each.id != "discovery")
    assert sprint.before_gate == 1
    assert "discovery" not in {each.id for each in of(known).tasks}


@pytest.mark.parametrize(
    ("answers", "finds_out"),
    [
        (said(S01=UNKNOWN), True),
        (
            with_more("D01", **dict.fromkeys(("S03", "S06", "S09", "A02", "E03", "I06"), UNKNOWN)),
            True,
        ),
        (said(S01="Drafts letters", S03="one_task"), False),
        (said(S01="Works out fees", S16="fully_structured", E06="unknown_or_disputed"), False),
    ],
)
def test_a_plan_finds_out_first_when_its_verdict_says_so(answers: Answers, finds_out: bool) -> None:
    assert ("discovery" in {each.id for each in of(answers).tasks}) is finds_out
