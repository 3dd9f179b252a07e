"""How wide a line of text is when Inter sets it, so that labels can be placed without a browser."""

from __future__ import annotations

import tomllib
import unicodedata
from functools import lru_cache
from pathlib import Path

WIDTHS = Path(__file__).parent / "content" / "inter-widths.toml"

# Letters the table lacks: an average letter, and a full em for the square scripts and pictures.
AVERAGE = 620
SQUARE = 1000

# From this size on Inter's display cut is used, which is narrower.
DISPLAY_FROM = 24
TRACKING = -20.0  # and large figures are set closer, in thousandths of an em


@lru_cache
def widths() -> dict[str, dict[str, int]]:
    """Cut ("regular", "bold", "display") → letter → advance width in thousandths of an em."""
    cuts = tomllib.loads(WIDTHS.read_text())
    return {
        name: {letter: int(width) for width, letters in cut.items() for letter in letters}
        for name, cut in cuts.items()
        if isinstance(cut, dict)
    }


@lru_cache(maxsize=4096)
@lru_cache(maxsize=4096)  # a label is measured for each place that it might stand in
def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width in pixels of one line of text at a size in pixels."""
    known = widths()["bold" if bold else "regular"]
    tracking = 0.0
    if size >= DISPLAY_FROM:
        known, tracking = widths()["display"], TRACKING
    return sum((known.get(letter) or _other(letter)) + tracking for letter in text) * size / 1000


def _other(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return SQUARE if unicodedata.east_asian_width(letter) in {"W", "F"} else AVERAGE


def wrapped(text: str, size: float, room: float, most: int, *, bold: bool = False) -> list[str]:
    """The text broken between words into lines of that width; the last of `most` is shortened."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(lines) == most or not lines[-1] or text_width(longer, size, bold=bold) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return [shortened(line, size, room, bold=bold) for line in lines]


def halved(text: str) -> list[str]:
    """The text on two lines as equal as its words allow; one word stays on one."""
    words = text.split()
    splits = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    return list(min(splits, key=lambda pair: max(map(len, pair)), default=(text,)))


def shortened(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """The text, cut with an ellipsis where it would be wider than `room`: SVG text never wraps."""
    if text_width(text, size, bold=bold) <= room:
        return text
    kept = ""
    for letter in text:
        if text_width((kept + letter).rstrip() + "…", size, bold=bold) > room:
            break
        kept += letter
    return kept.rstrip() + "…"
