"""What a reader must know before trusting an estimate."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.estimate.breakdown.jobs import Job
from app.estimate.breakdown.work import MILESTONES
from app.estimate.estimate import Learnt
from app.estimate.machines import Machines
from app.estimate.money.fixed import unpriced
from app.estimate.priors import Priors
from app.estimate.ranges import Range
from app.estimate.rates import Rates
from app.estimate.simulation.part import Part
from app.estimate.simulation.project import Project
from app.language.message import Message, Quantity, counted, listed, message, verbatim
from app.lifecycle.answers import Answers

WEEKS_A_MONTH: Final = 4.345


def notes(
    answers: Answers,
    project: Project,
    shown: Part,
    weeks: Range,
    machines: Machines,
    rates: Rates,
) -> Iterator[Message]:
    priors = shown.model.canvas.priors
    if weeks.p50 > priors.value("beyond") * WEEKS_A_MONTH:
        yield message(
            "This is longer than anything the model can speak about; cut the scope before you "
            "rely on a figure."
        )
    if answers.said("E01") not in MILESTONES:
        yield message(
            "Nobody has said what is wanted at the end, so weeks and money are counted to a first "
            "version in production."
        )
    if answers.said("E01") == "production":
        yield message("Piloting it and launching it to everyone comes after this milestone.")
    if project.kinds:
        yield message(
            "Nobody has said yet which knowledge it needs, so the range spans four kinds of "
            "project; the tasks are those of the likely one."
        )
    yield from missing_roles(answers, shown, priors, rates)
    yield from old_rents(machines)
    yield from unpriced(answers)


def of_experience(learnt: Learnt | None) -> Iterator[Message]:
    """What the finished work of earlier plans has done to the ranges of this one."""
    if learnt is None or not learnt.earlier or not learnt.times:
        return
    yield counted(
        "The ranges have learnt from {n} finished tasks of an earlier plan: the tasks ahead are"
        " taken at {low} to {high} times their shipped ranges.",
        "The ranges have learnt from {n} finished tasks of {count} earlier plans: the tasks ahead"
        " are taken at {low} to {high} times their shipped ranges.",
        learnt.plans,
        n=learnt.earlier,
        low=Quantity(min(learnt.times.values())),
        high=Quantity(max(learnt.times.values())),
    )


def old_rents(machines: Machines) -> Iterator[Message]:
    """Once for the whole plan, whatever is rented."""
    if machines.old_rents:
        yield message(
            "The rents of machines are list prices of {years}: ask for a quote before you rely on "
            "them.",
            years=listed(tuple(verbatim(str(year)) for year in machines.old_rents)),
        )


def missing_roles(answers: Answers, shown: Part, priors: Priors, rates: Rates) -> Iterator[Message]:
    """Roles that carry much of a task and that nobody has named."""
    if not answers.known("E02"):
        return
    named = dict(shown.model.canvas.work.capacity)
    least = priors.value("limiting_share")
    needed = [role for role in rates.roles if _carries(role, shown.model.canvas.work.jobs, least)]
    missing = [rates.roles[role].title for role in needed if role not in named]
    if missing:
        yield message(
            "Nobody has been named as {roles}. The plan counts on hiring or borrowing; that wait "
            "is not in it.",
            roles=listed(tuple(missing)),
        )


def _carries(role: str, jobs: tuple[Job, ...], least: float) -> bool:
    return any(dict(job.mix).get(role, 0.0) >= least for job in jobs if not job.is_labelling)
