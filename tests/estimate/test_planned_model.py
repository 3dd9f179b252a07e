"""The model that is trained is the model that is served."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.advice.advise import advise
from app.estimate.machine_needs import machines
from app.estimate.machines import Machines
from app.estimate.planned_model import from_scratch
from app.lifecycle.answers import Answer, Answers, State
from tests.cases import case, cases
from tests.estimate.advised import advised
from tests.lifecycle.saying import BANK, any_answers

TODAY = date(2026, 11, 23)

CLASSES = ("model.30_70b", "model.7_14b", "model.le4b", "model.encoder_lt1b")
TRAINED = (
    "adapt.sft", "adapt.sft_lora", "adapt.dpo", "adapt.rlhf",
    "select.continued_pretraining", "select.pretrain_scratch",
)  # fmt: skip
PLACES = ("deploy.on_device", "deploy.on_prem", "optimise.quantise", "optimise.cache")


def sizes(found: Machines) -> set[float]:
    """Parameters of everything that is trained, and of what is served from own machines."""
    trained = {run.parameters for run in found.training}
    served = found.serving and found.serving.parameters
    return trained | ({served} if served else set())


@pytest.mark.parametrize(
    ("memory_gb", "billions"),
    [(8.0, 3.213), (2.2, 3.213), (2.0, 1.236), (0.3, 1.236)],
)
def test_what_a_device_holds_is_what_is_tuned(memory_gb: float, billions: float) -> None:
    """3.2 B × 4.25 bits are 1.6 GiB: with 8 GB they fit, with 2 GB a tenth on top is too much."""
    answers = case("D10").answers.with_answer("M01a", Answer(State.ANSWERED, memory_gb))
    found = machines(answers, advise(answers), TODAY)
    print(f"{memory_gb} GB: tuned and served {sizes(found)}")
    assert sizes(found) == {billions * 1e9}


def test_a_larger_model_that_might_fit_is_named() -> None:
    def told(memory_gb: float) -> bool:
        answers = case("D10").answers.with_answer("M01a", Answer(State.ANSWERED, memory_gb))
        serving = machines(answers, advise(answers), TODAY).serving
        assert serving is not None
        return any("may also hold" in each.text for each in serving.warnings)

    assert told(2.0)
    assert not told(1.0)
    assert not told(8.0)


@pytest.mark.parametrize("prefix", [each.id for each in cases()])
def test_a_worked_case_has_one_model(prefix: str) -> None:
    answers = case(prefix).answers
    assert len(sizes(machines(answers, advise(answers), TODAY))) <= 1


def test_a_model_from_scratch_is_the_one_that_is_tuned_and_served() -> None:
    """360 billion tokens ÷ 20 = 18 billion parameters, served on the machine of 70 billion."""
    advice = advised("model.30_70b", "select.pretrain_scratch", "adapt.sft")
    found = machines(case("D07").answers, advice, TODAY)
    assert sizes(found) == {18e9}
    assert [run.method for run in found.training] == ["pretraining", "full"]


def test_a_model_larger_than_any_typical_one_takes_several_machines() -> None:
    assert from_scratch(18e9).devices == 4
    assert from_scratch(180e9).devices == 12
    assert from_scratch(1e9).parameters == 1e9


@given(
    st.sampled_from(CLASSES),
    st.sets(st.sampled_from(TRAINED)),
    st.sets(st.sampled_from(PLACES)),
    st.sampled_from(["D04", "D07", "D09", "D10"]),
    st.floats(0.1, 500),
)
@settings(max_examples=60, deadline=None)
def test_whatever_the_advice_one_model_is_trained_and_served(
    size: str, trained: set[str], places: set[str], prefix: str, memory_gb: float
) -> None:
    answers = case(prefix).answers.with_answer("M01a", Answer(State.ANSWERED, memory_gb))
    found = machines(answers, advised(size, *sorted(trained), *sorted(places)), TODAY)
    assert len(sizes(found)) == 1


@given(any_answers(60))
@settings(max_examples=60, deadline=None)
def test_whatever_is_answered_one_model_is_trained_and_served(
    given_answers: Mapping[str, Answer],
) -> None:
    answers = Answers.of(BANK, given_answers)
    assert len(sizes(machines(answers, advise(answers), TODAY))) <= 1
