"""Jobs with their spreads, and which waits for which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.estimate.priors import TaskPrior
from app.estimate.ranges import Spread

REWORK = "rework"
APPROVALS = ("approval", "approval_light", "approval_reg")
LABELS = "label_"  # before the kind of labels that a task makes
WORKING_DAYS = 5  # a week


@dataclass(frozen=True, slots=True)
class Job:
    """A task ready to be simulated: this plan's spreads, people and shares."""

    id: str
    effort: Spread  # person-days at neutral factors
    wait: Spread | None  # weeks
    people: float
    elasticity: tuple[float, float, float] = (0.0, 0.0, 0.0)
    before_gate: float = 0.0
    mix: tuple[tuple[str, float], ...] = ()
    follows: float | None = None  # correlation with the shared factor; None: by its log-sd
    wait_follows: float | None = None  # the same of its wait with the calendar factor
    least_wait: float = 0.0  # weeks, when it waits at all

    def loading(self, shared: float, largest: float) -> float:
        """How strongly its effort follows the shared factor, as a correlation."""
        if self.follows is not None:
            return self.follows
        return self.effort.loading(shared, largest)

    @property
    def is_labelling(self) -> bool:
        return self.id.startswith(LABELS)

    @classmethod
    def of(cls, prior: TaskPrior) -> Job:
        return cls(
            prior.id,
            prior.effort,
            prior.wait,
            prior.people,
            prior.elasticity,
            prior.before_gate,
            prior.mix,
        )


@dataclass(frozen=True, slots=True)
class Work:
    """Jobs in an order in which each stands after what it waits for.

    `after` also holds the rework node, which is no job: its size follows from the jobs. `capacity`
    is what the named roles give, in people; empty while nobody has named a team.
    """

    jobs: tuple[Job, ...]
    after: Mapping[str, tuple[str, ...]]
    capacity: tuple[tuple[str, float], ...] = ()
    to_gate: bool = False  # count only the share of each job that comes before the gate

    @property
    def order(self) -> tuple[str, ...]:
        """Ids, each after what it waits for; the same plan always gives the same order."""
        placed: dict[str, None] = {}
        ahead = list(self.after)[::-1]
        most = len(ahead) + sum(map(len, self.after.values()))
        while ahead:
            missing = [before for before in self.after[ahead[-1]] if before not in placed]
            if len(ahead) > most:
                raise ValueError("tasks wait for each other in a circle")
            if missing:
                ahead.extend(missing)
            else:
                placed[ahead.pop()] = None
        return tuple(placed)

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(job.id for job in self.jobs)

    @property
    def last(self) -> str | None:
        """The pilot, when the plan goes as far."""
        return next((id for id in self.ids if id.startswith("pilot")), None)

    def only(self, wanted: frozenset[str]) -> Work:
        """The same work, without what `wanted` does not need."""
        needed = ancestors(self.after, wanted) | wanted
        return replace(
            self,
            jobs=tuple(job for job in self.jobs if job.id in needed),
            after={id: self.after[id] for id in self.after if id in needed},
        )


def ancestors(after: Mapping[str, tuple[str, ...]], of: frozenset[str]) -> frozenset[str]:
    """All that must be finished before any of `of` can begin."""
    found: set[str] = set()
    ahead = [id for name in of for id in after[name]]
    while ahead:
        id = ahead.pop()
        if id not in found:
            found.add(id)
            ahead.extend(after[id])
    return frozenset(found)
