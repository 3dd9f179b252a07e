"""The engine: every rule once, in the order of decision; the first to speak of a tag settles it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from app.advice.ai_act import tier
from app.advice.contradictions import contradictions
from app.advice.duties import duties
from app.advice.expertise import expertise
from app.advice.finding import Advice, Finding, VerdictKind
from app.advice.risks import risks
from app.advice.subjects import (
    compression,
    context,
    deployment,
    disclosure,
    evaluation,
    examples,
    guardrails,
    measures,
    measures_of_code,
    model_class,
    output,
    people,
    preferences,
    pretraining,
    prompting,
    retrieval,
    savings,
    simplest,
    small_models,
    starting_point,
    steps,
    suites,
    tools,
    training_data,
    tuning,
    tuning_later,
)
from app.advice.verdict import verdict
from app.advice.without_genai import without_generative_ai
from app.lifecycle.answers import Answers
from app.lifecycle.labels import labels

Rule = Callable[[Answers], Finding | None]

SUBJECTS = (
    simplest,
    starting_point,
    deployment,
    small_models,
    model_class,
    prompting,
    examples,
    retrieval,
    context,
    tools,
    output,
    steps,
    tuning,
    tuning_later,
    preferences,
    pretraining,
    training_data,
    savings,
    compression,
    people,
    guardrails,
    disclosure,
    evaluation,
    measures,
    measures_of_code,
    suites,
)
RULES: tuple[Rule, ...] = tuple(rule for subject in SUBJECTS for rule in subject.RULES)


def advise(answers: Answers) -> Advice:
    found = findings(answers)
    said = verdict(answers, found)
    if said.kind is VerdictKind.NO_GENAI:
        found = without_generative_ai(answers, found)
    return Advice(
        verdict=said,
        findings=found,
        risks=risks(answers, found),
        duties=duties(answers),
        contradictions=contradictions(answers),
        labels=frozenset(label.id for label in labels(answers)),
        expertise=expertise(answers, found),
        tier=None if said.kind is VerdictKind.NO_GENAI else tier(answers),
    )


def sketch(answers: Answers) -> Advice:
    """Verdict and findings alone, without their grounds: all that an estimate reads, sooner."""
    found = settled(answers)
    said = verdict(answers, found)
    if said.kind is VerdictKind.NO_GENAI:
        found = without_generative_ai(answers, found)
    return Advice(said, found, (), (), (), frozenset(), "")


def findings(answers: Answers) -> tuple[Finding, ...]:
    return tuple(_with_its_grounds(finding, answers) for finding in settled(answers))


def settled(answers: Answers) -> tuple[Finding, ...]:
    """One finding a tag, in the order of decision; so none contradicts another."""
    found: dict[str, Finding] = {}
    for rule in RULES:
        finding = rule(answers)
        if finding is not None:
            found.setdefault(finding.tag, finding)
    return tuple(sorted(found.values(), key=lambda finding: finding.step))


def _with_its_grounds(finding: Finding, answers: Answers) -> Finding:
    """Names only answers that count, and which of them nobody has given yet."""
    counting = tuple(q for q in finding.because if answers.value(q) is not None)
    because = counting or finding.because
    return replace(
        finding, because=because, assumed=tuple(q for q in because if not answers.known(q))
    )
