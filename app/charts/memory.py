"""Memory of one device: what fills it, how sure that is, and where the device ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.charts.letters import text_width
from app.charts.marks import NOTE, TEXT, Anchor, Bar, Drawing, Ink, Mark, Rule, Words
from app.charts.placing import stacked, within
from app.charts.scale import Scale
from app.estimate.machines import Band
from app.language.message import Message, Quantity, Unit, message
from app.language.reader import Reader

TOP = 28.0
BAR = 22.0
# Neighbours differ in tone, never in hue: their names stand below, in the same order.
TONES = (Ink.PLAN, Ink.PLAN_PALE)


@dataclass(frozen=True, slots=True)
class Load:
    """One thing in memory, in GiB: weights, gradients, optimiser, activations, cache."""

    name: Message
    gib: float


def memory_bar(
    loads: Sequence[Load], total: Band, usable_gib: float, reader: Reader, width: float
) -> Drawing:
    """`total` is the band around the sum; `usable_gib` is what a device leaves to the work."""
    scale = Scale(max(total.high, usable_gib) * 1.08, 0.5, width - 0.5)
    middle = TOP + BAR / 2
    marks: list[Mark] = [*_stack(loads, scale)]
    marks += [
        Rule(scale.at(total.low), middle, scale.at(total.high), middle, Ink.INK, 1.5),
        Rule(scale.at(total.low), middle - 5, scale.at(total.low), middle + 5, Ink.INK, 1.5),
        Rule(scale.at(total.high), middle - 5, scale.at(total.high), middle + 5, Ink.INK, 1.5),
        Rule(scale.at(usable_gib), TOP - 8, scale.at(usable_gib), TOP + BAR + 8, Ink.COMMIT, 2.5),
        _limit(usable_gib, scale, reader, width),
        Rule(scale.left, TOP + BAR + 8, scale.right, TOP + BAR + 8, Ink.LINE),
    ]
    labels = _names(loads, scale, reader, width)
    foot = max([TOP + BAR + 8, *(words.bottom for words in labels)]) + 4
    says = message(
        "{total} a device, between {low} and {high}; usable: {usable}.",
        total=Quantity(total.likely, Unit.GIB),
        low=Quantity(total.low, Unit.GIB),
        high=Quantity(total.high, Unit.GIB),
        usable=Quantity(usable_gib, Unit.GIB),
    )
    title = reader.say(message("Memory of one device"))
    return Drawing(width, foot, title, reader.say(says), (*marks, *labels))


def _stack(loads: Sequence[Load], scale: Scale) -> list[Mark]:
    bars: list[Mark] = []
    reached = 0.0
    for index, load in enumerate(loads):
        left = scale.at(reached)
        reached += load.gib
        tone = TONES[index % 2]
        bars.append(Bar(left, TOP, max(scale.at(reached) - left, 0.5), BAR, tone))
    return bars


def _limit(usable_gib: float, scale: Scale, reader: Reader, width: float) -> Words:
    text = reader.say(message("usable {amount}", amount=Quantity(usable_gib, Unit.GIB)))
    words = Words(scale.at(usable_gib), 14, text, Ink.COMMIT, TEXT, bold=True, anchor=Anchor.MIDDLE)
    return within(words, 0, width)


def _names(loads: Sequence[Load], scale: Scale, reader: Reader, width: float) -> list[Words]:
    """Each name below its part, one line lower where it would touch another."""
    labels = []
    reached = 0.0
    for load in loads:
        text = reader.say(message("{name} {gib}", name=load.name, gib=Quantity(load.gib, Unit.GIB)))
        middle = scale.at(reached + load.gib / 2)
        reached += load.gib
        start = middle - text_width(text, NOTE) / 2
        labels.append(Words(start, TOP + BAR + 24, text, Ink.INK_2))
    return stacked(labels, 17, 0, width)
