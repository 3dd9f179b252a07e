"""The small language of conditions."""

from __future__ import annotations

import pytest

from app.lifecycle.answers import Answer, Answers, State
from app.lifecycle.bank import load_bank
from app.lifecycle.condition import NotACondition, read_condition

ANSWERS = Answers.of(
    load_bank(),
    {
        "S02": Answer(State.ANSWERED, ("draft", "act_in_systems")),
        "S13a": Answer(State.ANSWERED, 3.0),
        "M09": Answer(State.ANSWERED, "measured"),
    },
)


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("always", True),
        ("S02 any {draft}", True),
        ("S02 any {translate, media}", False),
        ("S13a > 1", True),
        ("S13a > 3", False),
        ("S02 any {act_in_systems} and M09 any {ten_plus, measured}", True),
        ("S02 any {media} and M09 any {measured} or S13a > 2", True),
        ("S13a > 2 or S02 any {media} and M09 any {not_tried}", True),
        ("S02 any {media} or M09 any {not_tried}", False),
    ],
)
def test_conditions_mean_what_they_say(text: str, holds: bool) -> None:
    assert read_condition(text).holds(ANSWERS) is holds


def test_a_condition_names_its_questions_and_options() -> None:
    condition = read_condition("S02 any {media} and M09 any {measured} or S13a > 2")
    assert condition.questions == {"S02", "M09", "S13a"}
    assert condition.options == {("S02", "media"), ("M09", "measured")}


@pytest.mark.parametrize("text", ["", "never", "S02 any draft", "S13a < 1", "not S02 any {media}"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(NotACondition):
        read_condition(text)
