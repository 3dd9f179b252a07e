"""The article's diagram with a project drawn into it."""

from __future__ import annotations

import pytest

from app.advice.advise import advise
from app.language.reader import ENGLISH
from app.lifecycle.answers import Answers
from app.plan.lifecycle_map import lifecycle_map
from app.plan.plan import Place
from tests.cases import Case, case, cases
from tests.lifecycle.saying import said

TITLES = [
    ("Scope", ["Define the use case"]),
    ("Select", ["Choose an existing model or pretrain your own"]),
    (
        "Adapt and align model",
        ["Prompt engineering", "Fine tuning", "Align with human feedback", "Evaluate"],
    ),
    (
        "Application integration",
        [
            "Optimize and deploy model for inference",
            "Augment model and build LLM-powered applications",
        ],
    ),
]


def places(answers: Answers) -> dict[str, Place]:
    stages = lifecycle_map(advise(answers), None)
    return {box.id: box.place for stage in stages for box in stage.boxes}


def test_the_titles_are_those_of_the_article() -> None:
    stages = lifecycle_map(advise(said()), None)
    found = [
        (ENGLISH.say(stage.title), [ENGLISH.say(box.title) for box in stage.boxes])
        for stage in stages
    ]
    assert found == TITLES


@pytest.mark.parametrize("case_", cases(), ids=lambda found: found.id)
def test_every_box_says_why(case_: Case) -> None:
    for stage in lifecycle_map(advise(case_.answers), None):
        for box in stage.boxes:
            assert ENGLISH.say(box.reason)
            if box.place in (Place.CHOSEN, Place.LATER) and box.id != "use_case":
                assert box.rule is not None


def test_the_support_chatbot_prompts_evaluates_and_augments() -> None:
    found = places(case("D01").answers)
    for box in ("use_case", "model", "prompt", "evaluate", "augment"):
        assert found[box] is Place.CHOSEN
    assert found["fine_tune"] is not Place.CHOSEN
    assert found["feedback"] is not Place.CHOSEN


def test_code_needs_no_model() -> None:
    found = places(case("D12").answers)
    assert found["use_case"] is Place.CHOSEN
    for box in ("model", "prompt", "fine_tune", "feedback", "augment"):
        assert found[box] is Place.NOT_NEEDED


def test_code_is_not_told_what_to_do_with_a_model() -> None:
    stages = lifecycle_map(advise(case("D12").answers), None)
    reasons = {box.id: ENGLISH.say(box.reason) for stage in stages for box in stage.boxes}
    assert reasons["model"] == "No model is needed"
    assert reasons["augment"] == "There is no model to build an application around"
