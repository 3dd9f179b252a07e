"""What drives the range: how far each cause moves the commitment, the common ones first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.charts.figures import signed
from app.charts.letters import text_width, wrapped
from app.charts.marks import NOTE, TEXT, Anchor, Bar, Drawing, Ink, Mark, Rule, Words
from app.charts.placing import within, without
from app.estimate.estimate import Swing
from app.language.message import Message, Quantity, Unit, message
from app.language.reader import Reader

TOP = 30.0
ROW = 27.0
APART = 14.0  # between the common causes and the others
BAR = 15.0
MOST = 8
LINE, LINES = 16.0, 2  # of a name
NEAR = 5.0
NARROW = 400.0
LEAST_WEEKS, LEAST_USD = 0.05, 50.0  # bars shorter than these cannot be seen


@dataclass(frozen=True, slots=True)
class Reach:
    """One bar: how far below and above the commitment."""

    name: str
    low: float
    high: float
    common: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the commitment stands, how many pixels one unit has, and where the names stand."""

    middle: float
    unit: float
    names: float
    above: bool  # in a narrow chart the names stand above their bars

    def lines(self, bar: Reach) -> list[str]:
        """The name, on two lines where it is too long for one."""
        return wrapped(bar.name, TEXT, self.names - 8, LINES, bold=bar.common)

    def row(self, bar: Reach) -> float:
        return (42.0 if self.above else ROW) + LINE * (len(self.lines(bar)) - 1)


def tornado(
    swings: Sequence[Swing], commit: float, unit: Unit, reader: Reader, width: float
) -> Drawing:
    """In weeks or in dollars. Without swings only the needle stands."""
    bars = reaches(swings, unit, reader)
    frame = _frame(bars, unit, reader, width)
    rows: list[Mark] = []
    y = TOP
    for index, bar in enumerate(bars):
        if index and bars[index - 1].common and not bar.common:
            rows.append(Rule(0, y + APART / 2, width, y + APART / 2, Ink.HAIR))
            y += APART
        y += frame.row(bar)
        rows += _row(bar, y - (ROW if frame.above else frame.row(bar)) / 2, frame, unit, reader)
    names = [mark for mark in rows if isinstance(mark, Words) and mark.left == 0]
    needle = [
        Rule(frame.middle, top, frame.middle, bottom, Ink.COMMIT, 2.5)
        for top, bottom in without(names, frame.middle, TOP - 10, y + 4)
    ]
    title = reader.say(message("What drives the range"))
    head = _head(commit, unit, frame, reader, width)
    says = _says(bars, commit, unit, reader)
    return Drawing(width, y + 8, title, says, (head, *rows, *needle))


def reaches(swings: Sequence[Swing], unit: Unit, reader: Reader) -> list[Reach]:
    """The common causes, then the others with the widest reach; bars of no length are left out."""
    dollars = unit is Unit.USD
    bars = [
        Reach(
            reader.say(swing.name),
            swing.low_usd if dollars else swing.low_weeks,
            swing.high_usd if dollars else swing.high_weeks,
            swing.kind == "common",
        )
        for swing in swings
    ]
    least = LEAST_USD if dollars else LEAST_WEEKS
    seen = [bar for bar in bars if abs(bar.high - bar.low) >= least]
    seen.sort(key=lambda bar: (not bar.common, -abs(bar.high - bar.low)))
    return seen[:MOST]


def _frame(bars: Sequence[Reach], unit: Unit, reader: Reader, width: float) -> Frame:
    """The names take what they need, up to 42 in 100 of the width; figures keep their room."""
    needed = [text_width(bar.name, TEXT, bold=bar.common) for bar in bars]
    above = width < NARROW
    names = 0.0 if above else min(max(needed, default=0) + 12, width * 0.42)
    figures = [
        text_width(signed(end, unit, reader), NOTE) for bar in bars for end in (bar.low, bar.high)
    ]
    room = max(figures, default=0) + NEAR + 3
    lowest = max((-bar.low for bar in bars), default=0.0)
    highest = max((bar.high for bar in bars), default=0.0)
    per_unit = (width - names - 2 * room) / max(lowest + highest, 1e-9)
    return Frame(names + room + max(lowest, 0) * per_unit, per_unit, names or width, above)


def _row(bar: Reach, middle: float, frame: Frame, unit: Unit, reader: Reader) -> list[Mark]:
    low, high = frame.middle + bar.low * frame.unit, frame.middle + bar.high * frame.unit
    base = middle + 4.5
    lines = frame.lines(bar)
    over = LINE * (len(lines) - 1)
    first = base - (over + 19 if frame.above else over / 2)
    top = middle - BAR / 2
    earlier = min(low, frame.middle)
    later = max(high, frame.middle)
    return [
        *(
            Words(0, first + LINE * n, line, size=TEXT, bold=bar.common)
            for n, line in enumerate(lines)
        ),
        Bar(earlier, top, frame.middle - earlier, BAR, Ink.LINE),
        Bar(frame.middle, top, later - frame.middle, BAR, Ink.INK_2),
        Words(earlier - NEAR, base, signed(bar.low, unit, reader), Ink.INK_2, anchor=Anchor.END),
        Words(later + NEAR, base, signed(bar.high, unit, reader), Ink.INK_2),
    ]


def _head(commit: float, unit: Unit, frame: Frame, reader: Reader, width: float) -> Words:
    says: Message = message("commit, {sum}", sum=Quantity(commit, unit))
    if unit is Unit.WEEKS:
        says = message("commit, week {week}", week=Quantity(commit, Unit.COUNT))
    words = Words(
        frame.middle, 13, reader.say(says), Ink.COMMIT, TEXT, bold=True, anchor=Anchor.MIDDLE
    )
    return within(words, 0, width)


def _says(bars: Sequence[Reach], commit: float, unit: Unit, reader: Reader) -> str:
    ends = [
        f"{bar.name}: {signed(bar.low, unit, reader)} … {signed(bar.high, unit, reader)}"
        for bar in bars
    ]
    said = message("From the commitment of {commit}:", commit=Quantity(commit, unit))
    return f"{reader.say(said)} {'; '.join(ends)}."
