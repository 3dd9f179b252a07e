"""The plan beside a question, as a value."""

from __future__ import annotations

import pytest

from app.language.reader import ENGLISH
from app.lifecycle.answers import Answer, Answers, State
from app.lifecycle.bank import load_bank
from app.lifecycle.document import AnswersDocument
from app.plan.assemble import assemble
from app.web.wizard.panel import Worth, panel_of
from tests.cases import case


def worth_of(document: AnswersDocument) -> tuple[Worth, ...]:
    found = panel_of("", assemble(document), ENGLISH, detailed=True).worth
    assert found is not None
    return found


@pytest.mark.parametrize("name", ["D01", "D05", "D09", "D12"])
def test_the_answers_worth_most_stand_in_the_order_of_the_weeks_they_show(name: str) -> None:
    shares = [worth.share for worth in worth_of(case(name).document)]
    assert len(shares) <= 3
    assert shares == sorted(shares, reverse=True)
    assert not shares or shares[0] == 100


def test_a_blank_plan_names_three_of_them() -> None:
    blank = AnswersDocument("", None, None, Answers.of(load_bank(), {}))
    assert len(worth_of(blank)) == 3


def test_a_plan_that_stops_names_none() -> None:
    document, forbidden = case("D01").document, Answer(State.ANSWERED, ("social_scoring",))
    stopped = document.with_answers(document.answers.with_answer("S12", forbidden))
    assert worth_of(stopped) == ()
