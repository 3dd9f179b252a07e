"""An option that asks for something is answered where it matters, in words of its own."""

from __future__ import annotations

import pytest

from app.advice.advise import advise
from app.advice.finding import Level
from app.language.reader import ENGLISH
from app.lifecycle.answers import Answers
from tests.lifecycle.saying import said

LEVELS = list(Level)
SORTS: dict[str, object] = {"S02": ["classify_route"], "M07": ["none"]}
ASKS: dict[str, object] = {"S02": ["answer_questions"], "M07": ["own_documents_changing"]}
DEAR: dict[str, object] = {
    "S02": ["draft"], "M01": "any_api", "M07": ["none"], "A01": ["slow_or_dear"],
}  # fmt: skip
OWN: dict[str, object] = {"M10": "own_trained_model", "M08a": 6e7}
STAFF: dict[str, object] = {"S02": ["draft"], "S06": "many_staff"}
PUBLIC: dict[str, object] = {"S02": ["hold_conversation"], "S06": "general_public"}

# Where the option stands (around, question, option), the tag that answers it, and its words.
ANSWERED: list[tuple[dict[str, object], str, object, str, str]] = [
    (SORTS, "S08", "missing", "eval.f1", "fix the recall that you need"),
    (SORTS, "S08", "inventing", "eval.f1", "fix the precision that you need"),
    ({"S02": ["extract_fields"]}, "S08", "missing", "eval.field_accuracy", "fix the recall"),
    ({"S02": ["tag_entities"]}, "S08", "missing", "eval.entity_f1", "fix the recall"),
    ({}, "S04", "people_unevenly", "eval.task_set", "let two of them write each expected answer"),
    ({}, "S04", "nobody", "eval.task_set", "an expert has to write the expected answers"),
    ({}, "S05", ["classic_ml"], "select.no_genai", "Somebody has tried a classic model"),
    ({}, "S05", ["better_search"], "select.no_genai", "Somebody has tried a better search"),
    (ASKS, "S14a", "ask_back", "guard.abstain", "ask one question back"),
    (ASKS, "S14a", "show_sources", "guard.abstain", "show the passages it found"),
    (ASKS, "S14a", "hand_to_person", "guard.abstain", "Pass the case on to a person"),
    ({}, "M01", "fixed_region", "deploy.api", "the region that you named"),
    ({}, "M01", "air_gapped", "deploy.on_prem", "nothing needs a network to start"),
    ({}, "M02a", ["code"], "eval.unit_tests", "tests pass"),
    ({"S02": ["answer_questions"]}, "M02a", ["labels"], "augment.structured_output", "schema"),
    ({"M01": "own_cloud"}, "M06", ["commercial_use"], "select.existing_open_weights", "commercial"),
    (OWN, "M10a", ["control"], "explain.why_not_scratch", "host. None of it"),
    (OWN, "M10a", ["latency_or_cost"], "explain.why_not_scratch", "a smaller, tuned model"),
    (OWN, "M10a", ["data_must_stay"], "explain.why_not_scratch", "where the model runs"),
    (OWN, "M10a", ["domain_knowledge"], "explain.why_not_scratch", "looking it up"),
    (
        {"M09": "measured", "M09a": 0.6, "S11a": 0.9, "S02": ["draft"]},
        "A01a", ["few_shot"], "adapt.prompt", "A prompt with examples reaches",
    ),
    ({"S02": ["draft"], "A02": "from_50"}, "A09", ["house_style"], "adapt.few_shot", "would sign"),
    (PUBLIC, "A11", ["copyright"], "guard.red_team", "literal copies"),
    ({"S02": ["draft"]}, "A11", ["dangerous_advice"], "eval.safety_suite", "dangerous advice"),
    ({"S02": ["draft"]}, "A11", ["data_leakage"], "eval.safety_suite", "leaks of private data"),
    (STAFF, "I11", ["thumb_reason"], "eval.csat", "every thumb down"),
    (STAFF, "I11", ["human_contact"], "guard.human_escalation", "Hand over"),
    (DEAR, "I13", ["quality"], "optimise.small_model", "how many points"),
    (DEAR, "I13", ["answer_length"], "optimise.small_model", "half the length"),
    (DEAR, "I13", ["freshness"], "optimise.cache", "for a day"),
    (DEAR, "I13", ["immediacy"], "optimise.batch", "batch"),
]  # fmt: skip


@pytest.mark.parametrize(("around", "question", "option", "tag", "words"), ANSWERED)
def test_an_option_is_answered_in_its_own_words(
    around: dict[str, object], question: str, option: object, tag: str, words: str
) -> None:
    assert words in told(said(**{**around, question: option}), tag)
    assert words not in told(said(**around), tag)


def told(answers: Answers, tag: str) -> str:
    """All that a finding says; nothing where there is none."""
    parts = [
        ENGLISH.say(words)
        for found in advise(answers).findings
        if found.tag == tag
        for words in (found.title, found.why, found.how)
    ]
    return " ".join(parts)


@pytest.mark.parametrize(
    ("tag", "around", "question", "lighter", "graver"),
    [
        ("risk.drift", SORTS, "I12", "owner_alarms_retest", "adhoc"),
        ("risk.drift", SORTS, "I12", "adhoc", "nobody"),
        ("risk.drift", SORTS, "I09", "redacted_text", "counts_only"),
        ("risk.data_leak", {"S15": ["personal"]}, "I09", "redacted_text", "full_limited"),
        ("risk.data_leak", {"S15": ["personal"]}, "I09", "full_limited", "full_long"),
        (
            "risk.overreliance",
            {"S07": "serious_loss", "S09": "user_every_time", "S06": "many_staff"},
            "I11", ["explanation"], ["ai_label"],
        ),
    ],
)  # fmt: skip
def test_care_makes_a_risk_lighter(
    tag: str, around: dict[str, object], question: str, lighter: object, graver: object
) -> None:
    light, grave = (
        next(r for r in advise(said(**{**around, question: option})).risks if r.tag == tag)
        for option in (lighter, graver)
    )
    assert LEVELS.index(light.likelihood) < LEVELS.index(grave.likelihood)


@pytest.mark.parametrize(
    ("fallback", "words"),
    [("wait", "how long that is bearable"), ("search_results", "plain search"),
     ("manual_process", "manual way practised")],
)  # fmt: skip
def test_what_happens_meanwhile_stands_with_the_risk_of_the_vendor(
    fallback: str, words: str
) -> None:
    held = {risk.tag: risk for risk in advise(said(M01="any_api", I07=[fallback])).risks}
    assert words in ENGLISH.say(held["risk.vendor"].mitigation)


def test_what_cannot_be_logged_is_flagged() -> None:
    flags = [ENGLISH.say(flag) for flag in advise(said(I09="nothing")).verdict.red_flags]
    assert any("Nothing may be logged" in flag for flag in flags)
    assert not advise(said(I09="counts_only")).verdict.red_flags


def test_a_single_call_has_no_steps_to_keep_in_code() -> None:
    tags = {f.tag for f in advise(said(S02=["query_data"], I04="one_call")).findings}
    assert "augment.workflow" not in tags
    tags = {f.tag for f in advise(said(S02=["query_data"], I04="fixed_chain")).findings}
    assert "augment.workflow" in tags


def test_a_system_that_only_answers_customers_says_that_it_is_ai() -> None:
    """R-63; one task among fifteen in a tool is no chat."""
    alone = advise(said(S02=["answer_questions"], S06="paying_customers"))
    assert alone.recommends("guard.ai_disclosure")
    among = advise(said(S02=["answer_questions", "draft"], S06="paying_customers"))
    assert not among.recommends("guard.ai_disclosure")


def test_no_text_of_a_book_goes_into_a_prompt_that_has_half_a_second() -> None:
    """R-28."""
    hurried = said(
        S02=["answer_questions"], M07=["own_documents_stable"], M07a=60_000, M05="under_300ms"
    )
    assert not advise(hurried).recommends("augment.full_context", "augment.rag")
