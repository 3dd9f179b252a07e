"""The findings when the plan is to write code: every technique turns into a reason against it."""

from __future__ import annotations

from dataclasses import replace

from app.advice.catalogue import rule
from app.advice.finding import Finding, Stance
from app.language.message import Message, message
from app.lifecycle.answers import Answers

STANDS = frozenset({"select.no_genai", "eval.unit_tests", "explain.why_not_llm"})

# What each family of techniques would be for, and why it has nothing to do here.
TURNED_DOWN: dict[str, tuple[Message, Message]] = {
    "select": (
        message("A model to start from, hosted or your own"),
        message("The result is fixed in writing; a model could only repeat it, less surely."),
    ),
    "model": (
        message("A language model of any size"),
        message("Even the smallest one would be slower, dearer and less exact than a look-up."),
    ),
    "adapt": (
        message("A prompt, examples or training"),
        message("There is no behaviour to shape: the rules say what comes out."),
    ),
    "augment": (
        message("Anything added to a model"),
        message("The facts go straight into the function that needs them."),
    ),
    "optimise": (
        message("Compressing and caching"),
        message("A look-up in code is already quick and costs next to nothing."),
    ),
}

NOTHING_TO_LEARN = message(
    "The rules say what comes out, so a model of any kind has nothing to learn."
)


def without_generative_ai(answers: Answers, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The techniques are advised against; what guards or grades a model has no place."""
    return tuple(
        finding if finding.tag in STANDS else _turned_down(finding, answers)
        for finding in findings
        if finding.tag in STANDS or finding.group in TURNED_DOWN or finding.group == "explain"
    )


def _turned_down(finding: Finding, answers: Answers) -> Finding:
    """Whatever spoke for or against it before, one reason is left: there is no model."""
    title, why = TURNED_DOWN.get(finding.group, (finding.title, NOTHING_TO_LEARN))
    return replace(
        finding,
        stance=Stance.AVOID,
        title=title,
        why=why,
        how=message("Write the rules as code instead."),
        when=message("if inputs arrive as free text, or the rules leave room for judgement"),
        rule=rule("R-01"),
        because=("S16", *(q for q in finding.because if q == "M11")),
        also=(),
        assumed=() if answers.known("S16") else ("S16",),
    )
