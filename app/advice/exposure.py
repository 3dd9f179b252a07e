"""When a risk of the register concerns a project, how likely it is, and how bad it would be."""

from __future__ import annotations

from collections.abc import Callable

from app.advice.finding import Level
from app.advice.situation import (
    HIGH_RISK,
    PERSONAL,
    PROHIBITED,
    WRITES,
    checked_every_time,
    faces_the_public,
    holds_documents,
    in_own_house,
    may_be_hosted,
    on_device,
    permissions_differ,
    ranks_people,
    reads_outside_content,
    retrieves,
    sorts_only,
    writes_text,
)
from app.lifecycle.answers import Answers

Chosen = frozenset[str]
Exposure = Callable[[Answers, Chosen], bool]

TRAINING = frozenset({"adapt.sft", "adapt.sft_lora", "adapt.dpo", "adapt.rlhf", "adapt.rlaif"})
OWN_TEXT_TRAINING = frozenset({"select.continued_pretraining", "select.pretrain_scratch"})
PREFERENCES = frozenset({"adapt.dpo", "adapt.rlhf", "adapt.rlaif"})
MANY_A_DAY = 10_000  # requests; planning default


def invents(answers: Answers, chosen: Chosen) -> bool:
    return writes_text(answers) or answers.any(
        "S02", "extract_fields", "query_data", "write_code", "act_in_systems"
    )


def takes_orders(answers: Answers, chosen: Chosen) -> bool:
    return reads_outside_content(answers) and not on_device(answers)


def leaks(answers: Answers, chosen: Chosen) -> bool:
    closed = answers.any("S15", "confidential", *PERSONAL)
    return permissions_differ(answers) or (closed and not on_device(answers))


def acts_too_far(answers: Answers, chosen: Chosen) -> bool:
    return answers.any("I03", *WRITES) or "augment.agent" in chosen


def holds_patient_data(answers: Answers, chosen: Chosen) -> bool:
    return answers.any("S15", "health")


def holds_personal_data(answers: Answers, chosen: Chosen) -> bool:
    personal = answers.any("S15", *PERSONAL) or answers.any("A03", "personal_data")
    return personal and answers.any("S13", "eu", "uk")


def is_high_risk(answers: Answers, chosen: Chosen) -> bool:
    return answers.any("S12", *HIGH_RISK) and answers.any("S13", "eu")


def is_prohibited(answers: Answers, chosen: Chosen) -> bool:
    return answers.any("S12", *PROHIBITED)


def must_say_so(answers: Answers, chosen: Chosen) -> bool:
    seen = answers.any(
        "S06", "few_trained_staff", "many_staff", "paying_customers", "general_public"
    )
    meets_people = faces_the_public(answers) or answers.any("S02", "hold_conversation")
    return seen and meets_people and answers.any("S13", "eu")


def treats_groups_apart(answers: Answers, chosen: Chosen) -> bool:
    asked = answers.any("A11", "bias") or answers.any("A03", "biased")
    return asked or ranks_people(answers) or answers.any("S12", *HIGH_RISK)


def takes_from_others(answers: Answers, chosen: Chosen) -> bool:
    unclear = answers.any("A03", "rights_unclear") or answers.any("M10b", "mixed", "unclear")
    creates = answers.any("S02", "write_code", "media") or answers.any("A11", "copyright")
    return creates or (unclear and bool(chosen & (TRAINING | OWN_TEXT_TRAINING)))


def games_its_reward(answers: Answers, chosen: Chosen) -> bool:
    return bool(chosen & PREFERENCES)


def forgets(answers: Answers, chosen: Chosen) -> bool:
    return bool(chosen & (OWN_TEXT_TRAINING | PREFERENCES))


def goes_stale(answers: Answers, chosen: Chosen) -> bool:
    return "augment.rag" in chosen or (holds_documents(answers) and retrieves(answers))


def depends_on_a_vendor(answers: Answers, chosen: Chosen) -> bool:
    return may_be_hosted(answers) and "deploy.api" in chosen


def may_cost_too_much(answers: Answers, chosen: Chosen) -> bool:
    trains = bool(chosen & OWN_TEXT_TRAINING) or "augment.agent" in chosen
    return trains or (answers.number("I06a") or 0) >= MANY_A_DAY or answers.known("E04a")


def is_waved_through(answers: Answers, chosen: Chosen) -> bool:
    grave = answers.any("S07", "serious_loss", "harm_to_people", "money_or_complaint")
    return checked_every_time(answers) and grave


def concerns_children(answers: Answers, chosen: Chosen) -> bool:
    return answers.any("S12", "children") or answers.any("S15", "children")


def drifts(answers: Answers, chosen: Chosen) -> bool:
    learns = bool(chosen & TRAINING) or answers.any("S02", "extract_fields")
    return sorts_only(answers) or learns


def needs_a_licence(answers: Answers, chosen: Chosen) -> bool:
    own = in_own_house(answers) or on_device(answers)
    return own and bool(chosen & {"select.existing_open_weights", *OWN_TEXT_TRAINING})


EXPOSED: dict[str, Exposure] = {
    "hallucination": invents,
    "prompt_injection": takes_orders,
    "data_leak": leaks,
    "excessive_agency": acts_too_far,
    "phi": holds_patient_data,
    "gdpr": holds_personal_data,
    "eu_high_risk": is_high_risk,
    "eu_prohibited": is_prohibited,
    "eu_transparency": must_say_so,
    "bias": treats_groups_apart,
    "ip": takes_from_others,
    "reward_hacking": games_its_reward,
    "forgetting": forgets,
    "stale_knowledge": goes_stale,
    "vendor": depends_on_a_vendor,
    "cost": may_cost_too_much,
    "overreliance": is_waved_through,
    "minors": concerns_children,
    "drift": drifts,
    "licence": needs_a_licence,
}

LEGAL = frozenset({"phi", "gdpr", "eu_high_risk", "eu_prohibited", "eu_transparency", "minors"})
CONTROLLED_BY_REVIEW = frozenset({"hallucination", "prompt_injection", "excessive_agency", "bias"})


def likelihood_of(risk: str, answers: Answers) -> Level:
    """Judgement: exposure makes a risk likely, a person who checks every output makes it rarer."""
    if risk in LEGAL:
        return Level.HIGH if risk in {"eu_prohibited", "phi"} else Level.MEDIUM
    exposed = answers.any("S06", "general_public") or answers.any("S09", "nobody")
    if risk in CONTROLLED_BY_REVIEW and checked_every_time(answers):
        return Level.LOW
    return Level.HIGH if exposed else Level.MEDIUM


def effect_of(risk: str, answers: Answers) -> Level:
    """As bad as one wrong output is (S07); a breach of law is never small."""
    if risk in LEGAL or answers.any("S07", "serious_loss", "harm_to_people"):
        return Level.HIGH
    return Level.MEDIUM if answers.any("S07", "money_or_complaint") else Level.LOW
