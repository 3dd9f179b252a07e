"""A question as the fields of a form: what was typed last, or the answer that is kept."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from app.language.message import Message
from app.lifecycle.acceptable import EXCLUDING
from app.lifecycle.answers import Answer, Answers, Reason, State
from app.lifecycle.glossary import Term, terms_of
from app.lifecycle.questions import AnswerValue, Priority, Question, QuestionType
from app.lifecycle.typed import Fields
from app.lifecycle.worded import assumption_in_words
from app.web.lines import first_typed, whole_number
from app.web.wording import REASONS, UNITS, WAYS, people

# A round box offers its own "I don't know yet": as one more value of the same field, so that the
# browser itself lets go of the option chosen before.
STATES = (State.UNKNOWN, State.NOT_APPLICABLE)
ONE_OF = {QuestionType.CHOICE, QuestionType.BAND}
# Every key but "0", which says "I don't know yet".
KEYS = "123456789"


@dataclass(frozen=True, slots=True)
class Control:
    """One question with everything its fields show."""

    question: Question
    fields: Fields
    version: int
    place: int = 0  # among the follow-ups of its question, from 1; 0: the question itself
    shown: bool = True  # by what is kept; a follow-up may be opened by a tick before that
    openers: frozenset[str] = frozenset()  # the options of its question that open it
    complaint: Message | None = None
    focused: bool = False  # its complaint is the first on the page, and takes the focus
    assumed: Message | None = None
    in_phase: bool = False  # on a page with other questions: no number keys

    @property
    def id(self) -> str:
        return self.question.id

    @property
    def text(self) -> str:
        return first_typed(self.fields, self.id)

    def chosen(self, option: str) -> bool:
        return option in self.fields.get(self.id, ())

    def part(self, name: str) -> str:
        """What stands in one of the smaller fields: "owner", "by", "reason", "note", "evidence"."""
        return first_typed(self.fields, f"{self.id}.{name}")

    def state_is(self, state: str) -> bool:
        return self.part("state") == state

    @property
    def one_of(self) -> bool:
        return self.question.type in ONE_OF

    @property
    def may_not_apply(self) -> bool:
        return self.question.priority is not Priority.P0

    @property
    def has_aside(self) -> bool:
        return bool(self.part("note") or self.part("evidence"))

    @property
    def unit(self) -> Message | None:
        return UNITS.get(self.question.unit or "")

    @property
    def way(self) -> Message | None:
        return WAYS.get(self.question.unit or "")

    @property
    def alone(self) -> Collection[str]:
        """The options that stand alone: "none of these"."""
        return EXCLUDING if self.question.type is QuestionType.CHOICES else ()

    @property
    def reasons(self) -> Mapping[Reason, Message]:
        return REASONS

    @property
    def who(self) -> tuple[Message, ...]:
        return people(self.question.who)

    def key(self, index: int) -> str:
        return KEYS[index] if self.place == 0 and not self.in_phase and index < len(KEYS) else ""

    @property
    def rows(self) -> list[Mapping[str, str]]:
        """The rows as they stand, and an empty one to write in."""
        return [*self._rows(), {}]

    def _rows(self) -> Iterator[Mapping[str, str]]:
        prefix = f"{self.id}-"
        numbers = {name.split("-")[1] for name in self.fields if name.startswith(prefix)}
        for number in sorted((n for n in numbers if whole_number(n) is not None), key=int):
            row = {c.id: self._cell(number, c.id) for c in self.question.columns}
            if any(row.values()):
                yield row

    def _cell(self, number: str, column: str) -> str:
        return first_typed(self.fields, f"{self.id}-{number}-{column}")


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """A question and its follow-ups: one form."""

    control: Control
    follow_ups: tuple[Control, ...]

    def opens(self, option: str) -> str:
        """The classes by which the style sheet knows which follow-ups a tick opens."""
        return " ".join(f"opens-{f.place}" for f in self.follow_ups if option in f.openers)

    def inside(self, option: str) -> list[Control]:
        """The follow-ups that open within the row of this option: the last ticked that opens
        them, or the only one that could."""
        return [follow_up for follow_up in self.follow_ups if self._row(follow_up) == option]

    @property
    def below(self) -> list[Control]:
        return [follow_up for follow_up in self.follow_ups if self._row(follow_up) is None]

    def _row(self, follow_up: Control) -> str | None:
        openers = [o.id for o in self.control.question.options if o.id in follow_up.openers]
        ticked = [option for option in openers if self.control.chosen(option)]
        if ticked:
            return ticked[-1]
        return openers[0] if len(openers) == 1 else None

    @property
    def controls(self) -> tuple[Control, ...]:
        return (self.control, *self.follow_ups)

    @property
    def terms(self) -> tuple[Term, ...]:
        """The words of the field that these questions use."""
        return terms_of(tuple(control.id for control in self.controls))

    @property
    def complaints(self) -> list[Control]:
        return [control for control in self.controls if control.complaint]


def form_for(
    answers: Answers,
    question: Question,
    versions: Mapping[str, int],
    *,
    typed: Fields | None = None,
    complaints: Mapping[str, Message] | None = None,
    in_phase: bool = False,
) -> Form:
    """The form of a question with the follow-ups that are open or may be opened by a tick."""

    def control(asked: Question, place: int, openers: frozenset[str]) -> Control:
        kept = answers.given.get(asked.id)
        return Control(
            question=asked,
            fields=typed if typed is not None else fields_of(asked, kept),
            version=versions.get(asked.id, 0),
            place=place,
            shown=answers.shown(asked.id),
            openers=openers,
            complaint=(complaints or {}).get(asked.id),
            focused=asked.id == next(iter(complaints or {}), None),
            assumed=None if place else assumption(answers, asked),
            in_phase=in_phase,
        )

    offered = offered_follow_ups(answers, question)
    return Form(
        control(question, 0, frozenset()),
        tuple(control(f, place, opens) for place, (f, opens) in enumerate(offered, start=1)),
    )


def assumption(answers: Answers, question: Question) -> Message | None:
    """What the plan takes for granted while nobody knows."""
    unknown = answers.with_answer(question.id, Answer(State.UNKNOWN))
    return assumption_in_words(question, unknown.value(question.id))


def offered_follow_ups(
    answers: Answers, question: Question
) -> Iterator[tuple[Question, frozenset[str]]]:
    """The follow-ups on the page, each with the options of its question that open it."""
    for follow_up in answers.bank.follow_ups(question.id):
        named = (o for parent, o in follow_up.visible.options if parent == question.id)
        openers = frozenset(named)
        if answers.shown(follow_up.id) or opened_by(answers, question, follow_up, openers):
            yield follow_up, openers


def opened_by(
    answers: Answers, question: Question, follow_up: Question, openers: frozenset[str]
) -> bool:
    """Whether a tick would open the follow-up, as all else stands."""
    if not openers:
        return False
    option = min(openers)
    value = option if question.type in ONE_OF else (option,)
    ticked = answers.with_answer(question.id, Answer(State.ANSWERED, value))
    return ticked.shown(follow_up.id)


def fields_of(question: Question, answer: Answer | None) -> Fields:
    """The fields that would say this answer: the way back of what a form is read by."""
    if answer is None:
        return {}
    fields = {
        f"{question.id}.{name}": [written]
        for name, written in (
            ("state", str(answer.state) if answer.state in STATES else ""),
            ("owner", answer.owner),
            ("by", answer.by.isoformat() if answer.by else ""),
            ("reason", str(answer.reason or "")),
            ("note", answer.note),
            ("evidence", answer.evidence),
        )
        if written
    }
    return fields | value_fields(question.id, answer.value)


def value_fields(name: str, value: AnswerValue | None) -> dict[str, list[str]]:
    match value:
        case None:
            return {}
        case tuple():
            chosen = [item for item in value if isinstance(item, str)]
            rows = [item for item in value if not isinstance(item, str)]
            cells = {
                f"{name}-{number}-{column}": [written(cell)]
                for number, row in enumerate(rows)
                for column, cell in row.items()
            }
            return {name: chosen} | cells if chosen else dict(cells)
        case _:
            return {name: [written(value)]}


def written(value: str | float | date) -> str:
    match value:
        case date():
            return value.isoformat()
        case int() | float():
            return f"{value:,.12g}" if abs(value) < 1e12 else f"{value:.12g}"
    return value
