"""The forms for what a task took and for what was spent: read, or shown again with a complaint."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TypeVar

from app.language.message import Message, message
from app.lifecycle.acceptable import Unacceptable, acceptable_text
from app.lifecycle.actuals import Actual, Promise, Spent
from app.lifecycle.actuals_document import (
    LONGEST_NOTE,
    MOST_DAYS,
    MOST_USD,
    amount,
    rising,
)
from app.lifecycle.figures import figure_typed
from app.lifecycle.typed import Fields, day_typed
from app.store.actuals import SPENT, TASK
from app.store.kept import SavedPlan
from app.store.refusals import ActualHasChanged
from app.web.lines import first_typed, whole_number

AHEAD, GOING_ON, FINISHED = "ahead", "going_on", "finished"
STAGES: Mapping[str, Message] = {
    AHEAD: message("Has not begun"),
    GOING_ON: message("Is going on"),
    FINISHED: message("Is finished"),
}

# Where a day begins first (UTC+14, Kiribati).
EAST = timedelta(hours=14)

Found = TypeVar("Found")


def latest_day(now: datetime) -> date:
    """The last day that has begun anywhere: a writer may be ahead of the server's clock."""
    return (now + EAST).date()


@dataclass(frozen=True, slots=True)
class TaskForm:
    """As it was typed. `version`: of what the page showed; 0: nothing was said before."""

    task: str
    version: int
    stage: str = AHEAD
    began: str = ""
    on: str = ""
    days: str = ""
    low: str = ""
    high: str = ""
    note: str = ""
    complaints: Mapping[str, Message] = field(default_factory=dict)

    def clashing(self, changed: ActualHasChanged) -> TaskForm:
        """The form to be sent again, now knowing what somebody else has said."""
        return replace(self, version=changed.version, complaints={"stage": changed.says})


@dataclass(frozen=True, slots=True)
class SpentForm:
    group: str
    version: int
    usd: str = ""
    on: str = ""
    final: bool = False
    note: str = ""
    complaints: Mapping[str, Message] = field(default_factory=dict)

    def clashing(self, changed: ActualHasChanged) -> SpentForm:
        return replace(self, version=changed.version, complaints={"usd": changed.says})


def plain(figure: float) -> str:
    """A figure as it is typed again: "12.5", "8000"."""
    return f"{figure:.2f}".rstrip("0").rstrip(".")


def task_form(task: str, saved: SavedPlan, today: date) -> TaskForm:
    """What is kept, in the form; today is proposed as the day of a report."""
    version = saved.noted.get(f"{TASK}{task}", 0)
    actual = saved.actuals.tasks.get(task)
    if actual is None:
        return TaskForm(task, version, on=today.isoformat())
    low, high = (plain(figure) for figure in actual.left) if actual.left else ("", "")
    return TaskForm(
        task=task,
        version=version,
        stage=FINISHED if actual.finished else GOING_ON,
        began=actual.began.isoformat(),
        on=actual.on.isoformat(),
        days=plain(actual.days),
        low=low,
        high=high,
        note=actual.note,
    )


def spent_form(group: str, saved: SavedPlan, today: date) -> SpentForm:
    version = saved.noted.get(f"{SPENT}{group}", 0)
    spent = saved.actuals.spent.get(group)
    if spent is None:
        return SpentForm(group, version, on=today.isoformat())
    return SpentForm(
        group, version, plain(spent.usd), spent.on.isoformat(), spent.final, spent.note
    )


@dataclass(frozen=True)
class Reading:
    """One reading of a form; gathers what is wrong, field by field."""

    fields: Fields
    latest: date  # day that anything can have happened on
    complaints: dict[str, Message] = field(default_factory=dict)

    def text(self, name: str) -> str:
        return first_typed(self.fields, name).strip()

    @property
    def version(self) -> int:
        return whole_number(self.text("version")) or 0

    def attempt(self, name: str, read: Callable[[str], Found], default: Found) -> Found:
        try:
            return read(self.text(name))
        except Unacceptable as refusal:
            self.complaints[name] = refusal.says
            return default

    def day(self, name: str, missing: Message) -> date:
        """A day that has come."""

        def read(typed: str) -> date:
            if not typed:
                raise Unacceptable(missing)
            day = day_typed(typed)
            if day > self.latest:
                raise Unacceptable(message("That day is still to come"))
            return day

        return self.attempt(name, read, self.latest)

    def figure(self, name: str, missing: Message, most: float, unit: str | None = None) -> float:
        def read(typed: str) -> float:
            if not typed:
                raise Unacceptable(missing)
            return amount(figure_typed(typed, unit), most)

        return self.attempt(name, read, 0.0)

    def words(self, name: str) -> str:
        return self.attempt(name, lambda typed: acceptable_text(typed, LONGEST_NOTE), "")


def read_task(
    task: str, fields: Fields, promise: Promise, latest: date
) -> tuple[TaskForm, Actual | None]:
    """The form as it was typed, and what it says; None: the task has not begun."""
    reading = Reading(fields, latest)
    form = replace(
        TaskForm(task, reading.version, reading.text("stage")),
        began=reading.text("began"),
        on=reading.text("on"),
        days=reading.text("days"),
        low=reading.text("low"),
        high=reading.text("high"),
        note=reading.text("note"),
    )
    if form.stage == AHEAD:
        return form, None
    actual = read_actual(reading, promise, finished=form.stage == FINISHED)
    if form.stage not in STAGES:
        reading.complaints["stage"] = message("Say how the task stands")
    return replace(form, complaints=reading.complaints), actual


def read_actual(reading: Reading, promise: Promise, *, finished: bool) -> Actual:
    began = reading.day("began", message("Give the day on which work on it began"))
    on = reading.day(
        "on",
        message("Give the day on which it was finished")
        if finished
        else message("Give the day that this is true of, such as today"),
    )
    if on < began and not {"began", "on"} & reading.complaints.keys():
        reading.complaints["on"] = message("This is before the day on which work began")
    missing = message("Give the person-days that it has taken, such as 12")
    return Actual(
        began=began,
        on=on,
        finished=finished,
        days=reading.figure("days", missing, MOST_DAYS),
        promise=promise,
        left=None if finished else read_left(reading),
        note=reading.words("note"),
    )


def read_left(reading: Reading) -> tuple[float, float] | None:
    """Both ends of what is still to do, or neither."""
    if not reading.text("low") and not reading.text("high"):
        return None
    missing = message("Give both figures, or neither")
    low = reading.figure("low", missing, MOST_DAYS)
    high = reading.figure("high", missing, MOST_DAYS)
    if {"low", "high"} & reading.complaints.keys():
        return None
    try:
        return rising(low, high)
    except Unacceptable as refusal:
        reading.complaints["low"] = refusal.says
        return None


def read_spent(group: str, fields: Fields, latest: date) -> tuple[SpentForm, Spent | None]:
    """The form as it was typed, and what it says; None: nothing has been spent."""
    reading = Reading(fields, latest)
    form = SpentForm(
        group,
        reading.version,
        reading.text("usd"),
        reading.text("on"),
        "final" in fields,
        reading.text("note"),
    )
    if not form.usd:
        return form, None
    spent = Spent(
        usd=reading.figure("usd", message("Give the sum in US dollars"), MOST_USD, "usd"),
        on=reading.day("on", message("Give the day up to which it has been booked")),
        final=form.final,
        note=reading.words("note"),
    )
    return replace(form, complaints=reading.complaints), spent
