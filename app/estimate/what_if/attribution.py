"""How much of a change of the commitment is due to each of the answers that changed.

Each change is tried on both plans: made alone in the first one, and taken back alone in the second.
Its share is the mean of the two, so no order has to be chosen; what the changes do only together is
left over, and is a share of its own. All are simulated on the same draws.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from app.advice.advise import sketch
from app.advice.finding import VerdictKind
from app.estimate.machine_needs import machines
from app.estimate.simulate import prepared
from app.estimate.simulation.draws import DRAWS, SEED, deck
from app.estimate.simulation.quantiles import ranges_of
from app.estimate.so_far import SoFar
from app.lifecycle.answers import Answers


@dataclass(frozen=True, slots=True)
class Commitment:
    """The P80 of time and money, or a difference of two."""

    weeks: float
    usd: float

    def __add__(self, other: Commitment) -> Commitment:
        return Commitment(self.weeks + other.weeks, self.usd + other.usd)

    def __sub__(self, other: Commitment) -> Commitment:
        return Commitment(self.weeks - other.weeks, self.usd - other.usd)

    @property
    def half(self) -> Commitment:
        return Commitment(self.weeks / 2, self.usd / 2)


NOTHING = Commitment(0.0, 0.0)


@dataclass(frozen=True)
class Situation:
    """All that an estimate depends on."""

    answers: Answers
    priced_at: date | None
    so_far: SoFar | None = None  # what has happened of it


@dataclass(frozen=True, slots=True)
class Change:
    """What is moved from one situation to the other at once."""

    questions: tuple[str, ...] = ()  # their answers
    prices: bool = False  # the date of the prices
    events: bool = False  # what has happened

    def applied(self, to: Situation, of: Situation) -> Situation:
        """`to` with what this change is about as it is in `of`."""
        if self.prices:
            return replace(to, priced_at=of.priced_at)
        if self.events:
            return replace(to, so_far=of.so_far)
        given = {k: answer for k, answer in to.answers.given.items() if k not in self.questions}
        given |= {k: of.answers.given[k] for k in self.questions if k in of.answers.given}
        return replace(to, answers=Answers.of(to.answers.bank, given))


@dataclass(frozen=True, slots=True)
class Attribution:
    """Before plus all shares plus what they do together is after, exactly."""

    before: Commitment
    after: Commitment
    shares: tuple[Commitment, ...]  # one a change, in their order
    together: Commitment


def commitment(situation: Situation, draws: int = DRAWS) -> Commitment | None:
    """The P80s of a plan; None when it must stop."""
    answers = situation.answers
    advice = sketch(answers)
    if advice.verdict.kind is VerdictKind.STOP:
        return None
    needed = machines(answers, advice, situation.priced_at)
    _, project = prepared(answers, advice, deck(draws, SEED), needed, situation.so_far)
    whole = project.whole()
    weeks, usd = ranges_of([whole.weeks[0], whole.people[0] + project.other])
    return Commitment(weeks.p80, usd.p80)


def attribution(
    before: Situation, after: Situation, changes: Sequence[Change], draws: int = DRAWS
) -> Attribution | None:
    """None when one of the two plans must stop: there is nothing to come from or to go to."""
    start, end = commitment(before, draws), commitment(after, draws)
    if start is None or end is None:
        return None
    if len(changes) == 1:
        return Attribution(start, end, (end - start,), NOTHING)
    ends = Ends(before, after, start, end, draws)
    shares = tuple(ends.share(change) for change in changes)
    together = end - start
    for each in shares:
        together = together - each
    return Attribution(start, end, shares, together)


@dataclass(frozen=True)
class Ends:
    """The two plans between which the changes lie."""

    before: Situation
    after: Situation
    start: Commitment
    end: Commitment
    draws: int
    known: dict[tuple[str, date | None, int], Commitment | None] = field(default_factory=dict)

    def share(self, change: Change) -> Commitment:
        """The mean of making it first and making it last; a way that leads to a stop is left."""
        first = self.tried(change.applied(self.before, self.after))
        last = self.tried(change.applied(self.after, self.before))
        effects = [] if first is None else [first - self.start]
        effects += [] if last is None else [self.end - last]
        if len(effects) == 2:
            return (effects[0] + effects[1]).half
        return effects[0] if effects else NOTHING

    def tried(self, situation: Situation) -> Commitment | None:
        """Of two changes, the first made alone is the second taken back: that is tried once."""
        key = key_of(situation)
        if key not in self.known:
            self.known[key] = commitment(situation, self.draws)
        return self.known[key]


def key_of(situation: Situation) -> tuple[str, date | None, int]:
    """What tells the situations between two ends apart; there are but two histories."""
    return situation.answers.digest, situation.priced_at, id(situation.so_far)
