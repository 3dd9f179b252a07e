"""Labels that people make for training: how many, how long, and who makes them (R-73)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.advice.finding import Advice, VerdictKind
from app.estimate.breakdown.jobs import LABELS, Job
from app.estimate.breakdown.work import PREFERENCES, TUNING, Technique
from app.estimate.ranges import Spread
from app.estimate.rates import LabelKind, Labelling, Rates
from app.language.message import Message, Quantity, Unit, counted, message
from app.lifecycle.answers import Answers

MINUTES_AN_HOUR: Final = 60
COMPARING: Final = "compare"
LABELLING: Final = "labelling"  # the role of E02
NO_WORK: Final = Spread(0.0, 1.0, 1.0)  # its hours are counted as labels, not as the team's days


@dataclass(frozen=True, slots=True)
class Pile:
    """Items of one kind that somebody labels. The evaluation set is a task of its own."""

    kind: LabelKind
    items: float

    @property
    def id(self) -> str:
        """Of its task, of its line on the bill and of its draws."""
        return f"{LABELS}{self.kind.id}"

    def hours(self, terms: Labelling) -> float:
        """In the middle case."""
        return label_hours(self.items, self.kind.minutes.median, terms.overlap, terms.rework)


@dataclass(frozen=True, slots=True)
class LabelTask:
    """A pile and the people who work through it."""

    pile: Pile
    hours: float
    people: float

    def job(self, terms: Labelling) -> Job:
        """Calendar alone: the hours are those of the bill, in the same draws."""
        weeks = self.hours / (self.people * terms.week_hours)
        minutes = self.pile.kind.minutes
        return Job(
            self.pile.id,
            NO_WORK,
            minutes.scaled(weeks, minutes.log_sd),
            self.people,
            mix=(("domain", 1.0),),
            wait_follows=0.0,
            least_wait=terms.least_weeks,
        )

    @property
    def title(self) -> Message:
        items = Quantity(self.pile.items)
        match self.pile.kind.id:
            case "demonstrate":
                return message("Write {items} examples", items=items)
            case "curate":
                return message("Check {items} examples", items=items)
        return message("Compare {items} pairs of answers", items=items)

    @property
    def why(self) -> Message:
        return counted(
            "Tuning needs them: about {hours} of one person, counted with the labels and not with "
            "the team’s work. Time the first twenty: {minutes} for each is a planning default.",
            "Tuning needs them: about {hours} of {count} people, counted with the labels and not "
            "with the team’s work. Time the first twenty: {minutes} for each is a planning "
            "default.",
            self.people,
            hours=Quantity(self.hours, Unit.HOURS),
            minutes=Quantity(self.pile.kind.minutes.median, Unit.MINUTES),
        )


def piles(answers: Answers, advice: Advice, rates: Rates) -> Iterator[Pile]:
    """What tuning and preferences still need."""
    if advice.verdict.kind is VerdictKind.NO_GENAI:
        return
    if advice.recommends(*TUNING):
        have, wanted = answers.number("A02a") or 0.0, rates.labelling.wanted_examples
        if have < wanted:
            yield Pile(rates.kinds["demonstrate"], wanted - have)
        if have and not answers.any("A03", "expert_checked"):
            yield Pile(rates.kinds["curate"], min(have, wanted))
    pairs = answers.number("A10a") or 0.0
    if pairs and advice.recommends(*PREFERENCES):
        yield Pile(rates.kinds[COMPARING], pairs)


def label_tasks(
    answers: Answers, advice: Advice, technique: Technique, rates: Rates
) -> tuple[LabelTask, ...]:
    """One task a pile, as far as the technique is the one that needs it."""
    found = []
    for pile in piles(answers, advice, rates):
        if technique.preferences if pile.kind.id == COMPARING else technique.tuning:
            hours = pile.hours(rates.labelling)
            found.append(LabelTask(pile, hours, labellers(answers, hours, rates.labelling)))
    return tuple(found)


def labellers(answers: Answers, hours: float, terms: Labelling) -> float:
    """Those that were named (E02); else one person, or a crowd where one would take too long."""
    if named := named_labellers(answers):
        return named
    return 1.0 if hours < terms.week_hours * terms.patience_weeks else terms.crowd


def named_labellers(answers: Answers) -> float:
    """Full-time people; a vendor who was named without a number brings the usual crowd."""
    rows = answers.rows("E02") if answers.known("E02") else ()
    found = 0.0
    for row in rows:
        people, share = row.get("people"), row.get("share")
        if row.get("role") == LABELLING and isinstance(people, int | float):
            found += people * (share if isinstance(share, int | float) else 1.0)
    return found


def label_hours(items: float, minutes: float, overlap: float, rework: float) -> float:
    """Hours for so many items, with the share labelled twice and the share made again."""
    return items * minutes / MINUTES_AN_HOUR * (1 + overlap) * (1 + rework)
