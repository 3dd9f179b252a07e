"""The six kinds of project whose results an independent implementation has published."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path

import numpy as np

from app.estimate.breakdown.jobs import REWORK, Job, Work
from app.estimate.priors import Priors, load_priors
from app.estimate.ranges import Spread
from app.estimate.rates import load_rates
from app.estimate.simulation.canvas import Happens
from app.estimate.simulation.day_rates import DayRates
from app.estimate.simulation.draws import SEED, Deck, Matrix, Row, deck
from app.estimate.simulation.factors import Standing, drawn_levels, neutral
from app.estimate.simulation.lognormal import lognormal
from app.estimate.simulation.part import Part
from app.estimate.simulation.project import Project
from app.estimate.simulation.quantiles import quantiles
from app.estimate.simulation.schedule import Model, Run, run

DATA = Path(__file__).parents[1] / "data" / "estimates"
KINDS = "ABDC"  # by the levels of the factor "technique"
NO_RISKS: Happens = {}
PRIORS = load_priors()


def table(name: str) -> list[Mapping[str, str]]:
    with (DATA / f"{name}.csv").open(newline="") as file:
        return list(csv.DictReader(file))


@lru_cache
def network(archetype: str) -> Mapping[str, tuple[str, ...]]:
    return {
        row["phase"]: tuple(row["predecessors"].split())
        for row in table("archetype_networks")
        if row["archetype"] == archetype
    }


@lru_cache
def published(archetype: str, case: str) -> Mapping[str, str]:
    return next(
        row
        for row in table("archetype_results")
        if row["archetype"] == archetype and row["case"] == case
    )


def work(archetype: str, *, first_version: bool = False) -> Work:
    after = network(archetype)
    jobs = tuple(Job.of(PRIORS.tasks[id]) for id in after if id != REWORK)
    whole = Work(jobs, after)
    if first_version and whole.last is not None:
        return whole.only(frozenset(after[whole.last]))
    return whole


def model(
    archetype: str,
    where: Standing | None = None,
    *,
    draws: int = 2_000,
    seed: int = SEED,
    happens: Happens | None = None,
    priors: Priors = PRIORS,
    first_version: bool = False,
) -> Model:
    """One kind of project; everything neutral unless said otherwise."""
    planned = work(archetype, first_version=first_version)
    return Model.of(planned, where or neutral(), deck(draws, seed), priors, happens)


def at(where: Standing, levels: Mapping[str, int | None]) -> Standing:
    """The same standing with some factors at other levels; None: nobody knows."""
    return replace(where, **levels)  # type: ignore[arg-type]  # the keys are names of factors


def ran(some: Model) -> Run:
    return run(some, some.case())


def dollars(cards: Deck) -> DayRates:
    """The shipped day rates."""
    roles = load_rates().roles
    spread = roles["ai"].day_rate
    row = lognormal(spread, cards.row("rate"))
    return DayRates({role: row for role in roles}, spread=spread)


def project(some: Model) -> Project:
    cards = some.canvas.cards
    assert isinstance(cards, Deck)
    rates = dollars(cards)
    return Project((Part.of(some, rates),), (), rates, np.zeros(cards.draws, dtype=np.float32))


def blank(where: Standing | None = None, *, draws: int = 2_000, seed: int = SEED) -> Project:
    """Nobody knows the technique; nor the five factors, unless they are given."""
    cards = deck(draws, seed)
    rates = dollars(cards)
    kinds = tuple(
        partial(model, kind, where or Standing(), draws=draws, seed=seed) for kind in KINDS
    )
    together = PRIORS.value("unknowns_together")
    drawn = drawn_levels(PRIORS.factors["technique"], cards, together)
    parts = []
    for place, kind in enumerate(KINDS):
        here = np.flatnonzero(drawn == place)
        thin = Model.of(work(kind), where or Standing(), cards.thinned(here), PRIORS)
        parts.append(Part.of(thin, rates, here))
    return Project(tuple(parts), kinds, rates, np.zeros(draws, dtype=np.float32))


def log_sd(row: Row) -> float:
    return float(np.std(np.log(row), dtype=np.float64))


def p(row: Matrix, *at: float) -> list[float]:
    return [float(figure) for figure in quantiles(row, tuple(share / 100 for share in at))]


def with_figures(**figures: float) -> Priors:
    """The shipped priors with some single numbers changed."""
    changed = {name: replace(PRIORS.figures[name], value=value) for name, value in figures.items()}
    return replace(PRIORS, figures={**PRIORS.figures, **changed})


def reference_plan(*, draws: int = 2_000, seed: int = SEED) -> Project:
    """The plan of 25 tasks, in days; pairwise correlation 0.3, no calendar of its own."""
    priors = with_figures(pass_through=1, shared_calendar=0, calendar_noise=0)
    after: dict[str, tuple[str, ...]] = {}
    jobs, rates = [], {}
    rows = table("reference_plan_25")
    cards = deck(draws, seed)
    for row in rows:
        after[row["task"]] = tuple(rows[int(i)]["task"] for i in row["predecessors"].split())
        effort = Spread(float(row["median_days"]), float(row["log_sd"]), float(row["log_sd"]))
        role = f"at_{row['rate_per_day']}"
        rates[role] = np.full(draws, float(row["rate_per_day"]), dtype=np.float32)
        # A fifth of a person makes a "week" of the model one day of work.
        jobs.append(Job(row["task"], effort, None, 0.2, mix=((role, 1.0),), follows=0.3**0.5))
    planned = Work(tuple(jobs), after)
    some = Model.of(planned, neutral(), cards, priors, NO_RISKS)
    money = DayRates(rates)
    return Project((Part.of(some, money),), (), money, np.zeros(draws, dtype=np.float32))
