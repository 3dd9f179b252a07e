"""What this project asks of machines, from its answers and the advice on them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
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
from app.estimate.machines import Band, Growth, Machines, Serving
from app.estimate.model_class import HOSTED, chosen_class
from app.estimate.planned_model import planned_model, usable_gib
from app.estimate.raw_text_run import raw_text_runs
from app.estimate.request_size import RequestSize, in_a_year, request_size
from app.estimate.tuning_runs import tuning_runs
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
        serving = replace(serving, in_a_year=_growth(serving, size, answers, again))
    chips = [hardware(run.hardware) for run in training]
    if serving is not None and serving.where == "own":
        chips.append(model.chip)
    return Machines(training, serving, old_rents(chips, day))


def _growth(
    serving: Serving,
    size: RequestSize,
    answers: Answers,
    served: Callable[[RequestSize], Serving | None],
) -> Growth | None:
    if serving.usd_per_month is None:
        return None
    later = in_a_year(size, answers)
    if serving.usd_per_request is not None:
        usd: Band | None = monthly(later.per_day, serving.usd_per_request)
    else:
        found = served(later)
        usd = None if found is None else found.usd_per_month
    return None if usd is None else Growth(later.per_day, usd, answers.known("I06c"))


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
