"""What has been said: answered, not known yet (who finds out, by when), or does not apply."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from app.lifecycle.bank import Bank
from app.lifecycle.questions import AnswerValue, Derived, Row

Found = TypeVar("Found")


class State(StrEnum):
    UNSEEN = "unseen"
    ANSWERED = "answered"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"
    ASSUMED = "assumed"


class Reason(StrEnum):
    """Why a question does not apply."""

    OUT_OF_SCOPE = "out_of_scope"
    BUSINESS_CHOICE = "business_choice"
    ARCHITECTURE_CONSTRAINT = "architecture_constraint"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer as it was given. `value` is None unless `state` is ANSWERED."""

    state: State
    value: AnswerValue | None = None
    note: str = ""
    evidence: str = ""  # a link to what supports the answer
    owner: str = ""  # UNKNOWN: who finds out
    by: date | None = None  # UNKNOWN: by when
    reason: Reason | None = None  # NOT_APPLICABLE: why


UNSEEN = Answer(State.UNSEEN)


@dataclass(frozen=True, eq=False)
class Answers:
    """Everything that was said, and what follows from it for each question. Immutable.

    A question *applies* when its condition holds on what was said or is assumed, and is *shown*
    when each question its condition rests on has been seen too. So a branch that an unseen
    question may open stays closed on the page, while its assumptions already count. What was said
    to a question that is not shown is kept in `given` and counts nowhere else.
    """

    bank: Bank = field(repr=False)
    given: Mapping[str, Answer]
    _values: dict[str, AnswerValue | None] = field(default_factory=dict, repr=False)
    _applies: dict[str, bool] = field(default_factory=dict, repr=False)
    _shown: dict[str, bool] = field(default_factory=dict, repr=False)
    _options: dict[str, frozenset[str]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, bank: Bank, given: Mapping[str, Answer]) -> Answers:
        said = {key: answer for key, answer in given.items() if answer.state is not State.UNSEEN}
        return cls(bank, MappingProxyType(said))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Answers) and dict(self.given) == dict(other.given)

    def __hash__(self) -> int:
        return hash(self.digest)

    def with_answer(self, question: str, answer: Answer) -> Answers:
        return Answers.of(self.bank, {**self.given, question: answer})

    def without(self, question: str) -> Answers:
        return Answers.of(self.bank, {k: a for k, a in self.given.items() if k != question})

    def applies(self, question: str) -> bool:
        """Whether the question is in play, on what was said or is assumed."""
        return _once(self._applies, question, self._is_in_play)

    def _is_in_play(self, question: str) -> bool:
        return self.bank.questions[question].visible.holds(self)

    def shown(self, question: str) -> bool:
        return _once(self._shown, question, self._is_to_be_seen)

    def _is_to_be_seen(self, question: str) -> bool:
        return self.bank.questions[question].visible.holds(_Seen(self))

    def answer(self, question: str) -> Answer:
        """What was said, as long as the question is shown."""
        return self.given.get(question, UNSEEN) if self.shown(question) else UNSEEN

    def state(self, question: str) -> State:
        return self.answer(question).state

    def known(self, question: str) -> bool:
        return self.state(question) is State.ANSWERED

    def said(self, question: str) -> AnswerValue | None:
        return self.answer(question).value

    def value(self, question: str) -> AnswerValue | None:
        """What was said, else what is assumed; None when neither is to be had."""
        return _once(self._values, question, self._said_or_assumed)

    def _said_or_assumed(self, question: str) -> AnswerValue | None:
        answer = self.answer(question)
        if answer.state is State.ANSWERED:
            return answer.value
        if answer.state is State.NOT_APPLICABLE or not self.applies(question):
            return None
        likely = self.bank.questions[question].assumed.likely
        return self._derived(likely) if isinstance(likely, Derived) else likely

    def _derived(self, derived: Derived) -> float | None:
        of = self.bank.questions[derived.of]
        if derived.part is None:
            figure = self.number(derived.of)
            return derived.otherwise if figure is None else figure * derived.times
        chosen = self.value(derived.of)
        for option in of.options:
            if option.id == chosen:
                ends = {"low": option.low, "high": option.high, "middle": option.middle}
                return ends[derived.part]
        return derived.otherwise

    def options(self, question: str) -> frozenset[str]:
        return _once(self._options, question, self._chosen)

    def _chosen(self, question: str) -> frozenset[str]:
        match self.value(question):
            case str() as option:
                return frozenset({option})
            case tuple() as several:
                return frozenset(item for item in several if isinstance(item, str))
        return frozenset()

    def any(self, question: str, /, *options: str) -> bool:
        return not self.options(question).isdisjoint(options)

    def number(self, question: str, /) -> float | None:
        value = self.value(question)
        return float(value) if isinstance(value, int | float) else None

    def rows(self, question: str) -> tuple[Row, ...]:
        value = self.value(question)
        if not isinstance(value, tuple):
            return ()
        return tuple(row for row in value if not isinstance(row, str))

    def text(self, question: str) -> str:
        said = self.said(question)
        return said if isinstance(said, str) else ""

    @property
    def digest(self) -> str:
        """The same for the same content, in whatever order it was given."""
        content = {key: _plain(answer) for key, answer in self.given.items()}
        text = json.dumps([self.bank.version, content], sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class _Seen:
    """The answers as the page sees them: an unseen question makes no condition hold."""

    answers: Answers

    def any(self, question: str, /, *options: str) -> bool:
        return self._seen(question) and self.answers.any(question, *options)

    def number(self, question: str, /) -> float | None:
        return self.answers.number(question) if self._seen(question) else None

    def _seen(self, question: str) -> bool:
        return self.answers.state(question) is not State.UNSEEN


def _once(known: dict[str, Found], key: str, work: Callable[[str], Found]) -> Found:
    """What is known of a key, worked out at the first time of asking: rules ask very often."""
    if key not in known:
        known[key] = work(key)
    return known[key]


def _plain(answer: Answer) -> list[object]:
    """An answer as JSON can hold it; the order in which options were ticked says nothing."""
    value = answer.value
    if isinstance(value, tuple) and all(isinstance(item, str) for item in value):
        value = tuple(sorted(str(item) for item in value))
    fields = (answer.state, value, answer.note, answer.evidence, answer.owner, answer.by)
    return [*fields, answer.reason]
