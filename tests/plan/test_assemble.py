"""A plan from an answers document."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings

from app.advice.advise import advise
from app.advice.finding import Stance, VerdictKind
from app.language.reader import ENGLISH
from app.lifecycle.answers import Answer, Answers, State
from app.lifecycle.document import AnswersDocument
from app.lifecycle.questions import QuestionType
from app.plan.actions import KNOWS, Calendar, actions
from app.plan.assemble import assemble, with_weeks_to_date
from app.plan.plan import Plan
from tests.cases import Case, case, cases
from tests.lifecycle.saying import BANK, UNKNOWN, any_answers, said


def opening(question: str) -> dict[str, object]:
    """Answers that open the branch in which a question stands."""
    found: dict[str, object] = {}
    for name, option in sorted(BANK.questions[question].visible.options):
        several = BANK.questions[name].type is QuestionType.CHOICES
        found = {**opening(name), name: [option] if several else option, **found}
    return found | ({"S13a": 2} if question == "S13b" else {})


@cache
def plan_of(prefix: str) -> Plan:
    return assemble(case(prefix).document, draws=200, detail=False)


def plan_from(**answers: object) -> Plan:
    document = AnswersDocument("A plan", None, None, said(**answers))
    return assemble(document, draws=200, detail=False)


@pytest.mark.parametrize("case_", cases(), ids=lambda found: found.id)
def test_every_case_becomes_a_plan(case_: Case) -> None:
    plan = plan_of(case_.id)
    assert plan.title == case_.title
    assert plan.estimate is not None
    assert plan.sources
    assert plan.answered >= len(case_.raw_answers)
    assert plan.answered <= plan.asked
    assert len(plan.answers) == len(case_.raw_answers)


@settings(max_examples=15, deadline=None)
@given(any_answers(fullest=50))
def test_any_answers_become_a_plan(given_: dict[str, Answer]) -> None:
    document = AnswersDocument("", None, None, Answers.of(BANK, given_))
    plan = assemble(document, draws=50, detail=False)
    stopped = plan.verdict.kind is VerdictKind.STOP
    assert (plan.estimate is None) is stopped
    assert (plan.evaluation is None) is stopped
    listed = (*plan.chosen, *plan.later, *plan.rejected)
    assert {f.tag for f in listed} <= {f.tag for f in plan.advice.findings}


def test_evaluation_and_guards_stand_in_their_own_sections() -> None:
    groups = {finding.group for finding in plan_of("D01").chosen}
    assert groups.isdisjoint({"eval", "guard"})
    assert all(finding.stance is Stance.DO for finding in plan_of("D01").chosen)


def test_the_same_document_gives_the_same_plan() -> None:
    document = case("D05").document
    assert assemble(document, draws=100) == assemble(document, draws=100)


def test_a_prohibited_use_has_no_estimate() -> None:
    plan = plan_from(S12=["emotion_work_school"])
    assert plan.verdict.kind is VerdictKind.STOP
    assert plan.estimate is None
    assert plan.actions[0].question == "S12"


def test_the_plan_without_generative_ai_is_planned_too() -> None:
    plan = plan_of("D12")
    assert plan.verdict.kind is VerdictKind.NO_GENAI
    assert plan.estimate is not None
    assert {task.id for task in plan.estimate.tasks} <= {
        "scope", "integ", "integ_light", "pilot", "pilot_light",
    }  # fmt: skip


def test_weeks_are_worked_out_from_a_date() -> None:
    answers = said(E07="fixed", E07b="2027-07-12")
    assert with_weeks_to_date(answers, date(2027, 1, 11)).number("E07a") == 26
    assert with_weeks_to_date(answers, None).number("E07a") is None
    given_both = said(E07="fixed", E07a=10, E07b="2027-07-12")
    assert with_weeks_to_date(given_both, date(2027, 1, 11)).number("E07a") == 10


def test_assumptions_are_listed_with_their_reason() -> None:
    plan = plan_from(S03=UNKNOWN, M04=1000)
    whys = {a.question: ENGLISH.say(a.why) for a in plan.assumptions}
    assert whys["S03"] == "Not known yet"
    assert whys["S06"] == "Not answered yet"
    assert whys["M04a"] == "Follows from M04"
    assert "M04" not in whys


def test_what_does_not_apply_is_not_assumed() -> None:
    plan = plan_from(A13={"state": "not_applicable", "reason": "out_of_scope"})
    assert "A13" not in {assumption.question for assumption in plan.assumptions}


def test_a_question_nobody_could_answer_becomes_a_task() -> None:
    plan = plan_from(M09={"state": "unknown", "owner": "Kim", "by": "2027-02-01"}, S06=UNKNOWN)
    tasks = {a.question: a for a in plan.actions if a.kind == "find_out"}
    assert set(tasks) == {"M09", "S06"}
    assert tasks["M09"].by == date(2027, 2, 1)
    assert tasks["M09"].owner is not None
    assert ENGLISH.say(tasks["M09"].owner) == "Kim"
    assert tasks["S06"].owner == KNOWS[BANK.questions["S06"].who[0]]


def test_action_ids_are_unique() -> None:
    for case_ in cases():
        ids = [action.id for action in plan_of(case_.id).actions]
        assert len(ids) == len(set(ids))


def test_duties_become_actions() -> None:
    plan = plan_of("D01")
    duties = [action for action in plan.actions if action.kind == "duty"]
    assert len(duties) == len(plan.advice.duties)


def test_a_duty_in_force_is_due_when_the_work_begins() -> None:
    """Art. 50 binds since 2 August 2026; nobody can do anything about it in the past."""
    talks = said(S02=["hold_conversation"], S06="general_public", S13=["eu"])
    begun = AnswersDocument("Chat", date(2027, 1, 4), date(2026, 11, 23), talks)
    due = {action.id: action for action in assemble(begun, draws=50, detail=False).actions}
    assert due["duty-say-it-is-ai"].by == date(2027, 1, 4)
    undated = replace(begun, kickoff=None)
    due = {action.id: action for action in assemble(undated, draws=50, detail=False).actions}
    assert due["duty-say-it-is-ai"].by is None
    assert due["duty-say-it-is-ai"].at_once


def test_a_limit_that_hardly_holds_is_to_be_changed() -> None:
    """D03: four weeks and $10k for what takes eleven weeks and $47k."""
    hopeless = {action.id for action in plan_of("D03").actions}
    assert {"step-limit-E07", "step-limit-E04"} <= hopeless
    generous = plan_from(S02=["draft"], E04=5_000_000, E07="target", E07a=200)
    assert not any(action.id.startswith("step-limit") for action in generous.actions)


def test_a_date_that_cannot_move_has_to_hold_in_four_of_five() -> None:
    """Three in four are enough for a wish, and too few for a fixed date (E07)."""
    weeks = plan_from(S02=["draft"]).estimate
    assert weeks is not None
    near = weeks.duration_weeks.p50 * 1.1
    wish = plan_from(S02=["draft"], E07="target", E07a=near)
    fixed = {a.id: a for a in plan_from(S02=["draft"], E07="fixed", E07a=near).actions}
    assert "step-limit-E07" not in {action.id for action in wish.actions}
    assert "cannot move" in ENGLISH.say(fixed["step-limit-E07"].title)


def test_a_hard_ceiling_below_the_plan_asks_to_cut_the_scope() -> None:
    steps = {action.id for action in plan_from(E04=1_000, E04b="hard").actions}
    assert "step-hard-ceiling" in steps
    assert "step-hard-ceiling" not in {a.id for a in plan_from(E04=1_000, E04b="soft").actions}


def test_the_stop_rule_is_an_action_with_its_day_and_its_money() -> None:
    plan = plan_from(E10a="Fewer than half pass", E10b="2027-03-01", E10c=20_000)
    (step,) = [action for action in plan.actions if action.id == "step-stop-rule"]
    assert step.by == date(2027, 3, 1)
    words = ENGLISH.say(step.title)
    assert words == "Stop if this is seen: Fewer than half pass. Until then spend at most $20k"


def test_a_duty_to_come_keeps_its_day() -> None:
    ranks = said(S02=["rank_score"], S12=["hiring_work"], S13=["eu"])
    begun = AnswersDocument("Ranking", date(2027, 1, 4), date(2026, 11, 23), ranks)
    due = {action.id: action for action in assemble(begun, draws=50, detail=False).actions}
    assert due["duty-confirm-tier"].by == date(2027, 12, 2)
    assert not due["duty-confirm-tier"].at_once


def test_sources_are_listed_once() -> None:
    sources = plan_of("D01").sources
    assert len(sources) == len(set(sources))


def test_fine_tuning_would_win_with_graded_examples() -> None:
    found = {a.tag: ENGLISH.say(a.wins_when) for a in plan_of("D01").alternatives}
    assert "500 checked examples" in found["adapt.sft_lora"]
    assert "2.1M tokens" in found["augment.full_context"]


@pytest.mark.parametrize("case_", cases(), ids=lambda found: found.id)
def test_the_main_technique_has_a_runner_up_that_is_not_chosen(case_: Case) -> None:
    plan = plan_of(case_.id)
    assert plan.alternatives
    for rival in plan.alternatives:
        assert not plan.advice.recommends(rival.tag)
        assert plan.advice.recommends(rival.instead_of)


def test_a_missing_role_is_to_be_filled() -> None:
    roles = {role.id: role for role in plan_of("D01").team}
    assert roles["ml_llm"].missing
    assert roles["application"].people == 4
    assert not roles["application"].missing
    assert any(action.id == "role-ml_llm" for action in plan_of("D01").actions)


def test_nobody_is_missing_from_a_team_that_nobody_has_named() -> None:
    assert not any(role.missing for role in plan_from().team)


def test_the_effort_of_the_roles_adds_up_to_the_whole() -> None:
    plan = plan_of("D01")
    assert plan.estimate is not None
    parts = [role.effort_days.p50 for role in plan.team if role.effort_days]
    assert sum(parts) == pytest.approx(plan.estimate.effort_days.p50, rel=0.02)


def test_answers_stand_in_the_plan_with_their_words() -> None:
    words = {a.question: ENGLISH.say(a.words) for a in plan_of("D01").answers}
    assert words["S03"] == "A few related tasks"
    assert words["E04"] == "$250k"


def test_an_answer_in_a_closed_branch_is_left_out() -> None:
    plan = plan_from(M07=["none"], M07a=5000)
    assert "M07a" not in {answer.question for answer in plan.answers}
    assert plan.answers[0].answer.state is State.ANSWERED


@pytest.mark.parametrize("question", BANK.questions)
def test_every_question_that_nobody_could_answer_becomes_a_task(question: str) -> None:
    opened = said(**{**opening(question), question: UNKNOWN})
    advice = advise(opened)
    found = actions(opened, advice, None, (), None, Calendar(date(2026, 11, 23), None))
    (task,) = [action for action in found if action.id == f"find-out-{question}"]
    assert task.question == question
    assert task.owner is not None


def test_code_is_told_once_why_there_is_no_model() -> None:
    reasons = [(finding.title, finding.why) for finding in plan_of("D12").rejected]
    assert len(reasons) == len(set(reasons))
    titles = {ENGLISH.say(finding.title) for finding in plan_of("D12").rejected}
    assert not any("fine-tune" in title or "vendor" in title for title in titles)


def test_code_needs_nobody_for_a_model_and_no_designer() -> None:
    assert {role.id for role in plan_of("D12").team}.isdisjoint(
        {"ml_llm", "platform_ops", "design", "labelling"}
    )


def test_nobody_labels_what_has_been_labelled() -> None:
    """D04: 210,000 checked labels are there, so no annotators are missing."""
    plan = plan_of("D04")
    assert "labelling" not in {role.id for role in plan.team}
    assert plan.labelling == ()
    assert plan.evaluation is not None
    assert plan.evaluation.held_back == plan.evaluation.cases_needed


def test_who_is_bought_from_is_tried_on_the_same_cases() -> None:
    bought = plan_from(S05=["bought_product"], S03="one_task", E03="nothing", M10="public_app")
    assert bought.verdict.kind is VerdictKind.BUY
    assert "step-products" in {action.id for action in bought.actions}
