"""The words of the field, each with a plain definition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from app.language.message import Message, message
from app.lifecycle.entries import FaultyContent, read_entries

CONTENT = Path(__file__).parent / "content" / "glossary.toml"


@dataclass(frozen=True, slots=True)
class Term:
    id: str
    name: Message
    definition: Message


@lru_cache
def load_glossary(content: Path = CONTENT) -> Mapping[str, Term]:
    """All terms by id; FaultyContent names all faults at once."""
    faults: list[str] = []
    terms = {
        key: Term(key, message(entry.required("name")), message(entry.required("definition")))
        for key, entry in read_entries(content, faults).inners()
    }
    if faults:
        raise FaultyContent(faults)
    return MappingProxyType(terms)
