"""Training on raw text (continued pre-training, or from scratch): rarely, only when proven."""

from __future__ import annotations

from app.advice.figures import dollars, model_that_text_supports, text_held
from app.advice.finding import Finding
from app.advice.situation import field_text, wishes
from app.advice.stances import avoid, do, later
from app.advice.training_grounds import (
    affords_pretraining,
    asks_for_training,
    continues_pretraining,
    gap_is_proven,
    pretraining_usd,
    trains_from_scratch,
    wants_own_model,
)
from app.language.message import Message, message
from app.lifecycle.answers import Answers

VIABLE = 10e9  # tokens
FROM_SCRATCH = 200e9  # tokens
PROOF = ("M09", "M09a", "A01a")

# How a reason for weights of one's own is met without training from nothing (M10a).
MET_BY = {
    "data_must_stay": message("Confidentiality comes from where the model runs."),
    "domain_knowledge": message("Knowledge of your field comes from looking it up."),
    "latency_or_cost": message("Speed and cost come from a smaller, tuned model."),
    "control": message("Control comes from open weights that you host."),
}


def train_open_weights_further(answers: Answers) -> Finding | None:
    if not continues_pretraining(answers):
        return None
    return do(
        "select.continued_pretraining",
        "R-13 R-12 F11",
        ("M08", "M08a", "M10", "M10b", *PROOF, *wishes(answers, "train_from_scratch")),
        title=message("Train open weights further on your text"),
        why=_why_further(answers),
        how=message(
            "Re-run the strongest baselines first. Clean, deduplicate and keep the test suite out "
            "of the text; mix in general text; train in stages with a stop rule on held-out loss "
            "and on your suite; tune on tasks afterwards."
        ),
    )


def _why_further(answers: Answers) -> Message:
    if field_text(answers) < VIABLE:
        return message(
            "A gap has been measured that other methods left open. {text} are on the low side (10 "
            "billion are comfortable), so begin with a small run and let its gain decide.",
            text=text_held(answers),
        )
    return message(
        "A gap has been measured that other methods left open, and {text} are enough for the "
        "attempt: published gains grew up to 100 billion. Starting from open weights has been "
        "better and cheaper than starting from nothing.",
        text=text_held(answers),
    )


def no_further_training_yet(answers: Answers) -> Finding | None:
    if not asks_for_training(answers) or trains_from_scratch(answers):
        return None
    because = ("M08", "M08a", "M10", "M10b", *PROOF, *wishes(answers, "train_from_scratch"))
    if field_text(answers) < 1e9:
        return avoid(
            "select.continued_pretraining",
            "R-13 R-15b F11",
            because,
            title=message("Further training on raw text"),
            why=message(
                "You hold {text}. Published gains came from about 10 billion tokens upwards; below "
                "1 billion there is nothing to be expected.",
                text=text_held(answers),
            ),
            how=message("Put the text into a search index: there all of it counts from day one."),
            when=message("with 1 billion tokens of cleared text and a measured gap"),
        )
    return later(
        "select.continued_pretraining",
        "R-13 F11",
        because,
        title=message("Train further only after the gap has been proven"),
        why=_what_is_missing(answers),
        how=message(
            "Measure several strong models, and a tuned one, on a kept test set. Clear the rights "
            "to the text meanwhile."
        ),
        when=message(
            "if the best existing models, tuned, still miss the bar, and the rights are cleared"
        ),
    )


def _what_is_missing(answers: Answers) -> Message:
    if answers.any("M10b", "unclear"):
        return message(
            "You hold {text}, but nobody knows whether it may be trained on.",
            text=text_held(answers),
        )
    return message(
        "You hold {text}, but nobody has shown that prompting, retrieval and tuning of the best "
        "models cannot do it.",
        text=text_held(answers),
    )


def train_a_new_model(answers: Answers) -> Finding | None:
    """R-14: all four conditions hold."""
    if not trains_from_scratch(answers):
        return None
    return do(
        "select.pretrain_scratch",
        "R-14 R-15 R-14b F11",
        ("M10", "M10a", "M10b", "M08a", "E03a", "E04", *wishes(answers, "train_from_scratch")),
        title=message("Train a model of your own from scratch"),
        why=message(
            "No existing weights cover this kind of data, {text} with cleared rights are there, "
            "the team has done it before and the budget covers the machines (about {cost} for 7 "
            "billion parameters).",
            text=text_held(answers),
            cost=dollars(pretraining_usd(answers)),
        ),
        how=message(
            "Fix tokenizer and data mix on small runs, predict the loss of the large one from "
            "them, keep a fifth to a half of the compute for restarts, and set the day on which "
            "you stop."
        ),
    )


def scratch_remains_an_option(answers: Answers) -> Finding | None:
    proven = wants_own_model(answers) and gap_is_proven(answers)
    if not (proven and field_text(answers) >= FROM_SCRATCH and affords_pretraining(answers)):
        return None
    if not answers.any("E03a", "pretraining"):
        return None
    return later(
        "select.pretrain_scratch",
        "R-14 R-15 R-14b F11",
        ("M10", "M08a", "E03a", "E04", *PROOF, *wishes(answers, "train_from_scratch")),
        title=message("From scratch only if open weights cannot be the base"),
        why=message(
            "With {text}, the budget and the team it could be done (machines for 7 billion "
            "parameters come to about {cost}); but further training of open weights reaches "
            "further with the same text.",
            text=text_held(answers),
            cost=dollars(pretraining_usd(answers)),
        ),
        how=message("Let one small run of each kind decide before the large one is ordered."),
        when=message("if a licence or the tokenizer rules out every open base"),
    )


def not_from_scratch(answers: Answers) -> Finding | None:
    if not wants_own_model(answers):
        return None
    return avoid(
        "select.pretrain_scratch",
        "R-14 R-15b F11",
        ("M10", "M08a", "E04", "E03a", *PROOF, *wishes(answers, "train_from_scratch")),
        title=message("Training a model from scratch"),
        why=_why_no_new_model(answers),
        how=message("Start from existing weights, and give them your knowledge with the request."),
        when=message(
            "with 200 billion tokens, cleared rights, a proven gap, the money and a team that has "
            "done it"
        ),
    )


def _why_no_new_model(answers: Answers) -> Message:
    if not field_text(answers):
        return message(
            "Text, money, a team that has done it and a proven gap must all be there, and there is "
            "no text."
        )
    if field_text(answers) < 1e9:
        return message(
            "At 20 tokens per parameter your {text} could train a model of {model}. Useful ones "
            "begin at about a billion.",
            text=text_held(answers),
            model=model_that_text_supports(answers),
        )
    return message(
        "At 20 tokens per parameter your {text} could train a model of {model}. Text, money, a "
        "team that has done it and a proven gap must all be there, and they are not.",
        text=text_held(answers),
        model=model_that_text_supports(answers),
    )


def explain_why_not_scratch(answers: Answers) -> Finding | None:
    if not wants_own_model(answers) or trains_from_scratch(answers):
        return None
    return avoid(
        "explain.why_not_scratch",
        "R-15b R-14 R-05",
        ("M08a", "M10", "M10a", *wishes(answers, "train_from_scratch")),
        title=message("Why not our own model from scratch"),
        why=_why_not_scratch(answers),
        how=_what_each_reason_needs(answers),
        when=message("if every condition of training from scratch holds one day"),
    )


def _why_not_scratch(answers: Answers) -> Message:
    if not field_text(answers):
        return message(
            "There is no text of the field to train on. It takes 20 tokens for each parameter, and "
            "nobody recommends training a language model on fewer than 200 billion."
        )
    if field_text(answers) >= FROM_SCRATCH:
        return message(
            "From nothing your {text} would carry a model of {model}, and you would pay once more "
            "for the general language that open weights already hold.",
            text=text_held(answers),
            model=model_that_text_supports(answers),
        )
    return message(
        "{text} ÷ 20 tokens per parameter = a model of {model}. Nobody recommends training a "
        "language model on fewer than 200 billion tokens; yours would write worse than a free one.",
        text=text_held(answers),
        model=model_that_text_supports(answers),
    )


def _what_each_reason_needs(answers: Answers) -> Message:
    said = [words for reason, words in MET_BY.items() if answers.any("M10a", reason)]
    if not said or not answers.known("M10a"):
        return message(
            "Control comes from open weights that you host; speed and cost from a smaller, tuned "
            "one."
        )
    return message("{met} None of it needs a model of your own.", met=_one_after_the_other(said))


def _one_after_the_other(sentences: list[Message]) -> Message:
    first, *others = sentences
    for other in others:
        first = message("{said} {more}", said=first, more=other)
    return first


RULES = (
    train_open_weights_further,
    no_further_training_yet,
    train_a_new_model,
    scratch_remains_an_option,
    not_from_scratch,
    explain_why_not_scratch,
)
