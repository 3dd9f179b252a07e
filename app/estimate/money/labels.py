"""Labels that people make for training: how many, how long, how much (R-73)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from app.advice.finding import Advice, VerdictKind
from app.estimate.breakdown.work import PREFERENCES, TUNING
from app.estimate.ranges import Spread
from app.estimate.rates import LabelKind, Labelling, Rates
from app.estimate.simulation.day_rates import HOURS_A_DAY, DayRates
from app.estimate.simulation.draws import Row
from app.estimate.simulation.lognormal import lognormal
from app.estimate.simulation.part import Part
from app.lifecycle.answers import Answers

MINUTES_AN_HOUR = 60
REJECTED = "labels_rejected"
NARROWEST_TIMED = 0.15  # log-sd that remains after timing twenty items


@dataclass(frozen=True, slots=True)
class Pile:
    """Items of one kind that somebody labels. The evaluation set is a task of its own."""

    kind: LabelKind
    items: float


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
        yield Pile(rates.kinds["compare"], pairs)


def label_hours(items: float, minutes: float, overlap: float, rework: float) -> float:
    """Hours for so many items, with the share labelled twice and the share made again."""
    return items * minutes / MINUTES_AN_HOUR * (1 + overlap) * (1 + rework)


def label_weeks(hours: float, people: float, terms: Labelling) -> float:
    """Calendar weeks of a new labelling team."""
    return max(terms.least_weeks, hours / (people * terms.week_hours))


def timed(minutes: tuple[float, ...]) -> Spread:
    """The minutes per item after timing some: total hours follow their mean, not their median."""
    mean = float(np.mean(minutes))
    deviation = float(np.std(minutes, ddof=1)) if len(minutes) > 1 else mean
    log_sd = max(NARROWEST_TIMED, deviation / mean / len(minutes) ** 0.5)
    return Spread(mean, log_sd, log_sd)


def hours_row(pile: Pile, part: Part, terms: Labelling) -> Row:
    """Hours in every draw; rejected labels are made again."""
    canvas = part.model.canvas
    minutes = lognormal(pile.kind.minutes, canvas.cards.row(f"label_{pile.kind.id}"))
    hours: Row = np.float32(label_hours(pile.items, 1.0, terms.overlap, terms.rework)) * minutes
    if (rejected := canvas.happens.get(REJECTED)) is not None:
        more = np.float32(canvas.priors.risks[REJECTED].label_hours - 1)
        hours = hours * (1 + more * rejected)
    return hours


def usd_row(hours: Row, rates: DayRates) -> Row:
    """Labels at the rate of subject experts."""
    usd: Row = hours * rates.rows["domain"] / np.float32(HOURS_A_DAY)
    return usd
