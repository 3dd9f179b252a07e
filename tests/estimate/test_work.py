"""Which tasks a plan has (section by section as an expert would check it)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.advice.finding import Stance, VerdictKind
from app.estimate.breakdown.jobs import REWORK, Job, Work
from app.estimate.breakdown.work import (
    MILESTONES,
    SILENCE_IS_HEAVY,
    Technique,
    breakdown,
    milestone,
    tasks_of,
)
from app.estimate.priors import load_priors
from app.lifecycle.answers import Answers
from tests.estimate.advised import advised
from tests.lifecycle.saying import UNKNOWN, said

PROMPTING = Technique()
INSIDE: dict[str, object] = {
    "S06": "many_staff",
    "S07": "rework",
    "S12": ["none"],
    "S15": ["low_sensitivity"],
}
ALWAYS = {"scope", "select", "evalset", "prompt"}


def tasks(technique: Technique, *tags: str, **answers: object) -> frozenset[str]:
    return tasks_of(said(**answers), advised(*tags), technique)


def test_silence_never_selects_the_lighter_variant() -> None:
    assert tasks(PROMPTING) == ALWAYS | {"approval", "tail", "integ", "pilot", "guard"}


@pytest.mark.parametrize(
    ("answers", "approval"),
    [
        ({}, "approval"),
        ({"S12": ["health"]}, "approval_reg"),
        ({"S12": ["none"], "S15": ["personal"], "S06": "many_staff"}, "approval"),
        ({"S12": ["none"], "S15": ["confidential"], "S06": "general_public"}, "approval"),
        ({"S12": ["none"], "S15": ["confidential"], "S06": "many_staff"}, "approval_light"),
        ({"S12": ["none"], "S15": ["confidential"]}, "approval"),
        ({"S12": UNKNOWN, "S15": ["confidential"], "S06": "many_staff"}, "approval"),
    ],
)
def test_the_approval_follows_area_data_and_audience(
    answers: dict[str, object], approval: str
) -> None:
    found = {task for task in tasks(PROMPTING, **answers) if task.startswith("approval")}
    assert found == {approval}


@pytest.mark.parametrize(
    ("answers", "tail"),
    [
        ({"S09": "user_every_time"}, "tail_light"),
        ({"S09": "per_action_approval"}, "tail_light"),
        ({"S09": "on_handover", "S07": "annoyance"}, "tail_light"),
        ({"S09": "on_handover", "S07": "money_or_complaint"}, "tail"),
        ({"S09": UNKNOWN}, "tail"),
    ],
)
def test_the_quality_tail_is_light_where_a_person_checks_or_little_is_lost(
    answers: dict[str, object], tail: str
) -> None:
    assert {task for task in tasks(PROMPTING, **answers) if task.startswith("tail")} == {tail}


@pytest.mark.parametrize(
    ("answers", "integration"),
    [
        ({"I01": ["existing_tool"], "I03": "drafts"}, "integ_light"),
        ({"I01": ["existing_tool", "chat_web_mobile"]}, "integ"),
        ({"I01": ["api_only"], "I03": "reversible"}, "integ"),
        ({"I01": ["api_only"], "I02": [{"system": "ERP"}, {"system": "CRM"}]}, "integ"),
        ({"S06": "only_software"}, "integ_light"),
        ({"S06": "paying_customers"}, "integ"),
    ],
)
def test_integration_is_light_in_one_existing_place(
    answers: dict[str, object], integration: str
) -> None:
    assert {task for task in tasks(PROMPTING, **answers) if task.startswith("integ")} == {
        integration
    }


@pytest.mark.parametrize(
    ("answers", "pilot"),
    [
        ({"S06": "only_software"}, "pilot_light"),
        ({"S06": "few_trained_staff"}, "pilot_light"),
        ({"S06": "many_staff", "S07": "rework"}, "pilot_light"),
        ({"S06": "many_staff", "S07": "serious_loss"}, "pilot"),
        ({"S06": "general_public", "S07": "annoyance"}, "pilot"),
    ],
)
def test_the_pilot_is_light_for_few_or_forgiving_users(
    answers: dict[str, object], pilot: str
) -> None:
    assert {task for task in tasks(PROMPTING, **answers) if task.startswith("pilot")} == {pilot}


@pytest.mark.parametrize(
    ("answers", "needed"),
    [
        (INSIDE, False),
        ({**INSIDE, "S06": "general_public"}, True),
        ({**INSIDE, "S07": "harm_to_people"}, True),
        ({**INSIDE, "I03": "irreversible"}, True),
        ({"S06": "many_staff"}, True),
    ],
)
def test_guardrails_are_built_where_somebody_could_be_hurt(
    answers: dict[str, object], needed: bool
) -> None:
    assert ("guard" in tasks(PROMPTING, **answers)) is needed


def test_techniques_bring_their_tasks_and_the_data_they_need() -> None:
    assert {"data", "rag"} <= tasks(Technique(retrieval=True))
    assert {"data", "ft", "pref"} <= tasks(Technique(tuning=True, preferences=True))
    assert {"data", "cpt"} <= tasks(Technique(raw_text=True))
    assert {"data", "pretrain"} <= tasks(Technique(from_scratch=True))
    assert "data" not in tasks(PROMPTING, **INSIDE, M07=["none"])


def test_one_narrow_task_with_many_examples_takes_a_small_tuning() -> None:
    tuned = Technique(tuning=True)
    assert "ft_light" in tasks(tuned, S03="one_task", A02="from_500")
    assert "ft" in tasks(tuned, S03="one_task", A02="from_50")
    assert "ft" in tasks(tuned, S03="few_tasks", A02="over_5000")


def test_messy_sources_are_prepared_whatever_the_technique() -> None:
    documents: dict[str, object] = {**INSIDE, "M07": ["own_documents_stable"], "M07a": 50_000}
    assert "data" in tasks(PROMPTING, **documents)
    clean = [{"source": "handbook", "format": "clean_text"}]
    assert "data" not in tasks(PROMPTING, **documents, A06=clean)


def test_optimisation_comes_with_own_machines_or_with_advice() -> None:
    assert "optimise" in tasks(PROMPTING, M01="on_device")
    assert "optimise" not in tasks(PROMPTING, M01="own_cloud")
    assert "optimise" in tasks(PROMPTING, "optimise.cache", M01="own_cloud")


def test_a_plan_without_generative_ai_is_scope_integration_and_pilot() -> None:
    advice = advised(kind=VerdictKind.NO_GENAI)
    assert tasks_of(said(), advice, PROMPTING) == {"scope", "integ", "pilot"}


def test_findings_that_are_not_part_of_the_plan_bring_no_task() -> None:
    later = advised("augment.rag", "adapt.sft", stance=Stance.LATER)
    assert Technique.of(later) == PROMPTING
    assert Technique.of(advised("augment.rag", "adapt.rlhf")) == Technique(
        retrieval=True, preferences=True
    )


def goal(name: str | None) -> Answers:
    return said() if name is None else said(E01=name)


@pytest.mark.parametrize(
    ("name", "last", "missing"),
    [
        ("scaled", "pilot", ""),
        ("production", "integ", "pilot"),
        (None, "integ", "pilot"),
        ("pilot", "rework", "tail"),
    ],
)
def test_a_plan_goes_as_far_as_its_milestone(name: str | None, last: str, missing: str) -> None:
    every = tasks_of(said(), advised(), Technique(retrieval=True), SILENCE_IS_HEAVY)
    work = breakdown(every, load_priors(), milestone(goal(name)))
    present = {id.removesuffix("_light") for id in work.after}
    assert last in present
    assert missing not in present


def test_a_pilot_for_a_few_is_integrated_lightly() -> None:
    every = tasks_of(said(), advised(), Technique(retrieval=True), SILENCE_IS_HEAVY)
    work = breakdown(every, load_priors(), "pilot")
    assert "integ_light" in work.after
    assert "integ" not in work.after
    assert set(work.after) >= {"approval", "rework", "evalset", "rag"}


def test_a_decision_counts_only_what_comes_before_it() -> None:
    every = tasks_of(said(), advised(), Technique(retrieval=True), SILENCE_IS_HEAVY)
    work = breakdown(every, load_priors(), "go_nogo")
    assert work.to_gate
    assert {job.id for job in work.jobs} == {
        "scope", "approval", "select", "data", "evalset", "prompt", "rag",
    }  # fmt: skip


@pytest.mark.parametrize("goal", MILESTONES)
@pytest.mark.parametrize(
    "technique",
    [
        Technique(tuning=True),
        Technique(tuning=True, preferences=True),
        Technique(tuning=True, raw_text=True),
        Technique(tuning=True, from_scratch=True),
    ],
)
def test_every_milestone_of_every_plan_has_a_place_for_each_task(
    technique: Technique, goal: str
) -> None:
    every = tasks_of(said(), advised(), technique, SILENCE_IS_HEAVY)
    labels = ("label_demonstrate", *(("label_compare",) if technique.preferences else ()))
    labelling = tuple(replace(Job.of(load_priors().tasks["scope"]), id=id) for id in labels)
    work = breakdown(every, load_priors(), goal, labelling)
    assert set(work.ids) == set(work.after) - {REWORK}
    assert {before for befores in work.after.values() for before in befores} <= set(work.after)


def test_what_is_left_out_before_a_decision_still_stands_between() -> None:
    """Tuning waits for the data by way of a model that is trained after the decision."""
    every = tasks_of(said(), advised(), Technique(tuning=True, raw_text=True), SILENCE_IS_HEAVY)
    work = breakdown(every, load_priors(), "go_nogo")
    assert set(work.after["ft"]) == {"data", "prompt"}


def test_tasks_come_after_what_they_wait_for_and_never_in_a_circle() -> None:
    every = tasks_of(said(), advised(), Technique(retrieval=True), SILENCE_IS_HEAVY)
    work = breakdown(every, load_priors(), "scaled")
    order = work.order
    for id, before in work.after.items():
        assert all(order.index(each) < order.index(id) for each in before)
    with pytest.raises(ValueError, match="circle"):
        _ = Work((), {"egg": ("hen",), "hen": ("egg",)}).order
