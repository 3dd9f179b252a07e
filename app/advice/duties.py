"""What the answers oblige to: the duties of each label that holds, with their dates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from app.advice.catalogue import load_catalogue, rule
from app.advice.finding import Duty, Tier
from app.advice.situation import fixed_by_rules, prohibited
from app.language.message import Message, message
from app.lifecycle.answers import Answers
from app.lifecycle.condition import ALWAYS, Condition
from app.lifecycle.entries import Entry, FaultyContent, read_entries
from app.lifecycle.labels import Label, labels, load_labels

CONTENT = Path(__file__).parent / "content" / "duties.toml"
WITHOUT_A_MODEL = frozenset(
    {"personal_data", "health", "children", "credit", "employment", "automated_decision"}
)


@dataclass(frozen=True, slots=True)
class KnownDuty:
    id: str
    label: str
    when: Condition
    title: Message
    how: Message
    rule: str
    applies_from: date | None
    checked_on: date | None
    tier: Tier | None


def duties(answers: Answers) -> tuple[Duty, ...]:
    """Those that hold on what was said or is assumed, in the order of the labels."""
    held = [label for label in labels(answers) if _concerns(label, answers)]
    return tuple(duty for label in held for duty in _of_label(label, answers))


def _concerns(label: Label, answers: Answers) -> bool:
    """Code without a model owes what its data and its decisions owe, and nothing as AI."""
    return prohibited(answers) or not fixed_by_rules(answers) or label.id in WITHOUT_A_MODEL


def _of_label(label: Label, answers: Answers) -> Iterator[Duty]:
    for known in load_duties():
        if known.label == label.id and known.when.holds(answers):
            yield Duty(
                label=known.label,
                title=known.title,
                how=known.how,
                rule=rule(known.rule),
                because=_grounds(answers, label.when, known.when),
                applies_from=known.applies_from,
                checked_on=known.checked_on,
                id=known.id,
                tier=known.tier,
            )


def _grounds(answers: Answers, *conditions: Condition) -> tuple[str, ...]:
    """The questions whose answers set off the conditions."""
    named = (pair for condition in conditions for pair in condition.options)
    return tuple(sorted({question for question, option in named if answers.any(question, option)}))


@lru_cache
def load_duties(content: Path = CONTENT) -> tuple[KnownDuty, ...]:
    """All duties in the order of the file; FaultyContent names all faults at once."""
    faults: list[str] = []
    found = tuple(_duty(entry) for entry in read_entries(content, faults).listed("duty"))
    ids = Counter(duty.id for duty in found if duty.id)
    faults += [f"{content.name}: {id} stands twice" for id, times in ids.items() if times > 1]
    if faults:
        raise FaultyContent(faults)
    return found


def _duty(entry: Entry) -> KnownDuty:
    label, rests_on = entry.required("label"), entry.required("rule")
    if label and label not in load_labels():
        entry.fault(f"there is no label {label}")
    if rests_on and rests_on not in load_catalogue():
        entry.fault(f"there is no rule {rests_on}")
    return KnownDuty(
        id=entry.required("id"),
        label=label,
        when=entry.condition("when") or ALWAYS,
        title=message(entry.required("title")),
        how=_how(entry),
        rule=rests_on,
        applies_from=entry.day("applies_from"),
        checked_on=entry.day("checked"),
        tier=entry.one_of("tier", Tier, Tier.MINIMAL) if "tier" in entry.table else None,
    )


def _how(entry: Entry) -> Message:
    how = message(entry.required("how"))
    if entry.table.get("legal") is not True:
        return how
    if entry.day("checked") is None:
        entry.fault("what the law asks needs the day on which it was checked")
    return message("{how} Confirm with counsel.", how=how)
