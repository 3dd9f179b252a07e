"""A plan prepared for simulation, and what it comes to when answers are set."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from app.estimate.simulation.day_rates import DayRates
from app.estimate.simulation.draws import Matrix, Row
from app.estimate.simulation.nudge import Change, nudged
from app.estimate.simulation.part import Outcome, Part
from app.estimate.simulation.schedule import Model, rounds
from app.language.message import Message

TECHNIQUE = "technique"


@dataclass(frozen=True)
class OtherLine:
    """Money beside people, in every draw."""

    id: str
    title: Message
    row: Row  # US dollars
    group: str  # "labels", "compute" or "fixed"
    derivation: Message
    source: str
    trust: str
    hours: Row | None = None  # of people labelling


@dataclass(frozen=True)
class Project:
    """The parts of a plan, which together are every draw; and money beside people."""

    parts: tuple[Part, ...]
    # Each possible technique in every draw, made when asked for; empty when it is known.
    kinds: tuple[Callable[[], Model], ...]
    rates: DayRates
    other: Row  # US dollars beside people: labels, machines, fixed
    lines: tuple[OtherLine, ...] = ()  # which `other` sums up

    @property
    def unknown(self) -> tuple[str, ...]:
        """The factors that are drawn."""
        factors = tuple(self.parts[0].model.ladder.drawn)
        return (TECHNIQUE, *factors) if self.kinds else factors

    def levels(self, factor: str) -> int:
        """How many levels a factor has."""
        return len(self.parts[0].model.canvas.priors.factors[factor].levels)

    def whole(self) -> Outcome:
        """The plan as it stands, one option."""
        return self.each_part(lambda part: part.outcome_now)

    def each_part(self, outcome: Callable[[Part], Outcome]) -> Outcome:
        """The outcomes of the parts, put together again draw by draw."""
        found = [outcome(part) for part in self.parts]
        return Outcome(
            self._together([each.weeks for each in found]),
            self._together([each.effort for each in found]),
            self._together([each.people for each in found]),
        )

    def weeks_and_usd(self, outcome: Callable[[Part], Outcome]) -> tuple[Matrix, Matrix]:
        """Weeks and all of the money, part after part: what is sorted anyway needs no order."""
        found = [outcome(part) for part in self.parts]
        usd = self._in_a_row([each.people for each in found]) + self.other_in_a_row
        return self._in_a_row([each.weeks for each in found]), usd

    @cached_property
    def other_in_a_row(self) -> Row:
        order = self._order
        return self.other if order is None else self.other[order]

    @cached_property
    def _order(self) -> NDArray[np.intp] | None:
        """The draws part after part; None where there is one part."""
        draws = [part.draws for part in self.parts if part.draws is not None]
        return np.concatenate(draws) if draws else None

    def _in_a_row(self, rows: Sequence[Matrix]) -> Matrix:
        if len(rows) == 1:
            return rows[0]
        options = max(len(each) for each in rows)
        return np.concatenate(
            [np.broadcast_to(each, (options, each.shape[-1])) for each in rows], axis=1
        )

    def _together(self, rows: Sequence[Matrix]) -> Matrix:
        order = self._order
        if order is None:
            return rows[0]
        in_a_row = self._in_a_row(rows)
        whole = np.empty_like(in_a_row)
        whole[:, order] = in_a_row
        return whole

    def happens(self, risk: str) -> NDArray[np.bool_] | None:
        """In which draws a risk happens; None where it cannot."""
        here = [part.model.canvas.happens.get(risk) for part in self.parts]
        if self.parts[0].draws is None:
            return here[0]
        whole = np.zeros(len(self.other), dtype=np.bool_)
        for part, each in zip(self.parts, here, strict=True):
            if each is not None:
                whole[part.draws] = each
        return whole

    def days_by_role(self, roles: tuple[str, ...]) -> Matrix:
        """Person-days by role, (roles, draws)."""
        return self._together([part.days_by_role(roles) for part in self.parts])

    def tried(self, factor: str) -> Outcome:
        """Every level of one unknown factor side by side, the other draws unchanged."""
        if factor == TECHNIQUE:
            return stacked([Part.of(kind(), self.rates) for kind in self.kinds])
        if factor == "gap":
            return self.each_part(_every_gap)
        options = {factor: np.arange(self.levels(factor))}
        return self.each_part(lambda part: part.outcome(options))


def stacked(parts: Sequence[Part]) -> Outcome:
    """Whole plans as the options of one outcome."""
    found = [part.outcome_now for part in parts]
    return Outcome(
        np.concatenate([each.weeks for each in found]),
        np.concatenate([each.effort for each in found]),
        np.concatenate([each.people for each in found]),
    )


def _every_gap(part: Part) -> Outcome:
    """Every level of the quality gap, which moves nothing but the rounds."""
    model = part.model
    found = rounds(model.canvas, model.ladder.gap_scores[:, None, :])
    return nudged(part, Change(rounds=found - part.case.rounds))
