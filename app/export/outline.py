"""The sections of a plan, in their order, and which of them a plan and its reader call for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from app.advice.finding import VerdictKind
from app.language.message import Message, message
from app.plan.plan import Plan


class Section(StrEnum):
    VERDICT = "verdict"
    PROGRESS = "progress"
    LIFECYCLE = "lifecycle"
    CHEAT_SHEET = "cheat-sheet"
    APPROACH = "approach"
    WORK = "work"
    CERTAINTY = "certainty"
    MONEY = "money"
    COMPUTE = "compute"
    EVALUATION = "evaluation"
    PEOPLE = "people"
    RISKS = "risks"
    CAUSES = "causes"
    ASSUMPTIONS = "assumptions"
    SIGN_OFF = "sign-off"
    ANSWERS = "answers"
    SOURCES = "sources"


TITLES: dict[Section, Message] = {
    Section.VERDICT: message("Verdict"),
    Section.PROGRESS: message("Under way"),
    Section.LIFECYCLE: message("Lifecycle"),
    Section.CHEAT_SHEET: message("Cheat sheet"),
    Section.APPROACH: message("Approach"),
    Section.WORK: message("Work and calendar"),
    Section.CERTAINTY: message("How sure"),
    Section.MONEY: message("Money"),
    Section.COMPUTE: message("Compute"),
    Section.EVALUATION: message("Evaluation"),
    Section.PEOPLE: message("Data and team"),
    Section.RISKS: message("Risks and duties"),
    Section.CAUSES: message("What drives the range"),
    Section.ASSUMPTIONS: message("Assumptions"),
    Section.SIGN_OFF: message("Sign-off"),
    Section.ANSWERS: message("Answers"),
    Section.SOURCES: message("Sources"),
}

# A plan that stops shows why, what it owes and what it rests on; it promises no figures.
OF_A_STOP = (
    Section.VERDICT,
    Section.APPROACH,
    Section.RISKS,
    Section.ASSUMPTIONS,
    Section.SIGN_OFF,
    Section.ANSWERS,
    Section.SOURCES,
)

# The two pages a sponsor reads.
OF_A_SUMMARY = (
    Section.VERDICT,
    Section.PROGRESS,
    Section.APPROACH,
    Section.WORK,
    Section.RISKS,
    Section.ASSUMPTIONS,
)

NEED_FIGURES = {
    Section.PROGRESS,
    Section.WORK,
    Section.CERTAINTY,
    Section.MONEY,
    Section.CAUSES,
    Section.COMPUTE,
}


@dataclass(frozen=True, slots=True)
class Showing:
    """What a reader is to see."""

    money: bool = True
    answers: bool = True
    whole: bool = True  # False: the summary of two pages


def sections(plan: Plan, showing: Showing) -> tuple[Section, ...]:
    """The sections of this plan for this reader. Those with nothing to say are left out."""
    wanted = OF_A_STOP if plan.verdict.kind is VerdictKind.STOP else tuple(Section)
    if not showing.whole:
        wanted = tuple(section for section in wanted if section in OF_A_SUMMARY)
    return tuple(section for section in wanted if _has_content(section, plan, showing))


def _has_content(section: Section, plan: Plan, showing: Showing) -> bool:
    if section in NEED_FIGURES and plan.estimate is None:
        return False
    has = HAS_CONTENT.get(section)
    return has is None or has(plan, showing)


def _machines(plan: Plan, showing: Showing) -> bool:
    machines = plan.estimate.machines if plan.estimate else None
    return machines is not None and bool(machines.training or machines.serving)


HAS_CONTENT: dict[Section, Callable[[Plan, Showing], bool]] = {
    Section.PROGRESS: lambda plan, showing: plan.under_way is not None,
    Section.MONEY: lambda plan, showing: showing.money,
    Section.SIGN_OFF: lambda plan, showing: plan.signed is not None,
    Section.ANSWERS: lambda plan, showing: showing.answers and bool(plan.answers),
    Section.COMPUTE: _machines,
    Section.EVALUATION: lambda plan, showing: plan.evaluation is not None,
    Section.RISKS: lambda plan, showing: bool(plan.advice.risks or plan.advice.duties),
    Section.PEOPLE: lambda plan, showing: bool(plan.data or plan.team or plan.labelling),
}
