"""Actuals as JSON, and back: as the store keeps them, and inside an answers document."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from app.language.message import message
from app.lifecycle.acceptable import Unacceptable
from app.lifecycle.actuals import MONEY, Actual, Actuals, Promise, Quantiles, Spent
from app.lifecycle.bare_value import Json, day_of, line_of, one_of

MOST_DAYS = 1e5  # four hundred person-years
MOST_USD = 1e12
LONGEST_NOTE = 2000
MOST_TASKS = 200

Kind = TypeVar("Kind")


def write_actuals(actuals: Actuals) -> dict[str, object]:
    return {
        "tasks": {task: write_actual(actual) for task, actual in sorted(actuals.tasks.items())},
        "spent": {group: write_spent(spent) for group, spent in sorted(actuals.spent.items())},
    }


def write_actual(actual: Actual) -> dict[str, object]:
    said = {
        "began": actual.began.isoformat(),
        "on": actual.on.isoformat(),
        "finished": actual.finished,
        "days": actual.days,
        "left": actual.left and list(actual.left),
        "note": actual.note,
        "promise": {"days": list(actual.promise.days), "weeks": list(actual.promise.weeks)},
    }
    return {name: value for name, value in said.items() if value not in (None, "")}


def write_spent(spent: Spent) -> dict[str, object]:
    said = {"usd": spent.usd, "on": spent.on.isoformat(), "final": spent.final, "note": spent.note}
    return {name: value for name, value in said.items() if value != ""}


def read_actuals(raw: object) -> Actuals:
    """Raises Unacceptable."""
    if raw is None:
        return Actuals()
    parts = an_object(raw, "actuals")
    spent = each(parts.get("spent"), "spent", read_spent)
    if not set(spent) <= set(MONEY):
        raise Unacceptable(one_of(list(MONEY)))
    return Actuals(each(parts.get("tasks"), "tasks", read_actual), spent)


def each(raw: object, name: str, read: Callable[[object], Kind]) -> dict[str, Kind]:
    found = {} if raw is None else an_object(raw, name)
    if len(found) > MOST_TASKS:
        raise Unacceptable(message("Give at most {most} rows", most=MOST_TASKS))
    return {str(key)[:60]: read(value) for key, value in found.items()}


def read_actual(raw: object) -> Actual:
    said = an_object(raw, "actuals")
    began, on = a_day(said, "began"), a_day(said, "on")
    if on < began:
        raise Unacceptable(message("A task cannot be finished before it began"))
    promise = an_object(said.get("promise"), "promise")
    return Actual(
        began=began,
        on=on,
        finished=said.get("finished") is True,
        days=amount(said.get("days"), MOST_DAYS),
        promise=Promise(quantiles(promise.get("days")), quantiles(promise.get("weeks"))),
        left=read_left(said.get("left")),
        note=line_of(said, "note", LONGEST_NOTE),
    )


def read_left(raw: object) -> tuple[float, float] | None:
    if raw is None:
        return None
    if not isinstance(raw, list | tuple) or len(raw) != 2:
        raise Unacceptable(message("Give a range as two numbers: low and high"))
    low, high = (amount(figure, MOST_DAYS) for figure in raw)
    return rising(low, high)


def rising(low: float, high: float) -> tuple[float, float]:
    if not 0 < low < high:
        raise Unacceptable(message("Give a low number above zero, and a higher one"))
    return low, high


def read_spent(raw: object) -> Spent:
    said = an_object(raw, "spent")
    return Spent(
        usd=amount(said.get("usd"), MOST_USD),
        on=a_day(said, "on"),
        final=said.get("final") is True,
        note=line_of(said, "note", LONGEST_NOTE),
    )


def quantiles(raw: object) -> Quantiles:
    if not isinstance(raw, list | tuple) or len(raw) != 4:
        raise Unacceptable(message("Give four numbers: P10, P50, P80 and P95"))
    p10, p50, p80, p95 = (amount(figure, MOST_DAYS) for figure in raw)
    if not p10 <= p50 <= p80 <= p95:
        raise Unacceptable(message("Give four numbers that rise: P10, P50, P80 and P95"))
    return p10, p50, p80, p95


def amount(raw: object, most: float) -> float:
    """A figure from nothing to the most that makes sense."""
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not math.isfinite(raw):
        raise Unacceptable(message("Give a number"))
    if raw < 0:
        raise Unacceptable(message("Give a number that is not below zero"))
    if raw > most:
        raise Unacceptable(message("Give a smaller number"))
    return float(raw)


def a_day(said: Json, name: str) -> date:
    day = day_of(said.get(name))
    if day is None:
        raise Unacceptable(message("Give a date such as 2027-01-31"))
    return day


def an_object(raw: object, name: str) -> Mapping[str, object]:
    if not isinstance(raw, dict):
        raise Unacceptable(message("Give “{field}” as an object", field=name))
    return raw
