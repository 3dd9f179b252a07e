"""One network of a plan, in the draws in which it counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce

import numpy as np

from app.estimate.simulation.day_rates import DayRates, people_cost
from app.estimate.simulation.draws import Matrix
from app.estimate.simulation.factors import Levels
from app.estimate.simulation.quantiles import quantiles
from app.estimate.simulation.schedule import Case, Model, Run, repeated, run


@dataclass(frozen=True)
class Outcome:
    """What a plan comes to, (options, draws)."""

    weeks: Matrix
    effort: Matrix  # person-days
    people: Matrix  # US dollars


@dataclass(frozen=True)
class Part:
    """One network in the draws in which it counts: in all, while the technique is known."""

    model: Model
    rates: DayRates
    case: Case
    run: Run
    draws: Levels | None  # which; None: all

    @classmethod
    def of(cls, model: Model, rates: DayRates, draws: Levels | None = None) -> Part:
        """`draws` are those of a model on some of the cards; `rates` hold every draw."""
        if draws is not None:
            rates = rates.thinned(draws)
        case = model.case()
        return cls(model, rates, case, run(model, case), draws)

    @cached_property
    def again(self) -> Matrix:
        """The share of the build work that extra rounds repeat."""
        return repeated(self.model, self.case)

    @cached_property
    def crowd(self) -> Matrix:
        """Weeks × people of the build work."""
        jobs = self.model.canvas.work.jobs
        return total(
            np.float32(jobs[place].people) * self.run.working[place]
            for place in self.model.network.build
        )

    @cached_property
    def people(self) -> Matrix:
        """US dollars for people, as the plan stands."""
        return people_cost(self.model, self.run, self.rates)

    @cached_property
    def own_ends(self) -> tuple[Matrix, Matrix]:
        """Effort and working weeks with each job's own residual low and high."""
        canvas = self.model.canvas
        effort, weeks = canvas.columns.residual_ends(canvas.cards.row("F"), canvas.cards.row("G"))
        times = canvas.scale[:, None, :] * self.case.multiplier
        effort, weeks = effort * times, weeks * times * self.case.pace
        for place in canvas.begun:  # what is left is drawn by itself: its own P10 and P90
            for ends, rows in ((effort, self.run.effort), (weeks, self.run.working)):
                ends[place] = quantiles(rows[place][0], (0.1, 0.9))[:, None]
        return effort, weeks

    def built(self, rows: Sequence[Matrix]) -> Matrix:
        """Person-days or weeks of the build work."""
        return total(rows[place] for place in self.model.network.build)

    @property
    def outcome_now(self) -> Outcome:
        """As the plan stands."""
        return Outcome(self.run.weeks, self.run.total, self.people)

    def costed(self, result: Run) -> Outcome:
        return Outcome(result.weeks, result.total, people_cost(self.model, result, self.rates))

    def days_by_role(self, roles: tuple[str, ...]) -> Matrix:
        """Person-days by role, (roles, draws)."""
        priors, work = self.model.canvas.priors, self.model.canvas.work
        mixes = [dict(job.mix) for job in work.jobs]
        if self.model.network.rework is not None:
            mixes.append(dict(priors.rework.mix))
        shares = np.array([[mix.get(role, 0.0) for mix in mixes] for role in roles])
        rows = np.stack([effort[0] for effort in self.run.effort])
        days: Matrix = np.einsum("rp,pn->rn", shares.astype(np.float32), rows)
        return days

    def outcome(self, set_to: Mapping[str, Levels]) -> Outcome:
        return self.costed(run(self.model, self.model.case(set_to)))


def total(rows: Iterable[Matrix]) -> Matrix:
    """The sum of some rows, of which there is at least one."""
    return reduce(np.add, rows)
