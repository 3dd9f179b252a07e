"""How long the first pass takes somebody who has never seen it: read, chosen, typed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.language.message import Message
from app.language.reader import ENGLISH
from app.lifecycle.answers import Answers
from app.lifecycle.bank import load_bank
from app.lifecycle.progress import first_pass
from app.lifecycle.questions import Question, QuestionType
from app.lifecycle.worded import assumption_in_words
from tests.cases import Case, cases

WORDS_A_SECOND = 238 / 60  # silent reading of English (Brysbaert 2019, 190 studies)
TYPED_A_SECOND = 40 / 60  # words
CHOOSING, FIGURE = 4.0, 10.0  # seconds; judgement
# On each page beside the question: where one is, who knows, the buttons; read once, known after.
AROUND = 50
UNTOLD = Answers.of(load_bank(), {})


def seconds(answers: Answers) -> float:
    """For everything the sixteen pages ask, in the words that they show before an answer."""
    asked = [
        question for main in first_pass(answers) for question in with_follow_ups(main, answers)
    ]
    words = AROUND + sum(len(ENGLISH.say(text).split()) for q in asked for text in shown(q))
    return words / WORDS_A_SECOND + sum(answering(q, answers) for q in asked)


def with_follow_ups(question: Question, answers: Answers) -> Iterator[Question]:
    yield question
    for follow_up in answers.bank.follow_ups(question.id):
        if answers.shown(follow_up.id):
            yield follow_up


def shown(question: Question) -> Iterator[Message]:
    labels = [text for option in question.options for text in (option.label, option.hint)]
    columns = [column.label for column in question.columns]
    assumed = None if question.parent else assumption_in_words(question, UNTOLD.value(question.id))
    texts = (question.asks, question.why, question.example, *labels, *columns, assumed)
    return (text for text in texts if text is not None)


def answering(question: Question, answers: Answers) -> float:
    """Follow-ups to which the client has nothing to say are passed over."""
    if question.parent and not answers.known(question.id):
        return 0.0
    match question.type:
        case QuestionType.TEXT:
            return len(answers.text(question.id).split()) / TYPED_A_SECOND
        case QuestionType.TABLE:
            rows = answers.rows(question.id)
            return sum(CHOOSING + FIGURE * (len(row) - 1) for row in rows)
        case QuestionType.NUMBER | QuestionType.MONEY | QuestionType.DATE:
            return FIGURE
        case _:
            return CHOOSING * max(1, len(answers.options(question.id)))


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
def test_the_first_pass_is_read_and_answered_in_under_ten_minutes(case: Case) -> None:
    assert 5 * 60 < seconds(case.answers) < 10 * 60
