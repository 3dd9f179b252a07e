"""Why not to fine-tune, or not yet: facts, few examples, nothing shown to fail."""

from __future__ import annotations

from app.advice.figures import corpus_size, examples_held, share_of
from app.advice.finding import Finding
from app.advice.situation import (
    BEHAVIOUR,
    corpus,
    examples,
    on_device,
    prompt_passes,
    tested,
    wishes,
)
from app.advice.stances import avoid, later
from app.advice.training_grounds import (
    ENOUGH_SEGMENTS,
    ENOUGH_TO_TUNE,
    distils,
    enough_examples,
    learns_from_its_examples,
    small_classifier,
)
from app.language.message import Message, Quantity, Unit, message
from app.lifecycle.answers import Answers


def nothing_left_to_tune(answers: Answers) -> Finding | None:
    done = answers.any("A01", "nothing") or prompt_passes(answers)
    if not done or small_classifier(answers) or on_device(answers):
        return None
    return avoid(
        "adapt.sft_lora",
        "R-04 R-07",
        ("A01", "M09a", "S11a", *wishes(answers, "fine_tuning")),
        title=message("Fine-tuning of the large model, with nothing left for it to repair")
        if distils(answers)
        else message("Fine-tuning, with nothing left for it to repair"),
        why=_why_nothing_is_left(answers),
        how=message("Freeze the prompt and the test set, and watch the score in use."),
        when=message("if the score falls below the bar")
        if distils(answers)
        else message("if the score falls below the bar, or volume calls for a smaller model"),
    )


def _why_nothing_is_left(answers: Answers) -> Message:
    today, bar = answers.number("M09a"), answers.number("S11a")
    if today is None or bar is None or today < bar:
        return message(
            "Nothing fails any more with the careful prompt, so {held} examples would teach it "
            "what it does already.",
            held=examples_held(answers),
        )
    return message(
        "The careful prompt passes {today} of the cases and the bar is {bar}.",
        today=share_of(today),
        bar=share_of(bar),
    )


def not_to_teach_facts(answers: Answers) -> Finding | None:
    wants = answers.any("A01", "wrong_facts") or wishes(answers, "fine_tuning")
    knowledge = answers.any("M07", "own_documents_stable", "own_documents_changing", "live_systems")
    if not knowledge or answers.any("A01", *BEHAVIOUR) or answers.any("S02", "translate"):
        return None
    if not wants and enough_examples(answers):
        return None
    return avoid(
        "adapt.sft_lora",
        "R-05 R-04",
        ("M07", "A01", "A02", *wishes(answers, "fine_tuning")),
        title=message("Fine-tuning to teach facts"),
        why=_why_facts_are_looked_up(answers),
        how=message("Give it the facts with the request, and spend the examples on the test set.")
        if examples(answers)
        else message("Give it the facts with the request."),
        when=_when_behaviour(answers),
    )


def _why_facts_are_looked_up(answers: Answers) -> Message:
    if not examples(answers):
        return message(
            "What the model lacks is knowledge. New facts are learnt slowly from examples, of "
            "which there are none, and then make the model invent more; looked up, they are right "
            "the same day."
        )
    if not corpus(answers):
        return message(
            "What the model lacks is knowledge. New facts are learnt slowly, and {held} examples "
            "that carry them make it invent more; looked up, they are right the same day.",
            held=examples_held(answers),
        )
    return message(
        "What the model lacks is knowledge: {size} of it. New facts are learnt slowly from "
        "examples (you hold {held}), and then make the model invent more; looked up, they are "
        "right the same day.",
        size=corpus_size(answers),
        held=examples_held(answers),
    )


def _when_behaviour(answers: Answers) -> Message:
    missing = ENOUGH_TO_TUNE - examples(answers)
    if missing > 0:
        return message(
            "if form or tone stay wrong with the right facts in the prompt, and {more} more "
            "checked examples exist",
            more=Quantity(missing, Unit.COUNT),
        )
    return message("if form or tone stay wrong with the right facts in the prompt")


def translate_first_tune_later(answers: Answers) -> Finding | None:
    if not answers.any("S02", "translate") or examples(answers) >= ENOUGH_SEGMENTS:
        return None
    return later(
        "adapt.sft_lora",
        "R-16b",
        ("S02", "A02", "A02a", *wishes(answers, "fine_tuning")),
        title=message("Tune the translator only with far more segments"),
        why=_why_segments(answers),
        how=message("Keep every post-edited segment; it costs nothing and adds up."),
        when=message(
            "from {segments} approved segments per language",
            segments=Quantity(ENOUGH_SEGMENTS, Unit.COUNT),
        ),
    )


def _why_segments(answers: Answers) -> Message:
    if not examples(answers):
        return message(
            "There are no segments to tune on. In the published study 1,000 to 2,000 made it "
            "worse, and gains began at 5,000."
        )
    return message(
        "With {held} segments tuning is likely to make it worse: in the published study 1,000 to "
        "2,000 did, and gains began at 5,000.",
        held=examples_held(answers),
    )


def prompt_first_tune_later(answers: Answers) -> Finding | None:
    if learns_from_its_examples(answers) or not enough_examples(answers):
        return None
    return later(
        "adapt.sft_lora",
        "R-02 R-16 R-19",
        ("A01", "A02", "A02a", "A04", "M09", "M10", *wishes(answers, "fine_tuning")),
        title=message("Fine-tune only if prompting stalls"),
        why=_why_later(answers),
        how=message(
            "Hold part of the {held} examples back as a test set; use the rest in the prompt now "
            "and as training data later.",
            held=examples_held(answers),
        ),
        when=message(
            "if the score stays below the bar over two rounds of prompting, and what fails is "
            "form, tone or labels"
        ),
    )


def _why_later(answers: Answers) -> Message:
    if not tested(answers):
        return message(
            "There is no test set yet, so nobody could tell whether tuning helped or harmed."
        )
    return message(
        "Nobody has shown yet that prompting cannot reach the bar, and whatever is tuned on the "
        "{held} examples has to be tuned again when its base or your task changes.",
        held=examples_held(answers),
    )


def too_few_examples_to_tune(answers: Answers) -> Finding | None:
    if small_classifier(answers) or examples(answers) >= ENOUGH_TO_TUNE:
        return None
    return avoid(
        "adapt.sft_lora",
        "R-16 R-02",
        ("A02", "A02a", "M10", *wishes(answers, "fine_tuning")),
        title=message("Fine-tuning, with too little to learn from"),
        why=_why_too_few(answers),
        how=message("Use what there is in the prompt and in the test set."),
        when=message(
            "from {more} more checked examples on, if prompting leaves form or tone wrong",
            more=Quantity(ENOUGH_TO_TUNE - examples(answers), Unit.COUNT),
        ),
    )


def _why_too_few(answers: Answers) -> Message:
    if not examples(answers):
        return message(
            "There are no examples to learn from. Improvements show from 50 to 100, and 500 to "
            "1,000 are a sound set for one task."
        )
    return message(
        "You hold {held} examples. Improvements show from 50 to 100, and 500 to 1,000 are a sound "
        "set for one task.",
        held=examples_held(answers),
    )


RULES = (
    nothing_left_to_tune,
    not_to_teach_facts,
    translate_first_tune_later,
    prompt_first_tune_later,
    too_few_examples_to_tune,
)
