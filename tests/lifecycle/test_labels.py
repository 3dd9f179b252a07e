"""Labels: what answers mean for duties."""

from __future__ import annotations

import pytest

from app.lifecycle.condition import read_condition
from app.lifecycle.labels import labels, load_labels
from tests.lifecycle.saying import BANK, said

PLAIN: dict[str, object] = {
    "S12": ["none"],
    "S15": ["low_sensitivity"],
    "S06": "only_software",
    "S13": ["us"],
    "M01": "own_hardware",
    "M10": "own_trained_model",
    "I05": ["staff_only"],
}

# One answer more, and the labels it sets beside those of a plain project.
SET_BY: list[tuple[str, object, set[str]]] = [
    ("S12", ["social_scoring"], {"prohibited_practice"}),
    ("S12", ["product_safety"], {"high_risk_area"}),
    ("S12", ["hiring_work"], {"high_risk_area", "employment", "automated_decision"}),
    ("S12", ["credit_insurance"], {"high_risk_area", "credit", "automated_decision"}),
    ("S12", ["health"], {"high_risk_area", "health", "automated_decision"}),
    ("S12", ["children"], {"children"}),
    ("S15", ["health"], {"health", "personal_data"}),
    ("S15", ["children"], {"children", "personal_data"}),
    ("S15", ["other_special"], {"personal_data"}),
    ("S06", "general_public", {"public_facing"}),
    ("S06", "few_trained_staff", set()),
    ("S02", ["media"], {"generated_media"}),
    ("M02a", ["audio"], {"generated_media"}),
    ("I05", ["open_web"], {"outside_content"}),
    ("M01", "any_api", {"third_party_model"}),
    ("I03", "reversible", {"agent_write"}),
    ("I03", "drafts", set()),
]


@pytest.mark.parametrize(("question", "value", "further"), SET_BY)
def test_answers_set_labels(question: str, value: object, further: set[str]) -> None:
    plain: dict[str, object] = dict(PLAIN)
    found = {label.id for label in labels(said(**{**plain, question: value}))}
    assert found == {"own_tuned_model"} | further


def test_people_in_the_european_union_are_told_that_it_is_ai() -> None:
    plain: dict[str, object] = {**PLAIN, "S13": ["eu"]}
    assert "eu_users" not in {label.id for label in labels(said(**plain))}
    plain["S06"] = "many_staff"
    assert "eu_users" in {label.id for label in labels(said(**plain))}


def test_there_are_fifteen_labels_each_with_duties_and_rules() -> None:
    assert len(load_labels()) == 15
    assert all(label.duties and label.rules for label in load_labels().values())


def test_labels_refer_to_questions_and_options_of_the_bank() -> None:
    for label in load_labels().values():
        for question, option in label.when.options:
            assert BANK.questions[question].option(option)


HIGH_RISK = (
    "S12 any {hiring_work, credit_insurance, education_access, health, law_justice, border_police,"
    " biometrics, emotion_elsewhere, critical_infrastructure, product_safety}"
)
# questions.md, section 6: what sets each label, and the rules behind it.
LABELS: dict[str, tuple[str, tuple[str, ...]]] = {
    "prohibited_practice": (
        "S12 any {emotion_work_school, covert_influence, social_scoring, intimate_imagery}",
        ("R-60", "R-61"),
    ),
    "high_risk_area": (HIGH_RISK, ("R-60", "R-62")),
    "employment": ("S12 any {hiring_work}", ("R-62",)),
    "credit": ("S12 any {credit_insurance}", ("R-60", "R-64")),
    "health": ("S12 any {health} or S15 any {health}", ("R-54", "R-65")),
    "children": ("S12 any {children} or S15 any {children}", ("R-76",)),
    "automated_decision": ("S12a any {ranks_or_filters, decides_alone}", ("R-62", "R-64")),
    "personal_data": (
        "S15 any {personal, health, children, other_special} or A03 any {personal_data}",
        ("R-64",),
    ),
    "eu_users": (
        "S13 any {eu} and S06 any {few_trained_staff, many_staff, paying_customers,"
        " general_public}",
        ("R-60", "R-63"),
    ),
    "public_facing": ("S06 any {paying_customers, general_public}", ("R-52", "R-63")),
    "generated_media": ("S02 any {media} or M02a any {images, audio, video}", ("R-60",)),
    "outside_content": ("I05 any {customer_messages, outside_documents, open_web}", ("R-67",)),
    "third_party_model": (
        "M01 any {any_api, api_contract, fixed_region} or M10 any {public_app, bought_product,"
        " app_on_hosted_model}",
        ("R-20", "R-64"),
    ),
    "own_tuned_model": ("M10 any {app_on_own_tuned_model, own_trained_model}", ("R-64", "R-66")),
    "agent_write": ("I03 any {reversible, irreversible, money_access_safety}", ("R-39", "R-67")),
}


@pytest.mark.parametrize("label", LABELS)
def test_a_label_is_set_by_the_published_answers_and_names_the_published_rules(label: str) -> None:
    condition, rules = LABELS[label]
    known = load_labels()[label]
    assert known.when == read_condition(condition)
    assert known.rules == rules


def test_the_table_of_labels_is_complete() -> None:
    assert set(LABELS) == set(load_labels())
