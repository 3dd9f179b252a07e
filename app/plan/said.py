"""Every question that was put, with its answer in words."""

from __future__ import annotations

from app.lifecycle.answers import Answers, State
from app.lifecycle.worded import answer_in_words
from app.plan.plan import SaidAnswer


def said(answers: Answers) -> tuple[SaidAnswer, ...]:
    """In the order of the bank; questions in closed branches are left out."""
    found = []
    for question in answers.bank.questions.values():
        answer = answers.answer(question.id)
        if answer.state is not State.UNSEEN:
            words = answer_in_words(question, answer)
            found.append(SaidAnswer(question.id, question.phase, question.asks, answer, words))
    return tuple(found)
