"""Money per month after launch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from app.advice.finding import Advice, VerdictKind
from app.estimate.estimate import Line, RunningCost
from app.estimate.machines import Machines, Serving
from app.estimate.money.band_draws import band_row
from app.estimate.money.growth import mean_grown
from app.estimate.rates import Rates, Running
from app.estimate.simulation.day_rates import HOURS_A_DAY
from app.estimate.simulation.draws import Row
from app.estimate.simulation.lognormal import lognormal
from app.estimate.simulation.part import Part
from app.estimate.simulation.quantiles import ranges
from app.language.message import Message, Quantity, Unit, message

MONTHS_A_YEAR = 12
PRICE_CHANGE = "price_change"
KEEPERS = (("ai", 0.5), ("software", 0.5))  # who keeps it running


@dataclass(frozen=True)
class Upkeep:
    """One line of the monthly bill, in every draw."""

    id: str
    title: Message
    row: Row
    derivation: Message
    source: str
    trust: str
    later: Row | None = None  # a year after launch; None: the same


def running_cost(
    advice: Advice, part: Part, machines: Machines, rates: Rates, months: int
) -> RunningCost:
    """The monthly bill; what could not be priced is named, and is never counted as zero.

    `months` from launch over which it is added up.
    """
    lines = [
        *_people(advice, part, rates),
        *_duties(part, rates),
        *_serving(part, machines.serving),
    ]
    rows = [each.row for each in lines]
    now = np.sum(rows, axis=0)
    later = np.sum([each.row if each.later is None else each.later for each in lines], axis=0)
    summed = np.float32(months) * (now + (later - now) * np.float32(mean_grown(months)))
    total, in_a_year, all_months, *found = ranges(np.stack([now, later, summed, *rows]))
    return RunningCost(
        total,
        tuple(
            Line(each.id, each.title, usd, each.derivation, each.source, each.trust)
            for each, usd in zip(lines, found, strict=True)
        ),
        tuple(_unpriced(advice, machines.serving)),
        in_a_year,
        months,
        all_months,
    )


def _people(advice: Advice, part: Part, rates: Rates) -> Iterator[Upkeep]:
    terms, cards = rates.running, part.model.canvas.cards
    share = lognormal(terms.people, cards.row("running_people"))
    row = share * np.float32(terms.days_a_month) * part.rates.of(KEEPERS)
    title, derivation = message("People who keep it running"), _upkeep(advice, terms)
    yield Upkeep("running_people", title, row, derivation, terms.source, terms.trust)


def _upkeep(advice: Advice, terms: Running) -> Message:
    people = Quantity(terms.people.median, Unit.PERCENT)
    days = Quantity(terms.days_a_month)
    if advice.verdict.kind is VerdictKind.NO_GENAI:  # code has no labels
        return message(
            "{people} of a full-time person × {days} working days a month × the day rate; this "
            "covers watching, repairs and changes to the rules",
            people=people,
            days=days,
        )
    return message(
        "{people} of a full-time person × {days} working days a month × the day rate; this covers "
        "watching, re-tests and fresh labels",
        people=people,
        days=days,
    )


def _duties(part: Part, rates: Rates) -> Iterator[Upkeep]:
    """Yearly duties of a high-risk system."""
    if "approval_reg" not in part.model.canvas.work.ids:
        return
    terms, cards = rates.running, part.model.canvas.cards
    hours = lognormal(terms.high_risk_hours_a_year, cards.row("running_duties"))
    hourly: Row = part.rates.rows["seclegal"] / np.float32(HOURS_A_DAY)
    derivation = message(
        "{hours} a year ÷ 12 × the hourly rate of security, legal and privacy",
        hours=Quantity(terms.high_risk_hours_a_year.median, Unit.HOURS),
    )
    title = message("Duties of a high-risk system")
    row: Row = hours * (hourly / np.float32(MONTHS_A_YEAR))
    yield Upkeep("running_duties", title, row, derivation, terms.source, "C")


def _serving(part: Part, serving: Serving | None) -> Iterator[Upkeep]:
    if serving is None or serving.usd_per_month is None:
        return
    canvas = part.model.canvas
    drawn = canvas.cards.row("running_serving")
    row = band_row(serving.usd_per_month, drawn)
    later = band_row(serving.in_a_year.usd_per_month, drawn) if serving.in_a_year else row
    risk, happens = canvas.priors.risks[PRICE_CHANGE], canvas.happens.get(PRICE_CHANGE)
    if risk.running is not None and happens is not None:
        dearer = 1 + happens * (lognormal(risk.running, canvas.cards.row("running_price")) - 1)
        row, later = row * dearer, later * dearer
    title = message("Model requests") if serving.where == "api" else message("Machines to serve it")
    source = message("Computed from volume, tokens and dated prices").text
    yield Upkeep("running_serving", title, row, serving.derivation, source, "D", later)


def _unpriced(advice: Advice, serving: Serving | None) -> Iterator[Message]:
    if advice.verdict.kind is VerdictKind.NO_GENAI:
        return
    if serving is None or (serving.usd_per_month is None and serving.where != "device"):
        yield message("What serving the model costs is not known yet; it comes on top.")
