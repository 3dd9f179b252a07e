"""The advice's part of the documents: verdict, findings, cheat sheet, risks, duties, evidence."""

from __future__ import annotations

from app.advice.finding import Contradiction, Duty, Finding, Risk, Verdict
from app.export.figures import Json, figure, range_json
from app.language.message import Message
from app.language.reader import Reader
from app.plan.plan import (
    Action,
    Alternative,
    CheatSheetColumn,
    Decision,
    EvaluationPlan,
    Labelling,
    Metric,
    RoleNeed,
)


def verdict_json(verdict: Verdict, reader: Reader) -> Json:
    opening, sentence = reader.say(verdict.opening), reader.say(verdict.sentence)
    return {
        "kind": verdict.kind.value,
        "sentence": f"{opening} {sentence}".strip(),
        "because": list(verdict.because),
        "reasons": [reader.say(reason) for reason in verdict.reasons],
        "rules": list(verdict.rules),
        "red_flags": [reader.say(flag) for flag in verdict.red_flags],
    }


def finding_json(finding: Finding, reader: Reader) -> Json:
    source = finding.rule.sources[0]
    return {
        "tag": finding.tag,
        "stance": finding.stance.value,
        "title": reader.say(finding.title),
        "why": reader.say(finding.why),
        "how": reader.say(finding.how),
        "when": said(finding.when, reader),
        "rule": finding.rule.id,
        "source": source.title,
        "trust": source.trust.value,
        "because": list(finding.because),
        "assumed": list(finding.assumed),
        "also": [rule.id for rule in finding.also],
    }


def column_json(column: CheatSheetColumn, reader: Reader) -> Json:
    hours = column.run_hours
    run_hours = hours and dict(zip(("p10", "p50", "p90"), map(figure, hours), strict=True))
    return {
        "column": column.id,
        "title": reader.say(column.title),
        "needed": column.needed,
        "score": column.score,
        "contributions": [
            {
                "question": part.question,
                "points": figure(part.points),
                "why": reader.say(part.why),
            }
            for part in column.contributions
        ],
        "training_duration": reader.say(column.training_duration),
        "customization": [reader.say(line) for line in column.customization],
        "objective": reader.say(column.objective),
        "expertise": column.expertise,
        "expertise_gap": said(column.expertise_gap, reader),
        "computed": {
            "run_hours": run_hours,
            "phase_weeks": range_json(column.phase_weeks),
            "phase_person_days": range_json(column.phase_days),
        },
    }


def risk_json(risk: Risk, reader: Reader) -> Json:
    return {
        "tag": risk.tag,
        "title": reader.say(risk.title),
        "likelihood": risk.likelihood.value,
        "effect": risk.effect.value,
        "happens": reader.say(risk.happens),
        "mitigation": reader.say(risk.mitigation),
        "owner": reader.say(risk.owner),
        "rule": risk.rule.id,
        "because": list(risk.because),
        "named_by": list(risk.named_by),
    }


def duty_json(duty: Duty, reader: Reader) -> Json:
    return {
        "id": duty.id,
        "label": duty.label,
        "tier": duty.tier and duty.tier.value,
        "title": reader.say(duty.title),
        "how": reader.say(duty.how),
        "rule": duty.rule.id,
        "because": list(duty.because),
        "applies_from": duty.applies_from and duty.applies_from.isoformat(),
        "checked_on": duty.checked_on and duty.checked_on.isoformat(),
    }


def contradiction_json(contradiction: Contradiction, reader: Reader) -> Json:
    return {
        "questions": list(contradiction.questions),
        "says": reader.say(contradiction.says),
        "believed": contradiction.believed,
    }


def alternative_json(alternative: Alternative, reader: Reader) -> Json:
    return {
        "tag": alternative.tag,
        "title": reader.say(alternative.title),
        "instead_of": alternative.instead_of,
        "wins_when": reader.say(alternative.wins_when),
        "rule": alternative.rule.id,
    }


def evaluation_json(evaluation: EvaluationPlan | None, reader: Reader) -> Json | None:
    if evaluation is None:
        return None
    return {
        "metrics": [_metric(metric, reader) for metric in evaluation.metrics],
        "avoid": [_metric(metric, reader) for metric in evaluation.avoid],
        "cases_needed": evaluation.cases_needed,
        "cases_present": evaluation.cases_present,
        "margin": figure(evaluation.margin),
        "derivation": reader.say(evaluation.derivation),
        "break_even": figure(evaluation.break_even),
        "launch_bar": figure(evaluation.launch_bar),
        "target_bar": figure(evaluation.target_bar),
        "held_back": evaluation.held_back,
        "in_your_words": said(evaluation.in_your_words, reader),
        "never": said(evaluation.never, reader),
        "clean_cases": evaluation.clean_cases,
        "judge": said(evaluation.judge, reader),
        "steps": [reader.say(step) for step in evaluation.steps],
    }


def _metric(metric: Metric, reader: Reader) -> Json:
    return {
        "tag": metric.tag,
        "name": reader.say(metric.name),
        "use": reader.say(metric.use),
        "rule": metric.rule.id,
    }


def labelling_json(labelling: Labelling, reader: Reader) -> Json:
    return {
        "items": labelling.items,
        "kind": reader.say(labelling.kind),
        "hours": range_json(labelling.hours),
        "usd": range_json(labelling.usd),
        "derivation": reader.say(labelling.derivation),
        "rule": labelling.rule.id,
    }


def role_json(role: RoleNeed, reader: Reader) -> Json:
    return {
        "id": role.id,
        "title": reader.say(role.title),
        "phases": [phase.value for phase in role.phases],
        "effort_person_days": range_json(role.effort_days),
        "people": figure(role.people),
        "missing": role.missing,
        "how": said(role.how, reader),
    }


def action_json(action: Action, reader: Reader) -> Json:
    return {
        "id": action.id,
        "kind": action.kind,
        "title": reader.say(action.title),
        "owner": said(action.owner, reader),
        "by": action.by and action.by.isoformat(),
        "at_once": action.at_once,
        "done_on": action.done_on and action.done_on.isoformat(),
        "question": action.question,
    }


def said(words: Message | None, reader: Reader) -> str | None:
    return None if words is None else reader.say(words)


def decision_json(decision: Decision, reader: Reader) -> Json:
    return {
        "instead_of": [reader.say(title) for title in decision.instead_of],
        "why": reader.say(decision.why),
        "by": reader.say(decision.by) if decision.by else None,
        "on": decision.on.isoformat(),
    }
