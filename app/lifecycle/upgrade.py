"""What changes for a plan when its questions change: its answers under another bank."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass

from app.language.message import Message, message, verbatim
from app.lifecycle.answers import Answer, Answers
from app.lifecycle.bank import Bank
from app.lifecycle.document import write_answer
from app.lifecycle.fitting import fit
from app.lifecycle.questions import Question
from app.lifecycle.worded import answer_in_words


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was put: its words and those of its options."""

    asks: str
    options: Mapping[str, str]


Outline = Mapping[str, Asked]


@dataclass(frozen=True, slots=True)
class Lost:
    """An answer that the new bank cannot take: its question is gone, or the option is."""

    question: str
    asks: Message | None  # None where nobody knows any longer how it was put
    said: Message
    gone: bool  # the question itself


@dataclass(frozen=True, slots=True)
class Reworded:
    """An answered question that is put in other words, or offers other options."""

    question: str
    before: Message
    after: Message
    dropped: tuple[Message, ...]  # options
    added: tuple[Message, ...]
    said: Message


@dataclass(frozen=True, slots=True)
class Upgrade:
    lost: tuple[Lost, ...]
    reworded: tuple[Reworded, ...]
    new: tuple[Question, ...]  # asked in this plan from now on
    outline_known: bool  # False: the old bank was never kept, so only lost answers can be told

    @property
    def nothing(self) -> bool:
        return not (self.lost or self.reworded or self.new) and self.outline_known


def outline_of(bank: Bank) -> dict[str, Asked]:
    return {
        key: Asked(question.asks.text, {o.id: o.label.text for o in question.options})
        for key, question in bank.questions.items()
    }


def write_outline(bank: Bank) -> str:
    """The text to keep of a bank, so that a later one can be told from it."""
    outline = {key: asdict(asked) for key, asked in outline_of(bank).items()}
    return json.dumps(outline, ensure_ascii=False, separators=(",", ":"))


def read_outline(text: str) -> dict[str, Asked]:
    return {key: Asked(**asked) for key, asked in json.loads(text).items()}


def upgrade(bank: Bank, given: Mapping[str, Answer], before: Outline | None) -> Upgrade:
    """From the bank with that outline (None: it was not kept) to this one, for these answers."""
    found = fit(bank, given)
    old = before or {}
    answers = Answers.of(bank, found.given)
    asked = [question for key, question in bank.questions.items() if answers.shown(key)]
    return Upgrade(
        lost=tuple(lost(key, given[key], bank, old) for key in (*found.gone, *found.refused)),
        reworded=tuple(reworded(bank, found.given, old)),
        new=tuple(question for question in asked if before and question.id not in before),
        outline_known=before is not None,
    )


def lost(key: str, said: Answer, bank: Bank, before: Outline) -> Lost:
    asked = before.get(key)
    known = bank.questions.get(key)
    asks = message(asked.asks) if asked else known.asks if known else None
    return Lost(key, asks, in_old_words(said, asked), gone=known is None)


def in_old_words(said: Answer, asked: Asked | None) -> Message:
    """The labels of the options that were chosen, as the old bank had them."""
    value = said.value
    labels = asked.options if asked else {}
    if isinstance(value, str):
        return message(labels[value]) if value in labels else verbatim(value)
    if isinstance(value, tuple) and value and all(isinstance(each, str) for each in value):
        return verbatim("; ".join(labels.get(str(each), str(each)) for each in value))
    return verbatim(json.dumps(write_answer(said), ensure_ascii=False))


def reworded(bank: Bank, given: Mapping[str, Answer], before: Outline) -> Iterator[Reworded]:
    for key, question in bank.questions.items():
        asked = before.get(key)
        if key not in given or asked is None:
            continue
        labels = {option.id: option.label.text for option in question.options}
        dropped, added = without(asked.options, labels), without(labels, asked.options)
        if dropped or added or asked.asks != question.asks.text:
            said = answer_in_words(question, given[key])
            yield Reworded(key, message(asked.asks), question.asks, dropped, added, said)


def without(these: Mapping[str, str], those: Mapping[str, str]) -> tuple[Message, ...]:
    """The labels of the options that are new here, or say something else."""
    return tuple(message(label) for key, label in these.items() if those.get(key) != label)
