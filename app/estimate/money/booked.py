"""Money that has been spent already, in the lines of the bill beside people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import numpy as np

from app.estimate.simulation.draws import Row
from app.estimate.simulation.project import OtherLine
from app.estimate.so_far import SoFar
from app.language.message import Message, message, usd

GROUPS: Final[dict[str, Message]] = {
    "labels": message("Labels, as booked"),
    "compute": message("Machines and models, as booked"),
    "fixed": message("Licences, audits and other things, as booked"),
}
BOOKED: Final = message("The sums booked for this plan").text


def with_spent(lines: tuple[OtherLine, ...], so_far: SoFar, draws: int) -> tuple[OtherLine, ...]:
    """The lines, none of whose groups comes to less than has been booked on it."""
    return tuple(
        line for group in GROUPS for line in _group(group, of_group(lines, group), so_far, draws)
    )


def of_group(lines: tuple[OtherLine, ...], group: str) -> list[OtherLine]:
    return [line for line in lines if line.group == group]


def _group(group: str, lines: list[OtherLine], so_far: SoFar, draws: int) -> Iterator[OtherLine]:
    booked, final = so_far.spent_usd.get(group, (0.0, False))
    if group not in so_far.spent_usd:
        yield from lines
        return
    total = np.zeros(draws, dtype=np.float32)
    for line in lines:
        total += line.row
    if not total.any():
        yield _as_booked(group, booked, draws)
        return
    then = np.full_like(total, booked) if final else at_least(total, booked)
    times = (then / np.maximum(total, 1e-6)).astype(np.float32)
    for line in lines:
        yield replace(line, row=line.row * times, derivation=_how(line, booked))


def _as_booked(group: str, booked: float, draws: int) -> OtherLine:
    return OtherLine(
        f"booked_{group}",
        GROUPS[group],
        np.full(draws, booked, dtype=np.float32),
        group,
        message("{booked} have been booked so far", booked=usd(booked, figures=3)),
        BOOKED,
        "A",
    )


def _how(line: OtherLine, booked: float) -> Message:
    return message(
        "{before}; of the group, {booked} have been booked so far",
        before=line.derivation,
        booked=usd(booked, figures=3),
    )


def at_least(row: Row, floor: float) -> Row:
    """The draws of a quantity that is known to exceed `floor`, each kept in its rank."""
    above = np.sort(row[row > np.float32(floor)])
    if not len(above):
        return np.full_like(row, floor)
    rank = np.empty(len(row), dtype=np.intp)
    rank[np.argsort(row, kind="stable")] = np.arange(len(row))
    found: Row = above[rank * len(above) // len(row)]
    return found
