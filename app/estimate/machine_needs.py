"""What this project asks of machines, from its answers and the advice on them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final

from app.advice.finding import Advice, VerdictKind
from app.compute.hardware import Hardware, hardware
from app.compute.rent import rent, rent_table
from app.compute.typical_models import OpenModel
from app.estimate.device_serving import device_serving
from app.estimate.hosted_serving import hosted_serving, monthly
from app.estimate.house_serving import Limits, house_serving
from app.estimate.machines import Growth, Machines, Serving
from app.estimate.model_class import HOSTED, chosen_class
from app.estimate.planned_model import planned_model, usable_gib
from app.estimate.raw_text_run import raw_text_runs
from app.estimate.request_size import RequestSize, in_a_year, request_size
from app.estimate.tuning_runs import tuning_runs
from app.language.message import Message, Unit, message
from app.lifecycle.answers import Answers

MUST_STAY_UP: Final = "second_model"  # I07: a second model takes over
NOTHING: Final = Machines((), None)


def machines(answers: Answers, advice: Advice, priced_at: date | None) -> Machines:
    """Training in the order in which it is run, and serving at the volume of the launch.

    `priced_at` None: the day on which the shipped prices were compiled.
    """
    if advice.verdict.kind in (VerdictKind.NO_GENAI, VerdictKind.STOP):
        return NOTHING
    day = rent_table().compiled if priced_at is None else priced_at
    size = request_size(answers, advice)
    model = planned_model(answers, advice, size)
    training = (
        *raw_text_runs(model, answers, advice),
        *tuning_runs(model, answers, advice, size),
    )
    serving = _serving(model, size, answers, advice, day)
    if serving is not None:
        again = partial(_serving, model, answers=answers, advice=advice, day=day)
        serving = _grown(serving, in_a_year(size, answers), again, said=answers.known("I06c"))
    chips = [hardware(run.hardware) for run in training]
    if serving is not None and serving.where == "own":
        chips.append(model.chip)
    return Machines(training, serving, old_rents(chips, day))


def _grown(
    serving: Serving,
    later: RequestSize,
    served: Callable[[RequestSize], Serving | None],
    *,
    said: bool,
) -> Serving:
    """With the volume of a year later, and what it costs."""
    now = serving.usd_per_month
    if now is None:
        return serving
    if serving.usd_per_request is not None:
        usd = monthly(later.per_day, serving.usd_per_request)
        return replace(serving, in_a_year=Growth(later.per_day, usd, said))
    then = served(later)
    if then is None or then.usd_per_month is None or not (serving.devices and then.devices):
        return serving
    # On the same chips, rented or bought as at launch: so money goes by their number.
    growth = Growth(later.per_day, now.times(then.devices / serving.devices), said)
    noted = (*serving.warnings, *_bought_later(serving, then.devices))
    return replace(serving, in_a_year=growth, warnings=noted)


def _bought_later(serving: Serving, devices: int) -> Iterator[Message]:
    """Accelerators that growth asks for, where those of the launch are bought."""
    there = serving.devices or devices
    if serving.purchase_usd is None or devices <= there:
        return
    more = serving.purchase_usd.times(devices / there - 1)
    yield message(
        "A year after launch it takes {devices} accelerators in place of {there}. What the further"
        " ones cost to buy, {more}, is in no sum of this plan.",
        devices=devices,
        there=there,
        more=more.in_words(Unit.USD),
    )


def old_rents(chips: Iterable[Hardware], day: date) -> tuple[int, ...]:
    found = (rent(chip) for chip in chips)
    return tuple(sorted({each.year for each in found if each and each.is_old(day)}))


def _serving(
    model: OpenModel, size: RequestSize, answers: Answers, advice: Advice, day: date
) -> Serving | None:
    name = chosen_class(advice)
    if name is None:
        return None
    if advice.recommends("deploy.on_device"):
        return device_serving(model, size, usable_gib(answers))
    available = answers.any("I07", MUST_STAY_UP)
    if name in HOSTED:
        return hosted_serving(name, size, advice, day, must_be_available=available)
    return house_serving(
        model,
        size,
        advice,
        limits=Limits.of(answers),
        must_be_available=available,
    )
