"""One line of the bench: two sides measured in turn, and the ratio of their medians."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

Measure = Callable[[], float]


@dataclass(frozen=True)
class Goal:
    """What the ratio should be: at most or at least so much."""

    bound: float
    at_most: bool = True

    def met(self, ratio: float) -> bool:
        return ratio <= self.bound if self.at_most else ratio >= self.bound

    def __str__(self) -> str:
        return f"{'≤' if self.at_most else '≥'} {self.bound:g}"


@dataclass(frozen=True)
class Row:
    name: str
    baseline: str
    goal: Goal | None
    ours: float
    theirs: float
    unit: str

    @property
    def ratio(self) -> float:
        return self.ours / self.theirs

    def __str__(self) -> str:
        verdict = "" if self.goal is None else ("met" if self.goal.met(self.ratio) else "MISSED")
        goal = "reported" if self.goal is None else f"goal {self.goal}"
        return (
            f"{self.name:<58} {self.ratio:8.2f} × {self.baseline:<44} {goal:<12} {verdict:<7}"
            f" ({self.ours:.4g} against {self.theirs:.4g} {self.unit})"
        )


def seconds(work: Callable[[], object], repeats: int = 1) -> Measure:
    """A measure of the mean time of one call, in seconds."""

    def measure() -> float:
        start = time.perf_counter()
        for _ in range(repeats):
            work()
        return (time.perf_counter() - start) / repeats

    return measure


def cpu_seconds(work: Callable[[], object], repeats: int = 1) -> Measure:
    """The same in seconds of this process alone: what else runs on the machine does not count.

    A short work fits between two turns of a busy machine and a long one does not, so that their
    ratio by the clock would be that of the machine.
    """

    def measure() -> float:
        start = time.process_time()
        for _ in range(repeats):
            work()
        return (time.process_time() - start) / repeats

    return measure


def compared(
    name: str,
    baseline: str,
    ours: Measure,
    theirs: Measure,
    *,
    goal: Goal | None = None,
    unit: str = "s",
    rounds: int = 21,
) -> Row:
    """Both sides in turn, so that a slow minute of the machine slows both; medians compared."""
    ours(), theirs()  # warm both up
    gc.collect()
    pairs = [(ours(), theirs()) for _ in range(rounds)]
    return Row(name, baseline, goal, median(p[0] for p in pairs), median(p[1] for p in pairs), unit)
