"""How the figures of machines were worked out: training runs, and serving on one's own machines."""

from __future__ import annotations

from collections.abc import Iterator

from app.compute.energy import GRID_KG_PER_KWH, LOAD, PUE
from app.compute.inference_memory import OVERHEAD
from app.compute.serving import (
    BANDWIDTH_SHARE,
    COMPUTE_SHARE,
    FIRST_TOKEN,
    HEADROOM,
    OFFLINE,
    PER_TOKEN,
    THINK_SECONDS,
)
from app.estimate.machines import Serving, Training
from app.export.blocks import Text
from app.export.names import trust
from app.language.message import Message, Quantity, Unit, message
from app.plan.plan import Chip


def of_training(training: Training, chip: Chip | None) -> Iterator[Text]:
    """Beside the run's own derivation: memory, electricity and carbon, each with its source."""
    yield Text(training.derivation)
    if chip is None:
        return
    price = chip.price
    yield Text(
        message(
            "The peak of {chip} is {peak} TFLOP/s, dense, with 16 bits ({source}; {trust})."
            " {price}",
            chip=chip.name,
            peak=Quantity(chip.peak_flops.value / 1e12, figures=4),
            source=message(chip.peak_flops.source),
            trust=trust(chip.peak_flops.trust),
            price=message("No price of it is on record.")
            if price is None
            else message(
                "Its price an hour: {source}; {trust}.",
                source=message(price.source),
                trust=trust(price.trust),
            ),
        )
    )
    yield Text(_memory(chip))
    if chip.tdp_watts is not None:
        yield Text(energy(chip.tdp_watts))


def _memory(chip: Chip) -> Message:
    return message(
        "Memory of a device = weights, gradients and optimiser by their bytes, shared among the"
        " devices, + activations that are kept + logits, × 1.05 to 1.30 for the process; usable"
        " are {usable} of {label} GB (formulas of arXiv:2205.05198 and arXiv:1910.02054, held"
        " against 47 measured steps and 216 runs; worked out from sources).",
        usable=Quantity(chip.usable_gib, Unit.GIB, 4),
        label=Quantity(chip.memory_gb, figures=None),
    )


def energy(watts: float) -> Message:
    """Energy and carbon of devices that take so much."""
    return message(
        "Energy = hours × {watts} W × a load of {load} × {pue} for the building. Carbon ="
        " energy × {low} to {high} kg CO2e a kWh, with one digit. Load, building and grid are"
        " planning defaults; making the hardware, and water, are not in it.",
        watts=Quantity(watts, figures=None),
        load=Quantity(LOAD.likely),
        pue=Quantity(PUE.likely),
        low=Quantity(GRID_KG_PER_KWH.low),
        high=Quantity(GRID_KG_PER_KWH.high),
    )


def of_serving(serving: Serving) -> Iterator[Text]:
    """Beside its own derivation: memory, people at the same time, and the time of an answer."""
    yield Text(serving.derivation)
    for each in _of_own_machines(serving):
        yield Text(each)


def _of_own_machines(serving: Serving) -> Iterator[Message]:
    if serving.memory_gib is not None:
        yield message(
            "Memory of the model = (weights + key-value cache of the requests at once) × {times},"
            " and a reserve for the system: {likely} here (closed forms, to the byte for published"
            " models; worked out from sources).",
            times=1 + OVERHEAD,
            likely=Quantity(serving.memory_gib.likely, Unit.GIB),
        )
    if serving.latency_ms is not None:
        yield message(
            "Time to the whole answer = time to its first word + {output} × time of each."
            " Reading goes at {read} of the bandwidth and arithmetic at {compute} of the peak; the"
            " slower one counts. Measured points of vLLM (12) take {each} times that a token,"
            " {each_low} to {each_high}, and {first} times to the first, {first_low} to"
            " {first_high} (secondary source).",
            output=Quantity(serving.output_tokens, Unit.TOKENS),
            read=Quantity(BANDWIDTH_SHARE, Unit.PERCENT),
            compute=Quantity(COMPUTE_SHARE, Unit.PERCENT),
            each=PER_TOKEN.likely,
            each_low=PER_TOKEN.low,
            each_high=PER_TOKEN.high,
            first=FIRST_TOKEN.likely,
            first_low=FIRST_TOKEN.low,
            first_high=FIRST_TOKEN.high,
        )
    if serving.concurrent_users is not None:
        yield message(
            "People at the same time = requests a second × ({think} s to think + the time of an"
            " answer), by Little’s law, with {headroom} headroom: {users}. Its ends are {low} and"
            " {high} times that, as far as 55 measured throughputs lie apart. Thinking time and"
            " headroom are planning defaults.",
            think=Quantity(THINK_SECONDS),
            headroom=Quantity(HEADROOM, Unit.PERCENT),
            users=Quantity(serving.concurrent_users.likely),
            low=OFFLINE.low,
            high=OFFLINE.high,
        )
