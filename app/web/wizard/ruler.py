"""The ruler: one cell a question, answered, here or open; each cell leads to its question."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from app.language.message import Message
from app.lifecycle.answers import Answers, State
from app.lifecycle.phases import WORDS, Phase
from app.lifecycle.progress import MINUTES, asked, first_pass
from app.lifecycle.questions import Question
from app.web.wording import SHORT


@dataclass(frozen=True, slots=True)
class Cell:
    question: str
    asks: Message
    number: int
    said: bool
    here: bool
    opens: Message | None  # the phase that begins here
    in_phase: bool  # of the question that is here


@dataclass(frozen=True, slots=True, eq=False)
class Ruler:
    cells: tuple[Cell, ...]
    phase: Message  # of the question that is here
    number: int  # its place; 0 when it is not on this ruler
    said: int
    minutes: int  # that the open ones on it will take; planning defaults

    @property
    def length(self) -> int:
        return len(self.cells)


def ruler_at(answers: Answers, question: Question) -> Ruler:
    """The first pass while the question is in it, else the questions of its phase."""
    listed = first_pass(answers)
    if question not in listed:
        listed = phase_questions(answers, question.phase)
    cells = []
    begun: set[Phase] = set()
    for number, other in enumerate(listed, start=1):
        opens = SHORT[other.phase] if other.phase not in begun else None
        begun.add(other.phase)
        said = answers.state(other.id) is not State.UNSEEN
        here = other.id == question.id
        same = other.phase is question.phase
        cells.append(Cell(other.id, other.asks, number, said, here, opens, same))
    return Ruler(
        cells=tuple(cells),
        phase=WORDS[question.phase].title,
        number=next((cell.number for cell in cells if cell.here), 0),
        said=sum(cell.said for cell in cells),
        minutes=minutes_for(answers, listed),
    )


def minutes_for(answers: Answers, listed: tuple[Question, ...]) -> int:
    """At least one while a question is open."""
    waiting = [question for question in listed if answers.state(question.id) is State.UNSEEN]
    return ceil(sum(MINUTES[question.type] for question in waiting))


def phase_questions(answers: Answers, phase: Phase) -> tuple[Question, ...]:
    """The questions of a phase that are asked, without their follow-ups."""
    return tuple(q for q in asked(answers) if q.phase is phase and q.parent is None)


def question_before(answers: Answers, question: Question) -> Question | None:
    """Where Back leads: the question before this one on its ruler."""
    listed = first_pass(answers)
    if question not in listed:
        listed = phase_questions(answers, question.phase)
    place = listed.index(question) if question in listed else 0
    return listed[place - 1] if place > 0 else None
