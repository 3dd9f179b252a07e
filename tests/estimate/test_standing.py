"""Where a plan stands on the factors, from its answers."""

from __future__ import annotations

import pytest

from app.estimate.breakdown.standing import gap_question, practised, standing
from app.estimate.breakdown.work import Technique
from app.estimate.priors import load_priors
from tests.lifecycle.saying import UNKNOWN, said

PRIORS = load_priors()
PROMPTS, TUNES, RETRIEVES = Technique(), Technique(tuning=True), Technique(retrieval=True)
SYSTEMS = [{"system": name} for name in ("CRM", "ERP", "billing")]
GOOD = [{"source": "manual", "format": "clean_text", "quality": "good"}]
SCANS = [*GOOD, {"source": "letters", "format": "scanned"}]


def level(factor: str, technique: Technique, **answers: object) -> str | None:
    found = standing(said(**answers), technique, PRIORS).level(factor)
    return None if found is None else PRIORS.factors[factor].levels[found].id


@pytest.mark.parametrize(
    ("answers", "size"),
    [
        ({}, None),
        ({"S03": UNKNOWN}, None),
        ({"S03": "one_task"}, "small"),
        ({"S03": "few_tasks"}, "medium"),
        ({"S03": "open_ended"}, "large"),
        ({"S03": "one_task", "M07": ["none"], "I06": "under_100"}, "tiny"),
        ({"S03": "one_task", "M07": ["own_documents_stable"], "M07a": 56_000, "I06": "under_100"},
         "tiny"),
        ({"S03": "one_task", "M07": ["own_documents_stable"], "M07a": 900_000, "I06": "under_100"},
         "small"),
        ({"S03": "one_task", "M07": ["own_documents_changing"], "M07a": 9_000, "I06": "under_100"},
         "small"),
        ({"S03": "one_task", "I06": "under_100"}, "small"),
        ({"S03": "few_tasks", "S13a": 3}, "medium"),
        ({"S03": "few_tasks", "S13a": 4}, "large"),
        ({"S03": "few_tasks", "I03": "reversible"}, "medium"),
        ({"S03": "few_tasks", "I03": "irreversible"}, "large"),
        ({"S03": "few_tasks", "I02": SYSTEMS}, "large"),
        ({"S03": "open_ended", "S13a": 9, "I03": "irreversible", "I02": SYSTEMS}, "very_large"),
    ],
)  # fmt: skip
def test_the_size_follows_breadth_and_what_makes_it_larger(
    answers: dict[str, object], size: str | None
) -> None:
    assert level("size", PROMPTS, **answers) == size


@pytest.mark.parametrize(
    ("technique", "answers", "data"),
    [
        (PROMPTS, {}, "partial"),
        (TUNES, {}, None),
        (TUNES, {"A02": "over_5000"}, "ready"),
        (TUNES, {"A02": "from_50"}, "partial"),
        (TUNES, {"A02": "under_50"}, "poor"),
        (TUNES, {"A02": "none"}, "none"),
        (TUNES, {"A02": "from_500", "A03": ["rights_unclear"]}, "partial"),
        (TUNES, {"A02": "from_50", "A03": ["biased", "personal_data"]}, "poor"),
        (RETRIEVES, {}, "partial"),
        (RETRIEVES, {"M07": ["own_documents_stable"], "A06": GOOD}, "ready"),
        (RETRIEVES, {"M07": ["own_documents_stable"], "A06": SCANS}, "poor"),
        (Technique(retrieval=True, tuning=True),
         {"M07": ["own_documents_stable"], "A06": SCANS, "A02": "over_5000"}, "poor"),
    ],
)  # fmt: skip
def test_the_data_are_as_good_as_the_worse_of_examples_and_sources(
    technique: Technique, answers: dict[str, object], data: str | None
) -> None:
    assert level("data", technique, **answers) == data


@pytest.mark.parametrize(
    ("answers", "gap", "asks"),
    [
        ({}, None, "M09"),
        ({"M09": "not_tried"}, "far", None),
        ({"M09": "under_10", "M09a": 0.9, "S11a": 0.9}, "visible", None),
        ({"M09": "measured"}, None, "M09a"),
        ({"M09": "measured", "M09a": 0.8}, None, "S11a"),
        ({"M09": "ten_plus", "M09a": 0.90, "S11a": 0.95}, "near", None),
        ({"M09": "measured", "M09a": 0.74, "S11a": 0.90}, "far", None),
        ({"M09": "measured", "M09a": 0.86, "S11a": 0.95}, "visible", None),
        ({"M09": "measured", "M09a": 0.97, "S11a": 0.95}, "near", None),
    ],
)
def test_the_quality_gap_is_what_is_missing_to_the_launch_bar(
    answers: dict[str, object], gap: str | None, asks: str | None
) -> None:
    assert level("gap", PROMPTS, **answers) == gap
    if asks:
        assert gap_question(said(**answers)) == asks


def test_expertise_is_what_the_team_has_shipped() -> None:
    assert level("expertise", PROMPTS, E03="nothing") == "nothing"
    assert level("expertise", PROMPTS) is None


def test_a_technique_somebody_has_practised_is_a_level_easier() -> None:
    found = practised(said(E03a=["retrieval", "on_device"]))
    assert found == {"rag", "optimise"}
    assert practised(said()) == frozenset()


def test_a_team_that_is_named_is_no_longer_drawn() -> None:
    assert level("team", PROMPTS) is None
    assert level("team", PROMPTS, E02=[{"role": "ml_llm", "people": 2}]) == "reference"
