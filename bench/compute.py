"""The compute model by itself (level A20: one full estimate in less than 50 ms)."""

from __future__ import annotations

from collections.abc import Iterator

from app.compute.described_run import Pretraining
from app.compute.finetuning import finetuning
from app.compute.flops import Method
from app.compute.given_shape import GivenShape
from app.compute.memory import Setup
from app.compute.pretraining import pretraining
from bench.estimate import bare_of
from bench.row import Row, compared, cpu_seconds
from tests.cases import case

SEVEN = Pretraining(7e9, 1e12, "A100-80GB", 440)
EIGHT = GivenShape(8.03e9, layers=32, hidden=4096, heads=32, kv_heads=8, vocabulary=128_256)


def rows() -> Iterator[Row]:
    yield compared(
        "a run from nothing, one of tuning and its memory",
        "a bare simulation of D01",
        cpu_seconds(full_estimate, repeats=5),
        cpu_seconds(bare_of(case("D01").answers)),
    )


def full_estimate() -> object:
    """Seven billion parameters on a trillion tokens; eight billion tuned on eight cards."""
    setup = Setup(EIGHT.filled(), EIGHT.parameters, Method.FULL, devices=8)
    return pretraining(SEVEN), finetuning(EIGHT, setup, 24e6, 1, "RTX 4090")
