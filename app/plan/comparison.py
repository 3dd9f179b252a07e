"""Two plans side by side: what was said, and what became of the figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.language.message import Message, Unit, message
from app.lifecycle.answers import Answer
from app.lifecycle.phases import Phase
from app.plan.glance import Glance, Headline, Technique
from app.plan.plan import SaidAnswer


@dataclass(frozen=True, slots=True)
class ChangedAnswer:
    """One question whose answer differs; None where a plan has no answer to it."""

    question: str
    phase: Phase
    asks: Message
    before: Message | None
    after: Message | None
    asked_before: Message | None  # where the question was put in other words then
    words_only: bool  # a note, a link or a name changed, and no figure can

    @property
    def main(self) -> str:
        """The question it follows up, or itself: "M07" of "M07a"."""
        return self.question[:-1] if self.question[-1:].isalpha() else self.question


@dataclass(frozen=True, slots=True)
class FigureChange:
    title: Message
    unit: Unit
    before: float | None
    after: float | None

    @property
    def by(self) -> float | None:
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True, slots=True)
class Comparison:
    answers: tuple[ChangedAnswer, ...]  # in the order of the later plan's questions
    figures: tuple[FigureChange, ...]
    joined: tuple[Technique, ...]  # chosen in the later plan only
    left: tuple[Technique, ...]
    verdict_changed: bool


def comparison(before: Glance, after: Glance) -> Comparison:
    then, now = ({each.tag: each for each in plan.chosen} for plan in (before, after))
    return Comparison(
        answers=changed_answers(before.answers, after.answers),
        figures=tuple(figures(before.headline, after.headline)),
        joined=tuple(each for tag, each in now.items() if tag not in then),
        left=tuple(each for tag, each in then.items() if tag not in now),
        verdict_changed=(before.verdict.opening, before.verdict.sentence)
        != (after.verdict.opening, after.verdict.sentence),
    )


def changed_answers(
    before: tuple[SaidAnswer, ...], after: tuple[SaidAnswer, ...]
) -> tuple[ChangedAnswer, ...]:
    then, now = ({said.question: said for said in answers} for answers in (before, after))
    questions = [*now, *(question for question in then if question not in now)]
    pairs = [(then.get(question), now.get(question)) for question in questions]
    return tuple(changed(*pair) for pair in pairs if differ(*pair))


def differ(before: SaidAnswer | None, after: SaidAnswer | None) -> bool:
    if before is None or after is None:
        return True
    return settled(before.answer) != settled(after.answer)


def settled(answer: Answer) -> tuple[object, ...]:
    """The answer; the order in which options were ticked says nothing."""
    value: object = answer.value
    if isinstance(value, tuple) and all(isinstance(option, str) for option in value):
        value = frozenset(value)
    about = (answer.note, answer.evidence, answer.owner, answer.by)
    return (answer.state, value, answer.reason, *about)


def changed(before: SaidAnswer | None, after: SaidAnswer | None) -> ChangedAnswer:
    known = after or before
    assert known is not None
    reworded = before is not None and after is not None and before.asks != after.asks
    return ChangedAnswer(
        question=known.question,
        phase=known.phase,
        asks=known.asks,
        before=before.words if before else None,
        after=after.words if after else None,
        asked_before=before.asks if before is not None and reworded else None,
        words_only=before is not None
        and after is not None
        and settled(before.answer)[:3] == settled(after.answer)[:3],
    )


@dataclass(frozen=True, slots=True)
class DifferingAnswer:
    """One question that several plans answer differently; None where one has no answer to it."""

    question: str
    asks: Message
    words: tuple[Message | None, ...]  # one a plan


def differing_answers(plans: Sequence[tuple[SaidAnswer, ...]]) -> tuple[DifferingAnswer, ...]:
    """In the order of the first plan's questions, those of the others behind them."""
    said = [{each.question: each for each in answers} for answers in plans]
    asked = {question: each for answers in reversed(said) for question, each in answers.items()}
    order = dict.fromkeys(question for answers in said for question in answers)
    found = []
    for question in order:
        here = [answers.get(question) for answers in said]
        first, *others = [settled(each.answer)[:3] if each else None for each in here]
        if any(other != first for other in others):
            words = tuple(each.words if each else None for each in here)
            found.append(DifferingAnswer(question, asked[question].asks, words))
    return tuple(found)


WEEKS_PLAN, WEEKS_COMMIT = message("Finish, plan (P50)"), message("Finish, commit (P80)")
USD_PLAN, USD_COMMIT = message("Cost to build, plan (P50)"), message("Cost to build, commit (P80)")


def figures(before: Headline | None, after: Headline | None) -> list[FigureChange]:
    """The figures that both or one of the plans has."""
    rows = [
        FigureChange(title, unit, read(before) if before else None, read(after) if after else None)
        for title, unit, read in READ
    ]
    return [row for row in rows if row.before is not None or row.after is not None]


READ: tuple[tuple[Message, Unit, Callable[[Headline], float | None]], ...] = (
    (WEEKS_PLAN, Unit.WEEKS, lambda plan: plan.duration_weeks.p50),
    (WEEKS_COMMIT, Unit.WEEKS, lambda plan: plan.duration_weeks.p80),
    (message("Effort, commit (P80)"), Unit.PERSON_DAYS, lambda plan: plan.effort_days.p80),
    (USD_PLAN, Unit.USD, lambda plan: plan.cost_usd.p50),
    (USD_COMMIT, Unit.USD, lambda plan: plan.cost_usd.p80),
    (
        message("Running cost a month, plan (P50)"),
        Unit.USD,
        lambda plan: plan.running_usd.p50 if plan.running_usd else None,
    ),
    (
        message("Running cost a month, commit (P80)"),
        Unit.USD,
        lambda plan: plan.running_usd.p80 if plan.running_usd else None,
    ),
    (message("Chance of meeting the date"), Unit.SHARE, lambda plan: plan.chance.by_deadline),
    (message("Chance of keeping the budget"), Unit.SHARE, lambda plan: plan.chance.within_budget),
    (message("Chance of both"), Unit.SHARE, lambda plan: plan.chance.both),
)
