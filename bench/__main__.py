"""`python -m bench` runs every row; `python -m bench estimate web` those of some modules."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

MODULES = sorted(
    path.stem
    for path in Path(__file__).parent.glob("*.py")
    if path.stem not in {"__init__", "__main__", "row", "load"}
)


def main(wanted: list[str]) -> None:
    for name in wanted or MODULES:
        print(f"\n{name}", flush=True)
        for row in import_module(f"bench.{name}").rows():
            print(row, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
