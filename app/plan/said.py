"""Every question that was put, with its answer in words and what it cannot stand beside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from app.advice.contradictions import contradictions
from app.advice.finding import Advice
from app.language.message import Message, message
from app.lifecycle.answers import Answers, State
from app.lifecycle.worded import answer_in_words
from app.plan.plan import AtOdds, SaidAnswer


def said(answers: Answers, advice: Advice) -> tuple[SaidAnswer, ...]:
    """In the order of the bank; questions in closed branches are left out."""
    found = (said_to(question, answers) for question in answers.bank.questions)
    return tuple(
        replace(answer, at_odds=tuple(_at_odds(answer.question, answers, advice)))
        for answer in found
        if answer
    )


def said_to(asked: str, answers: Answers) -> SaidAnswer | None:
    question, answer = answers.bank.questions[asked], answers.answer(asked)
    if answer.state is State.UNSEEN:
        return None
    words = answer_in_words(question, answer)
    return SaidAnswer(asked, question.phase, question.asks, answer, words)


def set_aside(answers: Answers) -> tuple[str, ...]:
    """Questions in closed branches that were answered: kept, and counted nowhere."""
    return tuple(q for q in answers.bank.questions if q in answers.given and not answers.shown(q))


def at_odds(answers: Answers) -> tuple[AtOdds, ...]:
    """The answers that cannot stand beside each other, in the order of each contradiction."""
    return tuple(
        AtOdds(tuple(filter(None, (said_to(q, answers) for q in clash.questions))), clash.says)
        for clash in contradictions(answers)
    )


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
