"""The bank: every question, read once from content/ and checked as a whole."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from app.language.message import message
from app.lifecycle.condition import ALWAYS, Condition
from app.lifecycle.entries import Entry, FaultyContent, answer_value, read_entries
from app.lifecycle.helping import Helper, read_helpers
from app.lifecycle.phases import Phase
from app.lifecycle.questions import (
    Assumed,
    Column,
    Derived,
    Option,
    Priority,
    Question,
    QuestionType,
    Who,
)

CONTENT = Path(__file__).parent / "content"
WITH_OPTIONS = {QuestionType.CHOICE, QuestionType.CHOICES, QuestionType.BAND}


@dataclass(frozen=True, eq=False)
class Bank:
    """All questions in the order they are asked. `version` changes with any of their content."""

    version: str
    questions: Mapping[str, Question]
    helpers: Mapping[str, Helper]
    _follow_ups: dict[str, tuple[Question, ...]] = field(default_factory=dict)

    def phase(self, phase: Phase) -> tuple[Question, ...]:
        return tuple(q for q in self.questions.values() if q.phase is phase)

    def follow_ups(self, question: str) -> tuple[Question, ...]:
        if question not in self._follow_ups:
            found = tuple(q for q in self.questions.values() if q.parent == question)
            self._follow_ups[question] = found
        return self._follow_ups[question]

    def main(self) -> tuple[Question, ...]:
        """The questions that are no follow-ups."""
        return tuple(q for q in self.questions.values() if q.parent is None)


@lru_cache
def load_bank(content: Path = CONTENT) -> Bank:
    """The bank in a folder of content; FaultyContent names all faults at once."""
    faults: list[str] = []
    files = {phase: read_entries(content / f"{phase}.toml", faults) for phase in Phase}
    questions = {
        key: read_question(key, phase, entry)
        for phase, file in files.items()
        for key, entry in file.inners()
    }
    helpers = read_helpers(read_entries(content / "helpers.toml", faults))
    faults.extend(misfits(questions, helpers))
    if faults:
        raise FaultyContent(faults)
    return Bank(_version(content), questions, helpers)


def _version(content: Path) -> str:
    texts = (path.read_bytes() for path in sorted(content.glob("*.toml")))
    return hashlib.sha256(b"\0".join(texts)).hexdigest()[:12]


def read_question(key: str, phase: Phase, entry: Entry) -> Question:
    kind = entry.one_of("type", QuestionType, QuestionType.TEXT)
    parent = key[:-1] if key[-1:].isalpha() else None
    return Question(
        id=key,
        phase=phase,
        parent=parent,
        type=kind,
        priority=entry.one_of("priority", Priority, Priority.P2),
        who=_who(entry),
        asks=message(entry.required("asks")),
        why=entry.words("why"),
        options=tuple(_option(name, inner) for name, inner in entry.inner("options").inners()),
        columns=tuple(_column(name, inner) for name, inner in entry.inner("columns").inners()),
        unit=entry.text("unit"),
        lowest=entry.number("lowest"),
        highest=entry.number("highest"),
        visible=entry.condition("visible") or ALWAYS,
        first_pass=entry.condition("first_pass"),
        assumed=_assumed(entry.inner("assumed")),
        help=entry.text("help"),
        example=entry.words("example"),
        source=entry.text("source"),
        drives=entry.words("drives"),
        urgent=entry.condition("urgent"),
    )


def _who(entry: Entry) -> tuple[Who, ...]:
    names = entry.texts("who")
    for name in names:
        if name not in list(Who):
            entry.fault(f"who: nobody is called {name}")
    return tuple(Who(name) for name in names if name in list(Who))


def _option(name: str, entry: Entry) -> Option:
    return Option(
        id=name,
        label=message(entry.required("label")),
        hint=entry.words("hint"),
        low=entry.number("low"),
        high=entry.number("high"),
    )


def _column(name: str, entry: Entry) -> Column:
    options = entry.inner("options")
    return Column(
        id=name,
        label=message(entry.required("label")),
        type=entry.one_of("type", QuestionType, QuestionType.TEXT),
        options=tuple(Option(key, message(options.required(key))) for key in options.table),
        lowest=entry.number("lowest"),
        highest=entry.number("highest"),
    )


def _assumed(entry: Entry) -> Assumed:
    return Assumed(
        likely=_derived(entry.inner("derived")) or answer_value(entry, "likely"),
        favourable=answer_value(entry, "favourable"),
        unfavourable=answer_value(entry, "unfavourable"),
        words=entry.words("words"),
    )


def _derived(entry: Entry) -> Derived | None:
    if not entry.table:
        return None
    return Derived(
        of=entry.required("of"),
        times=entry.number("times") or 1.0,
        part=entry.text("part"),
        otherwise=entry.number("otherwise"),
    )


def misfits(questions: Mapping[str, Question], helpers: Mapping[str, Helper]) -> list[str]:
    """What does not fit together between the questions of a bank."""
    faults: list[str] = []
    for question in questions.values():
        faults.extend(f"{question.id}: {fault}" for fault in _misfits_of(question, questions))
        if question.help is not None and question.help not in helpers:
            faults.append(f"{question.id}: there is no helper {question.help}")
    for helper in helpers.values():
        faults.extend(helper.misfits(questions))
    return faults


def _misfits_of(question: Question, questions: Mapping[str, Question]) -> Iterator[str]:
    if (question.type in WITH_OPTIONS) != bool(question.options):
        yield f"a {question.type} question with {len(question.options)} options"
    if (question.type is QuestionType.TABLE) != bool(question.columns):
        yield f"a {question.type} question with {len(question.columns)} columns"
    if question.parent is not None and question.parent not in questions:
        yield f"there is no question {question.parent} to follow up"
    yield from _misplaced(question, questions)
    yield from _unknown_options(question)


def _misplaced(question: Question, questions: Mapping[str, Question]) -> Iterator[str]:
    order = list(questions)
    earlier = order[: order.index(question.id)]
    for name in sorted(question.visible.questions):
        if name not in earlier:
            yield f"its condition refers to {name}, which is not asked before it"
    for condition in filter(None, (question.visible, question.first_pass, question.urgent)):
        yield from _unmet(condition, questions)


def _unmet(condition: Condition, questions: Mapping[str, Question]) -> Iterator[str]:
    """Questions and options that a condition names and the bank has not."""
    for name in sorted(condition.questions - set(questions)):
        yield f"a condition refers to {name}, which is no question"
    for name, option in sorted(condition.options):
        if name in questions and option not in {o.id for o in questions[name].options}:
            yield f"a condition refers to {option}, which {name} does not offer"


def _unknown_options(question: Question) -> Iterator[str]:
    """Assumed options that are not on offer."""
    known = {option.id for option in question.options}
    assumed = question.assumed
    for value in (assumed.likely, assumed.favourable, assumed.unfavourable):
        named = (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ()
        for name in named:
            if known and isinstance(name, str) and name not in known:
                yield f"it assumes {name}, which is not an option"
