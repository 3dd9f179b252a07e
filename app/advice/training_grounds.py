"""What training could be for: labels, examples, comparisons or text, and whether they suffice."""

from __future__ import annotations

from app.advice.situation import (
    BEHAVIOUR,
    WHOLE_TEXT_LIMIT,
    comparisons,
    corpus,
    examples,
    field_text,
    fixed_by_rules,
    holds_documents,
    hurried,
    may_be_hosted,
    on_device,
    permissions_differ,
    prompt_passes,
    quality_gap,
    ranks_people,
    requests,
    sorts_only,
    tested,
)
from app.lifecycle.answers import Answers

ENOUGH_LABELS = 200  # good results from about 200 to 500
ENOUGH_TO_TUNE = 50
ENOUGH_SEGMENTS = 5_000  # R-16b, translation
LARGE_VOLUME = 100_000  # requests a day, from which a student pays (planning default, R-33)


def own_weights(answers: Answers) -> bool:
    """Whether the weights are, or have to be, in the project's hands."""
    return (
        not may_be_hosted(answers)
        or answers.any("M06", "open_weights_required")
        or (answers.any("M10", "app_on_own_tuned_model") and tunes_adapters(answers))
        or continues_pretraining(answers)
        or trains_from_scratch(answers)
        or hurried_completion(answers)
        or small_classifier(answers)
    )


def calls_a_vendor(answers: Answers) -> bool:
    """Somebody else serves the model, and the project pays per token."""
    return may_be_hosted(answers) and not own_weights(answers)


def carries_the_rules(answers: Answers) -> bool:
    """Policies, guidelines or a schema, short enough to go with every request (F04)."""
    if not (0 < corpus(answers) < WHOLE_TEXT_LIMIT and answers.known("M07a")):
        return False
    live = answers.any("M07", "live_systems") and answers.any("S02", "act_in_systems", "query_data")
    by_rule = sorts_only(answers) or answers.any("S02", "rewrite", "extract_fields")
    by_rule = by_rule and holds_documents(answers) and not small_classifier(answers)
    apart = on_device(answers) or hurried(answers) or permissions_differ(answers)
    return live or (by_rule and not apart)


def hurried_completion(answers: Answers) -> bool:
    return answers.any("S02", "write_code") and hurried(answers)


def small_classifier(answers: Answers) -> bool:
    """Labels only, and enough of them, or no time or money for anything larger (R-11, R-33)."""
    if not sorts_only(answers) or ranks_people(answers) or answers.any("S03", "open_ended"):
        return False
    forced = requests(answers) >= LARGE_VOLUME or hurried(answers)
    return (examples(answers) >= ENOUGH_LABELS and not unfair_past(answers)) or forced


def tabular(answers: Answers) -> bool:
    """Records go in, labels or scores come out: work for a classic model."""
    return sorts_only(answers) and answers.options("M02") == {"structured_data"}


def unfair_past(answers: Answers) -> bool:
    return answers.any("A03", "biased")


def lacks_only_facts(answers: Answers) -> bool:
    return answers.any("A01", "wrong_facts") and not answers.any("A01", *BEHAVIOUR)


def enough_examples(answers: Answers) -> bool:
    least = ENOUGH_SEGMENTS if answers.any("S02", "translate") else ENOUGH_TO_TUNE
    return examples(answers) >= least and not answers.any("A03", "rights_unclear")


def tunes_adapters(answers: Answers) -> bool:
    """Supervised tuning of a generative model is part of the plan now (F08)."""
    if small_classifier(answers) or not enough_examples(answers) or unfair_past(answers):
        return False
    if on_device(answers):
        return examples(answers) >= 500 and not lacks_only_facts(answers)
    return tested(answers) and behaviour_fails(answers) and not prompt_passes(answers)


def behaviour_fails(answers: Answers) -> bool:
    """Form, tone, labels or language stay wrong after a careful prompt (F08).

    Where the language itself is the job, a measured gap can be nothing else (R-06, R-16b).
    """
    if answers.any("A01", *BEHAVIOUR):
        return True
    gap = quality_gap(answers)
    falls_short = answers.any("M09", "measured") and gap is not None and gap > 0
    asked = answers.any("A01", "not_tested", "slow_or_dear")
    return falls_short and asked and answers.options("S02") <= {"translate", "rewrite"}


def gap_is_proven(answers: Answers) -> bool:
    """Measured on a kept set, with more than a prompt, and still short of the bar (R-13, R-14)."""
    return (
        answers.any("M09", "measured")
        and answers.any("A01a", "several_models", "fine_tuning")
        and not prompt_passes(answers)
    )


def asks_for_training(answers: Answers) -> bool:
    """F11: the field's language or somebody's wish puts training on raw text on the table."""
    return answers.any("M08", "rare_notation", "unknown_language") or wants_own_model(answers)


def wants_own_model(answers: Answers) -> bool:
    return answers.any("M10", "own_trained_model") or answers.any("M11", "train_from_scratch")


def continues_pretraining(answers: Answers) -> bool:
    return (
        asks_for_training(answers)
        and gap_is_proven(answers)
        and field_text(answers) >= 1e9
        and not answers.any("M10b", "unclear")
        and not trains_from_scratch(answers)
    )


def trains_from_scratch(answers: Answers) -> bool:
    """All of R-14, and nothing existing to start from: otherwise continuing is the better way."""
    return (
        answers.any("M10a", "new_modality")
        and answers.any("M10", "own_trained_model")
        and answers.any("M10b", "cleared")
        and answers.any("E03a", "pretraining")
        and field_text(answers) >= 200e9
        and affords_pretraining(answers)
    )


def affords_pretraining(answers: Answers) -> bool:
    """The ceiling covers three times the machines of a useful 7 B run (planning default)."""
    ceiling = answers.number("E04")
    return ceiling is not None and ceiling >= 3 * pretraining_usd(answers)


def pretraining_usd(answers: Answers) -> float:
    """US dollars of machines for 7 B parameters on the text: 6·N·D at 40 %, $2 an hour (R-15)."""
    hours = 6 * 7e9 * field_text(answers) / (0.4 * 312e12) / 3600
    return hours * 2.0 * 1.35


def learns_from_its_examples(answers: Answers) -> bool:
    """The examples go into the weights, so they need not go into the prompt as well."""
    return (
        small_classifier(answers)
        or tunes_adapters(answers)
        or continues_pretraining(answers)
        or trains_from_scratch(answers)
    )


def examples_untried(answers: Answers) -> bool:
    """Tuning is planned for form, tone or language, and no example has been shown yet (R-06)."""
    return (
        tunes_adapters(answers)
        and answers.any("A01", "wrong_format", "wrong_tone", "poor_language")
        and answers.known("A01a")
        and not answers.any("A01a", "few_shot", "fine_tuning")
    )


def preferences_may_help(answers: Answers) -> bool:
    """Own weights and a goal that cannot be written down as examples (R-18)."""
    return own_weights(answers) and answers.any("A01", "unsafe", "wrong_tone")


def tunes_preferences(answers: Answers) -> bool:
    return (
        preferences_may_help(answers)
        and comparisons(answers) >= 1_000
        and not answers.any("A10b", "agree_partly")
    )


def reinforces(answers: Answers) -> bool:
    return (
        tunes_preferences(answers)
        and comparisons(answers) >= 10_000
        and answers.any("E03a", "preference_tuning")
    )


def distils(answers: Answers) -> bool:
    """Volume or speed rules the large model out (R-33)."""
    if fixed_by_rules(answers) or on_device(answers) or hurried_completion(answers):
        return False
    if small_classifier(answers):
        forced = requests(answers) >= LARGE_VOLUME or hurried(answers)
        return (forced and examples(answers) < 20_000) or requests(answers) >= 1e6
    return requests(answers) >= LARGE_VOLUME
