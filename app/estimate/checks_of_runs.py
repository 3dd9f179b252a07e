"""Further promises of the model, about single runs: the gate, the path, work under way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Final

import numpy as np

from app.estimate.breakdown.jobs import Job, Work
from app.estimate.priors import Priors, load_priors
from app.estimate.ranges import Spread
from app.estimate.rates import load_rates
from app.estimate.simulation.day_rates import DayRates
from app.estimate.simulation.draws import Row, deck
from app.estimate.simulation.factors import neutral
from app.estimate.simulation.gate import expected_usd, to_gate
from app.estimate.simulation.nudge import Change, nudged
from app.estimate.simulation.part import Part
from app.estimate.simulation.quantiles import quantiles
from app.estimate.simulation.schedule import Model
from app.estimate.simulation.under_way import Progress, remaining_days, under_way
from app.language.message import Message, Quantity, Unit, message

DRAWS: Final = 2_000
MANY: Final = 10_000
ASIDE: Final = Job("aside", Spread(0.1, 0.6, 0.6), None, 1.0, mix=(("ai", 1.0),))

Found = tuple[str, Message, Message, bool]  # id, what is promised, what was found, whether it holds


def run_checks(work: Work) -> Iterator[Found]:
    """`work`: that of a customer-facing project with retrieval."""
    part = _part(work)
    yield _off_the_path(work)
    yield _nothing_in_common(work)
    yield from _gate(part)
    yield _half_done()
    yield _finished(work)


def _part(work: Work, priors: Priors | None = None) -> Part:
    cards = deck(DRAWS)
    model = Model.of(work, neutral(), cards, priors or load_priors())
    day = np.ones(DRAWS, dtype=np.float32)
    return Part.of(model, DayRates({role: day for role in load_rates().roles}))


def _off_the_path(work: Work) -> Found:
    after = {**work.after, ASIDE.id: ("data", "prompt")}
    last = work.last or "pilot"
    after[last] = (*after[last], ASIDE.id)
    part = _part(replace(work, jobs=(*work.jobs, ASIDE), after=after))
    place = part.model.canvas.work.ids.index(ASIDE.id)
    effort, working = part.own_ends
    found = nudged(part, Change({place: effort[place]}, {place: working[place]}))
    moved = float(np.abs(quantiles(found.weeks, (0.8,)) - quantiles(part.run.weeks, (0.8,))).max())
    return (
        "off_the_path",
        message("A task off every path moves no date: its bar is exactly 0"),
        message("{moved} weeks", moved=Quantity(moved)),
        moved == 0,
    )


def _nothing_in_common(work: Work) -> Found:
    priors = load_priors()
    none = {
        name: replace(priors.figures[name], value=0.0)
        for name in ("shared_effort", "shared_calendar")
    }
    apart = replace(priors, figures={**priors.figures, **none})
    model = Model.of(work, neutral(), deck(DRAWS), apart, {})
    logs = np.log(model.canvas.effort)
    most = float(np.abs(np.corrcoef(logs) - np.eye(len(logs))).max())
    return (
        "nothing_in_common",
        message("Without the common factors tasks know nothing of each other: at most 0.07"),
        message("{most} at most", most=Quantity(most)),
        most <= 0.07,
    )


def _gate(part: Part) -> Iterator[Found]:
    before, whole = to_gate(part.model, part.run, part.rates), part.people[0]
    dearer = int(np.count_nonzero(before.usd >= whole))
    yield (
        "gate",
        message("Stopping at the gate costs less than going on, in every run"),
        message("dearer in {dearer} of {draws}", dearer=dearer, draws=DRAWS),
        dearer == 0,
    )
    means = [expected_usd(before.usd, whole, chance) for chance in (0.0, 0.3, 0.5, 0.7, 1.0)]
    falls = all(later < earlier for earlier, later in pairwise(means))
    yield (
        "expected",
        message("The expected cost falls as a stop becomes likelier, from all to that of the gate"),
        message(
            "{whole} to {gate} days",
            whole=Quantity(means[0]),
            gate=Quantity(means[-1]),
        ),
        falls,
    )


def _half_done() -> Found:
    effort = load_priors().tasks["rag"].effort
    ones: Row = np.ones(MANY, dtype=np.float32)
    left = remaining_days(effort, ones, effort.median, deck(MANY).row("e_rag"))
    middle, high = (float(days) for days in quantiles(left, (0.5, 0.9)))
    return (
        "half_done",
        message("Retrieval with its 40 days spent is not nearly done: P50 25 to 31, P90 95 to 115"),
        message(
            "{middle} and {high}",
            middle=Quantity(middle, Unit.PERSON_DAYS),
            high=Quantity(high, Unit.PERSON_DAYS),
        ),
        25 <= middle <= 31 and 95 <= high <= 115,
    )


def _finished(work: Work) -> Found:
    model = under_way(_part(work).model, {"scope": Progress(12, 3, finished=True)})
    row = model.canvas.effort[model.canvas.work.ids.index("scope")]
    spread = float(np.ptp(row))
    return (
        "finished",
        message("A finished task has no spread"),
        message("{spread}", spread=Quantity(spread, Unit.PERSON_DAYS)),
        spread == 0,
    )
