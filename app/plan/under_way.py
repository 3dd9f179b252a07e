"""A plan under way: what was planned beside what happened, and how far to trust the rest."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from typing import Final

from app.estimate.calibration import FEW, Calibration, Hits
from app.estimate.estimate import Cost, Estimate, Learnt, Task
from app.estimate.experience import Experience
from app.estimate.learning import hit_interval
from app.estimate.priors import load_priors
from app.estimate.ranges import Range
from app.estimate.so_far import learnt, so_far
from app.language.message import Message, Quantity, Unit, counted, message, share, verbatim
from app.lifecycle.actuals import Actual, Actuals, Promise, Quantiles
from app.plan.outcomes import KeptPromises, SpentSoFar, TaskOutcome, UnderWay

GROUPS: Final[Mapping[str, Message]] = {
    "people": message("People"),
    "labels": message("Labels"),
    "compute": message("Machines and models"),
    "fixed": message("Licences, audits and other things"),
}
# Outcomes after which ranges that hold only half, 60 or 70 % are found out, 4 times in 5
# (measured by simulation).
FOUND_OUT_AT_60: Final = 27
OTHER: Final = ""  # the kind of a task of which none has been finished


def promise_of(task: Task, learnt: Learnt | None = None) -> Promise:
    """The plan's ranges for a task, to be kept beside what it takes."""
    times = learnt.times.get(task.id, 1.0) if learnt else 1.0
    return Promise(quantiles_of(task.effort_days), quantiles_of(task.duration_weeks), times)


def quantiles_of(amounts: Range) -> Quantiles:
    return amounts.p10, amounts.p50, amounts.p80, amounts.p95


def under_way(
    actuals: Actuals, kickoff: date | None, planned: Estimate | None, now: Estimate | None
) -> UnderWay | None:
    """`planned`: the same plan with nothing begun; None while nothing has, or when it stops."""
    today = actuals.as_of
    if not actuals or today is None or planned is None or now is None:
        return None
    found = learnt(actuals)
    tasks = outcomes(actuals, now)
    return UnderWay(
        kickoff=kickoff or actuals.began or today,
        as_of=today,
        tasks=tasks,
        spent=spent(actuals, planned.cost),
        days=math.fsum(actual.days for actual in actuals.tasks.values()),
        planned_weeks=planned.duration_weeks,
        planned_days=planned.effort_days,
        planned_usd=planned.cost.total,
        within=kept([task.held for task in tasks if task.held is not None]),
        below_p80=kept([t.days <= t.planned_days.p80 for t in tasks if t.held is not None]),
        times=times(actuals),
        next_ratio=next_ratio(found),
        earlier=sum(len(plan.tasks) for plan in actuals.earlier.values()),
        trust=trust(tasks),
        remarks=(*(warning.says for warning in found.warnings), *doubts(actuals)),
    )


def outcomes(actuals: Actuals, now: Estimate) -> tuple[TaskOutcome, ...]:
    names, tasks = titles(), {task.id: task for task in now.tasks}
    begun = sorted(actuals.tasks.items(), key=lambda item: (item[1].began, item[1].on, item[0]))
    return tuple(
        outcome(id, actual, tasks.get(id), names.get(id) or verbatim(id)) for id, actual in begun
    )


def titles() -> dict[str, Message]:
    """Of all tasks that a plan can have, also of those that this one no longer has."""
    priors = load_priors()
    shipped = {id: prior.title for id, prior in priors.tasks.items()}
    return {**shipped, "rework": priors.rework.title}


def outcome(id: str, actual: Actual, task: Task | None, named: Message) -> TaskOutcome:
    days = Range(*actual.promise.days)
    open_still = task is not None and not actual.finished
    return TaskOutcome(
        task=id,
        title=task.title if task else named,
        finished=actual.finished,
        began=actual.began,
        on=actual.on,
        days=actual.days,
        weeks=actual.weeks,
        planned_days=days,
        planned_weeks=Range(*actual.promise.weeks),
        held=days.p10 <= actual.days <= days.p90 if actual.finished else None,
        days_left=less(task.effort_days, actual.days) if task and open_still else None,
        note=actual.note,
    )


def less(amounts: Range, spent_days: float) -> Range:
    return Range(*(max(0.0, amount - spent_days) for amount in quantiles_of(amounts)))


def spent(actuals: Actuals, planned: Cost) -> tuple[SpentSoFar, ...]:
    of_group: Mapping[str, Range] = {
        "people": planned.people,
        "labels": planned.labels,
        "compute": planned.compute,
        "fixed": planned.fixed,
    }
    return tuple(
        SpentSoFar(group, title, said.usd, said.on, said.final, of_group[group], said.note)
        for group, title in GROUPS.items()
        if (said := actuals.spent.get(group)) is not None
    )


def kept(held: list[bool]) -> KeptPromises:
    n = len(held)
    return KeptPromises(sum(held), n, hit_interval(sum(held), n) if n >= FEW else None)


def times(actuals: Actuals) -> float:
    """By how much what is planned of the tasks ahead is moved, of a kind that is new."""
    now, before = (Experience.of(each).times(OTHER) for each in (actuals, actuals.before_work))
    return now / before


def next_ratio(found: Calibration) -> tuple[float, float, float, float]:
    p10, p50, p80, p90 = (found.belief.ratio(p) for p in (0.1, 0.5, 0.8, 0.9))
    return p10, p50, p80, p90


def trust(tasks: tuple[TaskOutcome, ...]) -> Message:
    held = [task.held for task in tasks if task.held is not None]
    if not held:
        return message(
            "No task is finished yet. The forecast knows what has been spent; for all that is"
            " ahead it rests on the shipped ranges."
        )
    if len(held) < FEW:
        return counted(
            "{kept} of {count} finished task came out inside its range. That is too few to judge:"
            " trust the forecast as much as any outside view of such projects, and no more.",
            "{kept} of {count} finished tasks came out inside their ranges. That is too few to"
            " judge: trust the forecast as much as any outside view of such projects, and no more.",
            len(held),
            kept=sum(held),
        )
    return verdict_on(Hits(sum(held), len(held)))


def verdict_on(hits: Hits) -> Message:
    """What so many hits say about ranges that promise 8 of 10."""
    low, high = hit_interval(hits.hits, hits.n)
    values: dict[str, int | Quantity] = {
        "kept": hits.hits,
        "n": hits.n,
        "low": share(low),
        "high": share(high),
    }
    if high < 0.8:
        return message(
            "{kept} of {n} finished tasks came out inside their ranges, where 8 of 10 are"
            " promised; the true share lies between {low} and {high} (90 % sure). The ranges have"
            " been too narrow: take the commitment rather than the plan.",
            **values,
        )
    if low > 0.8:
        return message(
            "{kept} of {n} finished tasks came out inside their ranges, where 8 of 10 are"
            " promised; the true share lies between {low} and {high} (90 % sure). The ranges have"
            " been wider than they need to be.",
            **values,
        )
    return message(
        "{kept} of {n} finished tasks came out inside their ranges, where 8 of 10 are promised;"
        " the true share lies between {low} and {high} (90 % sure). Nothing speaks against the"
        " ranges; to notice ranges that hold only 60 in 100, about {needed} outcomes are needed.",
        **values,
        needed=FOUND_OUT_AT_60,
    )


def doubts(actuals: Actuals) -> tuple[Message, ...]:
    """What about the figures themselves keeps them from being used."""
    found = []
    known = so_far(actuals, None)
    if "people" in actuals.spent and (known is None or known.usd_per_day is None):
        found.append(
            message(
                "What people have cost is booked, but the days recorded do not go with it; the"
                " day rate of the plan is kept."
            )
        )
    elif known is not None and known.usd_per_day is not None:
        found.append(
            message(
                "By the sums booked, a person-day has cost {rate}; the days ahead are reckoned at"
                " that rate.",
                rate=Quantity(known.usd_per_day, Unit.USD),
            )
        )
    return tuple(found)
