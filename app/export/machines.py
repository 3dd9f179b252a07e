"""Compute: what one training run and serving at this volume ask of machines, each with its band."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.charts.memory_rows import filled
from app.estimate.estimate import Estimate
from app.estimate.machines import Band, Crossing, Machines, Serving, Training
from app.export import machine_derivations
from app.export.blocks import Aside, Block, Cell, Chart, Column, Facts, Heading, Items, Table, Text
from app.export.machine_tables import bills_table, memory_table
from app.export.outline import Showing
from app.language.message import Message, Quantity, Unit, message, usd
from app.plan.plan import Chip, Plan

METHODS: dict[str, Message] = {
    "full": message("Fine-tuning of all weights"),
    "lora": message("Fine-tuning with a small adapter (LoRA)"),
    "qlora": message("Fine-tuning with a small adapter on a compressed model (QLoRA)"),
    "dpo": message("Training on preferences (DPO)"),
    "ppo": message("Training on human feedback (PPO)"),
    "pretraining": message("Pre-training"),
}

FITS: dict[str, Message] = {
    "yes": message("It fits"),
    "no": message("It does not fit"),
    "uncertain": message("It may or may not fit"),
}

PLACES: dict[str, Message] = {
    "api": message("Through a provider’s interface"),
    "own": message("On machines of your own, or rented"),
    "device": message("On people’s own devices"),
}


def compute(plan: Plan, estimate: Estimate, showing: Showing) -> Iterator[Block]:
    machines = estimate.machines
    if not machines.training:
        yield Text(message("Nothing is trained: machines only answer requests."))
    for training in machines.training:
        chip = plan.basis.chips.get(training.hardware) if plan.basis else None
        yield from _training(training, chip, showing)
    if machines.serving is not None:
        yield from _serving(machines.serving, showing)
    if filled(machines):
        yield from _memory(machines)


def _memory(machines: Machines) -> Iterator[Block]:
    yield Heading(message("Memory"))
    yield Text(
        message(
            "What fills a device in the likely case; the thin line reaches to the high one. It "
            "fits for certain where that line ends before the mark."
        )
    )
    yield Chart("memory")
    yield Aside(message("The same as a table"), (memory_table(machines),))


def _training(training: Training, chip: Chip | None, showing: Showing) -> Iterator[Block]:
    yield Heading(METHODS.get(training.method, message("{method}", method=training.method)))
    yield Facts(
        (
            (message("Model"), _one(training.parameters, Unit.PARAMETERS)),
            (message("Text"), _one(training.tokens, Unit.TOKENS)),
            (
                message("Machine"),
                message("{count} × {name}", count=training.devices, name=training.hardware),
            ),
            (message("Work of one run"), _one(training.flops, Unit.FLOPS)),
            *([(message("Memory"), FITS[training.fits])] if training.fits in FITS else []),
        )
    )
    table = band_table(training, showing)
    derivation = message("How this was worked out")
    yield table
    yield Aside(derivation, tuple(machine_derivations.of_training(training, chip)))
    if training.warnings:
        yield Items(training.warnings)


def _one(amount: float, unit: Unit) -> Message:
    return message("{amount}", amount=Quantity(amount, unit))


def band_table(training: Training, showing: Showing) -> Table:
    """One training run in its bands: low, likely and high are P10, P50 and P90."""
    rows: list[tuple[Cell, ...]] = [
        _band(message("Accelerator-hours of one run"), training.hours, Unit.COUNT),
        _band(message("Days of one run"), training.days, Unit.COUNT),
        _band(message("Runs, failed ones counted"), training.runs, Unit.COUNT),
    ]
    if training.memory_gib is not None:
        rows.append(_band(message("Memory of a device (GiB)"), training.memory_gib, Unit.COUNT))
    if showing.money:
        rows.append(_band(message("Cost of all runs ($)"), training.usd, Unit.USD))
    rows.append(_band(message("Energy (kWh)"), training.energy_kwh, Unit.COUNT))
    rows.append(_band(message("Carbon (kg CO2e)"), training.co2e_kg, Unit.COUNT))
    return Table(
        f"training-{training.method}", message("One training run"), BAND_COLUMNS, tuple(rows)
    )


BAND_COLUMNS = (
    Column(message("Quantity")),
    Column(message("Low"), Unit.COUNT),
    Column(message("Likely"), Unit.COUNT),
    Column(message("High"), Unit.COUNT),
)


def _band(name: Message, band: Band, unit: Unit) -> tuple[Cell, ...]:
    if unit is Unit.COUNT:
        return (name, band.low, band.likely, band.high)
    return (name, *(Quantity(amount, unit) for amount in (band.low, band.likely, band.high)))


def _serving(serving: Serving, showing: Showing) -> Iterator[Block]:
    yield Heading(message("Answering requests"))
    yield Facts(tuple(_serving_facts(serving, showing)))
    if showing.money and serving.crossing is not None:
        yield Text(_turns(serving.crossing))
        yield Chart("turning_point")
        table = bills_table(serving.crossing, serving.requests_per_day)
        yield Aside(message("The same as a table"), (table,))
    worked_out = tuple(machine_derivations.of_serving(serving))
    yield Aside(message("How serving was worked out"), worked_out, id="how-serving")
    if serving.warnings:
        yield Items(serving.warnings)


def _turns(crossing: Crossing) -> Message:
    """What the picture of the two bills comes to."""
    if crossing.first is None:
        return message(
            "Own machines come whole and are paid for whether used or not. They cost more than the "
            "interface at every volume that was looked at."
        )
    return message(
        "Own machines come whole and are paid for whether used or not, so their bill is a "
        "staircase; half a person who looks after them is in it."
    )


def _serving_facts(serving: Serving, showing: Showing) -> Iterator[tuple[Message, Message]]:
    place = PLACES.get(serving.where, message("{where}", where=serving.where))
    yield message("Where"), place
    yield message("Model"), message(serving.model)
    yield message("Volume"), _volume(serving)
    yield (
        message("A typical request"),
        message(
            "{input} in, {output} out",
            input=Quantity(serving.input_tokens, Unit.TOKENS),
            output=Quantity(serving.output_tokens, Unit.TOKENS),
        ),
    )
    if showing.money:
        yield from _serving_money(serving)
    if serving.devices is not None:
        yield message("Devices"), message("{count}", count=serving.devices)
    if serving.fits in FITS:
        yield message("Memory"), FITS[serving.fits or ""]
    for name, band, unit in (
        (message("Memory of the model"), serving.memory_gib, Unit.GIB),
        (message("People at the same time"), serving.concurrent_users, Unit.COUNT),
        (message("Time to the whole answer"), serving.latency_ms, Unit.MILLISECONDS),
    ):
        if band is not None:
            yield name, _spread(band, unit)


def _volume(serving: Serving) -> Message:
    """What runs on people's own devices asks nothing of a server."""
    if not serving.requests_per_day:
        return message("none on your side")
    return _one(serving.requests_per_day, Unit.REQUESTS_PER_DAY)


def _serving_money(serving: Serving) -> Iterator[tuple[Message, Message]]:
    if serving.usd_per_request is not None:
        price = usd(serving.usd_per_request)
        said = message("{price} a request", price=price)
        if serving.priced_at:
            day = date.fromisoformat(serving.priced_at)
            said = message("{price} a request, prices of {day}", price=price, day=day)
        yield message("Price"), said
    elif serving.where == "api":
        yield message("Price"), message("not known")
    if serving.usd_per_month is not None:
        yield message("A month"), _spread(serving.usd_per_month, Unit.USD)
    if serving.break_even_requests_per_day is not None:
        yield (
            message("Own machines cost less from"),
            _spread(serving.break_even_requests_per_day, Unit.REQUESTS_PER_DAY),
        )


def _spread(band: Band, unit: Unit) -> Message:
    bare = unit if unit is Unit.USD else Unit.COUNT
    return message(
        "{likely}; between {low} and {high}",
        likely=Quantity(band.likely, unit),
        low=Quantity(band.low, bare),
        high=Quantity(band.high, bare),
    )
