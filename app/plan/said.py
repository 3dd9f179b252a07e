"""Every question that was put, with its answer in words and what it cannot stand beside."""

from __future__ import annotations

from collections.abc import Iterator

from app.advice.finding import Advice, Contradiction
from app.language.message import Message, message
from app.lifecycle.answers import Answers, State
from app.lifecycle.worded import answer_in_words
from app.plan.plan import Plan, SaidAnswer


def said(answers: Answers, advice: Advice) -> tuple[SaidAnswer, ...]:
    """In the order of the bank; questions in closed branches are left out."""
    found = []
    for question in answers.bank.questions.values():
        answer = answers.answer(question.id)
        if answer.state is not State.UNSEEN:
            found.append(
                SaidAnswer(
                    question=question.id,
                    phase=question.phase,
                    asks=question.asks,
                    answer=answer,
                    words=answer_in_words(question, answer),
                    at_odds=tuple(_at_odds(question.id, answers, advice)),
                )
            )
    return tuple(found)


def _at_odds(question: str, answers: Answers, advice: Advice) -> Iterator[Message]:
    for clash in advice.contradictions:
        if question in clash.questions:
            one, two = clash.questions
            other = answers.bank.questions[two if question == one else one]
            words = answer_in_words(other, answers.given[other.id])
            yield message(
                "This cannot stand beside “{asks}” {answer}. {says}",
                asks=other.asks,
                answer=words,
                says=clash.says,
            )


def both_answers(plan: Plan, clash: Contradiction) -> tuple[SaidAnswer, ...]:
    """The answers that clash, in the order of the contradiction; a closed one is not among them."""
    given = {answer.question: answer for answer in plan.answers}
    return tuple(given[question] for question in clash.questions if question in given)
