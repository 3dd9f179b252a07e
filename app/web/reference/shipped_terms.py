"""What money, waits and machines are reckoned with: every shipped figure as a row of a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.compute.rent import rent_table
from app.estimate.breakdown.waits import load_data_waits
from app.estimate.priors import ReworkPrior
from app.estimate.ranges import Spread
from app.estimate.rates import Building, Labelling, Owning, Rates, Running
from app.language.message import Message, Quantity, message, verbatim
from app.lifecycle.bank import load_bank

LOG_SD = message("log-sd")


@dataclass(frozen=True, slots=True)
class Term:
    """One shipped figure, or a range as P10, P50 and P90."""

    title: Message
    figures: tuple[float, ...]
    unit: Message
    source: str
    trust: str

    @property
    def written(self) -> tuple[Quantity, ...]:
        return tuple(Quantity(figure, figures=3) for figure in self.figures)


@dataclass(frozen=True, slots=True)
class Terms:
    """The rows of one table. `about`: what to know of all of them."""

    id: str
    title: Message
    about: Message
    rows: tuple[Term, ...]


def shipped_terms(rates: Rates, rework: ReworkPrior) -> tuple[Terms, ...]:
    return (
        Terms(
            "fixed",
            message("What is paid to others before launch"),
            message("Counted only where the answers call for it; an offer replaces it"),
            tuple(fixed_terms(rates)),
        ),
        Terms(
            "people-and-labels",
            message("People and labels"),
            message("A plan replaces the day rates with its own"),
            (*people_terms(rates), *label_terms(rates)),
        ),
        Terms(
            "running",
            message("Building and running"),
            message("What evaluation asks of a model, what a month takes, and another round"),
            (
                *building_terms(rates.building),
                *running_terms(rates.running),
                *rework_terms(rework),
            ),
        ),
        Terms(
            "waits",
            message("The wait for data, by what you say of it"),
            message("What is not said keeps the wait of its task"),
            tuple(wait_terms()),
        ),
        Terms(
            "rents",
            message("Rent of a chip for an hour"),
            message("List prices of the latest year on record; hosted models are priced by a list"),
            tuple(rent_terms()),
        ),
    )


def fixed_terms(rates: Rates) -> Iterator[Term]:
    for terms in rates.fixed.values():
        yield Term(terms.title, ends(terms.usd), message("$"), terms.source, terms.trust)
    yield from owning_terms(rates.owning)


def owning_terms(owning: Owning) -> Iterator[Term]:
    known = (owning.source, owning.trust)
    years = message("years of its list rent")
    yield Term(message("A chip of your own"), ends(owning.years_of_rent), years, *known)
    care = message("Power, housing and care of it")
    yield Term(care, ends(owning.care_a_year), message("of its price a year"), *known)


def people_terms(rates: Rates) -> Iterator[Term]:
    for role in rates.roles.values():
        yield Term(role.title, ends(role.day_rate), message("$ a day"), role.source, role.trust)


def label_terms(rates: Rates) -> Iterator[Term]:
    for kind in rates.kinds.values():
        yield Term(kind.title, ends(kind.minutes), message("minutes each"), kind.source, kind.trust)
    yield from labelling_terms(rates.labelling)


def labelling_terms(terms: Labelling) -> Iterator[Term]:
    known = (terms.source, terms.trust)
    items = message("of the items")
    yield Term(message("Labelled by two people"), (terms.overlap,), items, *known)
    yield Term(message("Labelled again"), (terms.rework,), items, *known)
    week = message("A labeller’s week")
    yield Term(week, (terms.week_hours,), message("hours"), *known)
    least = message("A new labelling team takes at least")
    yield Term(least, (terms.least_weeks,), message("weeks"), *known)
    wanted = message("Examples wanted, where nobody has said")
    yield Term(wanted, (terms.wanted_examples,), message("examples"), *known)
    patience = message("One person labels for at most")
    yield Term(patience, (terms.patience_weeks,), message("weeks"), *known)
    crowd = message("People who label, where one would take longer")
    yield Term(crowd, (terms.crowd,), message("people"), *known)


def building_terms(terms: Building) -> Iterator[Term]:
    known = (terms.source, terms.trust)
    requests = message("Requests for evaluation while building")
    yield Term(requests, (terms.requests,), message("requests"), *known)
    yield Term(message("How well that number is known"), (terms.log_sd,), LOG_SD, *known)


def running_terms(terms: Running) -> Iterator[Term]:
    known = (terms.source, terms.trust)
    people = message("People who keep it running")
    yield Term(people, ends(terms.people), message("full-time"), *known)
    days = message("Their month")
    yield Term(days, (terms.days_a_month,), message("working days"), *known)
    hours = message("Duties of a high-risk system")
    yield Term(hours, ends(terms.high_risk_hours_a_year), message("hours a year"), *known)
    overhead = message("Retries and checks, on top of the requests")
    yield Term(overhead, (terms.tokens_overhead,), message("times the tokens"), *known)
    volume = message("How well the volume of requests is known, at best")
    yield Term(volume, (terms.log_sd,), LOG_SD, *known)


def rework_terms(rework: ReworkPrior) -> Iterator[Term]:
    known = (rework.source, rework.trust)
    share = message("of the tasks that build")
    yield Term(message("One more round after the gate"), (rework.round_share,), share, *known)
    most = message("Most such rounds")
    yield Term(most, (float(rework.most_rounds),), message("rounds"), *known)


def wait_terms() -> Iterator[Term]:
    question = load_bank().questions["E06"]
    for option, wait in load_data_waits().items():
        label = question.option(option).label
        yield Term(label, ends(wait.weeks), message("weeks"), wait.source, wait.trust)


def rent_terms() -> Iterator[Term]:
    for chip, rent in rent_table().rents.items():
        band, unit = rent.usd_per_hour, message("$ an hour, {year}", year=str(rent.year))
        figures = (band.low, band.likely, band.high)
        yield Term(verbatim(chip), figures, unit, rent.source, rent.trust)


def ends(spread: Spread) -> tuple[float, float, float]:
    """As it is computed with: widened, where what was written down is narrower than any data."""
    return spread.p10, spread.median, spread.p90
