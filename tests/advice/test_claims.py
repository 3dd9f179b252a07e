"""Each predicate sees the fault it is for, in advice that has been spoilt on purpose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.advice.advise import advise
from app.advice.claims import CLAIMS, claims
from app.advice.finding import Advice, Finding, Stance, VerdictKind
from app.language.message import message
from app.lifecycle.answers import Answers
from tests.advice.situations import SITUATIONS, situation
from tests.cases import Case, case, cases
from tests.lifecycle.saying import said


def without(advice: Advice, *tags: str) -> Advice:
    return replace(advice, findings=tuple(f for f in advice.findings if f.tag not in tags))


def adding(advice: Advice, *tags: str) -> Advice:
    added = (replace(advice.findings[0], tag=tag, stance=Stance.DO) for tag in tags)
    return replace(without(advice, *tags), findings=(*advice.findings, *added))


def saying(advice: Advice, words: str) -> Advice:
    spoilt: Finding = replace(advice.findings[0], how=message(words))
    return replace(advice, findings=(spoilt, *advice.findings[1:]))


def of(name: str) -> Answers:
    return situation(name) if name in SITUATIONS else case(name).answers


Spoils = Callable[[Advice], Advice]

# For each claim: answers, and what spoils the advice on them.
SPOILT: dict[str, tuple[Answers, Spoils]] = {
    "anti.sft_for_facts": (
        said(M07=["own_documents_stable"], A01=["wrong_facts"]),
        lambda advice: adding(advice, "adapt.sft_lora"),
    ),
    "anti.hallucination_free_claim": (
        of("D01"), lambda advice: saying(advice, "This makes the bot hallucination-free.")
    ),
    "anti.full_autonomy": (
        of("clinical notes"), lambda advice: without(advice, "guard.human_review")
    ),
    "anti.auto_reject": (
        of("ranking of applicants"), lambda advice: without(advice, "guard.human_review")
    ),
    "anti.emotion_scoring": (
        of("ranking of applicants with emotion scores"),
        lambda advice: replace(advice, verdict=replace(advice.verdict, kind=VerdictKind.BUILD)),
    ),
    "anti.llm_arithmetic": (
        of("D05"), lambda advice: without(advice, "augment.business_rules")
    ),
    "anti.write_db_access": (
        of("D11"), lambda advice: without(advice, "guard.least_privilege")
    ),
    "anti.phi_without_baa": (
        of("clinical notes"), lambda advice: replace(advice, duties=())
    ),
    "anti.external_api": (of("D08"), lambda advice: adding(advice, "deploy.api")),
    "anti.prompt_only_final": (
        of("D02"),
        lambda advice: without(
            advice, "adapt.few_shot", "augment.structured_output", "augment.full_context"
        ),
    ),
    "anti.skip_baseline": (
        of("D07"), lambda advice: without(advice, "select.benchmark_existing_first")
    ),
    "anti.no_eval": (of("D01"), lambda advice: without(advice, "eval.task_set")),
    "anti.rouge_only": (
        of("D02"), lambda advice: without(advice, "eval.human", "eval.llm_judge")
    ),
    "anti.bleu_only": (of("D06"), lambda advice: without(advice, "eval.comet", "eval.human")),
    "anti.benchmark_only": (
        of("D07"), lambda advice: without(advice, "eval.task_set", "eval.human", "eval.win_rate")
    ),
    "anti.ptq_below_4bit": (
        of("D10"),
        lambda advice: replace(
            advice,
            findings=tuple(
                replace(f, title=message("Compress the weights to 2 bits"))
                if f.tag == "optimise.quantise"
                else f
                for f in advice.findings
            ),
        ),
    ),
    "anti.single_run_eval": (
        of("changes and refunds of bookings"),
        lambda advice: without(advice, "eval.pass_hat_k"),
    ),
}  # fmt: skip


def test_every_claim_has_a_spoilt_example() -> None:
    assert set(SPOILT) == set(CLAIMS)


@pytest.mark.parametrize("tag", SPOILT)
def test_a_predicate_sees_the_fault_it_is_for(tag: str) -> None:
    answers, spoil = SPOILT[tag]
    sound = advise(answers)
    assert tag not in claims(answers, sound)
    assert tag in claims(answers, spoil(sound))


@pytest.mark.parametrize("worked", cases(), ids=lambda worked: worked.id)
def test_no_worked_case_makes_a_claim(worked: Case) -> None:
    assert claims(worked.answers, advise(worked.answers)) == frozenset()


@pytest.mark.parametrize("name", SITUATIONS)
def test_no_other_client_is_told_one(name: str) -> None:
    assert claims(situation(name), advise(situation(name))) == frozenset()
