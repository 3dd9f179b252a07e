"""The lines of the bill, each with its derivation, source and trust."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from app.advice.finding import Advice
from app.estimate.breakdown.labelling import piles
from app.estimate.estimate import Cost, Line
from app.estimate.machines import Machines
from app.estimate.methods import TITLES
from app.estimate.money.band_draws import band_row
from app.estimate.money.fixed import FIXED, fixed_lines
from app.estimate.money.labels import hours_row, usd_row
from app.estimate.ranges import Spread
from app.estimate.rates import Building, Rates
from app.estimate.simulation.day_rates import HOURS_A_DAY
from app.estimate.simulation.draws import Cards, Row
from app.estimate.simulation.lognormal import lognormal
from app.estimate.simulation.part import Outcome, Part
from app.estimate.simulation.project import OtherLine, Project
from app.estimate.simulation.quantiles import quantiles, ranges, ranges_of
from app.language.message import Quantity, Unit, message, usd
from app.lifecycle.answers import Answers


def other_lines(
    answers: Answers, advice: Advice, part: Part, machines: Machines, rates: Rates
) -> tuple[OtherLine, ...]:
    """Money beside people: labels, training, evaluation through an API, fixed sums.

    Up to a decision to go on nothing is labelled, trained or bought yet.
    """
    cards = part.model.canvas.cards
    building = tuple(_building(machines, cards, rates.building))
    if part.model.canvas.work.to_gate:
        return building
    return (
        *_labels(answers, advice, part, rates),
        *_training(machines, cards),
        *building,
        *fixed_lines(answers, part, machines, rates),
    )


def _labels(answers: Answers, advice: Advice, part: Part, rates: Rates) -> Iterator[OtherLine]:
    terms = rates.labelling
    for pile in piles(answers, advice, rates):
        hours = hours_row(pile, part, terms)
        derivation = message(
            "{items} items × {minutes} minutes ÷ 60 × (1 + {overlap} labelled twice) × "
            "(1 + {rework} made again) × the hourly rate of a domain expert",
            items=Quantity(pile.items),
            minutes=Quantity(pile.kind.minutes.median),
            overlap=Quantity(terms.overlap, Unit.PERCENT),
            rework=Quantity(terms.rework, Unit.PERCENT),
        )
        title = message("Labels: {kind}", kind=pile.kind.title)
        row = usd_row(hours, part.rates)
        source, trust = pile.kind.source, pile.kind.trust
        yield OtherLine(pile.id, title, row, "labels", derivation, source, trust, hours)


def _training(machines: Machines, cards: Cards) -> Iterator[OtherLine]:
    for training in machines.training:
        name = f"training_{training.method}"
        yield OtherLine(
            name,
            message("Machines rented: {what}", what=TITLES[training.method]),
            band_row(training.usd, cards.row(name)),
            "compute",
            training.derivation,
            message("Computed from the model’s size and tokens at dated rental prices").text,
            "D",
        )


def _building(machines: Machines, cards: Cards, terms: Building) -> Iterator[OtherLine]:
    serving = machines.serving
    if serving is None or serving.usd_per_request is None:
        return
    requests = Spread(terms.requests, terms.log_sd, terms.log_sd)
    row = np.float32(serving.usd_per_request) * lognormal(requests, cards.row("building"))
    derivation = message(
        "About {requests} requests while building and evaluating × {price} a request",
        requests=Quantity(terms.requests),
        price=usd(serving.usd_per_request),
    )
    title = message("Model requests while building")
    yield OtherLine("building", title, row, "compute", derivation, terms.source, terms.trust)


def cost(project: Project, whole: Outcome, rates: Rates) -> Cost:
    """The bill to the milestone. The total is simulated jointly, not summed from the parts."""
    people = whole.people[0]
    parts = [_sum(project, group) for group in ("labels", "compute", FIXED)]
    rows = [people + project.other, people, *parts]
    total, for_people, labels, compute, fixed = ranges_of(rows)
    lines = (*_people(project, rates), *_others(project))
    return Cost(total, for_people, labels, compute, fixed, lines)


def _sum(project: Project, group: str) -> Row:
    total = np.zeros_like(project.other)
    for line in project.lines:
        if line.group == group:
            total += line.row
    return total


def _others(project: Project) -> Iterator[Line]:
    for line in project.lines:
        (found,) = ranges(line.row[None, :])
        yield Line(line.id, line.title, found, line.derivation, line.source, line.trust)


def _people(project: Project, rates: Rates) -> Iterator[Line]:
    """One line a role."""
    roles = tuple(rates.roles.values())
    days = project.days_by_role(tuple(rates.roles))
    costs = days * np.stack([project.rates.rows[role.id] for role in roles])
    middle = quantiles(days, (0.5,))[:, 0]
    for role, median_days, found in zip(roles, middle, ranges(costs), strict=True):
        if median_days <= 0:
            continue
        typed = project.rates.typed_usd_per_hour
        derivation = message(
            "{days} × {rate} a day, both in the middle case",
            days=Quantity(float(median_days), Unit.PERSON_DAYS),
            rate=usd(role.day_rate.median if typed is None else typed * HOURS_A_DAY),
        )
        source, trust = _rate_source(project, role.source, role.trust)
        name = message("People: {role}", role=role.title)
        yield Line(f"people_{role.id}", name, found, derivation, source, trust)


def _rate_source(project: Project, source: str, trust: str) -> tuple[str, str]:
    if project.rates.typed_usd_per_hour is None:
        return source, trust
    if project.rates.paid:
        return message("What a day has cost so far, by the sums booked").text, "A"
    return message("The staff rate of this plan (E08c)").text, "A"
