"""The ruler of a calendar: months where there is a kick-off, else weeks from the start."""

from __future__ import annotations

from datetime import date, timedelta

from app.charts.marks import NOTE, Ink, Mark, Rule, Words
from app.charts.placing import GAP
from app.charts.scale import Scale, month_starts
from app.language.message import message
from app.language.reader import Reader

WEEK_TICKS_FROM = 4.0  # pixels a week: closer ticks would read as a grey band


def time_axis(scale: Scale, kickoff: date | None, y: float, reader: Reader) -> list[Mark]:
    """A line at height `y`, its ticks upwards, its words above."""
    marks: list[Mark] = [Rule(scale.left, y, scale.right, y, Ink.INK_2, 1.2)]
    if scale.at(1) - scale.at(0) >= WEEK_TICKS_FROM:
        at = [scale.at(week) for week in range(int(scale.top) + 1)]
        marks += [Rule(x, y - 3, x, y, Ink.LINE) for x in at]
    stops = _months(scale, kickoff, reader) if kickoff else _weeks(scale, reader)
    marks += [Rule(x, y - 9, x, y, Ink.INK_2, 1.2) for x, _ in stops]
    return marks + _labels(stops, scale.right, y)


def _months(scale: Scale, kickoff: date, reader: Reader) -> list[tuple[float, str]]:
    stops = [(scale.left, reader.month(kickoff, with_year=True))]
    for day in month_starts(kickoff, scale.top):
        x = scale.at((day - kickoff) / timedelta(weeks=1))
        if x > scale.left:
            stops.append((x, reader.month(day, with_year=day.month == 1)))
    return stops


def _weeks(scale: Scale, reader: Reader) -> list[tuple[float, str]]:
    first = reader.say(message("week {week}", week=0))
    ticks = scale.ticks(56)
    return [(scale.at(tick), reader.number(tick) if tick else first) for tick in ticks]


def _labels(stops: list[tuple[float, str]], right: float, y: float) -> list[Mark]:
    """Each label right of its tick, as long as it touches neither the last one nor the edge."""
    placed: list[Words] = []
    for x, text in stops:
        words = Words(x + 4, y - 7, text, Ink.INK_2, NOTE)
        clear = not placed or words.left >= placed[-1].right + GAP
        if clear and words.right <= right:
            placed.append(words)
    return [*placed]
