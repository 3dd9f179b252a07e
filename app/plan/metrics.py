"""What to measure, and what not to rely on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from app.advice.catalogue import rule
from app.advice.finding import Advice, Stance
from app.language.message import Message, message
from app.lifecycle.answers import Answers
from app.lifecycle.condition import ALWAYS, Condition, NotACondition, read_condition
from app.lifecycle.entries import Entry, FaultyContent, read_entries
from app.plan.plan import Metric

CONTENT = Path(__file__).parent / "content" / "metrics.toml"


@dataclass(frozen=True, slots=True)
class Misuse:
    """A measure that misleads for some jobs when it stands alone."""

    name: Message
    when: Condition
    tag: str | None
    because: Message
    rule: str


@dataclass(frozen=True, slots=True)
class Measures:
    names: Mapping[str, Message]
    misuses: tuple[Misuse, ...]


def metrics(advice: Advice) -> tuple[Metric, ...]:
    """The methods of evaluation that are part of the plan, in the order of decision."""
    names = load_measures().names
    return tuple(
        Metric(found.tag, names.get(found.tag, found.title), found.how, found.rule)
        for found in advice.findings
        if found.group == "eval" and found.stance is Stance.DO
    )


def misleading(answers: Answers, advice: Advice) -> tuple[Metric, ...]:
    """What not to rely on: measures that mislead for these jobs, and those advised against."""
    measures = load_measures()
    advised = [
        Metric(found.tag, measures.names.get(found.tag, found.title), found.why, found.rule)
        for found in advice.findings
        if found.group == "eval" and found.stance is Stance.AVOID
    ]
    tags = {metric.tag for metric in advised}
    known = [
        Metric(misuse.tag, misuse.name, misuse.because, rule(misuse.rule))
        for misuse in measures.misuses
        if misuse.when.holds(answers) and (misuse.tag is None or misuse.tag not in tags)
    ]
    return (*advised, *known)


@lru_cache
def load_measures(path: Path = CONTENT) -> Measures:
    faults: list[str] = []
    file = read_entries(path, faults)
    names = file.inner("names")
    found = Measures(
        {tag: message(names.required(tag)) for tag in names.table},
        tuple(_misuse(entry) for entry in file.listed("avoid")),
    )
    if faults:
        raise FaultyContent(faults)
    return found


def _misuse(entry: Entry) -> Misuse:
    when: Condition = ALWAYS
    try:
        when = read_condition(entry.required("when"))
    except NotACondition as error:
        entry.fault(str(error))
    return Misuse(
        name=message(entry.required("name")),
        when=when,
        tag=entry.text("tag"),
        because=message(entry.required("because")),
        rule=entry.required("rule"),
    )
