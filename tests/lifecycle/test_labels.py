"""Labels: what answers mean for duties."""

from __future__ import annotations

import pytest

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
