"""Published training runs: a dot for each, over the band that is reckoned with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.charts.letters import text_width
from app.charts.marks import NOTE, TEXT, Anchor, Bar, Dot, Drawing, Ink, Mark, Rule, Words
from app.charts.scale import Scale
from app.language.message import Message, Quantity, Unit, message
from app.language.reader import Reader

ROW = 46.0
BAR = 18.0
TOP = 0.7  # of the peak; no whole run has reached it
NARROW = 500.0


@dataclass(frozen=True, slots=True)
class Shares:
    """The shares of the peak that some runs reached, and the default reckoned with."""

    name: Message
    shares: tuple[float, ...]  # rising
    low: float  # P10 of the default
    likely: float
    high: float  # and P90


def published_chart(rows: Sequence[Shares], reader: Reader, width: float) -> Drawing:
    """One row a class of chips: the band from P10 to P90, its middle, and the runs."""
    names = [reader.say(row.name) for row in rows]
    room = 0.0 if width < NARROW else max(text_width(name, TEXT) for name in names) + 24
    scale = Scale(TOP, room + 0.5, width - 12)
    marks: list[Mark] = []
    y = 0.0
    for row, name in zip(rows, names, strict=True):
        y += ROW
        marks += _row(row, name, y, scale, above=not room)
    marks += _ruler(scale, y + 18, reader)
    title = reader.say(message("Share of the dense peak that whole runs have used"))
    said = " ".join(reader.say(_says(row)) for row in rows)
    return Drawing(width, y + 46, title, said, (*marks,))


def _row(row: Shares, name: str, y: float, scale: Scale, *, above: bool) -> list[Mark]:
    top = y - BAR
    words = Words(0, top - 4 if above else y - 4, name, size=TEXT)
    low, likely, high = (scale.at(share) for share in (row.low, row.likely, row.high))
    return [
        words,
        Bar(low, top, high - low, BAR, Ink.PLAN_PALE),
        Rule(likely, top - 3, likely, y + 3, Ink.PLAN, 2.5),
        *(Dot(scale.at(share), top + BAR / 2, 3.5, Ink.INK) for share in row.shares),
    ]


def _ruler(scale: Scale, y: float, reader: Reader) -> list[Mark]:
    marks: list[Mark] = [Rule(scale.left, y, scale.right, y, Ink.LINE)]
    for share in (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7):
        at = scale.at(share)
        words = reader.quantity(Quantity(share, Unit.PERCENT))
        marks.append(Rule(at, y, at, y + 6, Ink.LINE))
        if share in (0.0, 0.2, 0.4, 0.6):
            anchor = Anchor.START if share == 0 else Anchor.MIDDLE
            marks.append(Words(at, y + 21, words, Ink.INK_2, NOTE, anchor=anchor))
    return marks


def _says(row: Shares) -> Message:
    return message(
        "{name}: {least} to {most}, reckoned with {low} to {high}.",
        name=row.name,
        least=Quantity(row.shares[0], Unit.PERCENT),
        most=Quantity(row.shares[-1], Unit.PERCENT),
        low=Quantity(row.low, Unit.PERCENT),
        high=Quantity(row.high, Unit.PERCENT),
    )
