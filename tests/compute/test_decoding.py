"""The speed that one user of gpt-fast sees, against what its authors measured on A100s."""

from __future__ import annotations

import pytest

from app.compute.decoding import UNKNOWN_EFFICIENCY, efficiency, tokens_per_second
from app.compute.hardware import hardware
from tests.compute.facts import Row, rows

BITS = {"bf16": 16, "int8": 8, "int4-g32": 5}  # a 32-bit scale for each 32 weights
MEASURED = [row for row in rows("inference") if row["run_id"].startswith("gptfast-llama")]
# Several devices were measured with 16 bits alone, when the table was made.
SHOWN = [row for row in MEASURED if row["n_accelerators"] == "1" or row["precision"] == "bf16"]


@pytest.mark.parametrize("row", SHOWN, ids=lambda row: row["run_id"])
def test_eight_bits_and_devices_that_share_each_layer(row: Row) -> None:
    bits, parameters = BITS[row["precision"]], float(row["params_b"]) * 1e9
    devices = int(row["n_accelerators"])
    share = efficiency("gpt-fast", "a100", bits, parameters, devices)
    card = hardware("A100-80GB").bandwidth
    found = tokens_per_second(card, parameters * bits / 8, share, devices, "gpt-fast")
    assert float(row["value"]) == pytest.approx(found.likely, rel=0.30)


def test_sharing_each_layer_makes_a_model_faster_by_less_than_its_devices() -> None:
    for parameters in (7e9, 70e9):
        speeds = [
            n * efficiency("gpt-fast", "a100", 16, parameters, n).likely for n in (1, 2, 4, 8)
        ]
        assert speeds == sorted(speeds)
        assert speeds[-1] < 8 * speeds[0]


def test_eight_bits_that_nobody_measured_are_read_like_four() -> None:
    four, eight = (efficiency("llama.cpp", "rtx", bits, 8e9) for bits in (4.8, 8.5))
    assert four == eight
    assert efficiency("gpt-fast", "a100", 8, 70e9, 8).likely == UNKNOWN_EFFICIENCY
