"""The figures of all jobs as columns, so that one operation serves every job and every draw."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final

import numpy as np

from app.estimate.breakdown.jobs import WORKING_DAYS, Job
from app.estimate.priors import Priors
from app.estimate.ranges import Z90
from app.estimate.simulation.draws import Matrix
from app.estimate.simulation.lognormal import two_sided

HALF: Final = np.float32(0.5)
LOW_AND_HIGH: Final = np.array([[-Z90], [Z90]], dtype=np.float32)  # normal scores, (ends, 1)


@dataclass(frozen=True)
class Columns:
    """One figure a job, (jobs, 1); and three log-sds that all jobs have in common."""

    median: Matrix  # person-days
    weeks: Matrix  # the median's working weeks
    below: Matrix  # log-sd of effort
    above: Matrix
    loading: Matrix  # correlation of effort with the project's shared factor
    own: Matrix  # and with the job's own residual
    passed: np.float32  # share of an effort overrun that reaches the calendar
    common: np.float32  # of the calendar
    noise: np.float32  # of the calendar of one job

    @classmethod
    def of(cls, jobs: tuple[Job, ...], priors: Priors) -> Columns:
        g, largest = priors.value("shared_effort"), priors.value("largest_loading")
        loading = _column([job.loading(g, largest) for job in jobs])
        return cls(
            _column([job.effort.median for job in jobs]),
            _column([job.effort.median / (WORKING_DAYS * job.people) for job in jobs]),
            _column([job.effort.below for job in jobs]),
            _column([job.effort.above for job in jobs]),
            loading,
            np.sqrt(1 - loading * loading, dtype=np.float32),
            np.float32(priors.value("pass_through")),
            np.float32(priors.value("shared_calendar")),
            np.float32(priors.value("calendar_noise")),
        )

    def beside_options(self) -> Columns:
        """The same with an axis for options tried side by side, (jobs, 1, 1)."""
        found = (getattr(self, field.name) for field in fields(self))
        return Columns(*(f[..., None] if f.ndim else f for f in found))

    def deviations(self, shared: Matrix, residual: Matrix) -> Matrix:
        """ln of effort over its median. The shared factor is split out, not added."""
        return two_sided(self.below, self.above, self.loading * shared + self.own * residual)

    def effort(self, deviation: Matrix) -> Matrix:
        """Person-days before factors and risks."""
        days: Matrix = self.median * np.exp(deviation)
        return days

    def working(self, deviation: Matrix, calendar: Matrix, noise: Matrix) -> Matrix:
        """Working weeks before factors and risks."""
        moved = self.passed * deviation + self.common * calendar + self.noise * noise
        weeks: Matrix = self.weeks * np.exp(moved)
        return weeks

    def residual_ends(self, shared: Matrix, calendar: Matrix) -> tuple[Matrix, Matrix]:
        """Effort and weeks with each job's own residual low and high, (jobs, 2, draws).

        In weeks the residual of the effort and the calendar's noise move together, each by its
        part of their common spread.
        """
        wide = self.beside_options()
        from_effort: Matrix = wide.passed * wide.own * (wide.below + wide.above) * HALF
        both: Matrix = np.hypot(from_effort, wide.noise)
        effort = wide.effort(wide.deviations(shared, LOW_AND_HIGH))
        toward: Matrix = from_effort / both * LOW_AND_HIGH
        nearer = wide.deviations(shared, toward)
        return effort, wide.working(nearer, calendar, wide.noise / both * LOW_AND_HIGH)


def _column(figures: list[float]) -> Matrix:
    return np.array(figures, dtype=np.float32)[:, None]
