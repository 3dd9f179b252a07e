"""Which questions are open, what comes next, how far along a plan is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.lifecycle.answers import Answers, State
from app.lifecycle.phases import Phase
from app.lifecycle.questions import Priority, Question, QuestionType, Who

# Minutes one question takes; with them the first pass takes ten. Planning defaults (judgement).
MINUTES: dict[QuestionType, float] = {
    QuestionType.TEXT: 1.0,
    QuestionType.CHOICE: 0.5,
    QuestionType.CHOICES: 0.6,
    QuestionType.BAND: 0.5,
    QuestionType.NUMBER: 0.7,
    QuestionType.MONEY: 0.7,
    QuestionType.DATE: 0.3,
    QuestionType.TABLE: 1.5,
}


class Depth(StrEnum):
    """How much is asked, by how much is at stake."""

    BASIC = "basic"  # P0 and P1
    STANDARD = "standard"  # everything
    FULL = "full"  # everything, with a review verdict per phase and sign-off


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a phase, or the whole plan, has come. Counts are questions, follow-ups included."""

    asked: int
    answered: int
    unknown: int
    not_applicable: int
    minutes_left: float
    who: tuple[Who, ...]  # who can answer what is open, the most needed first

    @property
    def open(self) -> int:
        return self.asked - self.answered - self.unknown - self.not_applicable

    @property
    def finished(self) -> bool:
        return self.open == 0


def stakes(answers: Answers) -> int:
    """How many of the four signs of high stakes hold (section 3 of the question bank)."""
    areas = answers.options("S12") - {"none"}
    signs = (
        answers.any("S07", "serious_loss", "harm_to_people"),
        answers.known("S12") and bool(areas),
        answers.any("S06", "general_public"),
        answers.any("I03", "irreversible", "money_access_safety"),
    )
    return sum(signs)


def depth(answers: Answers) -> Depth:
    return (Depth.BASIC, Depth.STANDARD, Depth.FULL)[min(stakes(answers), 2)]


def priority(answers: Answers, question: Question) -> Priority:
    """The question's priority in this plan: some become urgent through other answers."""
    urgent = question.urgent is not None and question.urgent.holds(answers)
    return Priority.P0 if urgent else question.priority


def asks_later_questions(answers: Answers) -> bool:
    """Whether P2 questions are asked: not for a go/no-go study, nor where little is at stake."""
    return not answers.any("E01", "go_nogo") and depth(answers) is not Depth.BASIC


def asked(answers: Answers) -> tuple[Question, ...]:
    """The questions this plan asks: shown, deep enough, or answered already."""
    later = asks_later_questions(answers)
    return tuple(
        question
        for question in answers.bank.questions.values()
        if answers.shown(question.id)
        and (
            later
            or priority(answers, question) is not Priority.P2
            or answers.state(question.id) is not State.UNSEEN
        )
    )


def first_pass(answers: Answers) -> tuple[Question, ...]:
    """The sixteen questions of the first ten minutes, and S16 when the job calls for it."""
    return tuple(
        question
        for question in answers.bank.questions.values()
        if question.first_pass is not None and question.first_pass.holds(answers)
    )


def in_first_pass(answers: Answers) -> bool:
    """Whether a question of the first pass is still open."""
    return any(answers.state(question.id) is State.UNSEEN for question in first_pass(answers))


def ends_first_pass(answers: Answers, question_id: str) -> bool:
    """Whether a question belongs to a first pass of which nothing is open any more."""
    belongs = any(question.id == question_id for question in first_pass(answers))
    return belongs and not in_first_pass(answers)


def next_question(answers: Answers, after: str | None = None) -> Question | None:
    """The next open question after a given one, beginning again at the first when none is left.

    The first pass comes before everything else. Follow-ups are asked with their question and
    never by themselves. None: no question but `after` itself is open, or `after` has ended the
    first pass, and the plan wants to be read before it is asked for more.
    """
    if after is not None and ends_first_pass(answers, after):
        return None
    main = [question for question in asked(answers) if question.parent is None]
    rounds: Sequence[Sequence[Question]] = (first_pass(answers), main)
    for listed in rounds:
        waiting = [q for q in listed if answers.state(q.id) is State.UNSEEN and q.id != after]
        if waiting:
            return _first_after(waiting, answers, after)
    return None


def _first_after(waiting: Sequence[Question], answers: Answers, after: str | None) -> Question:
    if after is None:
        return waiting[0]
    order = list(answers.bank.questions)
    place = order.index(after)
    following = [question for question in waiting if order.index(question.id) > place]
    return following[0] if following else waiting[0]


def progress(answers: Answers, phase: Phase | None = None) -> Progress:
    """How far a phase has come; the whole plan without one."""
    questions = [q for q in asked(answers) if phase in (None, q.phase)]
    states = [answers.state(question.id) for question in questions]
    waiting = [q for q in questions if answers.state(q.id) is State.UNSEEN]
    return Progress(
        asked=len(questions),
        answered=states.count(State.ANSWERED),
        unknown=states.count(State.UNKNOWN),
        not_applicable=states.count(State.NOT_APPLICABLE),
        minutes_left=sum(MINUTES[question.type] for question in waiting),
        who=_most_needed(waiting),
    )


def _most_needed(waiting: Sequence[Question]) -> tuple[Who, ...]:
    named = [who for question in waiting for who in question.who]
    return tuple(sorted(set(named), key=lambda who: (-named.count(who), list(Who).index(who))))


def share_unknown(answers: Answers) -> float | None:
    """The share of the P0 questions put to the person that were answered "don't know yet" (F02).

    Unseen questions do not count. None while fewer have been put than the first pass holds: such
    a plan is merely unfinished.
    """
    put = [
        question.id
        for question in answers.bank.questions.values()
        if priority(answers, question) is Priority.P0
        and answers.state(question.id) is not State.UNSEEN
    ]
    if len(put) < len(first_pass(answers)):
        return None
    return sum(answers.state(key) is State.UNKNOWN for key in put) / len(put)
