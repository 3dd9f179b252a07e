"""A plan as a frozen version keeps it: whole, in its own words, to be read back for ever.

Unlike the documents for programs this loses nothing: sentences stay templates with their values,
so a version opens in any language and prints the same after questions, rules, priors and prices
have changed. Each value names its kind: `{"@": "Range", "p10": 1.0, …}`. The first line holds the
answers and the plan at a glance, the second the whole of it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Any, get_args, get_type_hints

from app.lifecycle.document import AnswersDocument, write_document
from app.plan.glance import Glance, glance
from app.plan.plan import Plan

FORMAT = 1
KIND = "@"
IS = "is"


class UnreadableVersion(ValueError):
    """A frozen document that this release cannot read: damaged, or of a newer format."""


@dataclass(frozen=True, slots=True)
class FrozenPlan:
    """What was said, in the form of an answers document, and the plan that followed from it."""

    answers: Mapping[str, object]
    plan: Plan


@dataclass(frozen=True, slots=True)
class FrozenGlance:
    """What was said, and the plan at a glance."""

    answers: Mapping[str, object]
    glance: Glance


def kinds_of(whole: type) -> dict[str, type]:
    """Every kind of value that a whole is made of, by its name, however deep inside it stands."""
    found: dict[str, type] = {}
    waiting: list[object] = [whole]
    while waiting:
        hint = waiting.pop()
        waiting += get_args(hint)
        if not isinstance(hint, type) or found.get(hint.__name__) is hint:
            continue
        if is_dataclass(hint):
            waiting += get_type_hints(hint).values()
        elif not issubclass(hint, Enum):
            continue
        assert hint.__name__ not in found, f"two kinds are called {hint.__name__}"
        found[hint.__name__] = hint
    return found


KINDS = kinds_of(Plan) | kinds_of(Glance)


def freeze(document: AnswersDocument, made: Plan) -> str:
    """The text to keep, in two lines. The same plan gives the same text."""
    head = {
        "format": FORMAT,
        "document": write_document(document),
        "glance": written(glance(made)),
    }
    return f"{as_text(head)}\n{as_text(written(made))}"


def as_text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def thaw(text: str) -> FrozenPlan:
    """What was frozen, as it was; UnreadableVersion when this release cannot tell."""
    head, _, whole = text.partition("\n")
    try:
        answers, made = read_head(head)["document"], read(json.loads(whole))
    except (ValueError, KeyError, TypeError) as fault:
        raise UnreadableVersion(str(fault)) from fault
    if not isinstance(made, Plan):
        raise UnreadableVersion("it holds no plan")
    return FrozenPlan(answers, made)


def glimpse(text: str) -> FrozenGlance:
    """What versions are compared by: the first line, which takes a tenth of the time."""
    try:
        head = read_head(text.partition("\n")[0])
        answers, seen = head["document"], read(head["glance"])
    except (ValueError, KeyError, TypeError) as fault:
        raise UnreadableVersion(str(fault)) from fault
    if not isinstance(seen, Glance):
        raise UnreadableVersion("it shows no plan")
    return FrozenGlance(answers, seen)


def read_head(line: str) -> dict[str, Any]:
    head: dict[str, Any] = json.loads(line)
    if head["format"] > FORMAT:
        raise UnreadableVersion(f"format {head['format']}")
    return head


def written(value: object) -> object:
    match value:
        case Enum():
            return {KIND: type(value).__name__, IS: value.value}
        case date():
            return {KIND: "date", IS: value.isoformat()}
        case frozenset():
            return {KIND: "set", IS: sorted(value)}
        case float() if not math.isfinite(value):
            return {KIND: "float", IS: str(value)}
    return written_parts(value)


def written_parts(value: object) -> object:
    match value:
        case None | str() | int() | float():
            return value
        case tuple() | list():
            return [written(item) for item in value]
        case Mapping():
            return {str(key): written(item) for key, item in value.items()}
    return {KIND: type(value).__name__, **written_fields(value)}


def written_fields(value: object) -> dict[str, object]:
    assert is_dataclass(value)
    assert type(value).__name__ in KINDS, f"{type(value)} is no part of a plan"
    return {field.name: written(getattr(value, field.name)) for field in fields(value)}


def read(raw: object) -> object:
    match raw:
        case list():
            return tuple(read(item) for item in raw)
        case {"@": str(kind), **rest}:
            return read_kind(kind, rest)
        case dict():
            return {key: read(item) for key, item in raw.items()}
    return raw


PLAIN: dict[str, Callable[..., object]] = {
    "date": date.fromisoformat,
    "set": frozenset,
    "float": float,
}


def read_kind(name: str, rest: Mapping[object, object]) -> object:
    """A value of that kind. Fields that this release no longer has are left out."""
    if name in PLAIN:
        return PLAIN[name](rest[IS])
    kind = KINDS[name]
    if not is_dataclass(kind):
        return kind(rest[IS])
    known = field_names(kind)
    return kind(**{str(key): read(item) for key, item in rest.items() if key in known})


@lru_cache
def field_names(kind: type) -> frozenset[str]:
    return frozenset(field.name for field in fields(kind))
