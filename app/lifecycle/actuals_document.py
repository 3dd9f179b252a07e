"""Actuals as JSON, and back: as the store keeps them, and inside an answers document."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, TypeVar

from app.language.message import Message, message
from app.lifecycle.acceptable import Unacceptable, UnacceptableFields
from app.lifecycle.actuals import (
    MONEY,
    Actual,
    Actuals,
    EarlierPlan,
    Finished,
    Promise,
    Quantiles,
    Spent,
)
from app.lifecycle.bare_value import day_of, line_of, one_of

MOST_DAYS = 1e5  # four hundred person-years
MOST_USD = 1e12
LONGEST_NOTE = 2000
LONGEST_NAME = 60  # of a task, a group or an earlier plan
MOST_TASKS = 200
MOST_TIMES = 1e3  # by which a range is moved
ABOVE_ZERO: Final = message("Give a number above zero")

Kind = TypeVar("Kind")
Other = TypeVar("Other")
NO_PROMISE: Final = Promise((0.0, 0.0, 0.0, 0.0), (0.0, 0.0, 0.0, 0.0))


def write_actuals(actuals: Actuals) -> dict[str, object]:
    written: dict[str, object] = {
        "tasks": {task: write_actual(actual) for task, actual in sorted(actuals.tasks.items())},
        "spent": {group: write_spent(spent) for group, spent in sorted(actuals.spent.items())},
    }
    if actuals.earlier:
        earlier = sorted(actuals.earlier.items())
        written["earlier"] = {plan: write_earlier(taught) for plan, taught in earlier}
    return written


def write_actual(actual: Actual) -> dict[str, object]:
    said = {
        "began": actual.began.isoformat(),
        "on": actual.on.isoformat(),
        "finished": actual.finished,
        "days": actual.days,
        "left": actual.left and list(actual.left),
        "note": actual.note,
        "promise": write_promise(actual.promise),
    }
    return {name: value for name, value in said.items() if value not in (None, "")}


def write_promise(promise: Promise) -> dict[str, object]:
    said = {"days": list(promise.days), "weeks": list(promise.weeks), "learnt": promise.learnt}
    return {name: value for name, value in said.items() if value != 1.0}


def write_earlier(earlier: EarlierPlan) -> dict[str, object]:
    tasks = {task: [each.planned, each.took] for task, each in sorted(earlier.tasks.items())}
    if earlier.whole is None:
        return {"tasks": tasks}
    return {"tasks": tasks, "whole": [earlier.whole.planned, earlier.whole.took]}


def write_spent(spent: Spent) -> dict[str, object]:
    said = {"usd": spent.usd, "on": spent.on.isoformat(), "final": spent.final, "note": spent.note}
    return {name: value for name, value in said.items() if value != ""}


def read_actuals(raw: object) -> Actuals:
    """Raises Unacceptable: UnacceptableFields with every fault, where it is an object."""
    if raw is None:
        return Actuals()
    parts = Record(an_object(raw, "actuals"))
    tasks = parts.read("tasks", lambda rows: each(rows, "tasks", read_actual), {})
    spent = parts.read("spent", lambda rows: each(rows, "spent", read_spent), {})
    if not set(spent) <= set(MONEY):
        parts.complain("spent", one_of(list(MONEY)))
    earlier = parts.read("earlier", lambda rows: each(rows, "earlier", read_earlier), {})
    parts.must_be_right()
    return Actuals(tasks, spent, earlier)


def each(raw: object, name: str, read: Callable[[object], Kind]) -> dict[str, Kind]:
    rows = Record({} if raw is None else an_object(raw, name))
    if len(rows.said) > MOST_TASKS:
        raise Unacceptable(message("Give at most {most} rows", most=MOST_TASKS))
    found = {str(key)[:LONGEST_NAME]: rows.read(str(key), read, None) for key in rows.said}
    rows.must_be_right()
    return {key: value for key, value in found.items() if value is not None}


@dataclass(frozen=True)
class Record:
    """An object that is read field by field; gathers what is wrong with it."""

    said: Mapping[str, object]
    complaints: dict[str, Message] = field(default_factory=dict)

    def read(self, name: str, read: Callable[[object], Kind], default: Other) -> Kind | Other:
        try:
            return read(self.said.get(name))
        except UnacceptableFields as refusal:
            for inner, says in refusal.complaints.items():
                self.complain(f"{name}.{inner}", says)
        except Unacceptable as refusal:
            self.complain(name, refusal.says)
        return default

    def day(self, name: str, today: date | None) -> date:
        return self.read(name, lambda raw: a_day(raw, today), date.min)

    def note(self) -> str:
        return self.read("note", lambda _: line_of(self.said, "note", LONGEST_NOTE), "")

    def complain(self, name: str, says: Message) -> None:
        self.complaints.setdefault(name[:LONGEST_NAME], says)

    def must_be_right(self) -> None:
        if self.complaints:
            raise UnacceptableFields(self.complaints)


def read_actual(raw: object, today: date | None = None) -> Actual:
    """Raises UnacceptableFields with every fault. `today`: no later day has anything to tell."""
    record = Record(an_object(raw, "actuals"))
    actual = Actual(
        began=record.day("began", today),
        on=record.day("on", today),
        finished=record.read("finished", yes_or_no, default=False),
        days=record.read("days", lambda days: amount(days, MOST_DAYS), 0.0),
        promise=record.read("promise", read_promise, NO_PROMISE),
        left=record.read("left", read_left, None),
        note=record.note(),
    )
    if actual.on < actual.began and "on" not in record.complaints:
        record.complain("on", message("A task cannot be finished before it began"))
    record.must_be_right()
    return actual


def read_promise(raw: object) -> Promise:
    promise = an_object(raw, "promise")
    days, weeks = quantiles(promise.get("days")), quantiles(promise.get("weeks"))
    learnt = amount(promise.get("learnt", 1.0), MOST_TIMES)
    if learnt <= 0:
        raise Unacceptable(ABOVE_ZERO)
    return Promise(days, weeks, learnt)


def yes_or_no(raw: object) -> bool:
    if raw is None:
        return False
    if not isinstance(raw, bool):
        raise Unacceptable(message("Send true or false"))
    return raw


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


def read_spent(raw: object, today: date | None = None) -> Spent:
    """Raises UnacceptableFields with every fault."""
    record = Record(an_object(raw, "spent"))
    spent = Spent(
        usd=record.read("usd", lambda usd: amount(usd, MOST_USD), 0.0),
        on=record.day("on", today),
        final=record.read("final", yes_or_no, default=False),
        note=record.note(),
    )
    record.must_be_right()
    return spent


def read_earlier(raw: object) -> EarlierPlan:
    """Raises UnacceptableFields with every fault."""
    record = Record(an_object(raw, "earlier"))
    tasks = record.read("tasks", lambda rows: each(rows, "tasks", read_finished), {})
    whole = record.read("whole", lambda pair: None if pair is None else read_finished(pair), None)
    if not record.said.get("tasks"):
        record.complain("tasks", message("Give at least one finished task"))
    record.must_be_right()
    return EarlierPlan(tasks, whole)


def read_finished(raw: object) -> Finished:
    if not isinstance(raw, list | tuple) or len(raw) != 2:
        raise Unacceptable(message("Give two numbers: the person-days planned, and those taken"))
    planned, took = (amount(figure, MOST_DAYS) for figure in raw)
    if min(planned, took) <= 0:
        raise Unacceptable(ABOVE_ZERO)
    return Finished(planned, took)


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


def a_day(raw: object, today: date | None) -> date:
    day = day_of(raw)
    if day is None:
        raise Unacceptable(message("Give a date such as 2027-01-31"))
    if today is not None and day > today:
        raise Unacceptable(message("That day is still to come"))
    return day


def an_object(raw: object, name: str) -> Mapping[str, object]:
    if not isinstance(raw, dict):
        raise Unacceptable(message("Give “{field}” as an object", field=name))
    return raw
