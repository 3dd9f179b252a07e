"""From how many requests a day own machines cost less than an interface: a ruler in tens."""

from __future__ import annotations

import math

from app.charts.marks import NOTE, TEXT, Anchor, Bar, Drawing, Ink, Mark, Rule, Shape, Words
from app.charts.placing import within
from app.estimate.machines import Band
from app.language.message import Message, Quantity, Unit, message
from app.language.reader import Reader

BASE = 38.0
BAR = 10.0


def turning_point(
    turns: Band | None, requests_per_day: float, reader: Reader, width: float
) -> Drawing:
    """`turns` is where the cheaper side changes; None: nowhere on this side of a million."""
    ends = [requests_per_day, *((turns.low, turns.high) if turns else (1e6,))]
    low = math.floor(math.log10(max(min(ends), 1)))
    high = max(math.ceil(math.log10(max(max(ends), 10))), low + 1)

    def at(amount: float) -> float:
        share = (math.log10(max(amount, 10**low)) - low) / (high - low)
        return 0.5 + min(share, 1.0) * (width - 1)

    marks: list[Mark] = [*_ruler(low, high, at(10**high) / (high - low), reader)]
    labels = [_here(at(requests_per_day), requests_per_day, reader)]
    if turns:
        marks += _band(turns, at(turns.low), at(turns.likely), at(turns.high))
        text = reader.say(message("own machines cost less from here"))
        labels.append(
            Words(at(turns.likely), 14, text, Ink.COMMIT, TEXT, bold=True, anchor=Anchor.MIDDLE)
        )
    x = min(max(at(requests_per_day), 5), width - 5)
    marks.append(Shape(((x, BASE), (x - 5, BASE + 8), (x + 5, BASE + 8)), Ink.INK))
    placed = [within(label, 0, width) for label in labels]
    title = reader.say(message("Where the cheaper way of serving turns"))
    says = reader.say(_says(turns, requests_per_day))
    return Drawing(width, BASE + 44, title, says, (*marks, *placed))


def _ruler(low: int, high: int, decade: float, reader: Reader) -> list[Mark]:
    marks: list[Mark] = [Rule(0.5, BASE, decade * (high - low), BASE, Ink.LINE)]
    for power in range(low, high + 1):
        x = 0.5 + (power - low) * decade
        marks.append(Rule(x, BASE, x, BASE + 7, Ink.LINE))
        anchor = Anchor.START if power == low else Anchor.END if power == high else Anchor.MIDDLE
        text = reader.large(10.0**power)
        marks.append(Words(x, BASE + 21, text, Ink.INK_2, NOTE, anchor=anchor))
    return marks


def _band(turns: Band, low: float, likely: float, high: float) -> list[Mark]:
    return [
        Bar(low, BASE - BAR, high - low, BAR, Ink.PLAN_PALE, Ink.PLAN),
        Rule(likely, BASE - BAR - 5, likely, BASE + 2, Ink.COMMIT, 2.5),
    ]


def _here(x: float, requests_per_day: float, reader: Reader) -> Words:
    text = message(
        "this project, {requests}", requests=Quantity(requests_per_day, Unit.REQUESTS_PER_DAY)
    )
    return Words(x, BASE + 39, reader.say(text), Ink.INK, NOTE, bold=True, anchor=Anchor.MIDDLE)


def _says(turns: Band | None, requests_per_day: float) -> Message:
    here = Quantity(requests_per_day, Unit.REQUESTS_PER_DAY)
    if turns is None:
        return message("At {here} the interface costs less, and stays so.", here=here)
    return message(
        "This project has {here}. Own machines cost less from about {turn} on.",
        here=here,
        turn=Quantity(turns.likely, Unit.REQUESTS_PER_DAY),
    )
