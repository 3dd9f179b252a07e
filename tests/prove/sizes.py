"""How long a run is: short with all other tests, long with `--prove`."""

from __future__ import annotations

import pytest


def sizes(short: int, long: int) -> pytest.MarkDecorator:
    """The run in both forms; `size` counts what the run counts. `--scale` shrinks the long one."""
    return pytest.mark.parametrize(
        "size",
        [
            pytest.param((short, False), id="short"),
            pytest.param((long, True), id="long", marks=pytest.mark.long),
        ],
        indirect=True,
    )
