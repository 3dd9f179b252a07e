"""What each open question is worth: by how much its answer would narrow the commitment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.charts.letters import shortened, wrapped
from app.charts.marks import NOTE, TEXT, Anchor, Bar, Drawing, Ink, Mark, Words
from app.charts.scale import Scale
from app.language.message import Message, Quantity, Unit, message
from app.language.reader import Reader

HEAD = 22.0
ROW = 46.0
LINE, LINES = 18.0, 2  # of a question
BAR = 7.0
FIGURES = 96.0  # room for "12 weeks" at the right


@dataclass(frozen=True, slots=True)
class Worth:
    asks: Message
    narrows: float  # in the unit of the chart, of P80, on average


def worth_chart(worths: Sequence[Worth], unit: Unit, reader: Reader, width: float) -> Drawing:
    """The question above its bar, for questions are sentences; the best one first."""
    scale = Scale(max((worth.narrows for worth in worths), default=1.0), 0, width - FIGURES)
    head = shortened(reader.say(message("How far an answer narrows the commitment")), NOTE, width)
    marks: list[Mark] = [Words(0, 11, head, Ink.INK_2)]
    y = HEAD
    for worth in worths:
        lines = wrapped(reader.say(worth.asks), TEXT, width, LINES)
        marks += [Words(0, y + 14 + LINE * n, text, size=TEXT) for n, text in enumerate(lines)]
        y += LINE * (len(lines) - 1)
        amount = reader.quantity(_narrows(worth, unit))
        marks += [
            Bar(0, y + 23, scale.right, BAR, Ink.HAIR),
            Bar(0, y + 23, scale.at(worth.narrows), BAR, Ink.INK),
            Words(width, y + 31, amount, Ink.INK, NOTE, bold=True, anchor=Anchor.END),
        ]
        y += ROW
    title = reader.say(message("What each unknown is worth"))
    said = "; ".join(
        f"{reader.say(worth.asks)} {reader.quantity(_narrows(worth, unit))}" for worth in worths
    )
    return Drawing(width, y - 8, title, said, (*marks,))


def _narrows(worth: Worth, unit: Unit) -> Quantity:
    """One figure is all that less than one week or dollar bears."""
    return Quantity(worth.narrows, unit, 1 if worth.narrows < 1 else 2)
