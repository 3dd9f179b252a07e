"""What the training data is made of (data.*)."""

from __future__ import annotations

from app.advice.figures import count, examples_held
from app.advice.finding import Finding
from app.advice.situation import examples, requests, sorts_only
from app.advice.stances import do, later
from app.advice.training_grounds import (
    continues_pretraining,
    distils,
    small_classifier,
    trains_from_scratch,
    unfair_past,
)
from app.language.message import message
from app.lifecycle.answers import Answers

FEW_LABELS = 5_000


def mix_in_general_text(answers: Answers) -> Finding | None:
    if not _trains_on_text(answers):
        return None
    return do(
        "data.mix_general",
        "R-13 R-14b",
        ("M08a", "M10", "M08"),
        title=message("Mix general text into the training"),
        why=message(
            "On texts of one field alone a model forgets the rest. BloombergGPT mixed about half "
            "and half."
        ),
        how=message(
            "Begin with a quarter to a half of general text, try three ratios on small runs, and "
            "watch general benchmarks as closely as your own suite."
        ),
    )


def _trains_on_text(answers: Answers) -> bool:
    return continues_pretraining(answers) or trains_from_scratch(answers)


def extend_the_vocabulary(answers: Answers) -> Finding | None:
    """R-13: of open weights that are trained further; a new model gets a tokenizer of its own."""
    if not continues_pretraining(answers):
        return None
    per_word = answers.number("M08b")
    if answers.any("M08", "rare_notation", "unknown_language") and (per_word or 0.0) >= 1.5:
        return do(
            "data.tokenizer_extension",
            "R-13",
            ("M08", "M08b"),
            title=message("Extend the vocabulary for your language"),
            why=message(
                "The model needs {times} times as many tokens per word as for English; each one "
                "costs time and money for as long as it runs.",
                times=count(per_word or 0.0),
            ),
            how=message(
                "Add a few thousand pieces trained on your text, start them from the pieces they "
                "replace, and compare by bits per byte, never by perplexity."
            ),
        )
    return later(
        "data.tokenizer_extension",
        "R-13",
        ("M08", "M08a"),
        title=message("Leave the vocabulary alone unless it wastes tokens"),
        why=message("A new vocabulary costs part of what the weights already know."),
        how=message("Count tokens per word on a sample of your text, beside plain English."),
        when=message("if your text takes half as many tokens again as plain English"),
    )


def add_aligned_pairs(answers: Answers) -> Finding | None:
    pairs = answers.number("M08c") or 0.0
    if not (_trains_on_text(answers) and pairs > 0):
        return None
    return do(
        "data.parallel_text",
        "R-13",
        ("M08c", "M08"),
        title=message("Add the aligned sentence pairs to the mix"),
        why=message(
            "{pairs} pairs tie the new language to one that the model knows well.",
            pairs=count(pairs),
        ),
        how=message("Write each pair as one text with both languages, and keep a tenth for tests."),
    )


def let_a_model_make_labels(answers: Answers) -> Finding | None:
    """R-17, R-33: the teacher makes what the student learns from."""
    wanted = small_classifier(answers) or distils(answers)
    plenty = examples(answers) >= FEW_LABELS and not (
        sorts_only(answers) and requests(answers) >= 1e7
    )
    if not wanted or plenty:
        return None
    return do(
        "data.synthetic_or_llm_labels",
        "R-33 R-17",
        ("A02", "A02a", "I06a", "M05a"),
        title=message("Let a large model make labels, and people check a sample"),
        why=message(
            "{held} examples of your own teach a small model less than many labels by a strong "
            "one; that is how small models have matched large ones on a task.",
            held=examples_held(answers),
        ),
        how=message(
            "Label real traffic with the strongest model you may use, have people check a few "
            "hundred per class, drop what the two disagree on; check that the licence allows it."
        ),
    )


def make_examples_only_with_care(answers: Answers) -> Finding | None:
    if not answers.any("A03", "synthetic"):
        return None
    return later(
        "data.synthetic_or_llm_labels",
        "R-16 R-33",
        ("A03", "A02a"),
        title=message("Keep made-up examples apart from real ones"),
        why=message(
            "Some of your {held} examples were made by a model: good for breadth, blind to what "
            "people really write.",
            held=examples_held(answers),
        ),
        how=message(
            "Mark their origin, test on real ones only, and compare runs with and without."
        ),
        when=message("while they raise the score on real cases"),
    )


def label_what_teaches_most(answers: Answers) -> Finding | None:
    if not sorts_only(answers) or unfair_past(answers):
        return None
    if examples(answers) >= FEW_LABELS and not answers.any("A01", "wrong_labels"):
        return None
    if examples(answers) >= 20_000:
        return later(
            "data.active_learning",
            "R-16 R-45",
            ("S02", "A02", "A02a", "A01"),
            title=message("Top up the rare classes"),
            why=message(
                "{held} labels are plenty on the whole; the rare classes may still be thin.",
                held=examples_held(answers),
            ),
            how=message("Send people the cases of rare classes that the model is least sure of."),
            when=message("if a class stays below the bar after tuning"),
        )
    return do(
        "data.active_learning",
        "R-16 R-45",
        ("S02", "A02", "A02a", "A01"),
        title=message("Label next the cases that teach most"),
        why=message(
            "People’s time is the scarce good, and most new cases only repeat what is known."
        ),
        how=message(
            "Each week send people the hundred cases that the model is least sure of, plus a "
            "random fifty so that the picture stays true."
        ),
    )


RULES = (
    mix_in_general_text,
    extend_the_vocabulary,
    add_aligned_pairs,
    let_a_model_make_labels,
    make_examples_only_with_care,
    label_what_teaches_most,
)
