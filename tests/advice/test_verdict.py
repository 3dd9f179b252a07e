from __future__ import annotations

import pytest

from app.advice.advise import advise
from app.advice.finding import VerdictKind
from app.language.reader import ENGLISH
from app.lifecycle.answers import Answer, Answers, State
from app.lifecycle.progress import first_pass
from tests.advice.situations import situation
from tests.cases import case
from tests.lifecycle.saying import UNKNOWN, said

OPENINGS = {
    VerdictKind.BUILD: "Build it.",
    VerdictKind.DISCOVERY_FIRST: "Find out first.",
    VerdictKind.BUY: "Buy it.",
    VerdictKind.NO_GENAI: "Don’t use generative AI.",
    VerdictKind.STOP: "Stop.",
}


def kind(**answers: object) -> VerdictKind:
    return advise(said(**answers)).verdict.kind


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, VerdictKind.BUILD),
        ({"S12": ["social_scoring"]}, VerdictKind.STOP),
        ({"S16": "fully_structured"}, VerdictKind.NO_GENAI),
        ({"E06": "unknown_or_disputed"}, VerdictKind.DISCOVERY_FIRST),
        ({"S01": UNKNOWN}, VerdictKind.DISCOVERY_FIRST),
        (
            {"S05": ["bought_product"], "S03": "one_task", "E03": "nothing", "M10": "public_app"},
            VerdictKind.BUY,
        ),
        ({"S05": ["bought_product"], "S03": "one_task", "E03": "nothing"}, VerdictKind.BUILD),
    ],
)
def test_the_answers_decide_the_kind(answers: dict[str, object], expected: VerdictKind) -> None:
    verdict = advise(said(**answers)).verdict
    assert verdict.kind is expected
    assert ENGLISH.say(verdict.opening) == OPENINGS[expected]


def test_the_graver_verdict_comes_first() -> None:
    open_ends: dict[str, object] = {"E06": "unknown_or_disputed"}
    assert kind(**open_ends) is VerdictKind.DISCOVERY_FIRST
    open_ends["S16"] = "fully_structured"
    assert kind(**open_ends) is VerdictKind.NO_GENAI
    open_ends["S12"] = ["covert_influence"]
    assert kind(**open_ends) is VerdictKind.STOP


def first_pass_with(unknown: int) -> Answers:
    """A finished first pass of the support case with so many "don't know yet"."""
    raw: dict[str, object] = dict(case("D01").raw_answers)
    raw |= {"M09": "not_tried", "A01": ["not_tested"], "A05": "h3_8", "S04": "people_unevenly"}
    for key in [q.id for q in first_pass(said(**raw)) if q.id != "S01"][:unknown]:
        raw[key] = UNKNOWN
    return said(**raw)


def test_too_many_open_questions_ask_for_discovery() -> None:
    assert advise(first_pass_with(0)).verdict.kind is VerdictKind.BUILD
    verdict = advise(first_pass_with(9)).verdict
    assert verdict.kind is VerdictKind.DISCOVERY_FIRST
    assert "S02" in verdict.because
    hidden = first_pass_with(9).with_answer("S05a", Answer(State.UNKNOWN))
    assert advise(hidden).verdict.because == verdict.because


def test_an_unfinished_first_pass_is_not_discovery() -> None:
    assert kind(S03=UNKNOWN, S06=UNKNOWN, S07=UNKNOWN) is VerdictKind.BUILD


@pytest.mark.parametrize(
    ("answers", "flag"),
    [
        ({"S07": "harm_to_people", "S09": "nobody"}, "nobody checks it"),
        (
            {"S02": ["act_in_systems"], "I03": "money_access_safety", "S09": "nobody"},
            "money, access or safety",
        ),
        (
            {"S07": "rework", "S07a": 90, "E08": 10, "S11a": 0.85, "S09": "sampled"},
            "85 % it would lose money",
        ),
        ({"M09": "measured", "M09a": 0.6, "S11a": 0.9, "A12": "one"}, "One round of improvement"),
        ({"A05": "none"}, "No expert has time"),
        ({"I12": "nobody"}, "Nobody is named"),
        ({"E09": [{"role": "budget_holder", "name": "Ada"}]}, "Nobody owns it"),
        ({"S12": ["hiring_work"], "S12a": "decides_alone"}, "decide alone about people"),
        ({"S07": "serious_loss", "A08a": "must_answer"}, "Let it decline"),
    ],
)
def test_a_red_flag_stands_beside_the_verdict(answers: dict[str, object], flag: str) -> None:
    verdict = advise(said(**answers)).verdict
    assert verdict.kind is VerdictKind.BUILD
    assert any(flag in ENGLISH.say(said_) for said_ in verdict.red_flags)


def test_the_break_even_share_is_worked_out_from_both_costs() -> None:
    """F/(S+F) = 90/98 (R-03)."""
    reasons = [ENGLISH.say(reason) for reason in advise(case("D01").answers).verdict.reasons]
    assert any("91.8 %" in reason and "$90" in reason and "$8" in reason for reason in reasons)


@pytest.mark.parametrize("name", ["D01", "D04", "D07", "D08", "D09", "D10", "D11", "D12"])
def test_a_verdict_gives_at_most_three_reasons(name: str) -> None:
    assert 1 <= len(advise(case(name).answers).verdict.reasons) <= 3


def test_a_corpus_of_60_million_tokens_trains_3_million_parameters() -> None:
    """R-15b: tokens ÷ 20."""
    (why,) = [f for f in advise(case("D08").answers).findings if f.tag == "explain.why_not_scratch"]
    assert "60M tokens" in ENGLISH.say(why.why)
    assert "3M parameters" in ENGLISH.say(why.why)


def test_a_stopped_project_still_shows_how_the_rest_would_be_done() -> None:
    advice = advise(situation("ranking of applicants with emotion scores"))
    assert advice.verdict.kind is VerdictKind.STOP
    assert advice.recommends("guard.human_review")
    assert advice.recommends("guard.audit_log")
    assert advice.recommends("eval.fairness")


def test_a_flag_does_not_deny_the_person_whom_the_plan_believes() -> None:
    """Where both were said, the contradiction believes the person (S09)."""
    alone: dict[str, object] = {"S12": ["credit_insurance"], "S12a": "decides_alone"}
    checked = advise(said(**alone, S09="expert_every_time"))
    assert [clash.believed for clash in checked.contradictions] == ["S09"]
    assert checked.verdict.red_flags == ()
    assert advise(said(**alone, S09="sampled")).verdict.red_flags
    assert advise(said(**alone)).verdict.red_flags  # a check that is only assumed helps nobody
