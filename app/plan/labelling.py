"""What has to be labelled by people, in hours and money (R-73, R-74)."""

from __future__ import annotations

import math
from statistics import NormalDist

from app.advice.catalogue import rule
from app.advice.finding import Advice, VerdictKind
from app.estimate.breakdown.labelling import Pile, label_hours, piles
from app.estimate.ranges import Range, Spread
from app.estimate.rates import Rates, load_rates
from app.estimate.simulation.day_rates import HOURS_A_DAY
from app.language.message import Message, Quantity, Unit, message
from app.lifecycle.answers import Answers
from app.plan.plan import EvaluationPlan, Labelling

SCORES = [NormalDist().inv_cdf(share) for share in (0.10, 0.50, 0.80, 0.95)]


WORDS: dict[str, Message] = {
    "curate": message("Examples at hand, still to be checked"),
    "demonstrate": message("Examples to train on, still to be made"),
    "compare": message("Comparisons of two answers"),
}


def labelling(
    answers: Answers, advice: Advice, evaluation: EvaluationPlan | None
) -> tuple[Labelling, ...]:
    """The test set and what training needs; none when nothing has to be labelled."""
    if evaluation is None or advice.verdict.kind is VerdictKind.NO_GENAI:
        return ()
    rates = load_rates()
    missing = evaluation.cases_to_make
    test_set = Pile(rates.kinds["curate"], missing)
    training = [
        _worked_out(pile, WORDS[pile.kind.id], answers, rates)
        for pile in piles(answers, advice, rates)
    ]
    words = message("Test cases with the right answer, still to be made")
    tested = [_worked_out(test_set, words, answers, rates)] if missing > 0 else []
    return (*tested, *training)


def _worked_out(pile: Pile, words: Message, answers: Answers, rates: Rates) -> Labelling:
    minutes, terms = pile.kind.minutes, rates.labelling
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
        items=round(pile.items),
        minutes=minutes.median,
        overlap=Quantity(terms.overlap, Unit.PERCENT),
        rework=Quantity(terms.rework, Unit.PERCENT),
        hours=Quantity(hours.p50, Unit.HOURS),
    )
    return Labelling(round(pile.items), words, hours, usd, derivation, rule("R-73"))


def _range(spread: Spread, times: float) -> Range:
    p10, p50, p80, p95 = (spread.quantile(score) * times for score in SCORES)
    return Range(p10, p50, p80, p95)


def _product(first: Spread, second: Spread) -> Spread:
    """Of two quantities that know nothing of each other."""
    below, above = math.hypot(first.below, second.below), math.hypot(first.above, second.above)
    return Spread(first.median * second.median, below, above)
