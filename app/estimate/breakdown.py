"""The work breakdown as values: jobs with their spreads, and which waits for which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.estimate.priors import TaskPrior
from app.estimate.ranges import Spread

REWORK = "rework"
APPROVALS = ("approval", "approval_light", "approval_reg")
TRAINS = ("pref", "ft", "ft_light", "cpt", "pretrain")  # a model's weights change

# What a task waits for, as far as it is in the plan. Builds come in this order: data and the
# prototype, then raw text, then examples, then preferences.
WAITS_FOR: Mapping[str, tuple[str, ...]] = {
    "scope": (),
    "approval": ("scope",),
    "approval_light": ("scope",),
    "approval_reg": ("scope",),
    "select": ("scope",),
    "data": ("scope",),
    "evalset": ("scope",),
    "prompt": ("select",),
    "rag": ("data", "prompt"),
    "cpt": ("data", "prompt"),
    "pretrain": ("data", "prompt"),
}


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

    def loading(self, shared: float, largest: float) -> float:
        """How strongly its effort follows the shared factor, as a correlation."""
        if self.follows is not None:
            return self.follows
        return self.effort.loading(shared, largest)

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
        while len(placed) < len(self.after):
            ready = [
                id
                for id, before in self.after.items()
                if id not in placed and all(each in placed for each in before)
            ]
            if not ready:
                raise ValueError("tasks wait for each other in a circle")
            placed |= dict.fromkeys(ready)
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


def precedence(tasks: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """What each task of a plan waits for, the rework node included.

    A plan without a prototype (no generative AI) is scope, integration, pilot in a row.
    """
    if "prompt" not in tasks:
        return _in_a_row([id for id in ("scope", *_integration(tasks), *_pilot(tasks))])
    after = {id: _present(WAITS_FOR[id], tasks) for id in WAITS_FOR if id in tasks}
    after |= _training(tasks)
    ends = _last_builds(after, tasks)
    after[REWORK] = _without_detours((*ends, *_present(("data", "evalset"), tasks)), after)
    for id in _present(("tail", "tail_light", "optimise"), tasks):
        after[id] = (REWORK,)
    after |= {id: (_first_build(tasks),) for id in _integration(tasks)}
    after |= {id: ends for id in _present(("guard",), tasks)}
    closing = ("tail", "tail_light", "optimise", "integ", "integ_light", "guard", *APPROVALS)
    after |= {id: _present(closing, tasks) for id in _pilot(tasks)}
    return after


def _present(ids: tuple[str, ...], tasks: frozenset[str]) -> tuple[str, ...]:
    return tuple(id for id in ids if id in tasks)


def _integration(tasks: frozenset[str]) -> tuple[str, ...]:
    return _present(("integ", "integ_light"), tasks)


def _pilot(tasks: frozenset[str]) -> tuple[str, ...]:
    return _present(("pilot", "pilot_light"), tasks)


def _in_a_row(ids: list[str]) -> dict[str, tuple[str, ...]]:
    return {id: tuple(ids[max(0, place - 1) : place]) for place, id in enumerate(ids)}


def _training(tasks: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Raw text before examples, examples before preferences."""
    raw = _present(("cpt", "pretrain"), tasks)
    examples = _present(("ft", "ft_light"), tasks)
    begin = _present(("data", "prompt"), tasks)
    after = {id: raw or begin for id in examples}
    if "pref" in tasks:
        after["pref"] = (*(examples or raw or begin), *_present(("evalset",), tasks))
    return after


def _last_builds(after: Mapping[str, tuple[str, ...]], tasks: frozenset[str]) -> tuple[str, ...]:
    builds = _present(("rag", *TRAINS), tasks)
    followed = {before for id in builds for before in after[id]}
    return tuple(id for id in builds if id not in followed) or ("prompt",)


def _first_build(tasks: frozenset[str]) -> str:
    return (*_present(("rag", "ft", "ft_light", "pref", "cpt", "pretrain"), tasks), "prompt")[0]


def _without_detours(
    before: tuple[str, ...], after: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    """Leave out what another predecessor already waits for."""
    unique = tuple(dict.fromkeys(before))
    implied = ancestors(after, frozenset(unique))
    return tuple(id for id in unique if id not in implied)
