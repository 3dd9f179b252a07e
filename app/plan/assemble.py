"""From an answers document to the plan: advice, estimate and what follows from both, arranged."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

from app.advice.advise import advise, sketch
from app.advice.finding import Advice, Finding, Stance
from app.estimate.estimate import Estimate
from app.estimate.simulate import estimate
from app.estimate.so_far import SoFar, so_far
from app.lifecycle.answers import Answer, Answers, State
from app.lifecycle.document import AnswersDocument
from app.lifecycle.progress import progress
from app.plan.actions import Calendar, actions
from app.plan.alternatives import alternatives
from app.plan.assumptions import assumptions
from app.plan.basis import basis
from app.plan.cheat_sheet import cheat_sheet
from app.plan.data_needs import data_needs
from app.plan.evaluation import evaluation_plan
from app.plan.labelling import labelling
from app.plan.lifecycle_map import lifecycle_map
from app.plan.net_value import net_value
from app.plan.outcomes import UnderWay
from app.plan.plan import Plan, Sketch
from app.plan.public_lists import public_lists
from app.plan.said import at_odds, said, set_aside
from app.plan.sources import sources
from app.plan.team import team
from app.plan.under_way import under_way

BESIDE = ("eval", "guard")  # groups that have sections of their own
PRICES_CHECKED = date(2026, 11, 23)


def assemble(document: AnswersDocument, *, draws: int = 2000, detail: bool = True) -> Plan:
    """The plan that follows from the answers; without detail, no what-ifs in its estimate."""
    answers = document.answers
    advice = advise(answers)
    first = _sketched(document, advice, draws, detail)
    evaluation = evaluation_plan(answers, advice)
    roles = team(answers, advice, first.estimate)
    calendar = Calendar(first.priced_at, first.kickoff)
    return Plan(
        **{each.name: getattr(first, each.name) for each in fields(first)},
        advice=advice,
        lifecycle=lifecycle_map(advice, first.estimate),
        cheat_sheet=cheat_sheet(answers, advice, first.estimate),
        alternatives=alternatives(answers, advice),
        evaluation=evaluation,
        data=data_needs(answers, advice, evaluation),
        labelling=labelling(answers, advice, evaluation),
        team=roles,
        assumptions=assumptions(answers),
        actions=actions(answers, advice, evaluation, roles, first.estimate, calendar),
        answers=said(answers, advice),
        sources=sources(advice),
        under_way=_under_way(document, advice, draws, first),
        public_lists=public_lists(advice),
        basis=basis(first.estimate),
        net_value=net_value(answers, advice, first.estimate),
        set_aside=set_aside(answers),
    )


def sketched(document: AnswersDocument, *, draws: int = 2000) -> Sketch:
    """What the plan says first, in half the time of the whole."""
    return _sketched(document, sketch(document.answers), draws, detail=False)


def _sketched(document: AnswersDocument, advice: Advice, draws: int, detail: bool) -> Sketch:
    reached = progress(document.answers)
    begun = so_far(document.actuals, _kickoff(document))
    return Sketch(
        title=document.title,
        kickoff=_kickoff(document),
        priced_at=document.priced_at or PRICES_CHECKED,
        bank_version=document.answers.bank.version,
        verdict=advice.verdict,
        estimate=_estimated(document, advice, draws, detail, begun),
        chosen=chosen(advice),
        later=_with_stance(advice, Stance.LATER),
        rejected=_each_once(_with_stance(advice, Stance.AVOID)),
        at_odds=at_odds(document.answers),
        answered=reached.answered,
        asked=reached.asked,
    )


def _estimated(
    document: AnswersDocument, advice: Advice, draws: int, detail: bool, begun: SoFar | None
) -> Estimate | None:
    return estimate(
        with_weeks_to_date(document.answers, _kickoff(document)),
        advice,
        draws=draws,
        priced_at=document.priced_at or PRICES_CHECKED,
        detail=detail,
        so_far=begun,
    )


def _under_way(
    document: AnswersDocument, advice: Advice, draws: int, first: Sketch
) -> UnderWay | None:
    """What has happened beside what was planned before anything had."""
    if not document.actuals:
        return None
    before = so_far(document.actuals.before_work, first.kickoff)
    planned = _estimated(document, advice, draws, detail=False, begun=before)
    return under_way(document.actuals, first.kickoff, planned, first.estimate)


def _kickoff(document: AnswersDocument) -> date | None:
    return document.actuals.kickoff(document.kickoff)


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
