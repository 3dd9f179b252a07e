"""The steps from one plan to another: they sum up, name what changed, and are few."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from app.estimate.what_if.attribution import Situation
from app.language.reader import ENGLISH
from app.lifecycle.answers import Answer, Answers, State
from app.lifecycle.document import AnswersDocument
from app.plan.assemble import assemble
from app.plan.comparison import comparison
from app.plan.glance import glance
from app.plan.waterfall import MOST_STEPS, REMAINDERS, Kind, Side, Waterfall, waterfall
from tests.cases import case
from tests.lifecycle.saying import BANK, said

HELP_DESK = case("D01").document


@cache
def side(document: AnswersDocument) -> Side:
    shown = glance(assemble(document, detail=False))
    return Side(shown, Situation(document.answers, shown.priced_at))


def with_answers(**values: str | float) -> AnswersDocument:
    answers = HELP_DESK.answers
    for question, value in values.items():
        answers = answers.with_answer(question, Answer(State.ANSWERED, value))
    return HELP_DESK.with_answers(answers)


def fallen(before: Side, after: Side, *, each: bool = False) -> Waterfall:
    answers = comparison(before.shown, after.shown).answers
    found = waterfall(before, after, answers, each=each)
    assert found is not None
    return found


WIDER = with_answers(S03="open_ended", E03="production_systems", S07="harm_to_people")
BLANK = HELP_DESK.with_answers(Answers.of(BANK, {}))
ROADS = {"three answers": (HELP_DESK, WIDER), "every answer": (BLANK, HELP_DESK)}


@pytest.mark.parametrize("road", ROADS)
@pytest.mark.parametrize("each", [False, True])
def test_the_steps_lead_exactly_from_one_commitment_to_the_other(road: str, each: bool) -> None:
    before, after = map(side, ROADS[road])
    found = fallen(before, after, each=each)
    assert before.shown.headline is not None
    assert after.shown.headline is not None
    assert found.before.weeks == before.shown.headline.duration_weeks.p80
    assert found.after.usd == after.shown.headline.cost_usd.p80
    for quantity in ("weeks", "usd"):
        total = sum(getattr(step.moved, quantity) for step in found.steps)
        assert total == pytest.approx(getattr(found.moved, quantity), abs=1e-6)


def test_each_answer_that_changed_has_a_step_the_one_that_moves_most_first() -> None:
    found = fallen(side(HELP_DESK), side(WIDER))
    answers = [step for step in found.steps if step.kind is Kind.ANSWERS]
    assert {step.questions for step in answers} == {("S03",), ("E03",), ("S07",)}
    sizes = [round(abs(step.moved.weeks), 1) for step in answers]
    assert sizes == sorted(sizes, reverse=True)
    assert [step.kind for step in found.steps if step.kind in REMAINDERS] == [Kind.TOGETHER]
    assert found.steps[-1].kind is Kind.TOGETHER


def test_a_follow_up_stands_on_the_step_of_its_question() -> None:
    without = HELP_DESK.with_answers(HELP_DESK.answers.without("M07").without("M07a"))
    (step,) = fallen(side(without), side(HELP_DESK)).steps
    assert step.questions == ("M07", "M07a")
    assert step.title == BANK.questions["M07"].asks


def test_many_answers_are_told_by_phase_until_somebody_asks_for_each() -> None:
    found = fallen(side(BLANK), side(HELP_DESK))
    assert found.by_phase
    phases = [step for step in found.steps if step.kind is Kind.ANSWERS]
    assert len(phases) <= MOST_STEPS
    assert "Scoping: 12 answers" in [ENGLISH.say(step.title) for step in phases]
    every = fallen(side(BLANK), side(HELP_DESK), each=True)
    assert not every.by_phase
    mains = [step.questions[0] for step in every.steps if step.kind is Kind.ANSWERS]
    assert len(mains) == len(set(mains)) > MOST_STEPS


def test_a_note_is_no_step() -> None:
    answer = HELP_DESK.answers.given["S03"]
    noted = HELP_DESK.with_answers(
        HELP_DESK.answers.with_answer("S03", replace(answer, note="as discussed"))
    )
    found = fallen(side(HELP_DESK), side(noted))
    assert found.steps == ()


def test_what_the_product_changed_by_itself_is_a_step_of_its_own() -> None:
    """A version of before, whose figures came from other rules and priors."""
    now = side(WIDER)
    then = side(HELP_DESK)
    assert then.shown.headline is not None
    weeks = then.shown.headline.duration_weeks
    older = replace(
        then,
        shown=replace(
            then.shown,
            headline=replace(then.shown.headline, duration_weeks=replace(weeks, p80=weeks.p80 + 3)),
        ),
    )
    *_, product = fallen(older, now).steps
    assert product.kind is Kind.PRODUCT
    assert product.moved.weeks == pytest.approx(-3)
    assert product.moved.usd == pytest.approx(0)


def test_a_plan_that_stops_has_nowhere_to_fall() -> None:
    stopped = side(HELP_DESK.with_answers(said(S12=["social_scoring"])))
    answers = comparison(side(HELP_DESK).shown, stopped.shown).answers
    assert waterfall(side(HELP_DESK), stopped, answers) is None
    assert waterfall(stopped, side(HELP_DESK), answers) is None
