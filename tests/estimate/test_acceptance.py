"""The 27 acceptance checks of the estimator, and the tests that show each: `pytest -s` prints all.

`pytest -s tests/estimate/test_acceptance.py` prints this table alone.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.advice.advise import advise
from app.advice.finding import VerdictKind
from app.compute.break_even import DAYS_A_MONTH
from app.estimate.notes import WEEKS_A_MONTH
from app.estimate.rates import load_rates
from app.estimate.simulate import estimate
from app.language.reader import ENGLISH
from tests.cases import cases
from tests.lifecycle.saying import UNKNOWN, said
from tests.registry import Shown

CHECKS = (
    Shown("1", "Typed ranges become the published distributions; no range is refused", (
        "estimate/test_ranges::test_a_typed_range_becomes_the_published_distribution",
        "estimate/test_ranges::test_what_is_no_range_is_refused_with_a_sentence")),
    Shown("2", "Kinds A to D meet the published P50, P80 and P95, known and unknown", (
        "estimate/test_schedule::test_known_answers_give_the_published_quantiles",
        "estimate/test_schedule::test_three_unknown_answers_give_the_published_quantiles")),
    Shown("3", "Core 1: the sum of 21 equal tasks stays wide", (
        "estimate/test_schedule::test_a_shared_factor_keeps_a_sum_wide",)),
    Shown("4", "Core 2: effort and launch correlate 0.30 to 0.60", (
        "estimate/test_schedule::test_effort_and_calendar_overrun_together_only_in_part",)),
    Shown("5", "Both P80s hold together in 64 to 72 of 100 runs", (
        "estimate/test_schedule::test_both_p80s_hold_together_less_often_than_either",)),
    Shown("6", "Core 3: a blank plan is wide", ("estimate/test_worth::test_a_blank_plan_is_wide",)),
    Shown("7", "A blank plan is never the cheapest, the fastest or the safest", (
        "estimate/test_worth::test_a_blank_plan_is_never_the_cheapest_the_fastest_or_the_safest",)),
    Shown("8", "Unknown to worst never helps, in any run", (
        "estimate/test_laws"
        "::test_answering_with_the_worst_never_helps_and_with_the_best_never_hurts",
        "estimate/test_plan_laws"
        "::test_answering_with_the_worst_never_makes_a_plan_cheaper_or_sooner",
        "estimate/test_worth"
        "::test_the_costliest_technique_never_costs_less_than_not_knowing_which")),
    Shown("9", "Each answer narrows on average", (
        "estimate/test_worth::test_each_answer_narrows_on_average",)),
    Shown("10", "The ladder of missing answers", (
        "estimate/test_worth::test_effort_widens_with_every_answer_that_is_missing",)),
    Shown("11", "P80 of the whole is not the sum of P80s", (
        "estimate/test_schedule::test_the_p80_of_the_whole_is_less_than_the_sum_of_p80s",
        "estimate/test_plan_laws"
        "::test_the_p80_of_a_plan_is_never_the_sum_of_its_tasks_p80s")),
    Shown("12", "Core 7: a task off every path has a bar of exactly 0.0", (
        "estimate/test_sensitivity::test_a_task_off_every_path_moves_no_date_but_costs",)),
    Shown("13", "The tornado is not misled by correlation", (
        "estimate/test_sensitivity::test_what_is_common_to_all_tasks_is_not_charged_to_each",)),
    Shown("14", "Without common factors tasks do not correlate", (
        "estimate/test_schedule"
        "::test_without_common_factors_the_tasks_know_nothing_of_each_other",)),
    Shown("15", "Harder never means shorter or cheaper; more people never lengthen", (
        "estimate/test_laws::test_a_harder_level_never_makes_a_run_shorter_or_cheaper",
        "estimate/test_laws::test_a_likelier_risk_never_makes_a_run_shorter_or_cheaper",
        "estimate/test_laws::test_longer_waits_never_make_a_run_shorter",
        "estimate/test_team::test_more_people_never_lengthen_a_plan_nor_raise_its_effort"),
        law=True),
    Shown("16", "Extra rounds come as often as their chance says", (
        "estimate/test_schedule::test_rounds_come_as_often_as_their_chance_says",)),
    Shown("17", "The gate costs less than going on; the expected cost falls with p_stop", (
        "estimate/test_gate::test_stopping_costs_less_than_going_on_in_every_run",
        "estimate/test_gate::test_the_expected_cost_falls_as_stopping_becomes_likelier",
        "estimate/test_gate::test_the_gate_comes_after_the_published_effort_and_time")),
    Shown("18", "Core 5: the standard error of P80 over 100 seeds", (
        "estimate/test_schedule::test_the_standard_error_is_small_beside_the_spread",
        "estimate/test_sensitivity"
        "::test_the_standard_error_on_25_tasks_is_under_seven_in_a_thousand")),
    Shown("19", "Core 6: speed against a bare simulation; a what-if takes less than half", (
        "bench/estimate::full_rows", "bench/estimate::what_if_row")),
    Shown("20", "The same answers give the same bytes; a new phase moves no other row", (
        "estimate/test_simulate::test_the_same_answers_give_the_same_figures_in_any_order",
        "estimate/test_plan_laws::test_the_same_answers_in_any_order_give_the_same_bytes",
        "estimate/test_laws::test_a_phase_added_leaves_the_rows_of_the_others_unchanged"),
        law=True),
    Shown("21", "Equal scenarios differ by 0; the chances of the race add up to 1", (
        "estimate/test_scenarios::test_two_equal_plans_differ_by_exactly_nothing",
        "estimate/test_scenarios::test_either_is_sooner_or_they_are_equal",
        "estimate/test_plan_laws::test_the_better_of_two_scenarios_is_ahead_in_every_figure")),
    Shown("22", "The update meets the worked cases; no history changes nothing", (
        "estimate/test_learning::test_the_update_agrees_with_the_worked_cases",
        "estimate/test_learning::test_student_s_t_is_that_of_the_tables",
        "estimate/test_learning::test_the_interval_of_a_share_is_wilson_s",
        "estimate/test_learning::test_without_outcomes_the_outside_view_stands",
        "estimate/test_learning::test_order_does_not_matter_and_neither_does_one_at_a_time",
        "estimate/test_learning"
        "::test_ten_equal_ratios_pull_the_median_towards_them_and_not_past")),
    Shown("23", "Core 4: the backtest on real histories (raw rows by SCOPEWRIGHT_TEST_DATA)", (
        "estimate/test_learning::test_ranges_hold_what_they_promise_on_real_histories",
        "estimate/test_learning"
        "::test_five_outcomes_teach_more_through_the_update_than_by_themselves")),
    Shown("24", "Each warning of a history fires, and just does not", (
        "estimate/test_calibration::test_each_warning_fires_when_it_should",
        "estimate/test_calibration::test_tasks_and_projects_are_not_mixed"), law=True),
    Shown("25", "A task at its median is not nearly done; a finished one has no spread", (
        "estimate/test_under_way::test_a_task_at_its_median_is_not_nearly_done",
        "estimate/test_under_way"
        "::test_a_finished_task_has_no_spread_and_the_others_are_unchanged")),
    Shown("26", "33,000 pairs take 1,980 hours", (
        "estimate/test_labels::test_33_000_comparisons_take_1_980_hours",)),
    Shown("27", "A prohibited use has no figures; every number has source and grade", (
        "estimate/test_simulate::test_a_plan_that_must_stop_has_no_estimate",
        "estimate/test_priors::test_every_number_has_a_source_and_a_grade",
        "estimate/test_acceptance::test_an_open_answer_never_turns_a_stop_into_a_build",
        "estimate/test_acceptance::test_every_line_of_the_money_has_a_source_and_a_grade",
        "estimate/test_acceptance::test_a_month_is_4_345_weeks_everywhere"), law=True),
)  # fmt: skip
APP = Path(__file__).parents[2] / "app"


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_each_check_has_tests_that_say_what_they_found(check: Shown) -> None:
    print(check)
    assert not check.missing
    assert not check.silent


def test_no_check_is_left_out() -> None:
    assert [check.id for check in CHECKS] == [str(number) for number in range(1, 28)]


@pytest.mark.parametrize("open_question", ["S03", "S06", "S07", "M01", "M07", "A02", "E06", "I03"])
def test_an_open_answer_never_turns_a_stop_into_a_build(open_question: str) -> None:
    """Check 27: whatever else nobody knows, a prohibited use has no figures."""
    for state in ({}, {open_question: UNKNOWN}):
        stopped = said(S01="Watches faces at work", S12=["emotion_work_school"], **state)
        advice = advise(stopped)
        assert advice.verdict.kind is VerdictKind.STOP
        assert estimate(stopped, advice) is None


def test_every_line_of_the_money_has_a_source_and_a_grade() -> None:
    """Check 27: of the bill and of the month, in all worked cases."""
    for each in cases():
        found = estimate(each.answers, advise(each.answers), detail=False)
        assert found is not None
        for line in (*found.cost.lines, *found.running.lines):
            assert line.source, line.id
            assert line.trust in {"A", "B", "C", "D"}, line.id
            assert ENGLISH.say(line.derivation), line.id


def test_a_month_is_4_345_weeks_everywhere() -> None:
    """Check 27: 21.725 working days and 30.415 days; no other figure for it stands in the code."""
    assert load_rates().running.days_a_month == pytest.approx(5 * WEEKS_A_MONTH)
    assert pytest.approx(7 * WEEKS_A_MONTH) == DAYS_A_MONTH
    other = re.compile(r"4\.33|4\.348|30\.44|30\.4375|365(\.25)? / 12|52 / 12")
    found = [path.name for path in APP.rglob("*.py") if other.search(path.read_text("utf-8"))]
    assert not found
