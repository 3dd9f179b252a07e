"""The devices of a plan whose memory is worked out: those that train, and those that serve."""

from __future__ import annotations

from collections.abc import Iterator

from app.charts.memory import Filled
from app.estimate.machines import Machines, Serving, Training
from app.language.message import Message, message

TRAINED: dict[str, Message] = {
    "full": message("Tuning all weights"),
    "lora": message("Tuning an adapter"),
    "qlora": message("Tuning an adapter on four bits"),
    "dpo": message("Tuning on preferences"),
    "ppo": message("Tuning on human feedback"),
    "pretraining": message("Training on raw text"),
}


def filled(machines: Machines) -> list[Filled]:
    """One row a run, in order, and serving last."""
    rows = [row for run in machines.training for row in _training(run)]
    return rows if machines.serving is None else [*rows, *_serving(machines.serving)]


def _training(run: Training) -> Iterator[Filled]:
    if run.memory_gib is not None and run.usable_gib is not None:
        yield Filled(_trained(run), run.memory_parts, run.memory_gib, run.usable_gib)


def _trained(run: Training) -> Message:
    what = TRAINED.get(run.method, message("Training"))
    return message("{what}, on one {chip}", what=what, chip=run.hardware)


def _serving(serving: Serving) -> Iterator[Filled]:
    if serving.memory_gib is None or serving.usable_gib is None:
        return
    title = message("Serving it, on one machine")
    if serving.where == "device":
        title = message("Serving it, on a device of the people who use it")
    yield Filled(title, serving.memory_parts, serving.memory_gib, serving.usable_gib)
