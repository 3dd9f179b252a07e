"""Hosted or own machines: two monthly bills over volume, and where the cheaper one changes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

HOURS_A_MONTH: Final = 730.0  # reserved, whether used or not
DAYS_A_MONTH: Final = 7 * 4.345  # a month is 4.345 weeks throughout
OPS_PEOPLE: Final = 0.5  # full-time; 0.5 to 2 (OptimNow FinOps reference); assumption
LARGEST_VOLUME: Final = 1e9  # requests a day


@dataclass(frozen=True, slots=True)
class OwnMachines:
    """Machines that serve one model. Cost is by reserved hours: an idle machine is not cheaper."""

    usd_per_machine_hour: float  # all chips of one machine
    requests_per_second: float  # one machine, with headroom
    peak_over_mean: float
    must_be_available: bool
    ops_usd_per_month: float
    most_machines: int | None = None

    def machines(self, requests_per_day: float) -> int:
        peak = requests_per_day * self.peak_over_mean / 86_400
        least = 2 if self.must_be_available else 1
        return max(math.ceil(peak / self.requests_per_second), least)

    def usd_per_month(self, requests_per_day: float) -> float:
        machines = self.machines(requests_per_day)
        return machines * self.usd_per_machine_hour * HOURS_A_MONTH + self.ops_usd_per_month

    def largest_volume(self) -> float:
        """Requests a day that the machines can serve; without a limit, the largest looked at."""
        if self.most_machines is None:
            return LARGEST_VOLUME
        served = self.most_machines * self.requests_per_second * 86_400 / self.peak_over_mean
        return min(LARGEST_VOLUME, served)


def api_usd_per_month(requests_per_day: float, usd_per_request: float, retries: float = 0) -> float:
    return requests_per_day * DAYS_A_MONTH * usd_per_request * (1 + retries)


def break_even(own: OwnMachines, usd_per_request: float) -> float | None:
    """Requests a day at which own machines first cost no more; None: never at this size.

    The bill of machines is a staircase, so the first crossing lies on a step: where the line of the
    API reaches the height of the step that is needed there.
    """
    if usd_per_request <= 0:
        return None
    a_request = DAYS_A_MONTH * usd_per_request
    machines = own.machines(0)
    while True:
        height = machines * own.usd_per_machine_hour * HOURS_A_MONTH + own.ops_usd_per_month
        crossing = height / a_request
        if crossing > own.largest_volume():
            return None
        needed = own.machines(crossing)
        if needed <= machines:
            return crossing
        if _never_catches_up(own, a_request):
            return None
        machines = needed


def _never_catches_up(own: OwnMachines, a_request: float) -> bool:
    """Whether a full machine still costs more than the API for what it serves."""
    served = own.requests_per_second * 86_400 / own.peak_over_mean
    return own.usd_per_machine_hour * HOURS_A_MONTH >= served * a_request


def staircase(own: OwnMachines, volumes: tuple[float, ...]) -> tuple[tuple[float, float], ...]:
    """(requests a day, US dollars a month) at the volumes given."""
    return tuple((volume, own.usd_per_month(volume)) for volume in volumes)
