"""Two plans side by side: what was said, and what became of the figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.language.message import message
from app.language.reader import ENGLISH
from app.lifecycle.answers import Answer, Answers, State
from app.lifecycle.phases import Phase
from app.plan.assemble import assemble
from app.plan.comparison import changed_answers, comparison
from app.plan.glance import Glance, glance
from app.plan.plan import SaidAnswer
from tests.cases import case
from tests.lifecycle.saying import said

HELP_DESK = case("D01").document


def at_a_glance(answers: Answers) -> Glance:
    return glance(assemble(HELP_DESK.with_answers(answers), detail=False))


def one(question: str, words: str, answer: Answer, asks: str = "What goes in?") -> SaidAnswer:
    return SaidAnswer(question, Phase.SCOPING, message(asks), answer, message(words))


FEW = one("S03", "A few tasks", Answer(State.ANSWERED, "few_tasks"))
MANY = one("S03", "Many tasks", Answer(State.ANSWERED, "open_ended"))


def test_the_same_plan_differs_in_nothing() -> None:
    here = at_a_glance(HELP_DESK.answers)
    found = comparison(here, here)
    assert (found.answers, found.joined, found.left, found.verdict_changed) == ((), (), (), False)
    assert {row.by for row in found.figures} == {0.0}


def test_an_answer_stands_with_its_words_on_both_sides() -> None:
    (found,) = changed_answers((FEW,), (MANY,))
    assert (found.before, found.after) == (FEW.words, MANY.words)
    assert not found.words_only


def test_an_answer_that_only_one_of_them_has_is_a_difference_too() -> None:
    (gone,), (new,) = changed_answers((FEW,), ()), changed_answers((), (FEW,))
    assert (gone.before, gone.after) == (FEW.words, None)
    assert (new.before, new.after) == (None, FEW.words)


def test_the_order_of_ticked_options_says_nothing() -> None:
    one_way = one("S02", "A; B", Answer(State.ANSWERED, ("a", "b")))
    other_way = one("S02", "B; A", Answer(State.ANSWERED, ("b", "a")))
    assert changed_answers((one_way,), (other_way,)) == ()


def test_a_note_an_owner_or_a_date_changes_words_only() -> None:
    noted = replace(FEW, answer=replace(FEW.answer, note="see minutes"))
    (found,) = changed_answers((FEW,), (noted,))
    assert found.words_only
    unknown = one("M09", "Not known yet", Answer(State.UNKNOWN))
    asked = replace(unknown, answer=replace(unknown.answer, owner="Lead", by=date(2027, 1, 4)))
    (found,) = changed_answers((unknown,), (asked,))
    assert found.words_only


def test_a_question_put_in_other_words_shows_both() -> None:
    (found,) = changed_answers((replace(FEW, asks=message("How wide is it?")),), (MANY,))
    assert found.asked_before == message("How wide is it?")
    assert found.asks == MANY.asks


def test_techniques_that_join_and_leave_are_named() -> None:
    before = at_a_glance(HELP_DESK.answers)
    after = at_a_glance(said(S03="open_ended", M07=["none"]))
    found = comparison(before, after)
    assert {each.tag for each in found.left} >= {"augment.rag"}
    assert all(each in after.chosen for each in found.joined)


def test_figures_come_in_their_units_and_a_stop_has_none() -> None:
    before = at_a_glance(HELP_DESK.answers)
    after = at_a_glance(said(S12=["social_scoring"]))
    found = comparison(before, after)
    assert found.verdict_changed
    assert all(row.after is None and row.by is None for row in found.figures)
    titles = [ENGLISH.say(row.title) for row in found.figures]
    assert titles[:2] == ["Finish, plan (P50)", "Finish, commit (P80)"]
    assert before.headline is not None
    assert found.figures[1].before == before.headline.duration_weeks.p80
    assert comparison(after, after).figures == ()
