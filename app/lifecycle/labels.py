"""Labels that answers set: the link between what was said and the duties it brings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from app.language.message import Message, message
from app.lifecycle.answers import Answers
from app.lifecycle.condition import ALWAYS, Condition, NotACondition, read_condition
from app.lifecycle.entries import Entry, FaultyContent, read_entries

LABELS = Path(__file__).parent / "content" / "labels.toml"


@dataclass(frozen=True, slots=True)
class Label:
    """A memory aid that counsel confirms; not law."""

    id: str
    title: Message
    when: Condition
    duties: tuple[Message, ...]
    rules: tuple[str, ...]


@lru_cache
def load_labels(path: Path = LABELS) -> Mapping[str, Label]:
    """All labels by id; FaultyContent names all faults at once."""
    faults: list[str] = []
    file = read_entries(path, faults)
    labels = {key: _label(key, entry) for key, entry in file.inners()}
    if faults:
        raise FaultyContent(faults)
    return labels


def _label(key: str, entry: Entry) -> Label:
    when: Condition = ALWAYS
    try:
        when = read_condition(entry.required("when"))
    except NotACondition as error:
        entry.fault(str(error))
    return Label(
        id=key,
        title=message(entry.required("title")),
        when=when,
        duties=tuple(message(text) for text in entry.texts("duties")),
        rules=entry.texts("rules"),
    )


def labels(answers: Answers) -> tuple[Label, ...]:
    """The labels that hold, on what was said or is assumed, in the order of the list."""
    return tuple(label for label in load_labels().values() if label.when.holds(answers))
