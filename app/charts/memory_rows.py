"""The devices of a plan whose memory is worked out: those that train, and those that serve."""

from __future__ import annotations

from collections.abc import Iterator

from app.charts.memory import Filled
from app.estimate.machines import Machines, Serving, Training
from app.estimate.methods import TITLES
from app.language.message import Message, message


def filled(machines: Machines) -> list[Filled]:
    """One row a run, in order, and serving last."""
    rows = [row for run in machines.training for row in _training(run)]
    return rows if machines.serving is None else [*rows, *_serving(machines.serving)]


def _training(run: Training) -> Iterator[Filled]:
    if run.memory_gib is not None and run.usable_gib is not None:
        yield Filled(_trained(run), run.memory_parts, run.memory_gib, run.usable_gib)


def _trained(run: Training) -> Message:
    return message("On one {chip}: {what}", chip=run.hardware, what=TITLES[run.method])


def _serving(serving: Serving) -> Iterator[Filled]:
    if serving.memory_gib is None or serving.usable_gib is None:
        return
    title = message("On one machine: serving it")
    if serving.where == "device":
        title = message("On a device of the people who use it: serving it")
    yield Filled(title, serving.memory_parts, serving.memory_gib, serving.usable_gib)
