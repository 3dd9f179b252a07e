"""The words of the field, each with a plain definition, and where they stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from app.language.message import Message, message
from app.lifecycle.bank import load_bank
from app.lifecycle.entries import FaultyContent, read_entries
from app.lifecycle.questions import Question

CONTENT = Path(__file__).parent / "content" / "glossary.toml"


@dataclass(frozen=True, slots=True)
class Term:
    id: str
    name: Message
    definition: Message
    forms: tuple[str, ...]  # how English sentences write it, in small letters


@lru_cache
def load_glossary(content: Path = CONTENT) -> Mapping[str, Term]:
    """All terms by id; FaultyContent names all faults at once."""
    faults: list[str] = []
    terms = {
        key: Term(
            key,
            message(entry.required("name")),
            message(entry.required("definition")),
            forms_of(entry.text("forms") or entry.required("name")),
        )
        for key, entry in read_entries(content, faults).inners()
    }
    if faults:
        raise FaultyContent(faults)
    return MappingProxyType(terms)


def forms_of(name: str) -> tuple[str, ...]:
    """ "Retrieval (RAG)" is written "retrieval" or "RAG"."""
    pieces = re.split(r"[,()]| and ", name.lower())
    return tuple(piece.strip() for piece in pieces if piece.strip())


def terms_in(texts: Iterable[str]) -> tuple[Term, ...]:
    """The terms that English sentences use, in the order of the glossary.

    The sentences are the ids of the catalogue, so what is found is the same in every language.
    """
    together = "\n".join(texts).lower()
    return tuple(
        term
        for term in load_glossary().values()
        if any(form in together and word(form).search(together) for form in term.forms)
    )


@lru_cache(maxsize=512)
def word(form: str) -> re.Pattern[str]:
    """A form as a word of its own, with an ending or without: "prompts"."""
    return re.compile(rf"\b{re.escape(form)}(?:s|es|d|ed|ing)?\b")


@lru_cache(maxsize=256)
def terms_of(questions: tuple[str, ...]) -> tuple[Term, ...]:
    """The terms that questions use: in what they ask, why, and in their options."""
    said = [
        words.text
        for question in (load_bank().questions[key] for key in questions)
        for words in (question.asks, question.why, *labels(question))
        if words is not None
    ]
    return terms_in(said)


def labels(question: Question) -> list[Message | None]:
    return [words for option in question.options for words in (option.label, option.hint)]
