"""What a chart is made of: shapes and words with a place, before anybody draws them.

Lengths are pixels of the width at which the chart is shown. A mark names the meaning of its
colour; the drawing gives it the light value as an attribute, and a class that a page overrides.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.charts.letters import text_width

NOTE = 13.0  # the smallest text a chart may carry
TEXT = 14.0
HEAD = 28.0


class Ink(StrEnum):
    """The meanings a colour can have."""

    PAPER = "paper"
    INK = "ink"
    INK_2 = "ink-2"
    LINE = "line"
    HAIR = "hair"
    PLAN = "plan"
    PLAN_PALE = "plan-pale"
    AREA = "area"  # plan-pale, thinned for large surfaces
    COMMIT = "commit"
    FIELD = "field"


# Light values on white paper, for the printed document and for a page whose style is missing.
HEX: dict[Ink, str] = {
    Ink.PAPER: "#ffffff",
    Ink.INK: "#0f1d22",
    Ink.INK_2: "#415055",
    Ink.LINE: "#7a898c",
    Ink.HAIR: "#ccd5d0",
    Ink.PLAN: "#005767",
    Ink.PLAN_PALE: "#9dc7cb",
    Ink.AREA: "#c8dee0",
    Ink.COMMIT: "#c23408",
    Ink.FIELD: "#ffffff",
}


class Anchor(StrEnum):
    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    fill: Ink
    edge: Ink | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line; `dots` makes it a leader (round dots) or a dashed wish."""

    x1: float
    y1: float
    x2: float
    y2: float
    ink: Ink
    thickness: float = 1.0
    dots: str | None = None  # a stroke-dasharray


@dataclass(frozen=True, slots=True)
class Shape:
    """A closed polygon or, without a fill, an open curve through its points."""

    points: tuple[tuple[float, float], ...]
    fill: Ink | None = None
    edge: Ink | None = None
    thickness: float = 1.0


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float
    radius: float
    fill: Ink


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text; `y` is its baseline. A halo of paper parts it from a line it crosses."""

    x: float
    y: float
    text: str
    ink: Ink = Ink.INK
    size: float = NOTE
    bold: bool = False
    anchor: Anchor = Anchor.START
    halo: bool = False

    @property
    def width(self) -> float:
        return text_width(self.text, self.size, bold=self.bold)

    @property
    def left(self) -> float:
        shift = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}[self.anchor]
        return self.x - shift * self.width

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def top(self) -> float:
        return self.y - 0.75 * self.size  # Inter's capitals reach 0.73 em

    @property
    def bottom(self) -> float:
        return self.y + 0.2 * self.size


Mark = Bar | Rule | Shape | Dot | Words


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole chart. Title and description are what a screen reader says in its place."""

    width: float
    height: float
    title: str
    description: str
    marks: tuple[Mark, ...]

    @property
    def words(self) -> tuple[Words, ...]:
        return tuple(mark for mark in self.marks if isinstance(mark, Words))


def collide(one: Words, other: Words, gap: float = 0.0) -> bool:
    """Whether two lines of text would touch."""
    return (
        one.left < other.right + gap
        and other.left < one.right + gap
        and one.top < other.bottom + gap / 3
        and other.top < one.bottom + gap / 3
    )
