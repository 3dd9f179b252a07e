"""The named team: what it can carry at a time, and which tasks must queue for the same people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from app.estimate.breakdown.jobs import (
    APPROVALS,
    LABELS,
    REWORK,
    WORKING_DAYS,
    Job,
    Work,
    ancestors,
)
from app.estimate.priors import Priors
from app.lifecycle.answers import Answers
from app.lifecycle.questions import Row

# The roles of E02, as the six that share out the effort.
ROLES: Final = {
    "product": "product",
    "design": "product",
    "domain_expert": "domain",
    "labelling": "domain",
    "ml_llm": "ai",
    "research": "ai",
    "data": "data",
    "application": "software",
    "platform_ops": "software",
    "security_legal": "seclegal",
}


@dataclass(frozen=True, slots=True)
class Team:
    """People named by role, and what of their week reaches the project."""

    people: Mapping[str, float]
    capacity: Mapping[str, float]

    @classmethod
    def of(cls, answers: Answers, priors: Priors) -> Team | None:
        """None while nobody has named a team: it is then an unknown answer."""
        if not answers.known("E02"):
            return None
        people: dict[str, float] = {}
        capacity: dict[str, float] = {}
        for row in answers.rows("E02"):
            role = ROLES.get(str(row.get("role")))
            if role is None:
                continue
            count = _figure(row, "people", 1.0)
            people[role] = people.get(role, 0.0) + count
            capacity[role] = capacity.get(role, 0.0) + count * _availability(row, priors)
        named = {role: people for role, people in capacity.items() if people > 0}
        return cls({role: people[role] for role in named}, named)

    def leads_at_once(self, role: str) -> int:
        return max(1, int(self.people[role]))


def _figure(row: Row, column: str, missing: float) -> float:
    found = row.get(column)
    return float(found) if isinstance(found, int | float) else missing


def _availability(row: Row, priors: Priors) -> float:
    share = row.get("share")
    if isinstance(share, int | float):
        return priors.value("availability_of_share") * share
    return priors.value("availability")


def staffed(work: Work, team: Team, priors: Priors) -> Work:
    """The work done by this team: people on each task, and tasks that queue for a leader."""
    queued = with_queues(work, team, priors)
    jobs = tuple(replace(job, people=people_on(job, team, priors)) for job in queued.jobs)
    return replace(queued, jobs=jobs, capacity=tuple(sorted(team.capacity.items())))


def people_on(job: Job, team: Team, priors: Priors) -> float:
    """People-equivalents on a task: twice the reference at most, and what each named role gives.

    A role that carries much of the task and is not named keeps its reference capacity: somebody is
    hired or borrowed, and the task goes no faster than the reference team.
    """
    carriers = [(r, share) for r, share in job.mix if share >= priors.value("limiting_share")]
    complete = all(role in team.capacity for role, _ in carriers)
    most = job.people * (priors.value("most_people") if complete else 1.0)
    limits = [team.capacity[r] / share for r, share in carriers if r in team.capacity]
    return min([most, *limits])


def leader(mix: tuple[tuple[str, float], ...]) -> str:
    """The role with the largest share."""
    return max(mix, key=lambda part: part[1])[0]


def with_queues(work: Work, team: Team, priors: Priors) -> Work:
    """More arrows: a role leads only so many tasks at a time.

    The plan is laid out once with the neutral medians at reference capacity, earliest start first,
    then longest remaining path. Where one task passes its leader on to the next, the next waits
    for it. The arrows depend on plan and team, never on the levels of the factors: otherwise a
    harder answer could shorten the plan.
    """
    weeks = _neutral_weeks(work, priors)
    remaining = _remaining(work, weeks)
    leaders = Leaders(work, team, priors)
    finish: dict[str, float] = {}
    after = dict(work.after)
    while len(finish) < len(after):
        starts = {
            id: max(leaders.free_from(id), max((finish[b] for b in before), default=0.0))
            for id, before in work.after.items()
            if id not in finish and all(b in finish for b in before)
        }
        chosen = min(starts, key=lambda id: (starts[id], -remaining[id], id))
        finish[chosen] = starts[chosen] + weeks[chosen]
        before = leaders.take(chosen, finish[chosen])
        if before is not None and before not in ancestors(after, frozenset({chosen})):
            after[chosen] = (*after[chosen], before)
    return replace(work, after=after)


class Leaders:
    """Who leads what: each named role has a slot for every task that it can lead at a time."""

    def __init__(self, work: Work, team: Team, priors: Priors) -> None:
        mixes = {job.id: job.mix for job in work.jobs} | {REWORK: priors.rework.mix}
        self._slots: dict[str, list[tuple[float, str]]] = {
            role: [(0.0, "")] * team.leads_at_once(role) for role in team.capacity
        }
        # The wait for an approval holds nobody; labellers lead nothing.
        self._of = {
            id: leader(mixes[id])
            for id in work.after
            if id not in APPROVALS and not id.startswith(LABELS)
        }

    def free_from(self, id: str) -> float:
        slots = self._slots.get(self._of.get(id, ""))
        return min(slots)[0] if slots else 0.0

    def take(self, id: str, until: float) -> str | None:
        """Hold the first free slot; the task that had it before, if one had."""
        slots = self._slots.get(self._of.get(id, ""))
        if not slots:
            return None
        first = min(slots)
        slots[slots.index(first)] = (until, id)
        return first[1] or None


def _neutral_weeks(work: Work, priors: Priors) -> dict[str, float]:
    """Median weeks of each task at reference capacity; one round for the rework node."""
    working = {job.id: job.effort.median / (WORKING_DAYS * job.people) for job in work.jobs}
    waits = {job.id: job.wait.median if job.wait else 0.0 for job in work.jobs}
    weeks = {id: working[id] + waits[id] for id in working}
    if REWORK in work.after:
        built = sum(working[id] for id in priors.rework.of if id in working)
        weeks[REWORK] = priors.rework.round_share * built
    return weeks


def _remaining(work: Work, weeks: Mapping[str, float]) -> dict[str, float]:
    """The longest path from the start of each task to the end."""
    remaining = dict(weeks)
    for id in reversed(work.order):
        for before in work.after[id]:
            remaining[before] = max(remaining[before], weeks[before] + remaining[id])
    return remaining
