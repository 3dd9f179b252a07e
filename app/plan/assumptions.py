"""What stands in for answers that nobody has given."""

from __future__ import annotations

from app.estimate.assumed import as_estimated
from app.language.message import Message, message
from app.lifecycle.answers import Answers, State
from app.lifecycle.questions import Derived, Question
from app.lifecycle.worded import assumption_in_words
from app.plan.plan import Assumption


def assumptions(answers: Answers) -> tuple[Assumption, ...]:
    """Every unseen or unknown answer in play for which something is assumed."""
    found = []
    for question in answers.bank.questions.values():
        if not _open(answers, question):
            continue
        words = assumption_in_words(question, answers.value(question.id))
        if words is not None:
            assumed = as_estimated(question.id, words)
            found.append(Assumption(question.id, question.asks, assumed, _why(answers, question)))
    return tuple(found)


def _open(answers: Answers, question: Question) -> bool:
    state = answers.state(question.id)
    return answers.applies(question.id) and state in (State.UNSEEN, State.UNKNOWN)


def _why(answers: Answers, question: Question) -> Message:
    if answers.state(question.id) is State.UNKNOWN:
        return message("Not known yet")
    likely = question.assumed.likely
    if isinstance(likely, Derived) and answers.known(likely.of):
        return message("Follows from {question}", question=likely.of)
    return message("Not answered yet")
