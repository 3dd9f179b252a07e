"""The stop/go decision after the prototype: three figures, never mixed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.estimate.priors import Priors
from app.estimate.simulation.day_rates import DayRates
from app.estimate.simulation.draws import Matrix
from app.estimate.simulation.schedule import Model, Run, finishes
from app.lifecycle.answers import Answers
from app.lifecycle.questions import Row

TEN_EXAMPLES = ("ten_plus", "measured")


@dataclass(frozen=True)
class ToGate:
    """What comes before the decision, per draw."""

    weeks: Matrix
    usd: Matrix
    effort: Matrix


def to_gate(model: Model, result: Run, rates: DayRates) -> ToGate:
    """The part of every task that is done before the decision, of a run with one option."""
    jobs = model.canvas.work.jobs
    portion = [1.0 if model.canvas.work.to_gate else job.before_gate for job in jobs]
    if model.network.rework is not None:
        portion.append(0.0)
    lengths = [
        np.float32(part) * length[0] for part, length in zip(portion, result.length, strict=True)
    ]
    finish = finishes(model.network, lengths)
    parts = [
        (np.float32(part) * effort[0], job.mix)
        for part, effort, job in zip(portion, result.effort, jobs, strict=False)
        if part
    ]
    effort = np.sum([part for part, _ in parts], axis=0)
    if (row := rates.single) is not None:
        usd = effort * row
    else:
        usd = np.sum([part * rates.of(mix) for part, mix in parts], axis=0)
    return ToGate(np.max(finish, axis=0), usd, effort)


def expected_usd(before: Matrix, whole: Matrix, stop_chance: float) -> float:
    """The mean over stopping and going on: the one mean that is shown."""
    gate, full = float(np.mean(before, dtype=np.float64)), float(np.mean(whole, dtype=np.float64))
    return gate + (1 - stop_chance) * (full - gate)


def stop_chance(answers: Answers, priors: Priors) -> float:
    """Lower when metric, baseline, target and owner are named and ten examples were tried."""
    measures = answers.rows("S10")
    named = any(_is_measurable(row) for row in measures)
    owned = any(row.get("role") == "owner" and row.get("name") for row in answers.rows("E09"))
    tried = answers.known("M09") and answers.any("M09", *TEN_EXAMPLES)
    if named and owned and tried:
        return priors.value("stop_well_prepared")
    if not (measures or owned or tried):
        return priors.value("stop_unprepared")
    return priors.value("stop")


def _is_measurable(row: Row) -> bool:
    return bool(row.get("metric")) and all(
        isinstance(row.get(column), int | float) for column in ("baseline", "target")
    )
