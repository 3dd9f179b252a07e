"""The register: each risk has a reason, a level, somebody who watches it, and a name in a list."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from app.advice.advise import advise
from app.advice.catalogue import rule
from app.advice.finding import Level, Risk
from app.advice.hazards.own_words import DATA, ON_DEVICES, PACE, READERS, STRANGERS
from app.advice.risks import WITHOUT_A_MODEL
from app.advice.situation import PROHIBITED
from app.language.message import Message, Quantity
from app.language.reader import ENGLISH
from app.lifecycle.answers import Answer, Answers, State
from tests.advice.anybody import anybody
from tests.advice.situations import SITUATIONS, situation
from tests.cases import CASES, cases
from tests.lifecycle.saying import BANK, said

FEW = settings(max_examples=50, deadline=None)
LEVELS = list(Level)


def register(answers: Answers) -> Mapping[str, Risk]:
    return {risk.tag: risk for risk in advise(answers).risks}


def everybody() -> list[Answers]:
    return [*(case.answers for case in cases()), *(situation(name) for name in SITUATIONS)]


def test_every_risk_of_the_vocabulary_is_named_to_some_and_not_to_all() -> None:
    tags = set(yaml.safe_load(Path(CASES).read_text(encoding="utf-8"))["vocabulary"]["risk"])
    registers = [set(register(answers)) for answers in everybody()]
    assert set().union(*registers) == tags
    assert set.intersection(*registers) == set()


# Answers that bring a risk, and answers that differ in one thing and do not.
REASONS: list[tuple[str, dict[str, object], dict[str, object]]] = [
    ("risk.hallucination", {"S02": ["draft"]}, {"S02": ["classify_route"]}),
    ("risk.prompt_injection", {"I05": ["open_web"]}, {"I05": ["staff_only"]}),
    ("risk.data_leak", {"S15": ["confidential"]}, {"S15": ["low_sensitivity"]}),
    ("risk.excessive_agency", {"I03": "reversible"}, {"I03": "drafts"}),
    ("risk.phi", {"S15": ["health"]}, {"S15": ["personal"]}),
    ("risk.gdpr", {"S15": ["personal"], "S13": ["uk"]}, {"S15": ["personal"], "S13": ["us"]}),
    ("risk.eu_high_risk", {"S12": ["hiring_work"]}, {"S12": ["hiring_work"], "S13": ["us"]}),
    ("risk.eu_prohibited", {"S12": ["social_scoring"]}, {"S12": ["none"]}),
    (
        "risk.eu_transparency",
        {"S02": ["hold_conversation"], "S06": "general_public"},
        {"S02": ["hold_conversation"], "S06": "general_public", "S13": ["us"]},
    ),
    ("risk.bias", {"S12": ["credit_insurance"]}, {"S12": ["none"]}),
    (
        "risk.bias",
        {"S02": ["moderate"], "S06": "general_public"},
        {"S02": ["moderate"], "S06": "few_trained_staff"},
    ),
    ("risk.ip", {"S02": ["write_code"]}, {"S02": ["query_data"]}),
    ("risk.stale_knowledge", {"M07": ["own_documents_changing"]}, {"M07": ["none"]}),
    ("risk.vendor", {"M01": "api_contract"}, {"M01": "air_gapped"}),
    ("risk.cost", {"I06": "over_100k"}, {"I06": "under_100"}),
    (
        "risk.overreliance",
        {"S07": "serious_loss", "S09": "user_every_time"},
        {"S07": "serious_loss", "S09": "nobody"},
    ),
    ("risk.minors", {"S12": ["children"]}, {"S12": ["none"]}),
    ("risk.drift", {"A13": "monthly"}, {"A13": "rarely"}),
    ("risk.licence", {"M01": "own_hardware"}, {"M01": "any_api"}),
]


@pytest.mark.parametrize(("tag", "reason", "none"), REASONS, ids=[reason[0] for reason in REASONS])
def test_a_risk_is_named_when_the_answers_give_a_reason(
    tag: str, reason: dict[str, object], none: dict[str, object]
) -> None:
    assert tag in register(said(**reason))
    assert tag not in register(said(**none))


DOCUMENTS = {"M07": ["own_documents_stable"]}

# Answers, and an answer that makes the risk likelier or worse.
WORSE: list[tuple[str, dict[str, object], dict[str, object], str]] = [
    ("risk.hallucination", {"S07": "annoyance"}, {"S07": "harm_to_people"}, "effect"),
    ("risk.hallucination", {"A01": ["wrong_tone"]}, {"A01": ["wrong_facts"]}, "likelihood"),
    ("risk.hallucination", {"A08a": "may_abstain"}, {"A08a": "must_answer"}, "likelihood"),
    ("risk.prompt_injection", {"I03": "drafts"}, {"I03": "money_access_safety"}, "effect"),
    ("risk.prompt_injection", {"I05": ["outside_documents"]}, {"I05": ["open_web"]}, "likelihood"),
    (
        "risk.excessive_agency",
        {"I03": "reversible", "I04": "fixed_chain"},
        {"I03": "reversible", "I04": "open_loop"},
        "likelihood",
    ),
    ("risk.excessive_agency", {"I03": "reversible"}, {"I03": "irreversible"}, "effect"),
    (
        "risk.data_leak",
        {**DOCUMENTS, "A07": "all_see_all"},
        {**DOCUMENTS, "A07": "by_document"},
        "likelihood",
    ),
    ("risk.data_leak", {"S15": ["confidential"]}, {"S15": ["health"]}, "effect"),
    ("risk.phi", {"S15": ["health"]}, {"S15": ["health"], "M01": "any_api"}, "likelihood"),
    ("risk.drift", {"A13": "quarterly"}, {"A13": "monthly"}, "likelihood"),
]


@pytest.mark.parametrize(("tag", "mild", "grave", "scale"), WORSE)
def test_answers_move_likelihood_and_effect(
    tag: str, mild: dict[str, object], grave: dict[str, object], scale: str
) -> None:
    before, after = (getattr(register(said(**given))[tag], scale) for given in (mild, grave))
    assert LEVELS.index(before) < LEVELS.index(after)


def test_what_happens_is_told_with_the_figures_of_the_project() -> None:
    bar = said(S02=["draft"], S11a=0.95, I06="from_1k", I06a=3_000, S07="rework", S07a=40)
    told = ENGLISH.say(register(bar)["risk.hallucination"].happens)
    assert "launch bar of 95 %, about 150 of 3,000 requests a day" in told
    assert "$40" in told
    today = said(S02=["draft"], M09="measured", M09a=0.8, I06="from_1k", I06a=2_000)
    told = ENGLISH.say(register(today)["risk.hallucination"].happens)
    assert "pass rate of 80 %, about 400 of 2,000 requests a day" in told


# Each risk, answers that bring it, and what it must say of them.
IN_OWN_WORDS: list[tuple[str, dict[str, object], tuple[str, ...]]] = [
    (
        "risk.data_leak",
        {"S15": ["confidential", "personal"], "I06": "from_1k", "I06a": 1_500},
        ("confidential business data and personal data", "1,500 requests a day"),
    ),
    (
        "risk.gdpr",
        {"S15": ["personal"], "A02": "from_500", "A02a": 900, "A03": ["personal_data"]},
        ("900 examples",),
    ),
    (
        "risk.gdpr",
        {"S15": ["health"], "I06": "from_100", "I06a": 250},
        ("records of patients", "250"),
    ),
    ("risk.phi", {"S15": ["health"], "I06": "from_100", "I06a": 250}, ("250 requests a day",)),
    ("risk.vendor", {"M01": "any_api", "I06": "from_1k", "I06a": 3_000}, ("3,000 requests a day",)),
    (
        "risk.vendor",
        {
            "M01": "any_api",
            "S02": ["draft"],
            "A01": ["wrong_tone"],
            "A02": "from_500",
            "A02a": 800,
            "A04": "from_100",
        },
        ("800 examples",),
    ),
    ("risk.eu_high_risk", {"S12": ["hiring_work"]}, ("Hiring, promoting, dismissing",)),
    ("risk.eu_prohibited", {"S12": ["social_scoring"]}, ("Scoring people across",)),
    (
        "risk.eu_transparency",
        {"S02": ["hold_conversation"], "S06": "paying_customers"},
        ("paying customers",),
    ),
    ("risk.bias", {"A02": "over_5000", "A02a": 9_000, "A03": ["biased"]}, ("9,000 examples",)),
    ("risk.drift", {"A13": "quarterly"}, ("each quarter",)),
    ("risk.licence", {"M01": "own_cloud", "S06": "few_trained_staff"}, ("a few trained staff",)),
    (
        "risk.prompt_injection",
        {"I05": ["open_web"], "I06": "under_100", "I06a": 40},
        ("the open web", "40 requests a day"),
    ),
    (
        "risk.excessive_agency",
        {"I03": "irreversible", "I06": "from_1k", "I06a": 4_000, "S09": "sampled"},
        ("that would be 40 a day", "Somebody sees a sample"),
    ),
    ("risk.minors", {"S12": ["children"], "S06": "general_public"}, ("the general public",)),
    ("risk.cost", {"I06": "over_100k", "I06a": 200_000, "M04": 900, "M04b": 100}, ("6.1B tokens",)),
]


@pytest.mark.parametrize(("tag", "given", "words"), IN_OWN_WORDS)
def test_a_risk_speaks_of_this_project(
    tag: str, given: dict[str, object], words: tuple[str, ...]
) -> None:
    told = ENGLISH.say(register(said(**given))[tag].happens)
    assert [word for word in words if word not in told] == []


OWN_WORDS = {
    ON_DEVICES, *DATA.values(), *READERS.values(), *STRANGERS.values(), *PACE.values(),
    *(option.label for option in BANK.questions["S12"].options),
}  # fmt: skip


def speaks_of_the_project(said_: Message) -> bool:
    """Whether a figure of the project, or one of its answers in words, stands in the sentence."""
    return any(
        isinstance(value, Quantity)
        or value in OWN_WORDS
        or (isinstance(value, Message) and speaks_of_the_project(value))
        or (isinstance(value, tuple) and any(map(speaks_of_the_project, value)))
        for _, value in said_.values
    )


@FEW
@given(anybody())
def test_no_risk_is_a_sentence_for_everybody(answers: Answers) -> None:
    for risk in advise(answers).risks:
        assert speaks_of_the_project(risk.happens), ENGLISH.say(risk.happens)


def test_a_ceiling_is_held_against_the_tokens_of_a_month() -> None:
    dear = said(
        S02=["draft"], I06="over_100k", I06a=200_000, M04=5_000, M04b=500, E04a=1_000, S16="partly"
    )
    risk = register(dear)["risk.cost"]
    assert risk.likelihood is Level.HIGH
    assert "ceiling of $1k" in ENGLISH.say(risk.happens)


def test_training_that_the_plan_does_brings_its_own_risks() -> None:
    tuned = next(case for case in cases() if case.id.startswith("D09"))
    assert {"risk.reward_hacking", "risk.forgetting"} <= set(register(tuned.answers))
    prompted = next(case for case in cases() if case.id.startswith("D03"))
    assert not {"risk.reward_hacking", "risk.forgetting"} & set(register(prompted.answers))


@FEW
@given(anybody())
def test_every_risk_can_be_acted_on(answers: Answers) -> None:
    for risk in advise(answers).risks:
        assert risk.rule == rule(risk.rule.id)
        assert set(risk.because) <= set(BANK.questions)
        assert risk.because
        for sentence in (risk.happens, risk.mitigation):
            assert ENGLISH.say(sentence).endswith(".")
        assert ENGLISH.say(risk.owner)


@FEW
@given(anybody())
def test_the_gravest_risk_stands_first_and_none_stands_twice(answers: Answers) -> None:
    found = advise(answers).risks
    weights = [
        (LEVELS.index(risk.likelihood) + 1) * (LEVELS.index(risk.effect) + 1) for risk in found
    ]
    assert weights == sorted(weights, reverse=True)
    assert len({risk.tag for risk in found}) == len(found)


@FEW
@given(anybody(), st.sampled_from(PROHIBITED))
def test_a_prohibited_use_stands_at_the_head(answers: Answers, practice: str) -> None:
    used = answers.with_answer("S12", Answer(State.ANSWERED, (practice,)))
    assert advise(used).risks[0].tag == "risk.eu_prohibited"


@FEW
@given(anybody())
def test_code_without_a_model_has_no_risk_of_a_model(answers: Answers) -> None:
    fixed = answers.with_answer("S16", Answer(State.ANSWERED, "fully_structured"))
    code = fixed.with_answer("S12", Answer(State.ANSWERED, ("none",)))
    assert {risk.tag for risk in advise(code).risks} <= WITHOUT_A_MODEL


def test_what_is_left_beside_a_forbidden_function_is_still_high_risk() -> None:
    """F00: the duties of the other jobs are shown."""
    both = {risk.tag for risk in advise(said(S12=["hiring_work", "emotion_work_school"])).risks}
    assert {"risk.eu_prohibited", "risk.eu_high_risk"} <= both
    elsewhere = said(S12=["hiring_work", "emotion_work_school"], S13=["us"])
    assert "risk.eu_high_risk" not in {risk.tag for risk in advise(elsewhere).risks}


def test_a_wish_that_was_declined_is_no_risk_of_the_plan() -> None:
    """Tuning was asked for and advised against, so nothing tuned can be lost."""
    wished = register(said(M01="any_api", M11=["fine_tuning"], A02="none"))["risk.vendor"]
    assert "tun" not in ENGLISH.say(wished.happens)


def test_rights_weigh_more_once_something_is_trained() -> None:
    unclear: dict[str, object] = {"S02": ["draft"], "A02": "from_50", "A03": ["rights_unclear"]}
    shown = register(said(**unclear, M01="any_api"))["risk.licence"]
    trained = register(said(**unclear, M10="own_trained_model"))["risk.licence"]
    assert LEVELS.index(shown.likelihood) < LEVELS.index(trained.likelihood)
