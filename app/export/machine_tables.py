"""The figures behind the pictures of machines: what fills a device, and two bills over volume."""

from __future__ import annotations

from app.charts.memory import Filled
from app.charts.memory_rows import filled
from app.charts.turning_point import end_of
from app.estimate.machines import Crossing, Machines
from app.export.blocks import Cell, Column, Table
from app.language.message import Message, Quantity, Unit, message

STEPS = 8  # volumes in the table, beside the turn


def memory_table(machines: Machines) -> Table:
    """What each device holds in the likely case, part by part, and the ends of the band."""
    devices = filled(machines)
    titles = dict.fromkeys(part.title for device in devices for part in device.parts)
    rows: list[tuple[Cell, ...]] = [
        (title, *(_gib(device, title) for device in devices)) for title in titles
    ]
    rows += [
        (message("all of it, low"), *(device.total.low for device in devices)),
        (message("all of it, likely"), *(device.total.likely for device in devices)),
        (message("all of it, high"), *(device.total.high for device in devices)),
        (message("usable"), *(device.usable_gib for device in devices)),
    ]
    columns = (
        Column(message("GiB")),
        *(Column(device.title, Unit.COUNT) for device in devices),
    )
    return Table("memory", message("Memory of one device"), columns, tuple(rows))


def _gib(device: Filled, title: Message) -> float | None:
    return next((part.gib for part in device.parts if part.title == title), None)


def bills_table(found: Crossing, requests_per_day: float) -> Table:
    """Both monthly bills at some volumes: even steps, this project's and the one where it turns."""
    end = end_of(found, requests_per_day)
    volumes = {end * step / STEPS for step in range(1, STEPS + 1)} | {requests_per_day}
    if found.likely is not None:
        volumes.add(found.likely)
    rows = tuple(_bill(found, volume, requests_per_day) for volume in sorted(volumes) if volume > 0)
    columns = (
        Column(message("Requests a day"), Unit.COUNT),
        Column(message("Interface ($ a month)"), Unit.USD),
        Column(message("Machines"), Unit.COUNT),
        Column(message("Own machines ($ a month)"), Unit.USD),
        Column(message("Which is")),
    )
    return Table("bills", message("Two bills a month"), columns, rows)


def _bill(found: Crossing, volume: float, here: float) -> tuple[Cell, ...]:
    machines = found.own.machines(volume)
    return (
        volume,
        Quantity(found.hosted_usd(volume), Unit.USD),
        float(machines),
        Quantity(found.own.usd_per_month(volume), Unit.USD),
        _which(found, volume, here),
    )


def _which(found: Crossing, volume: float, here: float) -> Message | None:
    if volume == found.likely:
        return message("where it turns")
    return message("this project") if volume == here else None
