"""Places labels so that none touches another: a chart whose words collide says nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.charts.marks import Anchor, Words, collide

GAP = 6.0


def within(words: Words, left: float, right: float) -> Words:
    """The label, moved sideways as little as keeps it between two edges."""
    start = max(left, min(words.left, right - words.width))
    return replace(words, x=start, anchor=Anchor.START)


def apart(first: Words, second: Words, left: float, right: float) -> tuple[Words, Words]:
    """Two labels of one line, `first` to the left, moved as little as parts them."""
    first = within(first, left, right)
    second = within(second, left, right)
    shortfall = first.right + GAP - second.left
    if shortfall <= 0:
        return first, second
    to_right = min(shortfall, right - second.right)
    moved = replace(first, x=max(left, first.x - (shortfall - to_right)))
    return moved, replace(second, x=max(second.x + to_right, moved.right + GAP))


def stacked(labels: Iterable[Words], line: float, left: float, right: float) -> list[Words]:
    """Each label on the first line, from its own downwards, where it touches none before it."""
    placed: list[Words] = []
    for label in labels:
        label = within(label, left, right)
        while any(collide(label, other, GAP) for other in placed):
            label = replace(label, y=label.y + line)
        placed.append(label)
    return placed


def without(
    names: Iterable[Words], x: float, top: float, bottom: float
) -> list[tuple[float, float]]:
    """The pieces of an upright line, top first, that cross none of the names, given top first."""
    pieces = []
    for name in names:
        if name.left - GAP < x < name.right + GAP and top < name.bottom + 3 and name.top < bottom:
            if name.top - 2 > top:
                pieces.append((top, name.top - 2))
            top = name.bottom + 2
    return [*pieces, (top, bottom)] if top < bottom else pieces


Lines = tuple[Words, ...]  # of one label


def around(
    choices: Sequence[Lines], taken: Sequence[Words], points: Sequence[tuple[float, float]]
) -> Lines:
    """The first choice that touches no label taken and hides no point; else the least bad one."""
    crowded = []
    for choice in choices:
        crowding = _crowding(choice, taken, points)
        if not any(crowding):
            return choice
        crowded.append((crowding, choice))
    return min(crowded, key=lambda found: found[0])[1]


def _crowding(
    choice: Lines, taken: Sequence[Words], points: Sequence[tuple[float, float]]
) -> tuple[int, int]:
    touching = sum(collide(line, other, GAP) for line in choice for other in taken)
    return touching, sum(_hidden(line, points) for line in choice)


def _hidden(words: Words, points: Sequence[tuple[float, float]]) -> int:
    """How many of the points stand under the words. Their box is measured once."""
    left, right = words.left - 2, words.right + 2
    top, bottom = words.top - 2, words.bottom + 2
    return sum(left < x < right and top < y < bottom for x, y in points)
