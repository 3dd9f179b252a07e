"""The JSON documents that other programs rely on: an estimate, and a plan with its answers.

Keys stand in a fixed order and figures in a fixed precision: the same plan gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from app.estimate.estimate import Estimate
from app.export.advice_json import (
    action_json,
    alternative_json,
    column_json,
    contradiction_json,
    decision_json,
    duty_json,
    evaluation_json,
    finding_json,
    labelling_json,
    risk_json,
    role_json,
    verdict_json,
)
from app.export.estimate_json import (
    compute_json,
    gate_json,
    numbers_json,
    phase_json,
    swing_json,
    worth_json,
)
from app.export.figures import Json, figure
from app.export.net_value import net_value_json
from app.export.under_way_json import under_way_json
from app.language.reader import ENGLISH, Reader
from app.lifecycle.document import FORMAT, AnswersDocument, write_document
from app.lifecycle.phases import WORDS
from app.plan.plan import Plan


def estimate_document(plan: Plan, reader: Reader = ENGLISH) -> Json:
    """What POST /api/v1/estimates answers."""
    return {
        "verdict": verdict_json(plan.verdict, reader),
        "expertise": plan.advice.expertise,
        "findings": [finding_json(finding, reader) for finding in plan.advice.findings],
        "cheat_sheet": [column_json(column, reader) for column in plan.cheat_sheet],
        **numbers_json(plan.estimate),
        **_work(plan.estimate, reader),
        "risks": [risk_json(risk, reader) for risk in plan.advice.risks],
        "assumptions": [
            {"question": assumption.question, "assumed": reader.say(assumption.assumed)}
            for assumption in plan.assumptions
        ],
        **_beyond(plan, reader),
        "version": plan.bank_version,
    }


def _work(estimate: Estimate | None, reader: Reader) -> Json:
    """The phases with their tasks, the machines, and what moves the range."""
    return {
        "phases": [
            phase_json(phase, reader.say(WORDS[phase.phase].title), reader)
            for phase in (estimate.phases if estimate else ())
        ],
        "compute": compute_json(estimate, reader),
        "confidence": figure(estimate.known) if estimate else 0.0,
        "answer_next": [worth_json(w) for w in (estimate.answer_next if estimate else ())],
        "sensitivity": [swing_json(s, reader) for s in (estimate.sensitivity if estimate else ())],
    }


def _beyond(plan: Plan, reader: Reader) -> Json:
    """What the contract leaves free: the rest of the plan."""
    estimate = plan.estimate
    return {
        "milestone": reader.say(estimate.milestone) if estimate else None,
        "gate": gate_json(estimate.gate) if estimate else None,
        "warnings": [reader.say(w) for w in (estimate.warnings if estimate else ())],
        "ai_act_tier": plan.advice.tier and plan.advice.tier.value,
        "duties": [duty_json(duty, reader) for duty in plan.advice.duties],
        "labels": sorted(plan.advice.labels),
        "contradictions": [contradiction_json(c, reader) for c in plan.advice.contradictions],
        "alternatives": [alternative_json(a, reader) for a in plan.alternatives],
        "net_value_usd": net_value_json(plan.net_value, reader),
        "evaluation": evaluation_json(plan.evaluation, reader),
        "labelling": [labelling_json(pile, reader) for pile in plan.labelling],
        "team": [role_json(role, reader) for role in plan.team],
        "actions": [action_json(action, reader) for action in plan.actions],
        "decisions": [decision_json(decision, reader) for decision in plan.decisions],
        "under_way": plan.under_way and under_way_json(plan.under_way, reader),
        "set_aside": list(plan.set_aside),
        "answered": plan.answered,
        "asked": plan.asked,
        "priced_at": plan.priced_at.isoformat(),
    }


def plan_document(
    document: AnswersDocument,
    plan: Plan,
    versions: Mapping[str, int] | None = None,
    reader: Reader = ENGLISH,
) -> Json:
    """The answers document, which imports again as it is, with versions and the estimate.

    `versions` counts the changes of each answer (question → version).
    """
    return with_estimate(write_document(document), plan, versions, reader)


def with_estimate(
    written: Mapping[str, object],
    plan: Plan,
    versions: Mapping[str, int] | None = None,
    reader: Reader = ENGLISH,
) -> Json:
    """The same of an answers document that is written already, by whatever bank it was."""
    return {
        "format": FORMAT,
        **written,
        "versions": dict(sorted((versions or {}).items())),
        "estimate": estimate_document(plan, reader),
    }


def to_bytes(document: Json) -> bytes:
    """The document as UTF-8 text; ValueError for a figure that JSON has no word for."""
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1)
    return text.encode() + b"\n"
