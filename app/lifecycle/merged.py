"""Two answers to one question, brought together as far as both can stand."""

from __future__ import annotations

from dataclasses import replace

from app.lifecycle.acceptable import EXCLUDING
from app.lifecycle.answers import UNSEEN, Answer, State
from app.lifecycle.questions import AnswerValue, Question, QuestionType


def merged(question: Question, kept: Answer | None, yours: Answer | None) -> Answer:
    """A proposal to start from: texts one after the other, choices and rows of both.

    Of two figures or single choices only one can stand: it is yours.
    """
    if kept is None or yours is None:
        return kept or yours or UNSEEN
    if State.ANSWERED not in {kept.state, yours.state}:
        return with_notes_of(yours, kept)
    if kept.state is not yours.state:
        said, other = (yours, kept) if yours.state is State.ANSWERED else (kept, yours)
        return with_notes_of(said, other)
    return with_notes_of(replace(yours, value=both(question, kept.value, yours.value)), kept)


def both(question: Question, kept: AnswerValue | None, yours: AnswerValue | None) -> AnswerValue:
    match question.type, kept, yours:
        case QuestionType.TEXT, str(one), str(other):
            return both_texts(one, other)
        case QuestionType.CHOICES, tuple(one), tuple(other):
            return both_choices(one, other)
        case QuestionType.TABLE, tuple(one), tuple(other):
            return (*one, *(row for row in other if row not in one))
    assert yours is not None
    return yours


def both_texts(kept: str, yours: str) -> str:
    """One after the other; one text where it holds the other already."""
    if yours in kept:
        return kept
    return yours if kept in yours else f"{kept}\n\n{yours}"


def both_choices(kept: tuple[object, ...], yours: tuple[object, ...]) -> AnswerValue:
    """All that were chosen; an option that stands alone ("none of these") rules the others out."""
    together = tuple(str(option) for option in dict.fromkeys((*kept, *yours)))
    alone = EXCLUDING.intersection(together)
    if not alone:
        return together
    others = tuple(option for option in together if option not in alone)
    return others or together[:1]


def with_notes_of(answer: Answer, other: Answer) -> Answer:
    """The answer with what only the other one says beside it."""
    return replace(
        answer,
        note=both_texts(other.note, answer.note),
        evidence=answer.evidence or other.evidence,
        owner=answer.owner or other.owner,
        by=answer.by or other.by,
    )
