"""What a sum is made of: one small range a part, on one ruler, the whole first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.charts.figures import figure, plan_to_commit
from app.charts.letters import shortened, text_width
from app.charts.marks import NOTE, TEXT, Anchor, Bar, Dot, Drawing, Ink, Mark, Rule, Words
from app.charts.placing import GAP, within
from app.charts.scale import Scale, top_for
from app.estimate.ranges import Range
from app.language.message import Message, Quantity, Unit, message
from app.language.reader import Reader

ROW = 27.0
BAR = 11.0
NARROW = 500.0


@dataclass(frozen=True, slots=True)
class Part:
    name: Message
    range: Range
    whole: bool = False  # the total, set apart from its parts
    actual: float | None = None  # what it came to, or has come to so far


def parts_chart(
    parts: Sequence[Part], unit: Unit, reader: Reader, width: float, title: Message
) -> Drawing:
    """Parts that are zero are left out. They do not add up to the whole: ranges never do."""
    shown = [part for part in parts if part.range.p95 > 0]
    names = _names(shown, reader, width)
    figures = [_figures(part, unit, reader) for part in shown]
    room = max((text_width(text, TEXT, bold=True) for text in figures), default=0) + 12
    top = top_for(max((max(part.range.p95, part.actual or 0) for part in shown), default=1.0))
    above = width < NARROW
    scale = Scale(top, 0.5 if above else names, width - room)
    marks: list[Mark] = []
    y = 0.0
    for index, (part, text) in enumerate(zip(shown, figures, strict=True)):
        if index and shown[index - 1].whole:
            y += 12
            marks.append(Rule(0, y, width, y, Ink.HAIR))
            y += 8
        y += 42 if above else ROW
        marks += _row(part, text, y, scale, Frame(reader, width, names, above))
    y += 10
    marks += _ruler(scale, y, unit, reader)
    said = "; ".join(
        f"{reader.say(part.name)}: {text}" for part, text in zip(shown, figures, strict=True)
    )
    return Drawing(width, y + 26, reader.say(title), said, (*marks,))


def _figures(part: Part, unit: Unit, reader: Reader) -> str:
    """Plan to commitment; where it came to something, that first: "31 of 17–30"."""
    planned = plan_to_commit(part.range, unit, reader)
    if part.actual is None:
        return planned
    came_to = figure(part.actual, unit, reader)
    return reader.say(message("{actual} of {planned}", actual=came_to, planned=planned))


@dataclass(frozen=True, slots=True)
class Frame:
    """What all rows share: the words' language, the width, and where names stand."""

    reader: Reader
    width: float
    names: float
    above: bool


def _names(parts: Sequence[Part], reader: Reader, width: float) -> float:
    needed = [text_width(reader.say(part.name), TEXT, bold=part.whole) for part in parts]
    return min(max(needed, default=0) + 18, width * 0.36)


def _row(part: Part, text: str, y: float, scale: Scale, frame: Frame) -> list[Mark]:
    middle = y - BAR / 2
    room = frame.width if frame.above else frame.names - 12
    name = shortened(frame.reader.say(part.name), TEXT, room, bold=part.whole)
    base = y - 18 if frame.above else y - 0.5
    plan, commit, tail = (
        scale.at(amount) for amount in (part.range.p50, part.range.p80, part.range.p95)
    )
    return [
        Words(0, base, name, size=TEXT, bold=part.whole),
        Bar(scale.left, middle - BAR / 2, plan - scale.left, BAR, Ink.PLAN),
        Bar(plan, middle - BAR / 2, commit - plan, BAR, Ink.PLAN_PALE),
        Rule(commit, middle, tail, middle, Ink.LINE, 1.5),
        Rule(tail, middle - 4, tail, middle + 4, Ink.LINE, 1.5),
        Rule(commit, middle - BAR / 2 - 3, commit, middle + BAR / 2 + 3, Ink.COMMIT, 2),
        Words(frame.width, y - 0.5, text, size=TEXT, bold=part.whole, anchor=Anchor.END),
        *_came_to(part, middle, scale),
    ]


def _came_to(part: Part, middle: float, scale: Scale) -> list[Mark]:
    """A dot where it ended, with a halo that parts it from the bar."""
    if part.actual is None:
        return []
    at = scale.at(part.actual)
    return [Dot(at, middle, 7, Ink.PAPER), Dot(at, middle, 5, Ink.INK)]


def _ruler(scale: Scale, y: float, unit: Unit, reader: Reader) -> list[Mark]:
    ticks = scale.ticks(100)
    marks: list[Mark] = [Rule(scale.left, y, scale.right, y, Ink.LINE)]
    marks += [Rule(scale.at(tick), y, scale.at(tick), y + 6, Ink.LINE) for tick in ticks]
    placed: list[Words] = []
    for tick in ticks:
        text = figure(tick, unit, reader)
        words = Words(scale.at(tick), y + 20, text, Ink.INK_2, NOTE, anchor=Anchor.MIDDLE)
        words = within(words, scale.left, scale.right + 30)
        if not placed or words.left >= placed[-1].right + GAP:
            placed.append(words)
    return [*marks, *placed]


def money_parts(
    total: Range, parts: Sequence[tuple[Message, Range]], reader: Reader, width: float
) -> Drawing:
    """The cost to the milestone: the whole, then people, labels, compute and fixed sums."""
    rows = [Part(message("Cost to build"), total, whole=True)]
    rows += [Part(name, amounts) for name, amounts in parts]
    commit = Quantity(total.p80, Unit.USD)
    title = message("What the {sum} are made of", sum=commit)
    return parts_chart(rows, Unit.USD, reader, width, title)
