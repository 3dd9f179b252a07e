"""How large a general model should be (model.*): breadth, difficulty, place and time decide."""

from __future__ import annotations

from app.advice.figures import model_that_fits, time_allowed
from app.advice.finding import Finding
from app.advice.situation import (
    allowed_ms,
    field_text,
    fixed_by_rules,
    may_be_hosted,
    memory_holds,
    on_device,
)
from app.advice.stances import do, later
from app.advice.training_grounds import (
    continues_pretraining,
    hurried_completion,
    own_weights,
    small_classifier,
    trains_from_scratch,
)
from app.language.message import Message, Quantity, Unit, message
from app.lifecycle.answers import Answers

LARGE, MIDDLE = 30, 7  # billion parameters at which a class begins
LARGE_TEXT = 100e9  # tokens from which a model of 30 B or more is worth training further


def what_the_memory_holds(answers: Answers) -> Finding | None:
    """R-26: too little memory for seven billion parameters, even at 4 bits."""
    memory = answers.number("M01a")
    if memory is None or memory_holds(answers, MIDDLE) or not _generates_at_home(answers):
        return None
    return do(
        "model.le4b",
        "R-26 R-25b",
        ("M01a", "M01", "S03"),
        title=message("Use a model that the memory holds, or ask for more memory"),
        why=message(
            "The model may use {memory}. At 4 bits, with 30 % more for the runtime, that holds "
            "about {model}, before the cache for users.",
            memory=Quantity(memory, Unit.GIB),
            model=model_that_fits(memory, 4),
        ),
        how=message(
            "Measure the best model of this size on your test set first; not every small one can "
            "do a task that a large one does without training."
        ),
    )


def one_narrow_task_needs_little(answers: Answers) -> Finding | None:
    if not _generates_at_home(answers) or _needs_breadth(answers):
        return None
    if not memory_holds(answers, MIDDLE):
        return None
    return do(
        "model.7_14b",
        "R-25 R-26",
        ("S03", "M01", "M01a", "M03", "M05a"),
        title=message("A model of 7 to 14 billion parameters is enough"),
        why=message(
            "Training on raw text costs in proportion to size, and the text you hold suits a model "
            "of this size better than a larger one."
        )
        if continues_pretraining(answers) or trains_from_scratch(answers)
        else message(
            "The task is narrow, or time or memory is short, and one accelerator of 24 to 48 GB "
            "serves a model of this size."
        ),
        how=message(
            "Train small ones first, on the same text, and let the curve of their losses say what "
            "this size will gain before you pay for it."
        )
        if trains_from_scratch(answers)
        else message(
            "Prototype on the largest model you may use, then step down to this size while the "
            "scores on your test set hold."
        ),
    )


def _needs_breadth(answers: Answers) -> bool:
    cramped = allowed_ms(answers) <= 1_000 or not memory_holds(answers, LARGE)
    if trains_from_scratch(answers) or cramped:
        return False
    if continues_pretraining(answers):
        return field_text(answers) >= LARGE_TEXT
    broad = answers.any("S03", "few_tasks", "open_ended")
    return broad or answers.any("M03", "multi_step")


def _generates_at_home(answers: Answers) -> bool:
    elsewhere = on_device(answers) or small_classifier(answers) or hurried_completion(answers)
    return own_weights(answers) and not elsewhere and not fixed_by_rules(answers)


def breadth_needs_a_larger_model(answers: Answers) -> Finding | None:
    if not _generates_at_home(answers) or not _needs_breadth(answers):
        return None
    return do(
        "model.30_70b",
        "R-25 R-26 R-27",
        ("S03", "M01", "M01a", "M03"),
        title=message("Plan for a model of 30 to 70 billion parameters"),
        why=message(
            "Several kinds of task, or hard ones, run on weights of your own. At 70 billion "
            "parameters these take 140 GB in 16 bits and 35 GB in 4, before the cache for users."
        ),
        how=message(
            "Size the hardware from weights, cache per user and your peak; try the next smaller "
            "model of the family at every step."
        ),
    )


def the_smaller_sibling(answers: Answers) -> Finding | None:
    if not _generates_at_home(answers) or not memory_holds(answers, MIDDLE):
        return None
    return later(
        "model.7_14b",
        "R-25 R-25b",
        ("S03", "M01", "I06"),
        title=message("Try a model of 7 to 14 billion parameters for the simple part"),
        why=message("It costs a fraction to serve, and part of the work may not need more."),
        how=message("Run the test set on it with each new version of the prompt."),
        when=message("if its scores on your test set hold for a kind of request"),
    )


def take_the_strongest_hosted(answers: Answers) -> Finding | None:
    if not _hosted(answers) or not _hard(answers) or allowed_ms(answers) <= 2_000:
        return None
    return do(
        "model.frontier_api",
        "R-25 R-12",
        ("M03", "S02", "M02", "M01"),
        title=message("Begin with the strongest hosted model"),
        why=_why_frontier(answers),
        how=message(
            "Learn with it what is possible, then give the easy share to a smaller model while the "
            "scores hold."
        ),
    )


def _hosted(answers: Answers) -> bool:
    pictures = answers.any("M02a", "images", "video")
    elsewhere = own_weights(answers) or fixed_by_rules(answers) or pictures
    return may_be_hosted(answers) and not elsewhere


def _hard(answers: Answers) -> bool:
    return (
        answers.any("M03", "multi_step")
        or answers.any("S02", "act_in_systems", "query_data", "write_code")
        or answers.any("M02", "scanned_pages")
        or answers.any("S07", "harm_to_people")
    )


def _why_frontier(answers: Answers) -> Message:
    if answers.any("S02", "act_in_systems"):
        return message(
            "Success multiplies with every step, so an action that changes something needs the "
            "most reliable model there is."
        )
    if answers.any("S02", "query_data", "write_code"):
        return message(
            "Queries and code fail on one wrong detail; the strongest models slip least."
        )
    if answers.any("M02", "scanned_pages"):
        return message(
            "Scanned pages in many layouts defeat weaker models, and a strong general one with "
            "checks has beaten tuned smaller ones at this."
        )
    if answers.any("M03", "multi_step"):
        return message("The hardest step is planning, mathematics or code.")
    return message("A wrong output can harm people, so quality comes before price.")


def a_middle_sized_one_will_do(answers: Answers) -> Finding | None:
    if not _hosted(answers) or (_hard(answers) and allowed_ms(answers) > 2_000):
        return None
    return do(
        "model.small_or_mid_api",
        "R-25 R-30",
        ("M03", "S03", "M01", "M05a"),
        title=message("Only a small or middle hosted model answers in time")
        if _hard(answers)
        else message("A small or middle hosted model should do"),
        why=message(
            "The work is hard or an error grave, and within {time} only a smaller model answers. "
            "Whether it is good enough has to be measured first; if not, allow more time.",
            time=time_allowed(answers),
        )
        if _hard(answers)
        else message(
            "Nothing here needs the hardest kind of thinking, and a smaller model answers sooner "
            "and costs a fraction."
        ),
        how=message(
            "Prove the idea on the strongest model, then take the smallest one whose score on your "
            "test set is as good."
        ),
    )


RULES = (
    what_the_memory_holds,
    one_narrow_task_needs_little,
    breadth_needs_a_larger_model,
    the_smaller_sibling,
    take_the_strongest_hosted,
    a_middle_sized_one_will_do,
)
