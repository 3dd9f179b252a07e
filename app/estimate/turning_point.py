"""From how many requests a day one's own machines cost no more than a hosted model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.compute.bands import Band
from app.compute.break_even import OPS_PEOPLE, OwnMachines, break_even
from app.estimate.own_serving import OwnServing
from app.estimate.rates import load_rates
from app.estimate.request_size import RequestSize

KEEPERS: Final = ("ai", "software")  # who runs the machines, half each


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """Requests a day, with cheap rents and fast machines at the low end; None: never."""

    low: float | None
    likely: float | None
    high: float | None

    @property
    def band(self) -> Band | None:
        """None unless it turns in the whole range."""
        if self.low is None or self.likely is None or self.high is None:
            return None
        return Band(self.low, self.likely, self.high)


def turning_point(
    own: OwnServing, size: RequestSize, usd_per_request: float, *, must_be_available: bool
) -> TurningPoint:
    hourly, served = own.machine_usd_per_hour, own.capacity.requests_per_second
    if hourly is None or not own.capacity.sequences:
        return TurningPoint(None, None, None)

    def turns(usd_per_hour: float, requests_per_second: float) -> float | None:
        machines = OwnMachines(
            usd_per_machine_hour=usd_per_hour,
            requests_per_second=requests_per_second,
            peak_over_mean=size.peak_over_mean,
            must_be_available=must_be_available,
            ops_usd_per_month=usd_of_keepers(),
        )
        return break_even(machines, usd_per_request)

    return TurningPoint(
        turns(hourly.low, served.high),
        turns(hourly.likely, served.likely),
        turns(hourly.high, served.low),
    )


def usd_of_keepers() -> float:
    """A month of the people who run the machines."""
    rates = load_rates()
    day = sum(rates.roles[role].day_rate.median for role in KEEPERS) / len(KEEPERS)
    return OPS_PEOPLE * rates.running.days_a_month * day
