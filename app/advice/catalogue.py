"""The catalogue: every rule by its id, with what it says and who says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from app.advice.finding import Rule, Source, Trust
from app.language.message import Message, message
from app.lifecycle.entries import Entry, FaultyContent, read_entries

CONTENT = Path(__file__).parent / "content"
FILES = ("rules.toml", "firing_rules.toml")


def rule(id: str) -> Rule:
    """The rule of that id; KeyError names an id that nobody wrote."""
    return load_catalogue()[id]


@lru_cache
def load_catalogue(content: Path = CONTENT) -> Mapping[str, Rule]:
    """All rules by id, in the order of the files; FaultyContent names all faults at once."""
    faults: list[str] = []
    known = _sections(content, faults)
    found: dict[str, Rule] = {}
    for entry in _entries(content, faults):
        read = _rule(entry, known)
        if read.id in found:
            entry.fault(f"{read.id} is taken")
        found[read.id] = read
    faults.extend(_rests_on_nothing(found))
    if faults:
        raise FaultyContent(faults)
    return MappingProxyType(found)


@lru_cache
def load_sections(content: Path = CONTENT) -> Mapping[str, Message]:
    """The titles of the chapters by id, in the order in which they are shown."""
    faults: list[str] = []
    found = _sections(content, faults)
    if faults:
        raise FaultyContent(faults)
    return MappingProxyType(found)


def _sections(content: Path, faults: list[str]) -> dict[str, Message]:
    file = read_entries(content / "sections.toml", faults)
    return {key: message(entry.required("title")) for key, entry in file.inners()}


def _entries(content: Path, faults: list[str]) -> Iterator[Entry]:
    for name in FILES:
        yield from read_entries(content / name, faults).listed("rule")


def _rule(entry: Entry, sections: Mapping[str, Message]) -> Rule:
    section = entry.required("section")
    if section and section not in sections:
        entry.fault(f"there is no section {section}")
    sources = tuple(_source(inner) for inner in entry.listed("source"))
    if not sources:
        entry.fault("a rule needs a source")
    return Rule(
        id=entry.required("id"),
        section=section,
        says=message(entry.required("says")),
        numbers=entry.words("numbers"),
        sources=sources,
        applies_when=entry.words("applies_when"),
        rests_on=entry.texts("rests_on"),
        checked_on=entry.day("checked"),
    )


def _source(entry: Entry) -> Source:
    url = entry.text("url")
    if url is not None and not url.startswith("https://"):
        entry.fault(f"url must be an https address, not {url}")
    return Source(entry.required("title"), entry.one_of("trust", Trust, Trust.GENERAL), url)


def _rests_on_nothing(found: Mapping[str, Rule]) -> Iterator[str]:
    for each in found.values():
        yield from (
            f"{each.id} rests on {id}, which is missing" for id in each.rests_on if id not in found
        )
