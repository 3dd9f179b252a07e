"""When a question is asked: conditions over earlier answers, read from a small language.

    always
    M07 any {own_documents_stable, live_systems}
    S13a > 1
    S02 any {act_in_systems} and M09 any {ten_plus, measured}

`and` binds tighter than `or`; there is no `not`, so a further answer never closes a question that
an unknown one has opened.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol


class Facts(Protocol):
    """What a condition may ask."""

    def any(self, question: str, /, *options: str) -> bool: ...

    def number(self, question: str, /) -> float | None: ...


class Condition(Protocol):
    def holds(self, facts: Facts) -> bool: ...

    @property
    def questions(self) -> frozenset[str]:
        """The questions it refers to."""
        ...

    @property
    def options(self) -> frozenset[tuple[str, str]]:
        """The options it refers to, each with its question."""
        ...


class NotACondition(ValueError):
    """The text is not in the language of conditions."""


@dataclass(frozen=True, slots=True)
class Always:
    def holds(self, facts: Facts) -> bool:
        return True

    @property
    def questions(self) -> frozenset[str]:
        return frozenset()

    @property
    def options(self) -> frozenset[tuple[str, str]]:
        return frozenset()


@dataclass(frozen=True, slots=True)
class HasAny:
    question: str
    listed: tuple[str, ...]

    def holds(self, facts: Facts) -> bool:
        return facts.any(self.question, *self.listed)

    @property
    def questions(self) -> frozenset[str]:
        return frozenset({self.question})

    @property
    def options(self) -> frozenset[tuple[str, str]]:
        return frozenset((self.question, option) for option in self.listed)


@dataclass(frozen=True, slots=True)
class Above:
    question: str
    limit: float

    def holds(self, facts: Facts) -> bool:
        figure = facts.number(self.question)
        return figure is not None and figure > self.limit

    @property
    def questions(self) -> frozenset[str]:
        return frozenset({self.question})

    @property
    def options(self) -> frozenset[tuple[str, str]]:
        return frozenset()


@dataclass(frozen=True, slots=True)
class Combined:
    """Several conditions: `all` of them must hold, or any."""

    parts: tuple[Condition, ...]
    every: bool

    def holds(self, facts: Facts) -> bool:
        judge: Callable[..., bool] = all if self.every else any
        return judge(part.holds(facts) for part in self.parts)

    @property
    def questions(self) -> frozenset[str]:
        return frozenset[str]().union(*(part.questions for part in self.parts))

    @property
    def options(self) -> frozenset[tuple[str, str]]:
        return frozenset[tuple[str, str]]().union(*(part.options for part in self.parts))


ALWAYS = Always()
_HAS_ANY = re.compile(r"(\w+)\s+any\s+\{\s*([\w\s,]+?)\s*\}")
_ABOVE = re.compile(r"(\w+)\s*>\s*(\d+(?:\.\d+)?)")


def read_condition(text: str) -> Condition:
    """The condition a text states; NotACondition when it states none."""
    alternatives = [_together(part) for part in re.split(r"\s+or\s+", text.strip())]
    return alternatives[0] if len(alternatives) == 1 else Combined(tuple(alternatives), every=False)


def _together(text: str) -> Condition:
    parts = [_single(part.strip()) for part in re.split(r"\s+and\s+", text)]
    return parts[0] if len(parts) == 1 else Combined(tuple(parts), every=True)


def _single(text: str) -> Condition:
    if text == "always":
        return ALWAYS
    if found := _HAS_ANY.fullmatch(text):
        return HasAny(found[1], tuple(option.strip() for option in found[2].split(",")))
    if found := _ABOVE.fullmatch(text):
        return Above(found[1], float(found[2]))
    raise NotACondition(f"“{text}” is not a condition; write “always”, “Q any {{a, b}}” or “Q > n”")
