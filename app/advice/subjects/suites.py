"""Suites for harm, fairness, the field, and what must not be lost (eval.*)."""

from __future__ import annotations

from app.advice.finding import Finding
from app.advice.situation import moderates_posts, ranks_people, writes_text
from app.advice.stances import do
from app.advice.subjects.guardrails import suites_named
from app.advice.training_grounds import (
    continues_pretraining,
    trains_from_scratch,
    tunes_adapters,
    tunes_preferences,
)
from app.language.message import Message, message
from app.lifecycle.answers import Answers


def compare_across_groups(answers: Answers) -> Finding | None:
    judged = ranks_people(answers) or answers.any(
        "S12", "hiring_work", "credit_insurance", "education_access", "law_justice",
        "border_police", "biometrics", "emotion_elsewhere",
    )  # fmt: skip
    if not (judged or moderates_posts(answers) or answers.any("A11", "bias")):
        return None
    return do(
        "eval.fairness",
        "R-62 R-66",
        ("S12", "A11", "S02", "S06"),
        title=message("Compare results across groups"),
        why=message(
            "An average can hide that one group is treated worse, and here that would hurt people "
            "and break the law."
        ),
        how=message(
            "Agree with counsel on the groups and on the measure; report error rates and selection "
            "rates per group with their margins; repeat after every change."
        ),
    )


def run_the_suites_of_the_field(answers: Answers) -> Finding | None:
    trained = continues_pretraining(answers) or trains_from_scratch(answers)
    if not (trained or answers.any("M08", "rare_notation", "unknown_language")):
        return None
    return do(
        "eval.domain_suite",
        "R-14 R-40",
        ("M08", "M10", "A04"),
        title=message("Run a suite of the field or language, yours and public ones"),
        why=message(
            "The case for training on raw text stands or falls with one suite, measured the same "
            "way before and after."
        )
        if trained
        else message(
            "Public scores say little about an unusual language; a suite in it shows which model "
            "copes."
        ),
        how=message(
            "Held-out loss in bits per byte, your task suite, and a public suite of the field; "
            "keep all of it out of every training text."
        ),
    )


def watch_what_it_could_do_before(answers: Answers) -> Finding | None:
    trained = continues_pretraining(answers) or trains_from_scratch(answers)
    broad = answers.any("S03", "open_ended") and tunes_adapters(answers)
    if not (trained or broad or tunes_preferences(answers)):
        return None
    return do(
        "eval.general_regression",
        "R-13 R-40",
        ("M08", "M10", "S03", "A02a"),
        title=message("Check that it has not lost what it could do before"),
        why=message("Training on one thing can cost another, and nobody looks there by chance."),
        how=message(
            "Run a fixed sample of general benchmarks before and after each stage; agree in "
            "advance on the loss that stops the run."
        ),
    )


def prove_the_rate_of_harm(answers: Answers) -> Finding | None:
    public = answers.any("S06", "general_public") and answers.any("S03", "open_ended")
    young = answers.any("S12", "children") or answers.any("S15", "children")
    grave = answers.any("S07", "harm_to_people") and writes_text(answers)
    rules = answers.any("S02", "moderate")
    wanted = suites_named(answers)
    if not (public or young or grave or rules or wanted or answers.any("A01", "unsafe")):
        return None
    return do(
        "eval.safety_suite",
        "R-43 R-18",
        ("S06", "S03", "S07", "S12", "S15", "A01", "A11"),
        title=message("Size the safety tests for the rate you claim"),
        why=message(
            "Zero failures in 100 cases prove little: to claim fewer than 1 in 100 takes 299 clean "
            "cases, and fewer than 1 in 200 takes 598."
        ),
        how=_how_harm(wanted),
    )


def _how_harm(wanted: Message | None) -> Message:
    usual = message(
        "Cases per kind of harm, written by people who know the field, harmless look-alikes among "
        "them so that over-refusal shows too; never used for prompts or training."
    )
    if wanted is None:
        return usual
    return message("{usual} Begin with {wanted}.", usual=usual, wanted=wanted)


RULES = (
    compare_across_groups,
    run_the_suites_of_the_field,
    watch_what_it_could_do_before,
    prove_the_rate_of_harm,
)
