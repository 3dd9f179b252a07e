"""What the answers oblige to, with the day from which it binds."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings

from app.advice.ai_act import tier
from app.advice.duties import WITHOUT_A_MODEL, duties, load_duties
from app.advice.finding import Duty, Tier
from app.language.reader import ENGLISH
from app.lifecycle.answers import Answer, Answers, State
from app.lifecycle.entries import FaultyContent
from app.lifecycle.labels import labels, load_labels
from tests.advice.anybody import anybody
from tests.lifecycle.saying import BANK, said

CHECKED = date(2026, 11, 23)


def titled(answers: Answers, words: str) -> Duty | None:
    found = (duty for duty in duties(answers) if words in ENGLISH.say(duty.title))
    return next(found, None)


# what binds from which day.
DATES: list[tuple[dict[str, object], str, date]] = [
    ({"S12": ["emotion_work_school"]}, "prohibited function", date(2025, 2, 2)),
    ({"S12": ["intimate_imagery"]}, "intimate images", date(2026, 12, 2)),
    ({"S12": ["hiring_work"], "S13": ["eu"]}, "tier under the EU AI Act", date(2027, 12, 2)),
    ({"S12": ["product_safety"], "S13": ["eu"]}, "regulated product", date(2028, 8, 2)),
    ({"S06": "general_public", "S13": ["eu"]}, "Say that it is AI", date(2026, 8, 2)),
    ({"S02": ["media"], "S13": ["eu"]}, "machines can read it", date(2026, 8, 2)),
    ({"M10": "own_trained_model", "S13": ["eu"]}, "general-purpose model", date(2025, 8, 2)),
    ({"S02": ["media"], "S13": ["eu"]}, "could pass for real", date(2026, 8, 2)),
    (
        {"S02": ["draft"], "S06": "general_public", "S13": ["eu"]},
        "public interest",
        date(2026, 8, 2),
    ),
]


@pytest.mark.parametrize(("given_answers", "words", "day"), DATES, ids=[row[1] for row in DATES])
def test_a_duty_says_from_when_it_binds(
    given_answers: dict[str, object], words: str, day: date
) -> None:
    duty = titled(said(**given_answers), words)
    assert duty is not None
    assert duty.applies_from == day
    assert duty.checked_on == CHECKED


# Answers that bring a duty, and answers that differ in one thing and do not.
REASONS: list[tuple[str, dict[str, object], dict[str, object]]] = [
    (
        "business associate agreement",
        {"S15": ["health"], "S13": ["us"]},
        {"S15": ["health"], "S13": ["eu"]},
    ),
    ("contest it", {"S12": ["hiring_work"], "S12a": "decides_alone"}, {"S12": ["none"]}),
    ("representatives", {"S12": ["hiring_work"]}, {"S12": ["credit_insurance"]}),
    ("impact on privacy", {"S15": ["personal"]}, {"S15": ["personal"], "S13": ["us"]}),
    ("legal basis", {"A02": "from_50", "A03": ["personal_data"]}, {"S15": ["low_sensitivity"]}),
    ("injected instructions", {"I05": ["open_web"]}, {"I05": ["staff_only"]}),
    ("least rights", {"I03": "irreversible"}, {"I03": "reads_only"}),
    ("right to tune", {"M11": ["fine_tuning"]}, {"M11": ["none"], "A02": "none"}),
    ("Answer for what it says", {"S06": "paying_customers"}, {"S06": "many_staff"}),
    ("each copy is deleted", {"S15": ["personal"]}, {"S15": ["low_sensitivity"]}),
    (
        "public interest",
        {"S02": ["summarise"], "S06": "general_public"},
        {"S02": ["summarise"], "S06": "paying_customers"},
    ),
    ("could pass for real", {"M02a": ["video"]}, {"M02a": ["text"]}),
    ("licence of the base", {"M10": "own_trained_model"}, {"M10": "app_on_hosted_model"}),
]


@pytest.mark.parametrize(("words", "reason", "none"), REASONS, ids=[row[0] for row in REASONS])
def test_a_duty_holds_when_its_reason_does(
    words: str, reason: dict[str, object], none: dict[str, object]
) -> None:
    assert titled(said(**reason), words) is not None
    assert titled(said(**none), words) is None


def test_a_duty_of_the_law_asks_for_counsel() -> None:
    asks = [duty for duty in load_duties() if duty.checked_on is not None and duty.rule != "R-20"]
    assert len(asks) > 15
    for duty in asks:
        assert ENGLISH.say(duty.how).endswith("Confirm with counsel.")


def test_every_label_has_a_duty() -> None:
    assert {duty.label for duty in load_duties()} == set(load_labels())


# What questions.md, section 6, asks of each label, as words that its duties say.
OBLIGATIONS: dict[str, tuple[str, ...]] = {
    "prohibited_practice": ("stop", "counsel review", "does not make it lawful"),
    "high_risk_area": (
        "tier", "oversee it", "logs", "technical file", "risk management", "care for the data",
        "tests for bias",
    ),
    "employment": ("works council", "every applicant or employee concerned"),
    "credit": ("rules of the sector", "reasons"),
    "health": ("contract", "before any record is sent", "clinician"),
    "children": ("legal reviewer", "age", "differ by country"),
    "automated_decision": ("a person change the outcome", "contest"),
    "personal_data": (
        "legal basis", "contract with each processor", "assessment", "is deleted", "index",
        "the logs", "tuning sets",
    ),
    "eu_users": ("say that it is AI", "where people meet it"),
    "public_facing": ("that it is AI", "bound by what its bot"),
    "generated_media": ("machines can read it",),
    "outside_content": ("injected instructions",),
    "third_party_model": ("contract", "sub-processors", "way out", "right to tune"),
    "own_tuned_model": ("where the data came from", "model card", "licence of the base model"),
    "agent_write": ("log every action", "switch", "least rights", "limits"),
}  # fmt: skip


@pytest.mark.parametrize("label", OBLIGATIONS)
def test_the_duties_of_a_label_say_all_that_it_obliges_to(label: str) -> None:
    words = [(duty.title, duty.how) for duty in load_duties() if duty.label == label]
    told = " ".join(ENGLISH.say(part) for pair in words for part in pair).lower()
    assert [asked for asked in OBLIGATIONS[label] if asked.lower() not in told] == []


def test_the_table_of_obligations_is_complete() -> None:
    assert set(OBLIGATIONS) == set(load_labels())


def test_a_duty_names_the_tier_of_the_ai_act_that_brings_it() -> None:
    told = titled(said(S06="general_public", S13=["eu"]), "Say that it is AI")
    assert told is not None
    assert told.tier is Tier.TRANSPARENCY
    kept = titled(said(S15=["personal"]), "each copy is deleted")
    assert kept is not None
    assert kept.tier is None


def test_a_duty_keeps_its_id_whatever_else_holds() -> None:
    alone = titled(said(I03="reversible", S13=["us"], S06="only_software"), "least rights")
    beside = titled(said(I03="reversible", S15=["health"], S12=["health"]), "least rights")
    assert alone is not None
    assert beside is not None
    assert alone.id == beside.id


@settings(max_examples=50, deadline=None)
@given(anybody())
def test_a_duty_belongs_to_a_label_that_holds_and_names_its_reasons(answers: Answers) -> None:
    held = {label.id for label in labels(answers)}
    for duty in duties(answers):
        assert duty.label in held
        assert duty.because
        assert set(duty.because) <= set(BANK.questions)


@settings(max_examples=50, deadline=None)
@given(anybody())
def test_code_without_a_model_owes_nothing_as_ai(answers: Answers) -> None:
    fixed = answers.with_answer("S16", Answer(State.ANSWERED, "fully_structured"))
    code = fixed.with_answer("S12", Answer(State.ANSWERED, ("none",)))
    assert {duty.label for duty in duties(code)} <= WITHOUT_A_MODEL


TIERS: list[tuple[dict[str, object], Tier | None]] = [
    ({"S12": ["emotion_work_school"], "S13": ["us"]}, Tier.PROHIBITED),
    ({"S12": ["hiring_work"], "S12a": "ranks_or_filters"}, Tier.HIGH_RISK_USE),
    ({"S12": ["hiring_work"], "S12a": "no_decision", "S06": "few_trained_staff",
      "S02": ["draft"]}, Tier.MINIMAL),  # drafting a job advertisement
    ({"S12": ["critical_infrastructure"]}, Tier.HIGH_RISK_USE),
    ({"S12": ["product_safety"]}, Tier.HIGH_RISK_PRODUCT),
    ({"S12": ["health"], "S12a": "informs"}, Tier.HIGH_RISK_PRODUCT),
    ({"S12": ["none"], "S02": ["hold_conversation"]}, Tier.TRANSPARENCY),
    ({"S12": ["none"], "S02": ["media"]}, Tier.TRANSPARENCY),
    ({"S12": ["none"], "S02": ["extract_fields"], "S06": "few_trained_staff"}, Tier.MINIMAL),
    ({"S12": ["none"], "S02": ["draft"], "S06": "general_public", "S09": "sampled"},
     Tier.TRANSPARENCY),  # text for the public that nobody reviews (Art. 50(4))
    ({"S12": ["none"], "S02": ["translate"], "S06": "general_public", "S09": "expert_every_time"},
     Tier.MINIMAL),
    ({"S12": ["none"], "S13": ["us"]}, None),
    ({"S12": ["hiring_work"], "S13": ["uk"]}, None),
]  # fmt: skip


@pytest.mark.parametrize(("given_answers", "expected"), TIERS, ids=str)
def test_the_tier_of_the_ai_act(given_answers: dict[str, object], expected: Tier | None) -> None:
    assert tier(said(**given_answers)) is expected


def test_a_forbidden_practice_stays_so_beside_any_other_area() -> None:
    both = said(S12=["hiring_work", "emotion_work_school"])
    assert tier(both) is Tier.PROHIBITED
    assert tier(both.with_answer("S12", Answer(State.ANSWERED, ("hiring_work",)))) is (
        Tier.HIGH_RISK_USE
    )


def test_all_faults_of_a_file_are_reported_at_once(tmp_path: Path) -> None:
    file = tmp_path / "duties.toml"
    file.write_text(
        '[[duty]]\nlabel = "nobody"\ntitle = "Do it"\nhow = "So."\nrule = "R-99"\nlegal = true\n'
        '[[duty]]\nlabel = "credit"\ntitle = ""\nhow = "So."\nrule = "R-64"\nwhen = "perhaps"\n'
    )
    with pytest.raises(FaultyContent) as refused:
        load_duties(file)
    assert len(refused.value.faults) == 7


@pytest.mark.parametrize("place", ["own_hardware", "air_gapped", "on_device"])
def test_nobody_signs_a_contract_with_a_vendor_who_gets_nothing(place: str) -> None:
    held = {"A02": "from_500", "M11": ["fine_tuning"]}
    at_home = {duty.id for duty in duties(said(M01=place, **held))}
    assert at_home.isdisjoint({"vendor-contract", "right-to-tune"})
    hosted = {duty.id for duty in duties(said(M01="api_contract", **held))}
    assert {"vendor-contract", "right-to-tune"} <= hosted
    assert "vendor-contract" in {d.id for d in duties(said(M01=place, M10="bought_product"))}
