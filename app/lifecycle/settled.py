"""What people settle about a plan beside its answers, as JSON inside an answers document, and back.

Which plan was chosen of several, and who does what by when: it goes out with a plan and comes in
again, so that the plan that was imported says what the exported one said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeVar

from app.language.message import message
from app.lifecycle.acceptable import LONGEST_LINE, Unacceptable, acceptable_text
from app.lifecycle.actuals_document import Record, a_day, an_object
from app.lifecycle.bare_value import day_of, line_of

LONGEST_REASON = 2000
LONGEST_ID = 60  # of an action
MOST = 200  # decisions, or actions
MOST_RIVALS = 20

Kind = TypeVar("Kind")


@dataclass(frozen=True, slots=True)
class Decided:
    """That the plan was chosen of several."""

    instead_of: tuple[str, ...]  # the titles of the others
    why: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Noted:
    """Who took on one entry of the action list, by when, and whether it is done."""

    action: str
    owner: str = ""
    by: date | None = None
    done_on: date | None = None
    done_by: str = ""

    @property
    def says_something(self) -> bool:
        return any((self.owner, self.by, self.done_on, self.done_by))


@dataclass(frozen=True, slots=True)
class Settled:
    decisions: tuple[Decided, ...] = ()  # the newest first
    actions: tuple[Noted, ...] = ()


NOTHING_SETTLED = Settled()


def write_settled(settled: Settled) -> dict[str, object]:
    """The fields of an answers document; none where there is nothing to say."""
    decisions = [
        {"instead_of": list(made.instead_of), "why": made.why, "by": made.by, "on": str(made.on)}
        for made in settled.decisions
    ]
    actions = {
        noted.action: write_noted(noted)
        for noted in sorted(settled.actions, key=lambda noted: noted.action)
    }
    written: dict[str, object] = {"decisions": decisions, "actions": actions}
    return {name: said for name, said in written.items() if said}


def write_noted(noted: Noted) -> dict[str, object]:
    said = {
        "owner": noted.owner,
        "by": noted.by and noted.by.isoformat(),
        "done_on": noted.done_on and noted.done_on.isoformat(),
        "done_by": noted.done_by,
    }
    return {name: value for name, value in said.items() if value}


def read_settled(raw: Mapping[str, object]) -> Settled:
    """From an answers document; raises UnacceptableFields with every fault."""
    record = Record(raw)
    decisions = record.read("decisions", read_decisions, ())
    actions = record.read("actions", read_actions, ())
    record.must_be_right()
    return Settled(decisions, actions)


def read_decisions(raw: object) -> tuple[Decided, ...]:
    if not isinstance(raw, list | None):
        raise Unacceptable(message("Give a list"))
    return read_each({str(place): said for place, said in enumerate(raw or (), 1)}, read_decided)


def read_actions(raw: object) -> tuple[Noted, ...]:
    said = {} if raw is None else an_object(raw, "actions")
    return read_each(said, read_noted)


def read_each(said: Mapping[str, object], read: Callable[[str, object], Kind]) -> tuple[Kind, ...]:
    """Each row by its key; raises UnacceptableFields with the faults of all."""
    if len(said) > MOST:
        raise Unacceptable(message("Give at most {most} rows", most=MOST))
    rows = Record(said)
    found = [rows.read(key, partial(read, key), None) for key in said]
    rows.must_be_right()
    return tuple(one for one in found if one is not None)


def read_decided(_place: str, raw: object) -> Decided:
    record = Record(an_object(raw, "decisions"))
    made = Decided(
        instead_of=record.read("instead_of", read_titles, ()),
        why=record.read("why", lambda _: line_of(record.said, "why", LONGEST_REASON), ""),
        by=record.read("by", lambda _: line_of(record.said, "by"), ""),
        on=record.read("on", a_day_of_any_time, date.min),
    )
    record.must_be_right()
    return made


def read_titles(raw: object) -> tuple[str, ...]:
    if not isinstance(raw, list) or not all(isinstance(title, str) for title in raw):
        raise Unacceptable(message("Give a list of titles"))
    if not 0 < len(raw) <= MOST_RIVALS:
        raise Unacceptable(message("Give at least one title, and at most {most}", most=MOST_RIVALS))
    return tuple(acceptable_text(title, LONGEST_LINE) for title in raw)


def a_day_of_any_time(raw: object) -> date:
    return a_day(raw, None)


def read_noted(action: str, raw: object) -> Noted:
    record = Record(an_object(raw, "actions"))
    noted = Noted(
        action=action[:LONGEST_ID],
        owner=record.read("owner", lambda _: line_of(record.said, "owner"), ""),
        by=record.read("by", day_of, None),
        done_on=record.read("done_on", day_of, None),
        done_by=record.read("done_by", lambda _: line_of(record.said, "done_by"), ""),
    )
    record.must_be_right()
    return noted
