"""Supervised fine-tuning (adapt.sft, adapt.sft_lora): for behaviour, with a test set in place."""

from __future__ import annotations

from app.advice.figures import examples_held
from app.advice.finding import Finding
from app.advice.situation import (
    examples,
    fixed_by_rules,
    may_be_hosted,
    on_device,
    wishes,
)
from app.advice.stances import avoid, do, later
from app.advice.training_grounds import (
    ENOUGH_TO_TUNE,
    continues_pretraining,
    examples_untried,
    own_weights,
    small_classifier,
    trains_from_scratch,
    tunes_adapters,
    unfair_past,
)
from app.language.message import Message, message
from app.lifecycle.answers import Answers

GROUNDS_TO_TUNE = ("A01", "A02", "A02a", "A04", "M09", "M09a", "S11a", "S02", "M01", "M10")


def tune_the_encoder(answers: Answers) -> Finding | None:
    if not small_classifier(answers):
        return None
    return do(
        "adapt.sft",
        "R-11 R-16",
        ("S02", "A02", "A02a", "A03", *wishes(answers, "fine_tuning")),
        title=message("Fine-tune the encoder on the labelled cases"),
        why=message(
            "{held} labelled cases are at hand, and two hundred are enough to begin. A run takes "
            "minutes to hours on one accelerator.",
            held=examples_held(answers),
        )
        if examples(answers) >= 200
        else message(
            "The task is narrow and fast; with labels from a large model, checked by people, a "
            "small one can learn it."
        ),
        how=message(
            "Split by time, not at random; clean labels that experts dispute; top up rare classes; "
            "tune all weights; set the threshold on the development set only."
        ),
    )


def teach_the_task_after_pretraining(answers: Answers) -> Finding | None:
    if not (continues_pretraining(answers) or trains_from_scratch(answers)):
        return None
    return do(
        "adapt.sft",
        "R-16 R-13",
        ("A02", "A02a", "M08a", "M10"),
        title=message("Follow the training on raw text with supervised tuning"),
        why=message(
            "A model that has only read text continues it; the examples of your tasks, {held} so "
            "far, teach it to do the work.",
            held=examples_held(answers),
        ),
        how=message(
            "Start small and clean, double the examples while the scores rise, and keep the mix of "
            "tasks like that of production."
        ),
    )


def rights_before_tuning(answers: Answers) -> Finding | None:
    if not answers.any("A03", "rights_unclear") or examples(answers) < ENOUGH_TO_TUNE:
        return None
    return avoid(
        "adapt.sft_lora",
        "R-16 R-64",
        ("A03", "A02", *wishes(answers, "fine_tuning")),
        title=message("Training before the rights are clear"),
        why=message(
            "Nobody knows whether the {held} examples may be trained on, and what a model has "
            "learned from them cannot be taken out again.",
            held=examples_held(answers),
        ),
        how=message("Ask counsel now; it takes weeks, and the answer may be no."),
        when=message("once the rights are confirmed in writing"),
    )


def not_on_past_decisions(answers: Answers) -> Finding | None:
    if not (unfair_past(answers) and examples(answers) > 0):
        return None
    return avoid(
        "adapt.sft_lora",
        "R-62 R-16",
        ("A03", "A02", *wishes(answers, "fine_tuning")),
        title=message("Training on past decisions that may be unfair"),
        why=message(
            "The {held} examples hold what was decided, not what should have been, and a model "
            "learns just that.",
            held=examples_held(answers),
        ),
        how=message("Write criteria down, label fresh cases by them, and test results by group."),
        when=message("once fresh labels made from written criteria exist"),
    )


def tune_an_adapter(answers: Answers) -> Finding | None:
    """F08."""
    if not tunes_adapters(answers) or fixed_by_rules(answers):
        return None
    if continues_pretraining(answers) or trains_from_scratch(answers):
        return None
    return do(
        "adapt.sft_lora",
        "R-19 R-16 R-16c F08 R-20" if may_be_hosted(answers) else "R-19 R-16 R-16c F08",
        (*GROUNDS_TO_TUNE, *wishes(answers, "fine_tuning")),
        title=message("Tune a small adapter on your examples"),
        why=_why_adapter(answers),
        how=_how_adapter(answers),
    )


def _how_adapter(answers: Answers) -> Message:
    usual = message(
        "One low-rank adapter per task on all layers; begin with the cleanest examples and double "
        "them while the score rises; let the mix match production; keep the data portable, since "
        "a tuned model dies with its base."
    )
    if not examples_untried(answers):
        return usual
    return message(
        "Show examples in the prompt first, and tune for what they leave wrong. {usual}",
        usual=usual,
    )


def _why_adapter(answers: Answers) -> Message:
    if on_device(answers):
        return message(
            "A model small enough for the device needs help on single tasks, and {held} examples "
            "are at hand. An adapter adds a few megabytes and wins back what compression costs.",
            held=examples_held(answers),
        )
    return message(
        "What still goes wrong after prompting is behaviour, not knowledge, and {held} good "
        "examples show the behaviour you want.",
        held=examples_held(answers),
    )


def full_tuning_only_beyond_the_adapter(answers: Answers) -> Finding | None:
    """F09."""
    if not (tunes_adapters(answers) and own_weights(answers)):
        return None
    if examples(answers) <= 5_000 or unfair_past(answers):
        return None
    return later(
        "adapt.sft",
        "R-19 F09",
        ("A02", "A02a", "M01"),
        title=message("Tune all weights only if an adapter is not enough"),
        why=message(
            "With {held} examples the adapter may become the limit; two published projects did "
            "better with full tuning. It needs several times the memory.",
            held=examples_held(answers),
        ),
        how=message("Compare both on the same split before you pay for it."),
        when=message("if more examples stop helping the adapter while the bar is not reached"),
    )


RULES = (
    tune_the_encoder,
    teach_the_task_after_pretraining,
    rights_before_tuning,
    not_on_past_decisions,
    tune_an_adapter,
    full_tuning_only_beyond_the_adapter,
)
