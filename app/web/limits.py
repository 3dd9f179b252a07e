"""How often one address may ask for what is dear. Counted in memory, for each process alone."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from starlette.types import Scope

READS = {"GET", "HEAD", "OPTIONS"}
# Old entries are forgotten from here on, so that many addresses cannot fill the memory.
REMEMBERED = 10_000
# How the addresses end at which a plan begins as a copy: of an example, or as a scenario.
COPIES = ("/copies", "/scenarios")


class Allowance(Enum):
    """At most `burst` at once, and `a_minute` on average. Reading pages is free."""

    START = (60, 60.0)  # plans begun
    EXPORT = (60, 60.0)  # documents printed
    COMPUTE = (240, 480.0)  # estimates for programs
    WRITE = (600, 1200.0)  # answers

    @property
    def burst(self) -> int:
        return self.value[0]

    @property
    def a_second(self) -> float:
        return self.value[1] / 60


def allowance(method: str, path: str) -> Allowance | None:
    """Which allowance a request draws on; None: none."""
    if method in READS:
        return Allowance.EXPORT if "/export/" in path or path.endswith(".pdf") else None
    if path in {"/plans", "/plans/imports", "/api/v1/plans"} or path.endswith(COPIES):
        return Allowance.START
    if path.startswith("/api/v1/") and not path.startswith("/api/v1/plans/"):
        return Allowance.COMPUTE
    return Allowance.WRITE


@dataclass(frozen=True, slots=True)
class Limits:
    """What each address has left, refilled as time goes by."""

    clock: Callable[[], float] = time.monotonic
    left: dict[tuple[str, Allowance], tuple[float, float]] = field(default_factory=dict)

    def wait(self, scope: Scope) -> int:
        """Seconds until this request may be made; 0: now, and then it counts."""
        allowed = allowance(scope["method"], scope["path"])
        if allowed is None:
            return 0
        address = (scope.get("client") or ("", 0))[0]
        return self.draw(address, allowed)

    def draw(self, address: str, allowed: Allowance) -> int:
        now = self.clock()
        key = (address, allowed)
        left, since = self.left.pop(key, (float(allowed.burst), now))
        left = min(allowed.burst, left + (now - since) * allowed.a_second)
        enough = left >= 1
        self.left[key] = (left - 1 if enough else left, now)
        if len(self.left) > REMEMBERED:
            del self.left[next(iter(self.left))]
        return 0 if enough else math.ceil((1 - left) / allowed.a_second)
