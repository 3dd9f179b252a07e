"""Waiting that a project has named: approvals here, and access to the data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from app.estimate.breakdown.jobs import APPROVALS, Job, Work
from app.estimate.entries import CONTENT, tables
from app.estimate.priors import Priors
from app.estimate.ranges import Spread, spread
from app.lifecycle.answers import Answers
from app.lifecycle.entries import FaultyContent
from app.lifecycle.questions import Row


@dataclass(frozen=True, slots=True)
class DataWait:
    """Weeks until the team can touch the data."""

    weeks: Spread
    source: str
    trust: str


def read_data_waits(path: Path) -> Mapping[str, DataWait]:
    """By option of E06; FaultyContent with every fault found."""
    faults: list[str] = []
    waits = {
        name: DataWait(entry.spread("weeks"), *entry.provenance())
        for name, entry in tables(path, "data", faults)
    }
    if faults:
        raise FaultyContent(faults)
    return waits


@lru_cache(maxsize=1)
def load_data_waits() -> Mapping[str, DataWait]:
    return read_data_waits(CONTENT / "waits.toml")


def with_named_waits(work: Work, answers: Answers, priors: Priors) -> Work:
    """The work with the waits that somebody has named in place of the shipped ones."""
    return replace(work, jobs=tuple(_waiting(job, answers, priors) for job in work.jobs))


def _waiting(job: Job, answers: Answers, priors: Priors) -> Job:
    if job.id == "data":
        said = load_data_waits().get(str(answers.said("E06")))
        return job if said is None else replace(job, wait=said.weeks)
    if job.id in APPROVALS and job.wait is not None and answers.known("E05"):
        return replace(job, wait=_approval(answers.rows("E05"), job.wait, priors))
    return job


def _approval(gates: tuple[Row, ...], shipped: Spread, priors: Priors) -> Spread | None:
    """None where each gate takes no time; the shipped wait where no gate was named."""
    weeks = approval_weeks(gates, shipped.median)
    if weeks > 0:
        return named_wait(weeks, priors)
    return None if gates else shipped


def approval_weeks(gates: tuple[Row, ...], missing: float) -> float:
    """Median weeks of several gates: those that can overlap take the longest, others add up.

    A gate that was named without its weeks counts with the shipped median, `missing`.
    """
    side_by_side, in_a_row = [0.0], 0.0
    for gate in gates:
        named = gate.get("weeks")
        weeks = float(named) if isinstance(named, int | float) else missing
        if gate.get("timing") == "must_wait":
            in_a_row += weeks
        else:
            side_by_side.append(weeks)
    return max(side_by_side) + in_a_row


def named_wait(weeks: float, priors: Priors) -> Spread:
    """The number typed for a gate is its P50."""
    low, high = priors.value("approval_p10"), priors.value("approval_p90")
    return spread(low * weeks, high * weeks, weeks)
