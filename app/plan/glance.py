"""A plan at a glance: what two plans are compared by, without all that stands behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.advice.finding import Verdict
from app.estimate.estimate import Chance, Estimate
from app.estimate.ranges import Range
from app.language.message import Message
from app.plan.plan import Plan, SaidAnswer


@dataclass(frozen=True, slots=True)
class Headline:
    """The figures that a plan is known by."""

    duration_weeks: Range
    effort_days: Range
    cost_usd: Range
    running_usd: Range | None  # a month; None: unknown
    chance: Chance


@dataclass(frozen=True, slots=True)
class Technique:
    tag: str
    title: Message


@dataclass(frozen=True, slots=True)
class Glance:
    title: str
    kickoff: date | None
    priced_at: date
    bank_version: str
    verdict: Verdict
    headline: Headline | None  # None when the verdict is "stop"
    chosen: tuple[Technique, ...]
    answers: tuple[SaidAnswer, ...]


def glance(plan: Plan) -> Glance:
    return Glance(
        title=plan.title,
        kickoff=plan.kickoff,
        priced_at=plan.priced_at,
        bank_version=plan.bank_version,
        verdict=plan.verdict,
        headline=headline(plan.estimate) if plan.estimate else None,
        chosen=tuple(Technique(finding.tag, finding.title) for finding in plan.chosen),
        answers=plan.answers,
    )


def headline(estimate: Estimate) -> Headline:
    return Headline(
        duration_weeks=estimate.duration_weeks,
        effort_days=estimate.effort_days,
        cost_usd=estimate.cost.total,
        running_usd=estimate.running.total,
        chance=estimate.chance,
    )
