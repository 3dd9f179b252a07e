"""Help for "I don't know yet": at most three short questions, and the answer they suggest."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.language.message import Message, message
from app.lifecycle.condition import ALWAYS, Condition, NotACondition, read_condition
from app.lifecycle.entries import Entry, answer_value
from app.lifecycle.questions import AnswerValue, Option, Question

Reply = str | float  # an option of a helper's question, or a figure


@dataclass(frozen=True, slots=True)
class HelperQuestion:
    id: str
    asks: Message
    options: tuple[Option, ...]  # empty: a figure is asked for
    unit: str | None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a helper proposes for one question when its condition holds.

    Either a fixed `value`, or the product of the figures named in `of`, `times` a factor; with
    `banded` the band of the question that holds that figure.
    """

    question: str
    when: Condition
    value: AnswerValue | None
    of: tuple[str, ...]
    times: float
    banded: bool


@dataclass(frozen=True, slots=True)
class Helper:
    id: str
    title: Message
    asks: tuple[HelperQuestion, ...]
    suggestions: tuple[Suggestion, ...]

    def propose(
        self, replies: Mapping[str, Reply], questions: Mapping[str, Question]
    ) -> dict[str, AnswerValue]:
        """The proposed answer of each question; the first suggestion that fits one wins."""
        said = _Replies(replies)
        proposed: dict[str, AnswerValue] = {}
        for suggestion in self.suggestions:
            if suggestion.question in proposed or not suggestion.when.holds(said):
                continue
            value = _worked_out(suggestion, said, questions[suggestion.question])
            if value is not None:
                proposed[suggestion.question] = value
        return proposed

    def misfits(self, questions: Mapping[str, Question]) -> Iterator[str]:
        if not 1 <= len(self.asks) <= 3:
            yield f"{self.id}: asks {len(self.asks)} questions, not one to three"
        own = {question.id for question in self.asks}
        for suggestion in self.suggestions:
            if suggestion.question not in questions:
                yield f"{self.id}: proposes {suggestion.question}, which is no question"
            for name in sorted((suggestion.when.questions | set(suggestion.of)) - own):
                yield f"{self.id}: refers to {name}, which it does not ask"


@dataclass(frozen=True, slots=True)
class _Replies:
    """What a person told the helper, as facts for its conditions."""

    replies: Mapping[str, Reply]

    def any(self, question: str, /, *options: str) -> bool:
        return self.replies.get(question) in options

    def number(self, question: str, /) -> float | None:
        reply = self.replies.get(question)
        return None if reply is None or isinstance(reply, str) else float(reply)


def _worked_out(suggestion: Suggestion, said: _Replies, question: Question) -> AnswerValue | None:
    if not suggestion.of:
        return suggestion.value
    figures = [said.number(name) for name in suggestion.of]
    product = math.prod(figure for figure in figures if figure is not None) * suggestion.times
    if None in figures or product <= 0:
        return None
    return question.band_of(product) if suggestion.banded else product


def read_helpers(file: Entry) -> dict[str, Helper]:
    return {key: _helper(key, entry) for key, entry in file.inners()}


def _helper(key: str, entry: Entry) -> Helper:
    return Helper(
        id=key,
        title=message(entry.required("title")),
        asks=tuple(_asked(inner) for inner in entry.listed("ask")),
        suggestions=tuple(_suggestion(inner) for inner in entry.listed("gives")),
    )


def _asked(entry: Entry) -> HelperQuestion:
    options = entry.inner("options")
    return HelperQuestion(
        id=entry.required("id"),
        asks=message(entry.required("asks")),
        options=tuple(Option(name, message(options.required(name))) for name in options.table),
        unit=entry.text("unit"),
    )


def _suggestion(entry: Entry) -> Suggestion:
    try:
        when = read_condition(entry.text("when") or "always")
    except NotACondition as error:
        entry.fault(str(error))
        when = ALWAYS
    return Suggestion(
        question=entry.required("question"),
        when=when,
        value=answer_value(entry, "value"),
        of=entry.texts("of"),
        times=entry.number("times") or 1.0,
        banded=entry.table.get("banded") is True,
    )
