"""What has to be labelled by people, in hours and money (R-73, R-74)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import NormalDist

from app.advice.catalogue import rule
from app.advice.finding import Advice, VerdictKind
from app.estimate.ranges import Range, Spread
from app.estimate.rates import Rates, load_rates
from app.language.message import Message, Quantity, Unit, message
from app.lifecycle.answers import Answers
from app.plan.plan import EvaluationPlan, Labelling

HOURS_A_DAY = 8
TUNING = ("adapt.sft", "adapt.sft_lora")
PREFERENCES = ("adapt.dpo", "adapt.rlhf", "adapt.rlaif")
SCORES = [NormalDist().inv_cdf(share) for share in (0.10, 0.50, 0.80, 0.95)]


@dataclass(frozen=True, slots=True)
class Pile:
    """Items that somebody has to label."""

    items: int
    kind: str  # of label, in the estimate's rates
    words: Message


def labelling(
    answers: Answers, advice: Advice, evaluation: EvaluationPlan | None
) -> tuple[Labelling, ...]:
    """The piles of this plan, worked out; none when nothing has to be labelled."""
    if evaluation is None or advice.verdict.kind is VerdictKind.NO_GENAI:
        return ()
    rates = load_rates()
    piles = _piles(answers, advice, evaluation, rates)
    return tuple(_worked_out(pile, answers, rates) for pile in piles if pile.items > 0)


def _piles(
    answers: Answers, advice: Advice, evaluation: EvaluationPlan, rates: Rates
) -> Iterator[Pile]:
    missing = evaluation.cases_needed - evaluation.cases_present
    yield Pile(missing, "curate", message("Test cases with the right answer, still to be made"))
    if advice.recommends(*TUNING):
        have = answers.number("A02a") or 0
        wanted = rates.labelling.wanted_examples
        yield Pile(
            round(wanted - have), "demonstrate", message("Examples to train on, still to be made")
        )
        if not answers.any("A03", "expert_checked"):
            yield Pile(
                round(min(have, wanted)), "curate", message("Examples at hand, still to be checked")
            )
    if advice.recommends(*PREFERENCES):
        pairs = round(answers.number("A10a") or 0)
        yield Pile(pairs, "compare", message("Comparisons of two answers"))


def label_hours(items: float, minutes: float, overlap: float, rework: float) -> float:
    """Hours for so many items: R-73, with the share labelled twice and the share redone."""
    return items * minutes / 60 * (1 + overlap) * (1 + rework)


def _worked_out(pile: Pile, answers: Answers, rates: Rates) -> Labelling:
    minutes, terms = rates.kinds[pile.kind].minutes, rates.labelling
    one = label_hours(pile.items, 1.0, terms.overlap, terms.rework)
    hours = _range(minutes, one)
    rate = answers.number("E08c")
    if rate is not None:
        usd = _range(minutes, one * rate)
    else:
        usd = _range(_product(minutes, rates.roles["domain"].day_rate), one / HOURS_A_DAY)
    derivation = message(
        "{items} items × {minutes} minutes ÷ 60 × (1 + {overlap} labelled twice) × (1 + {rework} "
        "redone) = {hours} in the likely case",
        items=pile.items,
        minutes=minutes.median,
        overlap=Quantity(terms.overlap, Unit.PERCENT),
        rework=Quantity(terms.rework, Unit.PERCENT),
        hours=Quantity(hours.p50, Unit.HOURS),
    )
    return Labelling(pile.items, pile.words, hours, usd, derivation, rule("R-73"))


def _range(spread: Spread, times: float) -> Range:
    p10, p50, p80, p95 = (spread.quantile(score) * times for score in SCORES)
    return Range(p10, p50, p80, p95)


def _product(first: Spread, second: Spread) -> Spread:
    """Of two quantities that know nothing of each other."""
    below, above = math.hypot(first.below, second.below), math.hypot(first.above, second.above)
    return Spread(first.median * second.median, below, above)
