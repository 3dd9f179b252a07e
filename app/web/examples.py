"""Worked examples to open and to copy: twelve kinds of project with their answers."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from app.language.message import Message, message
from app.lifecycle.bank import load_bank
from app.lifecycle.document import AnswersDocument, read_document
from app.plan.assemble import sketched
from app.plan.plan import Sketch

CONTENT = Path(__file__).parent / "content"


@dataclass(frozen=True, slots=True)
class Example:
    """A project that somebody has scoped already. The answers are the client's own words."""

    id: str  # "support-chat"
    title: Message
    about: Message
    document: AnswersDocument


@lru_cache(maxsize=1)
def examples() -> dict[str, Example]:
    """All examples by id, in the order in which they are listed."""
    listed = tomllib.loads((CONTENT / "examples.toml").read_text())
    return {
        key: Example(key, message(entry["title"]), message(entry["description"]), document_of(key))
        for key, entry in listed.items()
    }


@lru_cache(maxsize=1)
def sample_plan() -> Sketch:
    """The plan of the first example: what the start page shows of what comes out."""
    return sketched(next(iter(examples().values())).document)


def document_of(key: str) -> AnswersDocument:
    written = json.loads((CONTENT / "examples" / f"{key}.json").read_text())
    return read_document(load_bank(), written)
