"""The words of the field that each section of a plan uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass

from app.export.content import Part
from app.language.message import Message
from app.lifecycle.glossary import Term, terms_in


def terms_by_section(parts: Iterable[Part]) -> dict[str, tuple[Term, ...]]:
    """By the section's id; each term stands where it is met first."""
    met: set[str] = set()
    found: dict[str, tuple[Term, ...]] = {}
    for part in parts:
        used = terms_in(says.text for says in sentences(part))
        found[str(part.section)] = tuple(term for term in used if term.id not in met)
        met |= {term.id for term in used}
    return found


def sentences(value: object) -> Iterator[Message]:
    """Every sentence inside a value, however deep."""
    if isinstance(value, Message):
        yield value
    for inner in inside(value):
        yield from sentences(inner)


def inside(value: object) -> Iterable[object]:
    """What a message, a record, a table or a list holds; nothing for all else."""
    if isinstance(value, Message):
        return [held for _, held in value.values]
    if is_dataclass(value):
        return [getattr(value, field.name) for field in fields(value)]
    if isinstance(value, Mapping):
        return list(value.values())
    return value if isinstance(value, tuple | list | frozenset) else ()
