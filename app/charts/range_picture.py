"""The range picture: from zero solid to P50, pale to P80, a thin line to P95, under two figures."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from app.charts.figures import figure
from app.charts.marks import HEAD, NOTE, Anchor, Bar, Drawing, Ink, Mark, Rule, Shape, Words
from app.charts.placing import apart, stacked
from app.charts.scale import Scale
from app.estimate.ranges import Range
from app.language.message import Message, Quantity, Unit, message
from app.language.reader import Reader

FIGURES = 29.0  # the baseline of the two figures
BAR_TOP, BAR_HEIGHT = 39.0, 10.0
PROUD = 5.0  # how far a needle stands out of the bar
RULER = 56.0
LABELS = 76.0
LINE = 17.0
TRIANGLE = 5.0
EDGE = 1.5  # half a needle, so that it is never cut off at the edge

PLAN = message("plan")
COMMIT = message("commit")


@dataclass(frozen=True, slots=True)
class RangePicture:
    """One quantity. The scale's `top` is fixed by the caller, so that ranges visibly shrink."""

    title: Message
    range: Range
    unit: Unit
    top: float
    wish: float | None = None
    wish_words: Message | None = None  # "wish 26", "ceiling $250k"
    plan_words: Message = PLAN  # or a date
    commit_words: Message = COMMIT


def range_picture(picture: RangePicture, reader: Reader, width: float = 400) -> Drawing:
    """Drawn for one width of the page: 400, 328 or 240 pixels."""
    scale = Scale(picture.top, EDGE, width - EDGE)
    marks: list[Mark] = [*_ruler(scale), *_bars(picture.range, scale)]
    marks += _figures(picture, scale, reader)
    marks += _labels(picture, scale, reader)
    lines = 1 if picture.wish is None else 2
    title = reader.say(picture.title)
    return Drawing(width, LABELS + 4 + LINE * (lines - 1), title, _says(picture, reader), (*marks,))


def _bars(amounts: Range, scale: Scale) -> list[Mark]:
    plan, commit, tail = (scale.at(amount) for amount in (amounts.p50, amounts.p80, amounts.p95))
    middle = BAR_TOP + BAR_HEIGHT / 2
    marks: list[Mark] = [
        Bar(scale.left, BAR_TOP, plan - scale.left, BAR_HEIGHT, Ink.PLAN),
        Bar(plan, BAR_TOP, commit - plan, BAR_HEIGHT, Ink.PLAN_PALE),
        Rule(commit, middle, tail, middle, Ink.LINE, 1.5),
    ]
    if amounts.p95 <= scale.top:  # an end tick says that the line ends here
        marks.append(Rule(tail, middle - 4, tail, middle + 4, Ink.LINE, 1.5))
    return [*marks, _needle(plan, Ink.PLAN), _needle(commit, Ink.COMMIT)]


def _needle(x: float, ink: Ink) -> Rule:
    return Rule(x, BAR_TOP - PROUD, x, BAR_TOP + BAR_HEIGHT + PROUD, ink, 2.5)


def _ruler(scale: Scale) -> list[Mark]:
    long = scale.ticks(40)
    short = [(a + b) / 2 for a, b in pairwise(long)]
    return [
        Rule(scale.left, RULER, scale.right, RULER, Ink.LINE),
        *(Rule(scale.at(tick), RULER, scale.at(tick), RULER + 7, Ink.LINE) for tick in long),
        *(Rule(scale.at(tick), RULER, scale.at(tick), RULER + 4, Ink.LINE) for tick in short),
    ]


def _figures(picture: RangePicture, scale: Scale, reader: Reader) -> tuple[Words, Words]:
    plan, commit = picture.range.p50, picture.range.p80
    return apart(
        Words(
            scale.at(plan) + 1,
            FIGURES,
            figure(plan, picture.unit, reader),
            Ink.PLAN,
            HEAD,
            bold=True,
            anchor=Anchor.END,
        ),
        Words(
            scale.at(commit) - 1,
            FIGURES,
            figure(commit, picture.unit, reader),
            Ink.COMMIT,
            HEAD,
            bold=True,
        ),
        0,
        scale.right + EDGE,
    )


def _labels(picture: RangePicture, scale: Scale, reader: Reader) -> list[Mark]:
    plan, commit = scale.at(picture.range.p50), scale.at(picture.range.p80)
    right = scale.right + EDGE
    below = [
        *apart(
            Words(plan, LABELS, reader.say(picture.plan_words), Ink.INK_2, anchor=Anchor.END),
            Words(commit, LABELS, reader.say(picture.commit_words), Ink.INK_2),
            0,
            right,
        )
    ]
    if picture.wish is None:
        return [*below]
    wish = min(max(scale.at(picture.wish), TRIANGLE), right - TRIANGLE)
    words = Words(
        wish, LABELS, reader.say(_wish_words(picture)), bold=True, anchor=Anchor.MIDDLE, size=NOTE
    )
    triangle = Shape(
        ((wish, RULER), (wish - TRIANGLE, RULER + 8), (wish + TRIANGLE, RULER + 8)), Ink.INK
    )
    return [triangle, *stacked([*below, words], LINE, 0, right)]


def _wish_words(picture: RangePicture) -> Message:
    return picture.wish_words or message(
        "wish {amount}", amount=Quantity(picture.wish or 0.0, Unit.COUNT)
    )


def _says(picture: RangePicture, reader: Reader) -> str:
    amounts = picture.range
    said = message(
        "Plan {plan}, commit {commit}; 1 in 20 goes beyond {tail}.",
        plan=Quantity(amounts.p50, picture.unit),
        commit=Quantity(amounts.p80, picture.unit),
        tail=Quantity(amounts.p95, picture.unit),
    )
    if picture.wish is None:
        return reader.say(said)
    wished = message("Wished: {wish}.", wish=Quantity(picture.wish, picture.unit))
    return f"{reader.say(said)} {reader.say(wished)}"
