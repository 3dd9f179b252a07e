"""From one commitment to another: a bar for each change, from where the one before it ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from app.charts.figures import signed
from app.charts.letters import text_width, wrapped
from app.charts.marks import NOTE, TEXT, Anchor, Bar, Drawing, Ink, Mark, Rule, Words
from app.charts.placing import within, without
from app.language.message import Message, Quantity, Unit, counted, message
from app.language.reader import Reader

TOP = 30.0
ROW = 30.0
BAR = 15.0
LINE, LINES = 16.0, 2  # of a name
NEAR = 5.0
NARROW = 400.0
FOOT = 26.0
MOST = 10
LEAST = {Unit.WEEKS: 0.05, Unit.USD: 50.0}  # what is less is written as nothing


@dataclass(frozen=True, slots=True)
class End:
    """A commitment with the name of its plan."""

    name: Message
    amount: float


@dataclass(frozen=True, slots=True)
class Step:
    name: Message
    amount: float
    remains: bool = False  # no answer's: what is left over


@dataclass(frozen=True, slots=True)
class Ladder:
    """One waterfall. The steps add up from the first end to the second."""

    title: Message
    unit: Unit
    first: End
    last: End
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """How wide the names are, where an amount stands, and how all of it is written."""

    names: float  # 0: above the bars
    left: float
    lowest: float
    per_unit: float
    width: float
    unit: Unit
    reader: Reader

    def at(self, amount: float) -> float:
        return self.left + (amount - self.lowest) * self.per_unit

    def lines(self, name: Message) -> list[str]:
        room = self.names - 18 if self.names else self.width
        return wrapped(self.reader.say(name), TEXT, room, LINES)


@dataclass(frozen=True, slots=True)
class Row:
    """A step with its place: where its bar begins and ends, and the middle of its height."""

    step: Step
    lines: list[str]
    begin: float
    end: float
    middle: float
    first_line: float  # the baseline of its name


def waterfall_chart(ladder: Ladder, reader: Reader, width: float) -> Drawing:
    steps = shown(ladder)
    frame = _frame(ladder, steps, reader, width)
    rows = _rows(ladder, steps, frame)
    foot = rows[-1].middle + BAR if rows else TOP
    first, last = frame.at(ladder.first.amount), frame.at(ladder.last.amount)
    marks: list[Mark] = [
        *(
            Rule(a.end, top, a.end, bottom, Ink.LINE)
            for a, b in pairwise(rows)
            for top, bottom in without(_name(b), a.end, a.middle, b.middle)
        ),
        *(
            Rule(first, top, first, bottom, Ink.COMMIT, 2.5)
            for top, bottom in _first_line(rows, first, foot)
        ),
        Rule(last, (rows[-1].middle if rows else TOP) - BAR / 2, last, foot + 2, Ink.COMMIT, 2.5),
        *(mark for row in rows for mark in _row(row, frame)),
        _end(ladder.first, first, TOP - 17, frame),
        _end(ladder.last, last, foot + FOOT - 8, frame),
    ]
    title = reader.say(ladder.title)
    return Drawing(width, foot + FOOT, title, _says(ladder, steps, frame), tuple(marks))


def _first_line(rows: list[Row], x: float, foot: float) -> list[tuple[float, float]]:
    """Where the line of the first commitment is drawn: from its figure to the first bar."""
    if not rows:
        return [(TOP - 10, foot)]
    return without(_name(rows[0]), x, TOP - 10, rows[0].middle + BAR / 2)


def _name(row: Row) -> list[Words]:
    ink = Ink.INK_2 if row.step.remains else Ink.INK
    return [
        Words(0, row.first_line + LINE * n, text, ink, TEXT) for n, text in enumerate(row.lines)
    ]


def _rows(ladder: Ladder, steps: Sequence[Step], frame: Frame) -> list[Row]:
    rows = []
    y, amount = TOP, ladder.first.amount
    for step in steps:
        lines = frame.lines(step.name)
        words = LINE * len(lines)
        if frame.names:
            height = max(ROW, words + 12)
            middle, first_line = y + height / 2, y + (height - words) / 2 + 12.5
        else:
            height = words + BAR + 14
            middle, first_line = y + height - BAR / 2 - 2, y + 15
        begin, amount = amount, amount + step.amount
        rows.append(Row(step, lines, frame.at(begin), frame.at(amount), middle, first_line))
        y += height
    return rows


def shown(ladder: Ladder) -> tuple[Step, ...]:
    """The largest steps in their order; all others as one, so that the sum still holds."""
    least = LEAST[ladder.unit]
    drawn = [step for step in ladder.steps if abs(step.amount) >= least]
    largest = sorted(drawn, key=lambda step: -abs(step.amount))[:MOST]
    kept = [step for step in ladder.steps if step in largest]
    others = [step for step in ladder.steps if step not in largest]
    if len(others) < 2:
        return ladder.steps
    rest = sum(step.amount for step in others)
    answers = [step for step in kept if not step.remains]
    remains = [step for step in kept if step.remains]
    name = counted("{count} further change", "{count} further changes", len(others))
    return (*answers, Step(name, rest), *remains)


def _frame(ladder: Ladder, steps: Sequence[Step], reader: Reader, width: float) -> Frame:
    """The names take what they need, up to 42 in 100 of the width; figures keep their room."""
    needed = [text_width(reader.say(step.name), TEXT) for step in steps]
    names = 0.0 if width < NARROW else min(max(needed, default=0) + 18, width * 0.42)
    figures = [text_width(written(step.amount, ladder.unit, reader), NOTE) for step in steps]
    room = max(figures, default=0) + NEAR + 3
    ends = [*accumulate((step.amount for step in steps), initial=ladder.first.amount)]
    lowest, highest = min(ends), max(ends)
    per_unit = (width - names - 2 * room) / max(highest - lowest, 1e-9)
    return Frame(names, names + room, lowest, per_unit, width, ladder.unit, reader)


def _row(row: Row, frame: Frame) -> list[Mark]:
    left, right = min(row.begin, row.end), max(row.begin, row.end)
    figure = written(row.step.amount, frame.unit, frame.reader)
    later = row.step.amount >= 0
    base = row.middle + 4.5
    return [
        *_name(row),
        Bar(left, row.middle - BAR / 2, max(right - left, 1.0), BAR, INKS[later]),
        Words(right + NEAR, base, figure, Ink.INK_2)
        if later
        else Words(left - NEAR, base, figure, Ink.INK_2, anchor=Anchor.END),
    ]


INKS = {False: Ink.LINE, True: Ink.INK_2}  # lighter: earlier or cheaper


def written(amount: float, unit: Unit, reader: Reader) -> str:
    """ "+3.6", "−$12k", and "0" of what moves no figure that is shown."""
    return signed(0.0 if abs(amount) < LEAST[unit] else amount, unit, reader)


def _end(end: End, x: float, y: float, frame: Frame) -> Words:
    says = message("{plan}: {amount}", plan=end.name, amount=Quantity(end.amount, frame.unit))
    text = frame.reader.say(says)
    words = Words(x, y, text, Ink.COMMIT, TEXT, bold=True, anchor=Anchor.MIDDLE)
    return within(words, 0, frame.width)


def _says(ladder: Ladder, steps: Sequence[Step], frame: Frame) -> str:
    reader, unit = frame.reader, frame.unit
    moves = [f"{reader.say(step.name)} {written(step.amount, unit, reader)}" for step in steps]
    says = message(
        "From {before} ({first}) to {after} ({last}):",
        before=Quantity(ladder.first.amount, unit),
        first=ladder.first.name,
        after=Quantity(ladder.last.amount, unit),
        last=ladder.last.name,
    )
    return f"{reader.say(says)} {'; '.join(moves)}."
