"""What answering one open question would narrow, on average over its options."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.estimate.estimate import AnswerWorth, OptionOutcome
from app.estimate.priors import Factor
from app.estimate.simulation.draws import Matrix
from app.estimate.simulation.part import Outcome
from app.estimate.simulation.project import Project
from app.estimate.simulation.quantiles import quantiles

AT = (0.10, 0.50, 0.80, 0.90)


@dataclass(frozen=True)
class Tried:
    """Every level of one factor: quantiles of weeks and of cost, (options, 4)."""

    factor: Factor
    weeks: Matrix
    usd: Matrix


def tried(project: Project) -> list[Tried]:
    """Each unknown factor, with all its levels tried."""
    factors = project.parts[0].model.canvas.priors.factors
    trials = []
    for name in project.unknown:
        weeks, usd = _spans(project, project.tried(name))
        every = (len(factors[name].levels), len(AT))  # a factor may move weeks alone
        trials.append(
            Tried(factors[name], np.broadcast_to(weeks, every), np.broadcast_to(usd, every))
        )
    return trials


def _spans(project: Project, outcome: Outcome) -> tuple[Matrix, Matrix]:
    return quantiles(outcome.weeks, AT), quantiles(outcome.people + project.other, AT)


def answer_worth(
    project: Project, whole: Outcome, trials: list[Tried], questions: dict[str, str]
) -> tuple[AnswerWorth, ...]:
    """Best first: by how much the answer narrows cost, then the date."""
    weeks, usd = _spans(project, whole)
    ranked = [(_narrowing(trial, weeks, usd), trial) for trial in trials]
    ranked.sort(key=lambda pair: pair[0], reverse=True)
    return tuple(_worth(trial, weeks, usd, questions) for _, trial in ranked)


def _narrowing(trial: Tried, weeks: Matrix, usd: Matrix) -> tuple[float, float]:
    """How much narrower ln(P90/P10) of cost becomes, and of the date."""
    return _less(trial, width(usd), width(trial.usd)), _less(
        trial, width(weeks), width(trial.weeks)
    )


def width(spans: Matrix) -> Matrix:
    """ln(P90/P10) of each option."""
    widths: Matrix = np.log(spans[..., 3] / spans[..., 0])
    return widths


def _less(trial: Tried, now: Matrix, then: Matrix) -> float:
    """What is lost from now to the weighted mean of the options."""
    weights = [level.weight for level in trial.factor.levels]
    return float(now[0]) - float(np.dot(weights, then))


def _worth(trial: Tried, weeks: Matrix, usd: Matrix, questions: dict[str, str]) -> AnswerWorth:
    def reserve(spans: Matrix) -> Matrix:
        return spans[..., 2] - spans[..., 1]

    outcomes = tuple(
        OptionOutcome(level.title, float(trial.weeks[place, 2]), float(trial.usd[place, 2]))
        for place, level in enumerate(trial.factor.levels)
    )
    return AnswerWorth(
        questions.get(trial.factor.id, trial.factor.question),
        max(0.0, _less(trial, reserve(weeks), reserve(trial.weeks))),
        max(0.0, _less(trial, reserve(usd), reserve(trial.usd))),
        outcomes,
    )
