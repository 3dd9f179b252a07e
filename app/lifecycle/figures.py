"""Figures as people write them: "2,100,000", "2.1M", "90k", "$90", "80 %", "5 pages"."""

from __future__ import annotations

import re

from app.language.message import message
from app.lifecycle.acceptable import Unacceptable

TOKENS_A_PAGE = 400  # the ratio behind R-08

_FIGURE = re.compile(
    r"(?:US)?\$?\s*(?P<sign>[-−]?)\s*\$?(?P<digits>[\d.][\d,.  ']*)\s*(?P<word>[a-z%$/ ]*)",
    re.IGNORECASE,
)
_GROUPED = re.compile(r"\d{1,3}(?:[,  ']\d{3})+(?:\.\d+)?")
_PLAIN = re.compile(r"\d+(?:\.\d+)?|\.\d+")

# Words behind a figure that multiply it.
TIMES: dict[str, float] = {
    "": 1,
    "k": 1e3,
    "thousand": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "million": 1e6,
    "b": 1e9,
    "bn": 1e9,
    "billion": 1e9,
    "t": 1e12,
    "trillion": 1e12,
}
# Words that name a unit, by the unit asked for; each multiplies the figure to that unit.
UNITS: dict[str, dict[str, float]] = {
    "tokens": {"tokens": 1, "token": 1, "pages": TOKENS_A_PAGE, "page": TOKENS_A_PAGE},
    "usd": {"$": 1, "usd": 1, "dollars": 1, "us dollars": 1},
    "usd_per_month": {"$": 1, "usd": 1, "dollars": 1, "a month": 1, "per month": 1},
    "usd_per_hour": {"$": 1, "usd": 1, "dollars": 1, "an hour": 1, "per hour": 1},
    "weeks": {"weeks": 1, "week": 1, "w": 1, "months": 4.345, "month": 4.345},
    "minutes": {"minutes": 1, "minute": 1, "min": 1, "hours": 60, "hour": 60, "h": 60},
    "ms": {
        "ms": 1,
        "milliseconds": 1,
        "s": 1000,
        "second": 1000,
        "seconds": 1000,
        "min": 60_000,
        "minutes": 60_000,
    },
    "gb": {"gb": 1, "gib": 1, "mb": 1 / 1000, "tb": 1000},
    "share": {"%": 0.01, "percent": 0.01, "per cent": 0.01},
    "requests_per_day": {"a day": 1, "per day": 1, "/day": 1},
    "requests_per_minute": {"a minute": 1, "per minute": 1, "/min": 1},
}


def figure_typed(typed: str, unit: str | None = None) -> float:
    """The figure somebody typed, in the unit asked for; raises Unacceptable."""
    found = _FIGURE.fullmatch(typed.strip())
    if found is None:
        raise _no_figure(typed)
    digits = found["digits"].strip()
    if _GROUPED.fullmatch(digits):
        digits = re.sub(r"[,  ']", "", digits)
    if not _PLAIN.fullmatch(digits):
        raise _no_figure(typed)
    figure = float(digits) * _times(found["word"].strip().lower(), unit, typed)
    return -figure if found["sign"] else figure


def _times(word: str, unit: str | None, typed: str) -> float:
    """What the words behind a figure multiply it by: "M", "pages", "M tokens"."""
    units = UNITS.get(unit or "", {})
    if word in units:
        return units[word]
    if word in TIMES:
        return TIMES[word]
    first, _, rest = word.partition(" ")
    if first in TIMES and rest in units:
        return TIMES[first] * units[rest]
    raise _no_figure(typed)


def _no_figure(typed: str) -> Unacceptable:
    return Unacceptable(
        message("“{typed}” is not a number; write one such as 1.5, 2,100,000 or 90k", typed=typed)
    )
