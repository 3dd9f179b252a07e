"""The money: what people cost in every draw, and the lines of the bill."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from app.estimate.ranges import Spread
from app.estimate.rates import Rates
from app.estimate.simulation.draws import Cards, Matrix, Row
from app.estimate.simulation.factors import Levels
from app.estimate.simulation.lognormal import lognormal
from app.estimate.simulation.schedule import Model, Run
from app.lifecycle.answers import Answers

HOURS_A_DAY = 8


@dataclass(frozen=True)
class DayRates:
    """What a person-day costs: role → US dollars in every draw."""

    rows: Mapping[str, Row]
    typed_usd_per_hour: float | None = None  # E08c
    spread: Spread | None = None  # where every role has the same range
    paid: bool = False  # the one above is what has been paid so far

    @property
    def single(self) -> Row | None:
        """The one row, when every role costs the same."""
        first = next(iter(self.rows.values()))
        return first if all(row is first for row in self.rows.values()) else None

    def thinned(self, draws: Levels) -> DayRates:
        """The same in some of the draws; rows that were one stay one."""
        made = {id(row): row[draws] for row in self.rows.values()}
        rows = {role: made[id(row)] for role, row in self.rows.items()}
        return DayRates(rows, self.typed_usd_per_hour, self.spread, self.paid)

    def of(self, mix: tuple[tuple[str, float], ...]) -> Row:
        """A day of a task, by the roles that share it."""
        total = np.zeros_like(next(iter(self.rows.values())))
        for role, share in mix:
            total += np.float32(share) * self.rows[role]
        return total


def day_rates(
    answers: Answers, rates: Rates, cards: Cards, paid_usd_per_day: float | None = None
) -> DayRates:
    """What has been paid so far, the rate that was named, or the shipped ranges.

    One row of draws moves all roles: what is unknown is above all how dear the organisation is.
    """
    if paid_usd_per_day is not None:
        row = np.full(cards.draws, paid_usd_per_day, dtype=np.float32)
        an_hour = paid_usd_per_day / HOURS_A_DAY
        return DayRates({role: row for role in rates.roles}, an_hour, paid=True)
    typed = answers.said("E08c")
    if isinstance(typed, int | float) and typed > 0:
        row = np.full(cards.draws, typed * HOURS_A_DAY, dtype=np.float32)
        return DayRates({role: row for role in rates.roles}, typed_usd_per_hour=float(typed))
    made: dict[Spread, Row] = {}
    for role in rates.roles.values():
        if role.day_rate not in made:
            made[role.day_rate] = lognormal(role.day_rate, cards.row("rate"))
    rows = {id: made[role.day_rate] for id, role in rates.roles.items()}
    return DayRates(rows, spread=next(iter(made)) if len(made) == 1 else None)


def people_cost(model: Model, result: Run, rates: DayRates) -> Matrix:
    """US dollars for people, (options, draws)."""
    if (row := rates.single) is not None:
        return result.total * row
    mixes = [job.mix for job in model.canvas.work.jobs]
    if model.network.rework is not None:
        mixes.append(model.canvas.priors.rework.mix)
    parts = [effort * rates.of(mix) for effort, mix in zip(result.effort, mixes, strict=True)]
    total: Matrix = np.sum(parts, axis=0)
    return total
