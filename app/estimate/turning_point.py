"""From how many requests a day one's own machines cost no more than a hosted model."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Final

from app.compute.break_even import OPS_PEOPLE, OwnMachines, break_even
from app.compute.typical_models import OpenModel
from app.estimate.machines import Crossing
from app.estimate.own_serving import OwnServing, on_each_machine
from app.estimate.rates import load_rates
from app.estimate.request_size import RequestSize

KEEPERS: Final = ("ai", "software")  # who runs the machines, half each


# Most answers change nothing of a request, and each is followed by an estimate.
@lru_cache(maxsize=1024)
def earliest_crossing(
    model: OpenModel,
    size: RequestSize,
    bits: float,
    usd_per_request: float,
    *,
    must_be_available: bool,
) -> Crossing | None:
    """On the machine with which it turns first: a large volume may want a larger one."""
    found = [
        crossing(own, size, usd_per_request, must_be_available=must_be_available)
        for own in on_each_machine(model, size, bits, must_be_available=must_be_available)
    ]
    return min((each for each in found if each is not None), key=_soonest, default=None)


def _soonest(found: Crossing) -> tuple[float, float]:
    likely, low = (math.inf if turn is None else turn for turn in (found.likely, found.low))
    return likely, low


def crossing(
    own: OwnServing, size: RequestSize, usd_per_request: float, *, must_be_available: bool
) -> Crossing | None:
    """None where the model does not fit, or its machines have no price.

    Retries are paid for on both sides: through the interface by price, on machines by their time.
    """
    hourly, served = own.machine_usd_per_hour, own.capacity.requests_per_second
    if hourly is None or not own.capacity.sequences:
        return None
    retries = load_rates().running.tokens_overhead

    def machines(usd_per_hour: float, requests_per_second: float) -> OwnMachines:
        return OwnMachines(
            usd_per_machine_hour=usd_per_hour,
            requests_per_second=requests_per_second / retries,
            peak_over_mean=size.peak_over_mean,
            must_be_available=must_be_available,
            ops_usd_per_month=usd_of_keepers(),
        )

    a_request = usd_per_request * retries
    likely = machines(hourly.likely, served.likely)
    return Crossing(
        a_request,
        likely,
        break_even(machines(hourly.low, served.high), a_request),
        break_even(likely, a_request),
        break_even(machines(hourly.high, served.low), a_request),
    )


def usd_of_keepers() -> float:
    """A month of the people who run the machines."""
    rates = load_rates()
    day = sum(rates.roles[role].day_rate.median for role in KEEPERS) / len(KEEPERS)
    return OPS_PEOPLE * rates.running.days_a_month * day
