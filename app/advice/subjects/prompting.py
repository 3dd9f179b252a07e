"""The prompt and its reasoning: the first thing to try, and often enough."""

from __future__ import annotations

from app.advice.figures import count, share_of
from app.advice.finding import Finding
from app.advice.sample_size import wilson_interval
from app.advice.situation import (
    allowed_ms,
    prompt_passes,
    quality_gap,
    too_slow_or_dear,
    writes_text,
)
from app.advice.stances import avoid, do, later
from app.advice.training_grounds import distils, small_classifier, trains_from_scratch
from app.language.message import Message, Quantity, Unit, message
from app.lifecycle.answers import Answers


def stop_at_the_prompt(answers: Answers) -> Finding | None:
    """F03."""
    if not (answers.any("M07", "none") and prompt_passes(answers)):
        return None
    return do(
        "adapt.prompt",
        "R-07 R-10 F03",
        ("M07", "M09a", "S11a"),
        title=message("Keep the prompt: it already meets the bar")
        if _too_large(answers)
        else message("Stop at the prompt: it already meets the bar"),
        why=_why_it_is_enough(answers),
        how=message(
            "Freeze the prompt under version control, add an output schema where fields come out, "
            "and run the test set on every change."
        ),
    )


def _too_large(answers: Answers) -> bool:
    """Quality is reached, and what is left to do is to serve it sooner or for less (F12)."""
    return too_slow_or_dear(answers) or distils(answers)


def _why_it_is_enough(answers: Answers) -> Message:
    today = share_of(answers.number("M09a") or 0.0)
    bar = share_of(answers.number("S11a") or 0.0)
    if _too_large(answers):
        return message(
            "The prompt passes {today} of your cases and the launch bar is {bar}. What is left to "
            "gain is speed and cost; quality has only to be kept.",
            today=today,
            bar=bar,
        )
    return message(
        "A plain prompt passes {today} of your cases and the launch bar is {bar}. Anything further "
        "would add cost without need.",
        today=today,
        bar=bar,
    )


def prompt_with_care(answers: Answers) -> Finding | None:
    if small_classifier(answers) or trains_from_scratch(answers):
        return None
    return do(
        "adapt.prompt",
        "R-04 R-10",
        ("S02", "M09", "M09a", "M09b", "S11a", "A01a"),
        title=message("Write one careful prompt, and keep it like code"),
        why=_why_prompt(answers),
        how=message(
            "State the role, the task, the limits and the form of the answer; keep the prompt "
            "under version control; change one thing at a time and re-run the test set."
        ),
    )


def _why_prompt(answers: Answers) -> Message:
    gap, today = quality_gap(answers), answers.number("M09a")
    if gap is not None and today is not None and gap > 0:
        return message(
            "{tried} reaches {today} and the bar is {bar}. The cheapest rounds of improvement are "
            "in the prompt, and each one shows what else is missing.",
            tried=_what_was_tried(answers),
            today=_first_result(answers, today),
            bar=share_of(today + gap),
        )
    return message(
        "It is the quickest way to learn what the model can do and where it fails, and nothing "
        "that comes later replaces it."
    )


# The furthest that anybody has gone so far (A01a), the costliest first.
TRIED = {
    "fine_tuning": message("The best so far, fine-tuning included,"),
    "several_models": message("The best of several models"),
    "retrieval": message("A prompt with retrieval"),
    "few_shot": message("A prompt with examples"),
}


def _what_was_tried(answers: Answers) -> Message:
    if answers.known("A01a"):
        for option, words in TRIED.items():
            if answers.any("A01a", option):
                return words
    return message("A first prompt")


def _first_result(answers: Answers, today: float) -> Quantity | Message:
    """With the interval that so few tries leave open (R-41)."""
    tried = answers.number("M09b") if answers.known("M09b") else None
    if not tried:
        return share_of(today)
    low, high = wilson_interval(today, tried)
    return message(
        "{today} of {tried} tries (which could mean anything from {low} to {high})",
        today=share_of(today),
        tried=count(tried),
        low=Quantity(low, Unit.PERCENT),
        high=Quantity(high, Unit.PERCENT),
    )


def keep_the_prompt_as_a_yardstick(answers: Answers) -> Finding | None:
    if trains_from_scratch(answers):
        return _yardstick_of_a_new_model()
    if not small_classifier(answers):
        return None
    return later(
        "adapt.prompt",
        "R-02 R-11",
        ("S02", "A02", "M09"),
        title=message("Keep a prompted model as the yardstick"),
        why=message(
            "A prompt over a large model needs no labels, so it shows what the tuned small model "
            "has to beat."
        ),
        how=message("Run it once on the test set; serve the small model."),
        when=message("if new classes appear before there are labels for them"),
    )


def _yardstick_of_a_new_model() -> Finding:
    return later(
        "adapt.prompt",
        "R-12 R-14",
        ("M10", "M10a", "M08"),
        title=message("Keep a prompted model as the yardstick"),
        why=message(
            "No existing model covers this kind of data, but the best of them, prompted, shows how "
            "large the gap is, and whether it still is there when the training ends."
        ),
        how=message("Run it on the same suite before the training, halfway, and at the end."),
        when=message("once the trained model follows instructions, with a prompt of its own"),
    )


def reason_before_answering(answers: Answers) -> Finding | None:
    """R-35: only mathematics, logic and many steps gain from it."""
    hard = answers.any("M03", "multi_step") or answers.any("A01", "weak_reasoning")
    if not hard or small_classifier(answers):
        return None
    if allowed_ms(answers) <= 2_000:
        return avoid(
            "augment.cot",
            "R-35 R-28",
            ("M03", "A01", "M05a"),
            title=message("Long reasoning inside the time you allow"),
            why=message(
                "Reasoning is paid for in tokens that nobody sees but everybody waits for."
            ),
            how=message("Split the step, precompute what you can, or check the result in code."),
            when=message("if the hard cases may take ten seconds or more"),
        )
    return do(
        "augment.cot",
        "R-35",
        ("M03", "A01", "M05a"),
        title=message("Let the model work in steps where the step is hard"),
        why=message(
            "The hardest step combines several moves. Working in steps gains about 12 points on "
            "mathematics and logic, and almost nothing elsewhere."
        ),
        how=message(
            "Use a reasoning model, or ask for steps, on the hard cases only; show people the "
            "result and its evidence, not the steps."
        ),
    )


def answer_simple_things_directly(answers: Answers) -> Finding | None:
    if not (writes_text(answers) and answers.any("M03", "look_up", "paraphrase_extract")):
        return None
    return avoid(
        "augment.cot",
        "R-35",
        ("M03", "S02"),
        title=message("Reasoning that the task does not need"),
        why=message(
            "Looking up and paraphrasing gain less than one point from reasoning steps, which cost "
            "time and tokens on every request."
        ),
        how=message("Ask for the answer directly and switch the model’s reasoning off or low."),
        when=message("if tests show wrong conclusions from right facts"),
    )


RULES = (
    stop_at_the_prompt,
    prompt_with_care,
    keep_the_prompt_as_a_yardstick,
    reason_before_answering,
    answer_simple_things_directly,
)
