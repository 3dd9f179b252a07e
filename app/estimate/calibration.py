"""What finished work says about the next ranges, and whether past ranges were honest."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app.estimate.learning import (
    OUTSIDE_VIEW,
    OWN_KIND_NEEDS,
    Belief,
    Level,
    hit_interval,
    pinball,
    pooled,
)
from app.language.message import Message, message, share

FEW: Final = 5  # below it nothing is judged
COPIED_FROM: Final = 10
COPIED_SHARE: Final = 0.60  # usable task sets have 8 to 44 % of actuals equal to the estimate
RECENT: Final = 10  # outcomes whose drift is looked at
PROMISED: Final = 0.80  # share of outcomes that P10 to P90 should hold, and that P80 should cover


@dataclass(frozen=True, slots=True)
class Outcome:
    """One finished thing: what was estimated (P50) and what it took, in the same unit."""

    estimate: float
    actual: float
    phase: str | None = None
    level: Level | None = None

    @property
    def log_ratio(self) -> float:
        return math.log(self.actual / self.estimate)


@dataclass(frozen=True, slots=True)
class Hits:
    """How many of n outcomes a range held, with the 90 % interval of the true share."""

    hits: int
    n: int

    @property
    def share(self) -> float | None:
        """None while there are too few to judge."""
        return self.hits / self.n if self.n >= FEW else None

    @property
    def interval(self) -> tuple[float, float] | None:
        return hit_interval(self.hits, self.n) if self.n >= FEW else None


@dataclass(frozen=True, slots=True)
class Remark:
    code: str
    says: Message


@dataclass(frozen=True, slots=True)
class Calibration:
    belief: Belief
    n: int
    within: Hits  # P10 to P90
    below_p80: Hits
    by_phase: Mapping[str, Belief]
    warnings: tuple[Remark, ...]


class MixedLevels(ValueError):
    """Tasks and projects in one history: their ratios spread differently."""

    says = message("Send tasks, phases and projects apart: their ratios spread differently")


def calibrate(history: Sequence[Outcome], level: Level) -> Calibration:
    """The belief after this history, each outcome judged by what those before it foretold."""
    if any(outcome.level not in {None, level} for outcome in history):
        raise MixedLevels
    logs = [outcome.log_ratio for outcome in history]
    prior = OUTSIDE_VIEW[level]
    copied = looks_copied(logs)
    belief = prior if copied else prior.after(logs)
    within, below = judged(logs, prior)
    return Calibration(
        belief=belief,
        n=len(history),
        within=within,
        below_p80=below,
        by_phase={} if copied else by_phase(history, prior),
        warnings=tuple(warnings(logs, prior, within)),
    )


def foretold(logs: Sequence[float], prior: Belief) -> Iterator[tuple[float, Belief]]:
    """Each outcome with the belief after those before it; one at a time gives the same belief."""
    before = prior
    for log in logs:
        yield log, before
        before = before.after([log])


def judged(logs: Sequence[float], prior: Belief) -> tuple[Hits, Hits]:
    """One step ahead: each outcome against the range predicted from those before it."""
    within = below = 0
    for log, before in foretold(logs, prior):
        within += before.log_quantile(0.1) <= log <= before.log_quantile(0.9)
        below += log <= before.log_quantile(0.8)
    return Hits(within, len(logs)), Hits(below, len(logs))


def by_phase(history: Sequence[Outcome], prior: Belief) -> dict[str, Belief]:
    """Each phase with enough outcomes of its own starts from what holds for all the others."""
    phases = sorted({outcome.phase for outcome in history if outcome.phase})
    found = {}
    for phase in phases:
        own = [outcome.log_ratio for outcome in history if outcome.phase == phase]
        others = [outcome.log_ratio for outcome in history if outcome.phase != phase]
        if len(own) >= OWN_KIND_NEEDS:
            found[phase] = pooled(prior, own, others)
    return found


def looks_copied(logs: Sequence[float]) -> bool:
    exact = sum(log == 0 for log in logs)
    return len(logs) >= COPIED_FROM and exact > COPIED_SHARE * len(logs)


def warnings(logs: Sequence[float], prior: Belief, within: Hits) -> Iterator[Remark]:
    if len(logs) < FEW:
        yield Remark(
            "few_actuals",
            message("Too few outcomes to judge: the range is mostly that of other projects."),
        )
        return
    if looks_copied(logs):
        yield Remark(
            "copied_estimates",
            message("Most actuals equal their estimates, as if copied: they are not used."),
        )
        return
    yield from width_warnings(within)
    yield from bias_warnings(logs)
    yield from learning_warnings(logs, prior)


def width_warnings(within: Hits) -> Iterator[Remark]:
    low, high = hit_interval(within.hits, within.n)
    if high < PROMISED:
        yield Remark(
            "too_narrow",
            message(
                "Ranges have been too narrow: {hits} held the outcome.",
                hits=share(within.hits / within.n),
            ),
        )
    if low > PROMISED:
        yield Remark(
            "too_wide",
            message(
                "Ranges have been wider than they need to be: {hits} held the outcome.",
                hits=share(within.hits / within.n),
            ),
        )


def bias_warnings(logs: Sequence[float]) -> Iterator[Remark]:
    """Whether estimates run high or low; those met exactly say nothing."""
    off = [log for log in logs if log != 0]
    if len(off) < FEW:
        return
    low, high = hit_interval(sum(log < 0 for log in off), len(off))
    if low > 0.5:
        yield Remark(
            "biased",
            message("Estimates have run high: most work took less. The next ranges allow for it."),
        )
    if high < 0.5:
        yield Remark(
            "biased",
            message("Estimates have run low: most work took longer. The next ranges allow for it."),
        )


def learning_warnings(logs: Sequence[float], prior: Belief) -> Iterator[Remark]:
    earlier, recent = logs[:-RECENT], logs[-RECENT:]
    if len(earlier) >= FEW:
        moved = abs(math.fsum(recent) / RECENT - math.fsum(earlier) / len(earlier))
        if moved > 2 * prior.after(logs).scale / math.sqrt(RECENT):
            yield Remark(
                "drift",
                message("The last ten outcomes differ from those before: the past may not hold."),
            )
    learned = math.fsum(pinball(log, before) for log, before in foretold(logs, prior))
    if learned >= math.fsum(pinball(log, prior) for log in logs):
        yield Remark("no_gain", message("Learning from these outcomes has not helped so far."))
