"""Answers for tests, written briefly, and any answer at all."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import strategies as st

from app.lifecycle.answers import Answer, Answers, Reason, State
from app.lifecycle.bank import load_bank
from app.lifecycle.document import read_document
from app.lifecycle.questions import AnswerValue, Priority, Question, QuestionType

BANK = load_bank()
UNKNOWN = {"state": "unknown"}


def said(**answers: object) -> Answers:
    """`said(S03="few_tasks", M09=UNKNOWN)`, as a program would send it."""
    return read_document(BANK, {"answers": answers}).answers


def any_answer(question: Question) -> st.SearchStrategy[Answer]:
    """Any acceptable answer to a question, in any state."""
    states = [st.builds(Answer, st.just(State.ANSWERED), any_value(question))]
    states.append(st.just(Answer(State.UNKNOWN)))
    if question.priority is not Priority.P0:
        states.append(
            st.builds(Answer, st.just(State.NOT_APPLICABLE), reason=st.sampled_from(list(Reason)))
        )
    return st.one_of(states)


def any_value(question: Question) -> st.SearchStrategy[AnswerValue]:
    ids = [option.id for option in question.options]
    match question.type:
        case QuestionType.TEXT:
            return st.sampled_from(["Some words", "Nothing without a source"])
        case QuestionType.DATE:
            return st.dates().filter(lambda day: 2000 <= day.year <= 2199)
        case QuestionType.CHOICE | QuestionType.BAND:
            return st.sampled_from(ids)
        case QuestionType.CHOICES:
            return st.sampled_from([(option,) for option in ids])
        case QuestionType.TABLE:
            return st.just(())
    low, high = question.lowest or 0, min(question.highest or 1, 1e6)
    return st.floats(low, high, allow_subnormal=False)


def any_answers(fullest: int = 30) -> st.SearchStrategy[Mapping[str, Answer]]:
    """Answers to some of the questions."""
    pairs = st.sampled_from(list(BANK.questions.values())).flatmap(
        lambda question: st.tuples(st.just(question.id), any_answer(question))
    )
    return st.lists(pairs, max_size=fullest).map(dict)
