"""From one plan's commitment to another's, step by step: which change moved it, and how far."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.estimate.what_if.attribution import (
    Attribution,
    Change,
    Commitment,
    Situation,
    attribution,
)
from app.language.message import Message, counted, message
from app.lifecycle.phases import WORDS, Phase
from app.plan.comparison import ChangedAnswer
from app.plan.glance import Glance

# Each step takes two simulations. With more changes than this a step is a phase, unless somebody
# asks for every answer, and then waits for it.
MOST_STEPS = 5


class Kind(StrEnum):
    ANSWERS = "answers"
    PRICES = "prices"
    EVENTS = "events"
    TOGETHER = "together"
    PRODUCT = "product"  # what has changed in Scopewright itself


@dataclass(frozen=True, slots=True)
class Step:
    kind: Kind
    title: Message
    questions: tuple[str, ...]
    moved: Commitment


@dataclass(frozen=True, slots=True)
class Waterfall:
    """`before` plus all steps is `after`: exactly, as they are shown in their plans."""

    before: Commitment
    after: Commitment
    steps: tuple[Step, ...]
    by_phase: bool  # there were too many answers for a step each

    @property
    def moved(self) -> Commitment:
        return self.after - self.before


@dataclass(frozen=True)
class Side:
    """One of the two plans: as it is shown, and as today's questions read its answers."""

    shown: Glance
    situation: Situation

    @property
    def commitment(self) -> Commitment | None:
        if self.shown.headline is None:
            return None
        return Commitment(self.shown.headline.duration_weeks.p80, self.shown.headline.cost_usd.p80)


@dataclass(frozen=True, slots=True)
class _Cause:
    title: Message
    change: Change
    kind: Kind = Kind.ANSWERS


def waterfall(
    before: Side, after: Side, changed: Sequence[ChangedAnswer], *, each: bool = False
) -> Waterfall | None:
    """None when one of the plans stops, or stops by today's rules: it has no figures to move."""
    start, end = before.commitment, after.commitment
    if start is None or end is None:
        return None
    causes, by_phase = causes_of(before, after, changed, each=each)
    found = attribution(before.situation, after.situation, [cause.change for cause in causes])
    if found is None:
        return None
    steps = list(answer_steps(causes, found))
    product = (end - start) - (found.after - found.before)
    steps.append(Step(Kind.PRODUCT, PRODUCT, (), product))
    return Waterfall(start, end, tuple(largest_first(steps)), by_phase)


TOGETHER = message("What these do only together")
PRODUCT = message("Scopewright’s own questions, rules and figures")
PRICES = message("The date of the prices")
EVENTS = message("What has happened since")


def causes_of(
    before: Side, after: Side, changed: Sequence[ChangedAnswer], *, each: bool
) -> tuple[list[_Cause], bool]:
    """One cause a question with its follow-ups; one a phase where there would be too many."""
    differing = questions_that_differ(before.situation, after.situation)
    asks = {answer.main: answer for answer in reversed(changed) if not answer.words_only}
    mains = [answer.main for answer in changed if answer.main in asks]
    groups = {main: asks[main] for main in dict.fromkeys(mains) if main in differing}
    by_phase = len(groups) > MOST_STEPS and not each
    causes = (
        list(phase_causes(groups, differing))
        if by_phase
        else [_Cause(answer.asks, Change(differing[main])) for main, answer in groups.items()]
    )
    if before.situation.priced_at != after.situation.priced_at:
        causes.append(_Cause(PRICES, Change(prices=True), Kind.PRICES))
    if before.situation.so_far != after.situation.so_far:
        causes.append(_Cause(EVENTS, Change(events=True), Kind.EVENTS))
    return causes, by_phase


def questions_that_differ(before: Situation, after: Situation) -> dict[str, tuple[str, ...]]:
    """Main question → those of it and its follow-ups that were answered differently."""
    found: dict[str, list[str]] = {}
    then, now = before.answers.given, after.answers.given
    for key, question in after.answers.bank.questions.items():
        if then.get(key) != now.get(key):
            found.setdefault(question.parent or key, []).append(key)
    return {main: tuple(keys) for main, keys in found.items()}


def phase_causes(
    groups: Mapping[str, ChangedAnswer], differing: Mapping[str, tuple[str, ...]]
) -> Iterator[_Cause]:
    for phase in Phase:
        mains = [main for main, answer in groups.items() if answer.phase is phase]
        if mains:
            title = counted(
                "{phase}: {count} answer",
                "{phase}: {count} answers",
                len(mains),
                phase=WORDS[phase].title,
            )
            yield _Cause(title, Change(tuple(key for main in mains for key in differing[main])))


def answer_steps(causes: Sequence[_Cause], found: Attribution) -> Iterator[Step]:
    for cause, share in zip(causes, found.shares, strict=True):
        yield Step(cause.kind, cause.title, cause.change.questions, share)
    yield Step(Kind.TOGETHER, TOGETHER, (), found.together)


def largest_first(steps: Sequence[Step]) -> list[Step]:
    """Answers by what they move, then what remains. A remainder of nothing is left out.

    An answer that moves nothing stays: that it does not matter is worth knowing.
    """
    seen = [step for step in steps if step.kind not in REMAINDERS or not is_nothing(step.moved)]
    return sorted(seen, key=place)


REMAINDERS = (Kind.TOGETHER, Kind.PRODUCT)  # in this order, at the end


def is_nothing(moved: Commitment) -> bool:
    return abs(moved.weeks) < 1e-6 and abs(moved.usd) < 1e-3


def place(step: Step) -> tuple[int, float, float]:
    last = REMAINDERS.index(step.kind) + 1 if step.kind in REMAINDERS else 0
    return last, -round(abs(step.moved.weeks), 1), -abs(step.moved.usd)
