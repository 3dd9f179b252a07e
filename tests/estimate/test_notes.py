"""What a reader is told before trusting an estimate."""

from __future__ import annotations

from datetime import date

import pytest

from app.advice.advise import advise
from app.estimate.machines import Serving, Training
from app.estimate.simulate import estimate
from app.language.reader import ENGLISH
from app.lifecycle.answers import Answers
from tests.cases import case
from tests.lifecycle.saying import BANK, said


def told(answers: Answers) -> list[str]:
    found = estimate(answers, advise(answers), detail=False)
    assert found is not None
    return [ENGLISH.say(each) for each in found.warnings]


def with_more(id: str, **more: object) -> Answers:
    return Answers.of(BANK, {**case(id).answers.given, **said(**more).given})


def has(words: str, answers: Answers) -> bool:
    return any(words in sentence for sentence in told(answers))


def test_a_plan_beyond_three_years_is_beyond_the_model() -> None:
    one_day_a_week = [{"role": "ml_llm", "people": 1, "share": 0.2}]
    huge = with_more("D09", E03="nothing", S13a=30, I03="irreversible", E02=one_day_a_week)
    assert has("longer than anything", huge)
    assert not has("longer than anything", case("D01").answers)


def test_roles_that_nobody_has_named_are_counted_on_and_named() -> None:
    (sentence,) = (each for each in told(case("D11").answers) if "Nobody has been named" in each)
    assert "AI engineer" in sentence
    assert "software engineer" not in sentence
    six = ("product", "domain_expert", "ml_llm", "data", "application", "security_legal")
    everyone = [{"role": role, "people": 2} for role in six]
    assert not has("Nobody has been named", with_more("D11", E02=everyone))


def test_what_comes_after_the_milestone_is_said() -> None:
    assert has("comes after this milestone", case("D01").answers)
    assert not has("comes after this milestone", with_more("D01", E01="scaled"))


@pytest.mark.parametrize(("day", "times"), [(date(2026, 11, 23), 0), (date(2027, 1, 2), 1)])
def test_old_rents_are_told_of_once_and_not_before_a_year_has_passed(day: date, times: int) -> None:
    """W15: D09 rents chips for three runs and for serving; the lists are of 2025."""
    answers = case("D09").answers
    found = estimate(answers, advise(answers), detail=False, priced_at=day)
    assert found is not None
    assert found.machines.serving is not None
    machines: list[Training | Serving] = [*found.machines.training, found.machines.serving]
    everywhere = [*found.warnings, *(each for part in machines for each in part.warnings)]
    said_of = [each for each in map(ENGLISH.say, everywhere) if "2025" in each]
    assert len(said_of) == times
    for part in machines:
        assert "prices of 2025" in ENGLISH.say(part.derivation)
