"""What changes for a plan when the questions change."""

from __future__ import annotations

from dataclasses import replace

from app.language.message import message
from app.language.reader import ENGLISH
from app.lifecycle.answers import Answer, State
from app.lifecycle.bank import Bank
from app.lifecycle.questions import Option
from app.lifecycle.upgrade import Outline, outline_of, read_outline, upgrade, write_outline
from tests.cases import case
from tests.lifecycle.saying import BANK

GIVEN = dict(case("D01").answers.given)
OUTLINE = outline_of(BANK)


def later(**changes: object) -> Bank:
    """Today's bank with some questions changed, or dropped (None)."""
    questions = {
        key: replace(question, **changes[key]) if key in changes else question  # type: ignore[arg-type]  # fields by name
        for key, question in BANK.questions.items()
        if changes.get(key, "") is not None
    }
    return Bank("later", questions, BANK.helpers)


def test_the_same_bank_changes_nothing() -> None:
    found = upgrade(BANK, GIVEN, OUTLINE)
    assert found.nothing
    assert found.outline_known


def test_an_outline_is_read_back_as_it_was_written() -> None:
    assert read_outline(write_outline(BANK)) == OUTLINE


def test_an_answer_whose_question_is_gone_is_lost_with_its_old_words() -> None:
    found = upgrade(later(S03=None), GIVEN, OUTLINE)
    (lost,) = [each for each in found.lost if each.question == "S03"]
    assert lost.gone
    assert lost.asks == BANK.questions["S03"].asks
    assert ENGLISH.say(lost.said) == "A few related tasks"


def test_an_answer_whose_option_is_gone_is_lost_and_can_be_given_anew() -> None:
    question = BANK.questions["S03"]
    left = tuple(option for option in question.options if option.id != "few_tasks")
    found = upgrade(later(S03={"options": left}), GIVEN, OUTLINE)
    (lost,) = found.lost
    assert (lost.question, lost.gone) == ("S03", False)
    assert ENGLISH.say(lost.said) == "A few related tasks"


def test_a_question_in_other_words_shows_both_and_the_answer() -> None:
    asks = message("How many kinds of task are there?")
    found = upgrade(later(S03={"asks": asks}), GIVEN, OUTLINE)
    (reworded,) = found.reworded
    assert (reworded.before, reworded.after) == (BANK.questions["S03"].asks, asks)
    assert (reworded.dropped, reworded.added) == ((), ())
    assert ENGLISH.say(reworded.said) == "A few related tasks"


def test_options_that_come_go_or_say_something_else_are_named() -> None:
    first, second, *others = BANK.questions["S03"].options
    assert first.id == "one_task"
    options = (
        second,
        replace(others[0], label=message("Anything")),
        Option("dozens", message("Dozens")),
    )
    (reworded,) = upgrade(later(S03={"options": options}), GIVEN, OUTLINE).reworded
    assert [ENGLISH.say(label) for label in reworded.added] == ["Anything", "Dozens"]
    assert first.label in reworded.dropped
    assert others[0].label in reworded.dropped


def test_a_question_nobody_answered_is_not_told_of() -> None:
    asks = message("What is it?")
    given = {key: answer for key, answer in GIVEN.items() if key != "S03"}
    assert upgrade(later(S03={"asks": asks}), given, OUTLINE).reworded == ()


def test_only_new_questions_that_this_plan_is_asked_are_new() -> None:
    known: Outline = {key: asked for key, asked in OUTLINE.items() if key not in {"S03", "A02a"}}
    answers = {**GIVEN, "S01": Answer(State.ANSWERED, "Replies")}
    found = upgrade(BANK, answers, known)
    shown = {question.id for question in found.new}
    assert "S03" in shown
    assert shown <= {"S03", "A02a"}


def test_without_the_old_bank_only_what_does_not_fit_is_told() -> None:
    found = upgrade(BANK, {**GIVEN, "Z99": Answer(State.ANSWERED, "old words")}, None)
    assert not found.outline_known
    assert not found.nothing
    (lost,) = found.lost
    assert lost.asks is None
    assert ENGLISH.say(lost.said) == "old words"
    assert (found.reworded, found.new) == ((), ())
