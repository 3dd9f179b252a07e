"""Two monthly bills over the volume: an interface's line against the staircase of own machines."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from app.charts.figures import figure
from app.charts.letters import text_width
from app.charts.marks import NOTE, TEXT, Anchor, Dot, Drawing, Ink, Mark, Rule, Shape, Words
from app.charts.placing import GAP, around, within
from app.charts.scale import Scale, top_for
from app.estimate.machines import Crossing
from app.language.message import Message, Quantity, Unit, counted, message
from app.language.reader import Reader

TOP, FOOT = 30.0, 46.0  # room above the bills, and below their ruler
MOST_STAIRS: Final = 400  # beyond it no step can be seen
FEW_STAIRS: Final = 6  # shown where the bills never meet
TRIANGLE = 5.0


@dataclass(frozen=True, slots=True)
class Frame:
    """Where volumes and sums stand on the paper."""

    across: Scale  # requests a day
    top_usd: float
    base: float

    def y(self, usd: float) -> float:
        return self.base - min(usd / self.top_usd, 1.0) * (self.base - TOP)

    def hosted(self, found: Crossing, volume: float) -> float:
        return self.y(found.hosted_usd(volume))

    def own(self, found: Crossing, volume: float) -> float:
        return self.y(found.own.usd_per_month(volume))


def turning_point(
    found: Crossing, requests_per_day: float, reader: Reader, width: float, height: float = 300
) -> Drawing:
    """`requests_per_day`: of this project, which stands under the ruler."""
    frame = _frame(found, requests_per_day, width, height)
    line = _line(found, frame)
    stairs = tuple(_stairs(found, frame))
    marks: list[Mark] = [
        *_ruler(frame, reader),
        *_reach(found, frame),
        Shape(stairs, edge=Ink.INK, thickness=1.8),
        Shape(line, edge=Ink.PLAN, thickness=2.5),
        *_here(requests_per_day, frame, reader, width),
    ]
    labels = _labels(found, frame, reader, width, (*_dense(stairs), *_dense(line)))
    dot = _turn(found, frame)
    title = reader.say(message("Where the cheaper way of serving turns"))
    said = reader.say(_says(found, requests_per_day))
    return Drawing(width, height, title, said, (*marks, *dot, *labels))


def _frame(found: Crossing, here: float, width: float, height: float) -> Frame:
    """The ruler reaches past the turn and, unless it lies far off, past this project."""
    end = end_of(found, here)
    top = max(found.hosted_usd(end), found.own.usd_per_month(end)) * 1.08
    return Frame(Scale(end, 0.5, width - 0.5), top, height - FOOT)


def end_of(found: Crossing, here: float) -> float:
    """Requests a day at the end of the ruler."""
    if (turn := found.first) is None:
        most = _volume_of(found, FEW_STAIRS)
    else:
        stair = _volume_of(found, 1) * 1.6  # past the first step, if that is near
        most = max(1.6 * turn, stair if stair <= 4 * turn else 0.0)
    return top_for(max(most, min(here * 1.25, 3 * most)))


def _volume_of(found: Crossing, machines: int) -> float:
    """Requests a day that so many machines serve at the busiest second."""
    own = found.own
    return machines * own.requests_per_second * 86_400 / own.peak_over_mean


def _line(found: Crossing, frame: Frame) -> tuple[tuple[float, float], ...]:
    end = frame.across.top
    return ((frame.across.left, frame.base), (frame.across.right, frame.hosted(found, end)))


def _stairs(found: Crossing, frame: Frame) -> Iterator[tuple[float, float]]:
    """The bill of own machines: level until the next whole machine is needed."""
    end, one = frame.across.top, _volume_of(found, 1)
    yield frame.across.left, frame.own(found, 0)
    first, last = found.own.machines(0), found.own.machines(end)
    every = max(1, math.ceil((last - first) / MOST_STAIRS))
    for machines in range(first, last, every):
        x = frame.across.at(min(machines * one, end))
        yield x, frame.own(found, (machines - 0.5) * one)
        yield x, frame.own(found, (machines + every - 0.5) * one)
    yield frame.across.right, frame.own(found, end)


def _ruler(frame: Frame, reader: Reader) -> Iterator[Mark]:
    scale, base = frame.across, frame.base
    yield Rule(scale.left, base, scale.right, base, Ink.INK_2, 1.2)
    unit = reader.say(message("requests a day"))
    last = scale.right - text_width(unit, NOTE) - GAP
    yield Words(scale.right, base + 21, unit, Ink.INK_2, NOTE, anchor=Anchor.END)
    free = 0.0
    for tick in scale.ticks(120):
        x = scale.at(tick)
        yield Rule(x, base, x, base + 6, Ink.LINE)
        words = Words(x, base + 21, reader.large(tick), Ink.INK_2, NOTE, anchor=Anchor.MIDDLE)
        words = within(words, 0, scale.right)
        if words.left >= free and words.right <= last:
            free = words.right + GAP
            yield words


def _reach(found: Crossing, frame: Frame) -> Iterator[Mark]:
    """From cheap rents and fast machines to dear and slow ones, on the ruler."""
    if found.low is None:
        return
    left = frame.across.at(found.low)
    right = frame.across.right if found.high is None else frame.across.at(found.high)
    y = frame.base - 5
    yield Rule(left, y, right, y, Ink.LINE, 1.5)
    yield Rule(left, y - 4, left, y + 4, Ink.LINE, 1.5)
    if found.high is not None and found.high <= frame.across.top:
        yield Rule(right, y - 4, right, y + 4, Ink.LINE, 1.5)


def _turn(found: Crossing, frame: Frame) -> Iterator[Mark]:
    """The first crossing, with a line down to the volume it stands for."""
    if found.likely is None or found.likely > frame.across.top:
        return
    x, y = frame.across.at(found.likely), frame.hosted(found, found.likely)
    yield Rule(x, y, x, frame.base, Ink.INK, 1.5)
    yield Dot(x, y, 5.5, Ink.INK)


def _here(volume: float, frame: Frame, reader: Reader, width: float) -> Iterator[Mark]:
    scale, base = frame.across, frame.base
    x = min(max(scale.at(volume), TRIANGLE), width - TRIANGLE)
    yield Shape(((x, base), (x - TRIANGLE, base + 8), (x + TRIANGLE, base + 8)), Ink.INK)
    requests = Quantity(volume, Unit.REQUESTS_PER_DAY)
    text = message("this project, {requests}", requests=requests)
    if volume > scale.top:
        text = message("this project lies further right, {requests}", requests=requests)
    words = Words(x, base + 39, reader.say(text), Ink.INK, bold=True, anchor=Anchor.MIDDLE)
    yield within(words, 0, width)


def _labels(
    found: Crossing,
    frame: Frame,
    reader: Reader,
    width: float,
    drawn: tuple[tuple[float, float], ...],
) -> list[Words]:
    taken: list[Words] = []
    if found.likely is not None:
        x, y = frame.across.at(found.likely), frame.hosted(found, found.likely)
        choices = [
            (choice,)
            for words in _turn_words(found.likely, reader)
            for choice in _choices(words, x, y, width, frame)
        ]
        taken += around(choices, taken, drawn)
    for text, usd, ink in _ends(found, frame.across.top, reader):
        y = frame.y(usd)
        choices = [(words,) for words in _at_end(text, y, ink, width, frame)]
        taken += around(choices, taken, drawn)
    return [*taken, *_reach_words(found, frame, reader, width)]


def _reach_words(found: Crossing, frame: Frame, reader: Reader, width: float) -> Iterator[Words]:
    """What the line on the ruler means, where no dot says it."""
    if found.likely is None and found.low is not None and found.low < frame.across.top:
        text = reader.say(message("own machines may cost less"))
        words = Words(frame.across.at(found.low), frame.base - 14, text, Ink.INK_2, halo=True)
        yield within(words, 0, width)


def _turn_words(volume: float, reader: Reader) -> tuple[str, str]:
    """In full, and shortened for where that finds no room."""
    turn = Quantity(volume, Unit.COUNT)
    return (
        reader.say(message("own machines cost less from {turn}", turn=turn)),
        reader.say(message("turns at {turn}", turn=turn)),
    )


def _ends(found: Crossing, end: float, reader: Reader) -> Iterator[tuple[str, float, Ink]]:
    """What each bill comes to where the ruler ends."""
    hosted, own = found.hosted_usd(end), found.own.usd_per_month(end)
    sum_hosted = figure(hosted, Unit.USD, reader)
    yield reader.say(message("interface, {sum} a month", sum=sum_hosted)), hosted, Ink.PLAN
    machines = found.own.machines(end)
    named = counted(
        "{count} machine, {sum} a month",
        "{count} machines, {sum} a month",
        machines,
        sum=figure(own, Unit.USD, reader),
    )
    yield reader.say(named), own, Ink.INK


def _choices(text: str, x: float, y: float, width: float, frame: Frame) -> list[Words]:
    beside = [
        (-10.0, -12.0, Anchor.END), (10, 22, Anchor.START), (0, -14, Anchor.MIDDLE),
        (-10, 30, Anchor.END), (10, 40, Anchor.START), (-10, -34, Anchor.END),
        (10, 60, Anchor.START), (10, -20, Anchor.START),
    ]  # fmt: skip
    words = [
        Words(x + dx, y + dy, text, Ink.INK, TEXT, bold=True, anchor=anchor, halo=True)
        for dx, dy, anchor in beside
    ]
    fits = [w for w in words if w.left >= 0 and w.right <= width and _inside(w, frame)]
    return (
        fits
        or [within(w, 0, width) for w in words if _inside(w, frame)]
        or [within(words[0], 0, width)]
    )


def _inside(words: Words, frame: Frame) -> bool:
    return words.top >= 0 and words.bottom <= frame.base - 12


def _at_end(text: str, y: float, ink: Ink, width: float, frame: Frame) -> list[Words]:
    """Beside the right end of a bill, above it or below."""
    offsets = (-8.0, 18.0, -26.0, 36.0, -44.0, 54.0)
    words = [
        within(Words(width, y + dy, text, ink, NOTE, anchor=Anchor.END, halo=True), 0, width)
        for dy in offsets
    ]
    return [w for w in words if _inside(w, frame)] or [words[0]]


def _dense(line: tuple[tuple[float, float], ...]) -> Iterator[tuple[float, float]]:
    """Points close enough that no label slips between them."""
    for (x1, y1), (x2, y2) in pairwise(line):
        steps = max(int((abs(x2 - x1) + abs(y2 - y1)) / 6), 1)
        for i in range(steps + 1):
            yield x1 + (x2 - x1) * i / steps, y1 + (y2 - y1) * i / steps


def _says(found: Crossing, requests_per_day: float) -> Message:
    here = Quantity(requests_per_day, Unit.REQUESTS_PER_DAY)
    if found.likely is not None:
        return message(
            "This project has {here}. Own machines cost less from about {turn} on.",
            here=here,
            turn=Quantity(found.likely, Unit.REQUESTS_PER_DAY),
        )
    if found.low is not None:
        return message(
            "This project has {here}. Own machines cost less from about {turn} on, but only at "
            "cheap rents and full speed.",
            here=here,
            turn=Quantity(found.low, Unit.REQUESTS_PER_DAY),
        )
    return message("At {here} the interface costs less, and stays so.", here=here)
