"""Whether it pays: what right outputs bring, less what wrong ones, building and running cost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.advice.figures import dollars, requests_a_day, share_of, value_of_success
from app.advice.finding import Advice, VerdictKind
from app.advice.situation import DAYS_A_MONTH, checked_every_time, months_counted, requests
from app.estimate.estimate import Estimate
from app.estimate.money.growth import YEAR, grown, mean_grown
from app.estimate.rates import load_rates
from app.estimate.simulation.day_rates import HOURS_A_DAY
from app.language.message import Message, Quantity, Unit, message
from app.lifecycle.answers import Answers


@dataclass(frozen=True, slots=True)
class NetValue:
    """US dollars over the months counted from launch; figures are None while something is open."""

    months: int  # E08a
    a_month: float | None  # what right outputs bring, less what wrong ones cost; at launch
    by_plan: float | None  # all months, less building and running at P50
    by_commitment: float | None  # the same with building and running at P80
    earned_back_months: float | None  # after launch, by the plan; None: never in these terms
    derivation: Message | None
    missing: tuple[Message, ...]  # the questions that have to be answered first
    if_all_caught: float | None = None  # by the plan, if people catch each wrong output (S09)
    to_catch: float | None = None  # the share of wrong outputs from which it pays by the plan


def net_value(answers: Answers, advice: Advice, estimate: Estimate | None) -> NetValue | None:
    """None where nobody has said what a good output is worth: then no benefit is counted."""
    worth = _worth_of_a_right_one(answers)
    if estimate is None or worth is None or requests(answers) <= 0:
        return None
    code = advice.verdict.kind is VerdictKind.NO_GENAI
    right, wrong = _share_right(answers, code=code), _cost_of_a_wrong_one(answers)
    months = months_counted(answers)
    running = _running(answers, estimate, months)
    if running is None:
        return None
    if right is None or wrong is None:
        missing = tuple(answers.bank.questions[q].asks for q in _open(answers, right, wrong))
        return NetValue(months, None, None, None, None, None, missing)
    volume = requests(answers) * DAYS_A_MONTH
    brought, lost = volume * right * worth, volume * (1 - right) * wrong
    a_month, built = brought - lost, estimate.cost.total
    as_launched = months * (1 + _growth(answers) * mean_grown(months))  # months of that volume
    by_plan = as_launched * a_month - running[0] - built.p50
    seen = answers.known("S09") and checked_every_time(answers) and lost > 0
    if_all_caught = by_plan + as_launched * lost if seen else None
    turns = by_plan < 0 and if_all_caught is not None and if_all_caught >= 0
    return NetValue(
        months=months,
        a_month=a_month,
        by_plan=by_plan,
        by_commitment=as_launched * a_month - running[1] - built.p80,
        earned_back_months=_earned_back(a_month, _growth(answers), estimate),
        derivation=_derivation(answers, right, worth, wrong, code=code),
        missing=(),
        if_all_caught=if_all_caught,
        to_catch=-by_plan / (as_launched * lost) if turns else None,
    )


def _growth(answers: Answers) -> float:
    """How much more a year after launch, as a share of the volume at launch.

    Only where somebody expects it: an assumed growth pays nothing back.
    """
    later = answers.number("I06c")
    if later is None or not answers.known("I06c"):
        return 0.0
    return later / requests(answers) - 1


def _running(answers: Answers, estimate: Estimate, months: int) -> tuple[float, float] | None:
    """US dollars over all months, P50 and P80, at the volumes that are counted."""
    a_month, all_months = estimate.running.total, estimate.running.all_months
    if a_month is None or all_months is None:
        return None
    if answers.known("I06c"):
        return all_months.p50, all_months.p80
    return months * a_month.p50, months * a_month.p80


def _earned_back(a_month: float, growth: float, estimate: Estimate) -> float | None:
    """Months from launch, by the plan; None when running costs what it brings, or more."""
    running, left = estimate.running, estimate.cost.total.p50
    if running.total is None or running.in_a_year is None:
        return None
    first = a_month - running.total.p50
    later = a_month * (1 + growth) - running.in_a_year.p50 if growth else first
    for month in range(YEAR):
        gained = first + (later - first) * grown(month + 0.5)
        if gained >= left:
            return month + left / gained
        left -= gained
    return YEAR + left / later if later > 0 else None


def _worth_of_a_right_one(answers: Answers) -> float | None:
    """As said, or the minutes that it saves, at the rate given or the estimate's own (E08c)."""
    said, minutes = value_of_success(answers), answers.number("E08b")
    if said is not None or minutes is None:
        return said
    return minutes / 60 * load_rates().roles["domain"].day_rate.median / HOURS_A_DAY


def _share_right(answers: Answers, *, code: bool) -> float | None:
    """Code is right each time; a model as often as the launch bar asks, or as was measured."""
    if code:
        return 1.0
    bar = answers.number("S11a")
    return answers.number("M09a") if bar is None else bar


def _cost_of_a_wrong_one(answers: Answers) -> float | None:
    """An annoyance costs nothing that is counted; silence about anything graver is no zero."""
    return 0.0 if answers.any("S07", "annoyance") else answers.number("S07a")


def _open(answers: Answers, right: float | None, wrong: float | None) -> Iterator[str]:
    if right is None:
        yield "S11a"
    if wrong is None:
        yield "S07a" if answers.shown("S07a") else "S07"


def _origin(answers: Answers, *, code: bool) -> Message:
    if code:
        return message("code that passes its tests")
    if answers.number("S11a") is None:
        return message("what was measured so far")
    return message("the launch bar")


def _derivation(
    answers: Answers, right: float, worth: float, wrong: float, *, code: bool
) -> Message:
    return message(
        "A month: {requests} × {days} days × ({right} right × {worth} − {rest} wrong × {wrong}), "
        "with the share right from {origin}, and as if each wrong output took effect; what "
        "reviewers catch costs less. {growth} Building and running come off it: at P50 by the "
        "plan, at P80 by the commitment, and both dear at once is rarer than 1 in 5.",
        requests=requests_a_day(answers),
        days=Quantity(DAYS_A_MONTH, Unit.COUNT, 3),
        right=share_of(right),
        origin=_origin(answers, code=code),
        worth=dollars(worth),
        rest=share_of(1 - right),
        wrong=dollars(wrong),
        growth=_grows(_growth(answers)),
    )


def _grows(growth: float) -> Message:
    if growth == 0:
        return message("The volume is taken to stay as it is at launch.")
    return message("A year after launch it is {share} of that.", share=share_of(1 + growth))
