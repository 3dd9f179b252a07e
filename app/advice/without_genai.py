"""What remains of the findings when the plan is to write code: the techniques turn into reasons."""

from __future__ import annotations

from dataclasses import replace

from app.advice.catalogue import rule
from app.advice.finding import Finding, Stance
from app.language.message import message
from app.lifecycle.answers import Answers

TECHNIQUES = frozenset({"select", "model", "adapt", "augment", "optimise", "data", "deploy"})
STANDS = frozenset({"select.no_genai", "eval.unit_tests", "explain.why_not_llm"})


def without_generative_ai(answers: Answers, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The techniques are advised against; what guards or grades a model has no place."""
    return tuple(
        finding if finding.tag in STANDS else _turned_down(finding, answers)
        for finding in findings
        if finding.tag in STANDS or finding.group in TECHNIQUES
    )


def _turned_down(finding: Finding, answers: Answers) -> Finding:
    return replace(
        finding,
        stance=Stance.AVOID,
        why=message("Written rules already fix the result, so there is nothing for it to improve."),
        how=message("Write the rules as code instead."),
        when=message("if inputs arrive as free text or the rules leave room for judgement"),
        rule=rule("R-01"),
        because=("S16",),
        also=(),
        assumed=() if answers.known("S16") else ("S16",),
    )
