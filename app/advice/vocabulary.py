"""The words of advice: each tag in plain words, and the rules it follows from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from app.advice.catalogue import CONTENT, load_catalogue
from app.advice.finding import Trust
from app.language.message import Message, message
from app.lifecycle.entries import Entry, FaultyContent, read_entries


@dataclass(frozen=True, slots=True)
class Tag:
    id: str  # "augment.rag"
    name: Message
    means: Message
    follows_from: tuple[str, ...]
    trust: Trust | None  # where no cited rule suffices; None when one does

    @property
    def group(self) -> str:
        return self.id.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Where the sources disagree or are thin, and what the product does about it."""

    title: Message
    says: Message
    rules: tuple[str, ...]


@lru_cache
def load_vocabulary(path: Path = CONTENT / "vocabulary.toml") -> Mapping[str, Tag]:
    """All tags by id, by group; FaultyContent names all faults at once."""
    faults: list[str] = []
    found = {
        f"{group}.{name}": _tag(f"{group}.{name}", entry)
        for group, entries in read_entries(path, faults).inners()
        for name, entry in _named(entries)
    }
    if faults:
        raise FaultyContent(faults)
    return MappingProxyType(found)


@lru_cache
def tags_by_rule() -> Mapping[str, tuple[Tag, ...]]:
    """What each rule gives reason for, in the vocabulary's order."""
    found: dict[str, list[Tag]] = {}
    for tag in load_vocabulary().values():
        for id in tag.follows_from:
            found.setdefault(id, []).append(tag)
    return MappingProxyType({id: tuple(tags) for id, tags in found.items()})


@lru_cache
def load_conflicts(path: Path = CONTENT / "conflicts.toml") -> tuple[Conflict, ...]:
    faults: list[str] = []
    found = tuple(
        Conflict(
            message(entry.required("title")),
            message(entry.required("says")),
            _rules(entry, "rules"),
        )
        for entry in read_entries(path, faults).listed("conflict")
    )
    if faults:
        raise FaultyContent(faults)
    return found


def _named(entries: Entry) -> Iterator[tuple[str, Entry]]:
    """The tags of a group, beside which its own title stands."""
    entries.required("title")
    for name in entries.table:
        if name != "title":
            yield name, entries.inner(name)


def _tag(id: str, entry: Entry) -> Tag:
    graded = "trust" in entry.table
    return Tag(
        id=id,
        name=message(entry.required("name")),
        means=message(entry.required("means")),
        follows_from=_rules(entry, "follows_from"),
        trust=entry.one_of("trust", Trust, Trust.GENERAL) if graded else None,
    )


def _rules(entry: Entry, key: str) -> tuple[str, ...]:
    named = entry.texts(key)
    if not named:
        entry.fault(f"{key} names no rule")
    for id in named:
        if id not in load_catalogue():
            entry.fault(f"there is no rule {id}")
    return named
