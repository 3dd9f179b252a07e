"""A plan prepared for simulation, and what it comes to when answers are set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from app.estimate.draws import Matrix, Row
from app.estimate.factors import Levels
from app.estimate.money import DayRates, people_cost
from app.estimate.schedule import Model, Run, run

TECHNIQUE = "technique"


@dataclass(frozen=True)
class Outcome:
    """What a plan comes to, (options, draws)."""

    weeks: Matrix
    effort: Matrix  # person-days
    people: Matrix  # US dollars
    cost: Matrix  # US dollars, everything

    def option(self, place: int) -> Outcome:
        part = slice(place, place + 1)
        return Outcome(self.weeks[part], self.effort[part], self.people[part], self.cost[part])


@dataclass(frozen=True)
class Project:
    """One model; or, while nobody knows the technique, one for each kind and which is drawn."""

    models: tuple[Model, ...]
    kinds: Levels | None  # per draw: which of the models
    rates: DayRates
    other: Row  # US dollars beside people: labels, machines, fixed

    @property
    def unknown(self) -> tuple[str, ...]:
        """The factors that are drawn."""
        factors = tuple(self.models[0].ladder.drawn)
        return factors if self.kinds is None else (TECHNIQUE, *factors)

    def levels(self, factor: str) -> int:
        """How many levels a factor has."""
        return len(self.models[0].canvas.priors.factors[factor].levels)

    def outcome(self, set_to: Mapping[str, Levels] | None = None) -> Outcome:
        """The plan's own outcome, or with factors set: one option per level."""
        if self.kinds is None:
            return self.outcome_of(self.models[0], set_to)
        each = [self.outcome_of(model, set_to) for model in self.models]
        return self.blended(each)

    def outcome_of(self, model: Model, set_to: Mapping[str, Levels] | None = None) -> Outcome:
        return self.costed(model, run(model, model.case(set_to)))

    def costed(self, model: Model, result: Run) -> Outcome:
        people = people_cost(model, result, self.rates)
        return Outcome(result.weeks, result.total, people, people + self.other)

    def blended(self, each: list[Outcome]) -> Outcome:
        """In every draw the outcome of the kind that is drawn."""
        assert self.kinds is not None
        kinds = self.kinds
        return Outcome(
            _pick([outcome.weeks for outcome in each], kinds),
            _pick([outcome.effort for outcome in each], kinds),
            _pick([outcome.people for outcome in each], kinds),
            _pick([outcome.cost for outcome in each], kinds),
        )

    def tried(self, factor: str) -> Outcome:
        """Every level of one unknown factor side by side, the other draws unchanged."""
        if factor == TECHNIQUE:
            each = [self.outcome_of(model) for model in self.models]
            return stacked(each)
        return self.outcome({factor: np.arange(self.levels(factor))})


def stacked(each: list[Outcome]) -> Outcome:
    return Outcome(
        np.concatenate([outcome.weeks for outcome in each]),
        np.concatenate([outcome.effort for outcome in each]),
        np.concatenate([outcome.people for outcome in each]),
        np.concatenate([outcome.cost for outcome in each]),
    )


def _pick(rows: list[Matrix], kinds: Levels) -> Matrix:
    return np.stack(rows)[kinds, :, np.arange(len(kinds))].T
