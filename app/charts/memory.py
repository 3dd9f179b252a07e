"""Memory of a device: what fills it, how sure that is, and where the device ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.charts.letters import text_width, wrapped
from app.charts.marks import NOTE, TEXT, Anchor, Bar, Drawing, Ink, Mark, Rule, Words
from app.charts.placing import GAP, within
from app.charts.scale import Scale
from app.estimate.machines import Band, MemoryPart
from app.language.message import Message, Quantity, Unit, message
from app.language.reader import Reader

HEAD = 20.0  # of a row: the line above its bar
BAR = 26.0
APART = 22.0  # between rows
LINE = 18.0
PROUD = 6.0  # how far the end of the device stands out of the bar
# Neighbours differ in tone, never in hue: their names stand on them, or below in the same order.
TONES = (Ink.PLAN, Ink.PLAN_PALE)
LETTERS = {Ink.PLAN: Ink.PAPER, Ink.PLAN_PALE: Ink.INK}


@dataclass(frozen=True, slots=True)
class Filled:
    """One device and what fills it; the band is around the sum, the end is what it can hold."""

    title: Message
    parts: tuple[MemoryPart, ...]
    total: Band
    usable_gib: float


def memory_chart(rows: Sequence[Filled], reader: Reader, width: float) -> Drawing:
    """Each device on a scale of its own: what matters is how full it is."""
    marks: list[Mark] = []
    y = 0.0
    for row in rows:
        drawn, foot = _row(row, y, reader, width)
        marks += drawn
        y = foot + APART
    title = reader.say(message("Memory of one device"))
    said = " ".join(reader.say(_says(row, reader)) for row in rows)
    return Drawing(width, max(y - APART, 1.0) + 4, title, said, (*marks,))


def _row(row: Filled, y: float, reader: Reader, width: float) -> tuple[list[Mark], float]:
    scale = Scale(max(row.total.high, row.usable_gib) * 1.02, 0.5, width - 1.5)
    marks, top = _head(row, y, scale, reader, width)
    placed = _places(row, scale, reader)
    for place in placed:
        marks += _part(place, top)
    middle, end = top + BAR / 2, scale.at(row.total.likely)
    high, limit = scale.at(row.total.high), scale.at(row.usable_gib)
    marks += [
        Rule(end, middle, high, middle, Ink.LINE, 1.5),
        Rule(high, middle - 5, high, middle + 5, Ink.LINE, 1.5),
        Rule(limit, top - PROUD, limit, top + BAR + PROUD, Ink.INK, 2.5),
    ]
    below = _below([place for place in placed if not place.holds], reader, width)
    foot = top + BAR + PROUD
    for number, text in enumerate(below):
        foot = top + BAR + 20 + LINE * number
        marks.append(Words(0, foot, text, Ink.INK_2))
    return marks, foot + 3


def _head(
    row: Filled, y: float, scale: Scale, reader: Reader, width: float
) -> tuple[list[Mark], float]:
    """Whose memory it is, and where the device ends: on one line if both find room."""
    name = reader.say(row.title)
    end = reader.say(message("usable {amount}", amount=Quantity(row.usable_gib, Unit.GIB)))
    words = Words(
        scale.at(row.usable_gib) + 1, y + 14, end, Ink.INK, NOTE, bold=True, anchor=Anchor.END
    )
    words = within(words, 0, width)
    room = words.left - GAP
    if text_width(name, TEXT, bold=True) <= room:
        return [Words(0, y + 14, name, size=TEXT, bold=True), words], y + HEAD + 4
    lines = wrapped(name, TEXT, width, 2, bold=True)
    heads = [
        Words(0, y + 14 + LINE * n, text, size=TEXT, bold=True) for n, text in enumerate(lines)
    ]
    down = LINE * len(lines)
    moved = Words(words.x, words.y + down, words.text, Ink.INK, NOTE, bold=True)
    return [*heads, moved], y + down + HEAD + 4


@dataclass(frozen=True, slots=True)
class Place:
    """A part between two places of the bar, with its tone and its words."""

    left: float
    right: float
    tone: Ink
    says: str

    @property
    def holds(self) -> bool:
        """Whether the words stand on the part itself."""
        return text_width(self.says, NOTE) + 12 <= self.right - self.left


def _places(row: Filled, scale: Scale, reader: Reader) -> list[Place]:
    placed, reached = [], 0.0
    for number, part in enumerate(row.parts):
        left = scale.at(reached)
        reached += part.gib
        says = reader.say(_named(part, row.total.likely))
        placed.append(Place(left, scale.at(reached), TONES[number % 2], says))
    return placed


def _named(part: MemoryPart, whole: float) -> Message:
    """Less than a hundredth of the whole needs no second digit."""
    figures = 1 if part.gib < whole / 100 else 2
    return message("{name} {gib}", name=part.title, gib=Quantity(part.gib, Unit.COUNT, figures))


def _part(place: Place, top: float) -> Iterator[Mark]:
    width = max(place.right - place.left, 0.5)
    yield Bar(place.left, top, width, BAR, place.tone, Ink.PLAN)
    if place.holds:
        yield Words(
            place.left + width / 2,
            top + BAR / 2 + 4.5,
            place.says,
            LETTERS[place.tone],
            anchor=Anchor.MIDDLE,
        )


def _below(parts: Sequence[Place], reader: Reader, width: float) -> list[str]:
    """The parts too narrow for their words, from left to right."""
    if not parts:
        return []
    names = " · ".join(part.says for part in parts)
    said = reader.say(message("narrow parts, from the left: {names}", names=names))
    return wrapped(said, NOTE, width, 4)


def _says(row: Filled, reader: Reader) -> Message:
    parts = ", ".join(reader.say(_named(part, row.total.likely)) for part in row.parts)
    return message(
        "{title}: {total}, between {low} and {high}; usable: {usable}. In GiB: {parts}.",
        title=row.title,
        total=Quantity(row.total.likely, Unit.GIB),
        low=Quantity(row.total.low, Unit.GIB),
        high=Quantity(row.total.high, Unit.GIB),
        usable=Quantity(row.usable_gib, Unit.GIB),
        parts=parts,
    )
