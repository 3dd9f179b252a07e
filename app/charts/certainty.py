"""How sure: the share of runs that are done, or paid for, by each amount."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.charts.figures import figure
from app.charts.letters import halved
from app.charts.marks import NOTE, TEXT, Anchor, Dot, Drawing, Ink, Mark, Rule, Shape, Words
from app.charts.placing import GAP, Lines, around, within
from app.charts.scale import Scale
from app.estimate.ranges import Range
from app.language.message import Message, Quantity, Unit, message
from app.language.reader import Reader

TOP, FOOT = 26.0, 28.0  # room above the curve, and below its ruler
NEAR = 10.0  # from a dot to its words
LINE = 17.0  # from one line of a label to the next


@dataclass(frozen=True, slots=True)
class Certainty:
    """A curve of (amount, share at or below it), rising, with its quantiles and the wish."""

    title: Message
    curve: tuple[tuple[float, float], ...]
    range: Range
    unit: Unit
    wish: float | None = None
    wish_share: float | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """A dot on the curve and what it says."""

    amount: float
    share: float
    ink: Ink
    says: Message
    short: Message  # where the whole sentence finds no room
    bold: bool = True
    rightwards: bool = False  # its words stand better right of it


@dataclass(frozen=True, slots=True)
class Field:
    """The paper a label may stand on: its width, and the height of the ruler under it."""

    width: float
    base: float

    def holds(self, lines: Lines) -> bool:
        across = all(words.left >= 0 and words.right <= self.width for words in lines)
        return across and lines[0].top >= 0 and lines[-1].bottom <= self.base - 1


def certainty(picture: Certainty, reader: Reader, width: float, height: float = 290) -> Drawing:
    scale = Scale(_end(picture), 0.5, width - 0.5)
    base = height - FOOT

    def y(share: float) -> float:
        return base - share * (base - TOP)

    points = tuple((scale.at(a), y(s)) for a, s in _shown(picture, scale.top))
    marks: list[Mark] = [
        *_area(picture, points, scale, base),
        Shape(points, edge=Ink.INK, thickness=2.2),
        *_ruler(picture, scale, base, reader),
    ]
    dots = [Dot(scale.at(p.amount), y(p.share), 5.5, p.ink) for p in _points(picture)]
    labels = _labels(picture, dots, points, Field(width, base), reader)
    title = reader.say(picture.title)
    return Drawing(width, height, title, _says(picture, reader), (*marks, *dots, *labels))


def _end(picture: Certainty) -> float:
    last = max(picture.range.p95, picture.wish or 0 if _wish_near(picture) else 0)
    return last * 1.2


def _wish_near(picture: Certainty) -> bool:
    return picture.wish is not None and picture.wish < 1.3 * picture.range.p95


def _shown(picture: Certainty, top: float) -> list[tuple[float, float]]:
    """The curve from zero, cut off at the end of the scale."""
    curve = [(0.0, 0.0), *(p for p in picture.curve if p[0] <= top)]
    after = [p for p in picture.curve if p[0] > top]
    if after:
        (a, s), (b, t) = curve[-1], after[0]
        curve.append((top, s + (t - s) * (top - a) / (b - a)))
    else:
        curve.append((top, curve[-1][1]))
    return curve


def _share_at(picture: Certainty, amount: float) -> float:
    before = [(0.0, 0.0)]
    for a, s in picture.curve:
        if a >= amount:
            (b, t) = before[-1]
            return t + (s - t) * (amount - b) / (a - b) if a > b else s
        before.append((a, s))
    return before[-1][1]


def _points(picture: Certainty) -> list[Point]:
    plan, commit, tail = picture.range.p50, picture.range.p80, picture.range.p95
    by = _by_sum if picture.unit is Unit.USD else _by_week
    points = [
        Point(plan, _share_at(picture, plan), Ink.PLAN, by(plan)[0], by(plan)[1]),
        Point(commit, _share_at(picture, commit), Ink.COMMIT, by(commit)[2], by(commit)[2]),
        Point(tail, _share_at(picture, tail), Ink.LINE, by(tail)[3], by(tail)[3], bold=False),
    ]
    if picture.wish is not None and picture.wish_share is not None and _wish_near(picture):
        says, short = _wished(picture.wish, picture.wish_share, picture.unit)
        share = _share_at(picture, picture.wish)
        points.append(Point(picture.wish, share, Ink.INK, says, short, rightwards=True))
    return points


def _by_week(week: float) -> tuple[Message, Message, Message, Message]:
    when = Quantity(week, Unit.COUNT)
    return (
        message("50 in 100 by week {week}", week=when),
        message("50 by week {week}", week=when),
        message("80 by week {week}", week=when),
        message("95 by week {week}", week=when),
    )


def _by_sum(amount: float) -> tuple[Message, Message, Message, Message]:
    paid = Quantity(amount, Unit.USD)
    return (
        message("50 in 100 by {sum}", sum=paid),
        message("50 by {sum}", sum=paid),
        message("80 by {sum}", sum=paid),
        message("95 by {sum}", sum=paid),
    )


def _wished(wish: float, share: float, unit: Unit) -> tuple[Message, Message]:
    count = round(share * 100)
    if unit is Unit.USD:
        paid = Quantity(wish, unit)
        return (
            message("{count} by your ceiling, {sum}", count=count, sum=paid),
            message("{count} by your ceiling", count=count),
        )
    week = Quantity(wish, Unit.COUNT)
    return (
        message("{count} by your date, week {week}", count=count, week=week),
        message("{count} by your date", count=count),
    )


def _area(
    picture: Certainty, points: tuple[tuple[float, float], ...], scale: Scale, base: float
) -> list[Mark]:
    """The runs between plan and commitment, with a line down from either."""
    left, right = scale.at(picture.range.p50), scale.at(picture.range.p80)
    between = [p for p in points if left < p[0] < right]
    edge = [(left, _height(points, left)), *between, (right, _height(points, right))]
    return [
        Shape(((left, base), *edge, (right, base)), Ink.AREA),
        Rule(left, edge[0][1], left, base, Ink.PLAN, 2),
        Rule(right, edge[-1][1], right, base, Ink.COMMIT, 2),
    ]


def _height(points: tuple[tuple[float, float], ...], x: float) -> float:
    for (x1, y1), (x2, y2) in pairwise(points):
        if x1 <= x <= x2 and x2 > x1:
            return y1 + (y2 - y1) * (x - x1) / (x2 - x1)
    return points[-1][1]


def _ruler(picture: Certainty, scale: Scale, base: float, reader: Reader) -> list[Mark]:
    """Plan and commitment are read on the ruler first; round figures stand where room is left."""
    plan, commit = picture.range.p50, picture.range.p80
    y = base + 21

    def label(amount: float, ink: Ink, *, bold: bool) -> Words:
        text = figure(amount, picture.unit, reader)
        words = Words(scale.at(amount), y, text, ink, NOTE, bold=bold, anchor=Anchor.MIDDLE)
        return within(words, 0, scale.right)

    labels = [label(plan, Ink.PLAN, bold=True), label(commit, Ink.COMMIT, bold=True)]
    if labels[1].left < labels[0].right + GAP:
        labels.pop(0)
    if picture.unit is Unit.WEEKS:
        labels.insert(0, Words(0, y, reader.say(message("week {week}", week=0)), Ink.INK_2))
    ticks = scale.ticks(70)
    for tick in ticks:
        words = label(tick, Ink.INK_2, bold=False)
        if all(words.left > l_.right + 12 or words.right < l_.left - 12 for l_ in labels):
            labels.append(words)
    lines = [Rule(scale.at(tick), base, scale.at(tick), base + 6, Ink.LINE) for tick in ticks]
    return [Rule(scale.left, base, scale.right, base, Ink.INK_2, 1.2), *lines, *labels]


def _labels(
    picture: Certainty,
    dots: list[Dot],
    points: tuple[tuple[float, float], ...],
    field: Field,
    reader: Reader,
) -> list[Words]:
    lines = [*pairwise(points), *(((d.x, d.y), (d.x, field.base)) for d in dots[:2])]
    drawn = [point for line in lines for point in _dense(line)]
    taken: list[Words] = []
    for dot, point in zip(dots, _points(picture), strict=True):
        taken += around(_choices(dot, point, field, reader), taken, drawn)
    return taken


def _choices(dot: Dot, point: Point, field: Field, reader: Reader) -> list[Lines]:
    """Where the words may stand, in order of liking; shortened, or on two lines, before they
    hide anything."""
    left = [(-NEAR, -4.0, Anchor.END), (-4, -NEAR - 2, Anchor.END), (0, -NEAR - 3, Anchor.MIDDLE)]
    right = [(NEAR, 16.0, Anchor.START), (NEAR, 34, Anchor.START), (NEAR, -8, Anchor.START)]
    below = [(0.0, 26.0, Anchor.MIDDLE), (NEAR, 26, Anchor.END), (NEAR, 44, Anchor.END)]
    groups = (right, left, below) if point.rightwards else (left, right, below)
    texts = [reader.say(says) for says in (point.says, point.short)]
    choices = [
        _lines(split(text), dot, (x, y), anchor, point)
        for split in (lambda text: [text], halved)
        for beside in groups
        for text in texts
        for x, y, anchor in beside
    ]
    fits = [choice for choice in choices if field.holds(choice)]
    return fits or [tuple(within(w, 0, field.width) for w in choice) for choice in choices]


def _lines(
    lines: Sequence[str], dot: Dot, off: tuple[float, float], anchor: Anchor, point: Point
) -> Lines:
    """One label: what stands above its dot grows upwards, what stands below it downwards."""
    first = dot.y + off[1] - (LINE * (len(lines) - 1) if off[1] < 0 else 0)
    return tuple(
        Words(
            dot.x + off[0],
            first + LINE * place,
            text,
            Ink.INK_2 if point.ink is Ink.LINE else point.ink,
            TEXT if point.bold else NOTE,
            bold=point.bold,
            anchor=anchor,
            halo=True,
        )
        for place, text in enumerate(lines)
    )


def _dense(line: tuple[tuple[float, float], tuple[float, float]]) -> list[tuple[float, float]]:
    """A line as points close enough that no label slips between them."""
    (x1, y1), (x2, y2) = line
    steps = max(int((abs(x2 - x1) + abs(y2 - y1)) / 5), 1)
    return [(x1 + (x2 - x1) * i / steps, y1 + (y2 - y1) * i / steps) for i in range(steps + 1)]


def _says(picture: Certainty, reader: Reader) -> str:
    return ". ".join(reader.say(point.says) for point in _points(picture)) + "."
