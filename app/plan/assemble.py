"""From an answers document to the plan: advice, estimate and what follows from both, arranged."""

from __future__ import annotations

from datetime import date

from app.advice.advise import advise
from app.advice.finding import Advice, Finding, Stance
from app.estimate.simulate import estimate
from app.estimate.so_far import so_far
from app.lifecycle.answers import Answer, Answers, State
from app.lifecycle.document import AnswersDocument
from app.lifecycle.progress import progress
from app.plan.actions import Calendar, actions
from app.plan.alternatives import alternatives
from app.plan.assumptions import assumptions
from app.plan.cheat_sheet import cheat_sheet
from app.plan.data_needs import data_needs
from app.plan.evaluation import evaluation_plan
from app.plan.labelling import labelling
from app.plan.lifecycle_map import lifecycle_map
from app.plan.plan import Plan
from app.plan.public_lists import public_lists
from app.plan.said import said
from app.plan.sources import sources
from app.plan.team import team
from app.plan.under_way import under_way

BESIDE = ("eval", "guard")  # groups that have sections of their own
PRICES_CHECKED = date(2026, 11, 23)


def assemble(document: AnswersDocument, *, draws: int = 2000, detail: bool = True) -> Plan:
    """The plan that follows from the answers; without detail, no what-ifs in its estimate."""
    answers = document.answers
    advice = advise(answers)
    priced_at = document.priced_at or PRICES_CHECKED
    kickoff = document.actuals.kickoff(document.kickoff)
    timed = with_weeks_to_date(answers, kickoff)
    begun = so_far(document.actuals, kickoff)
    estimated = estimate(
        timed, advice, draws=draws, priced_at=priced_at, detail=detail, so_far=begun
    )
    planned = None
    if begun is not None:
        planned = estimate(timed, advice, draws=draws, priced_at=priced_at, detail=False)
    evaluation = evaluation_plan(answers, advice)
    roles = team(answers, advice, estimated)
    reached = progress(answers)
    return Plan(
        title=document.title,
        kickoff=kickoff,
        priced_at=priced_at,
        bank_version=answers.bank.version,
        verdict=advice.verdict,
        advice=advice,
        estimate=estimated,
        lifecycle=lifecycle_map(advice, estimated),
        cheat_sheet=cheat_sheet(answers, advice, estimated),
        chosen=chosen(advice),
        later=_with_stance(advice, Stance.LATER),
        rejected=_each_once(_with_stance(advice, Stance.AVOID)),
        alternatives=alternatives(answers, advice),
        evaluation=evaluation,
        data=data_needs(answers, advice, evaluation),
        labelling=labelling(answers, advice, evaluation),
        team=roles,
        assumptions=assumptions(answers),
        actions=actions(
            answers, advice, evaluation, roles, estimated, Calendar(priced_at, kickoff)
        ),
        answers=said(answers, advice),
        sources=sources(advice),
        answered=reached.answered,
        asked=reached.asked,
        under_way=under_way(document.actuals, kickoff, planned, estimated),
        public_lists=public_lists(advice),
    )


def chosen(advice: Advice) -> tuple[Finding, ...]:
    """What is part of the plan now; evaluation and guards stand in their own sections."""
    return tuple(f for f in _with_stance(advice, Stance.DO) if f.group not in BESIDE)


def _with_stance(advice: Advice, stance: Stance) -> tuple[Finding, ...]:
    return tuple(finding for finding in advice.findings if finding.stance is stance)


def _each_once(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Several tags may be turned down in the same words; a reader sees them once."""
    return tuple({(found.title, found.why): found for found in reversed(findings)}.values())[::-1]


def with_weeks_to_date(answers: Answers, kickoff: date | None) -> Answers:
    """E07a worked out from E07b, where only the date was given and the kick-off is known."""
    day = answers.said("E07b")
    if kickoff is None or not isinstance(day, date) or answers.known("E07a"):
        return answers
    weeks = max(0.0, (day - kickoff).days / 7)
    return answers.with_answer("E07a", Answer(State.ANSWERED, weeks))
