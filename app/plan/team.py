"""Who is needed, for what, and who is missing (R-76)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from app.advice.finding import Advice, VerdictKind
from app.estimate.breakdown.labelling import piles
from app.estimate.estimate import Estimate
from app.estimate.ranges import Range
from app.estimate.rates import load_rates
from app.language.message import Message, message
from app.lifecycle.answers import Answers
from app.lifecycle.condition import Condition
from app.lifecycle.entries import Entry, FaultyContent, read_entries
from app.lifecycle.phases import Phase
from app.plan.plan import RoleNeed

CONTENT = Path(__file__).parent / "content" / "roles.toml"


@dataclass(frozen=True, slots=True)
class RoleOutline:
    id: str  # an option of E02's column "role"
    title: Message
    phases: tuple[Phase, ...]
    always: bool
    genai: bool  # needed whenever the plan uses generative AI
    of_a_model: bool  # not needed where code does the work
    labels: bool  # not needed where nothing is left to label
    tags: tuple[str, ...]
    when: Condition | None
    work: str | None  # the estimate's role whose effort it carries
    how: Message

    def needed(self, answers: Answers, advice: Advice) -> bool:
        code = advice.verdict.kind is VerdictKind.NO_GENAI
        if (self.of_a_model and code) or (self.labels and not _to_label(answers, advice)):
            return False
        if self.always or (self.genai and not code) or advice.recommends(*self.tags):
            return True
        return self.when is not None and self.when.holds(answers)


def _to_label(answers: Answers, advice: Advice) -> bool:
    return any(True for _ in piles(answers, advice, load_rates()))


def team(answers: Answers, advice: Advice, estimate: Estimate | None) -> tuple[RoleNeed, ...]:
    """The roles this plan needs, and those that are on the team without being needed."""
    people = named_people(answers)
    return tuple(
        _need(role, answers, estimate, people)
        for role in load_roles()
        if role.needed(answers, advice) or people.get(role.id)
    )


def named_people(answers: Answers) -> dict[str, float]:
    """People by role, as E02 names them; a row without a number is one person."""
    people: dict[str, float] = {}
    for row in answers.rows("E02"):
        count = row.get("people", 1.0)
        role = str(row.get("role", ""))
        if isinstance(count, int | float):
            people[role] = people.get(role, 0.0) + count
    return people


def _need(
    role: RoleOutline, answers: Answers, estimate: Estimate | None, people: dict[str, float]
) -> RoleNeed:
    present = people.get(role.id, 0.0)
    missing = answers.known("E02") and present == 0
    return RoleNeed(
        id=role.id,
        title=role.title,
        phases=role.phases,
        effort_days=_effort(role, estimate),
        people=present,
        missing=missing,
        how=role.how if missing else None,
    )


def _effort(role: RoleOutline, estimate: Estimate | None) -> Range | None:
    """The whole effort's range, times the role's share of the tasks' medians.

    The tasks' own ranges must not be added; the share is what the plan means by it (judgement).
    """
    if estimate is None or role.work is None:
        return None
    carried = sum(
        task.effort_days.p50 * share
        for task in estimate.tasks
        for name, share in task.roles
        if name == role.work
    )
    total = sum(task.effort_days.p50 for task in estimate.tasks)
    if carried == 0:
        return None
    part, days = carried / total, estimate.effort_days
    return Range(days.p10 * part, days.p50 * part, days.p80 * part, days.p95 * part)


@lru_cache
def load_roles(path: Path = CONTENT) -> tuple[RoleOutline, ...]:
    faults: list[str] = []
    roles = tuple(_role(*item) for item in read_entries(path, faults).inners())
    if faults:
        raise FaultyContent(faults)
    return roles


def _role(key: str, entry: Entry) -> RoleOutline:
    phases = [name for name in entry.texts("phases") if name in list(Phase)]
    if not phases:
        entry.fault("phases must name phases")
    return RoleOutline(
        id=key,
        title=message(entry.required("title")),
        phases=tuple(Phase(name) for name in phases),
        always=entry.table.get("always") is True,
        genai=entry.table.get("genai") is True,
        of_a_model=entry.table.get("of_a_model") is True,
        labels=entry.table.get("labels") is True,
        tags=entry.texts("tags"),
        when=entry.condition("when"),
        work=entry.text("work"),
        how=message(entry.required("how")),
    )
