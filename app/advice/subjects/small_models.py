"""Models made for one narrow thing: encoders, small generators, translation engines."""

from __future__ import annotations

from app.advice.figures import examples_held, model_that_fits, requests_a_day, time_allowed
from app.advice.finding import Finding
from app.advice.situation import hurried, on_device, one_job, ranks_people, requests, sorts_only
from app.advice.stances import avoid, do, later
from app.advice.training_grounds import (
    ENOUGH_LABELS,
    hurried_completion,
    small_classifier,
    unfair_past,
)
from app.language.message import Message, Quantity, Unit, message
from app.lifecycle.answers import Answers

LARGEST_ON_DEVICE = 4e9  # parameters


def tune_a_small_encoder(answers: Answers) -> Finding | None:
    if not small_classifier(answers):
        return None
    return do(
        "model.encoder_lt1b",
        "R-11 R-25" if answers.any("S02", "classify_route", "moderate") else "R-11b R-25",
        ("S02", "S03", "A02", "A02a", "A03", "I06a", "M05a"),
        title=message("Use a small encoder, below 1 billion parameters"),
        why=_why_encoder(answers),
        how=message(
            "Take an encoder that covers all your languages, tune it on the labels, choose a "
            "threshold below which a person decides, and compare with a prompted model once."
        ),
    )


def _why_encoder(answers: Answers) -> Message:
    if requests(answers) >= 100_000 or hurried(answers):
        return message(
            "The answer is a label, wanted within {time} at {requests}. A model that generates "
            "text would be too slow or too dear for that.",
            time=time_allowed(answers),
            requests=requests_a_day(answers),
        )
    if one_job(answers, "rank_score"):
        return message(
            "What comes out is a score, and you hold {held} labelled cases: as in sorting and "
            "marking, a small tuned model is the class of model to begin with.",
            held=examples_held(answers),
        )
    if one_job(answers, "tag_entities"):
        return message(
            "Names are marked in running text, and you hold {held} labelled cases. Tuning beats "
            "prompting here too; which size wins depends on the task, so tune a larger one once "
            "and compare.",
            held=examples_held(answers),
        )
    return message(
        "The answer is a label and you hold {held} labelled cases. Tuned small models beat "
        "prompted large ones in every classification task of the study behind this rule.",
        held=examples_held(answers),
    )


def an_encoder_once_there_are_labels(answers: Answers) -> Finding | None:
    if not sorts_only(answers) or small_classifier(answers):
        return None
    if unfair_past(answers) or ranks_people(answers):
        return avoid(
            "model.encoder_lt1b",
            "R-62 R-11",
            ("S02", "S12", "A03"),
            title=message("Learning the outcomes of past decisions about people")
            if unfair_past(answers)
            else message("A bare label about a person"),
            why=message(
                "A model trained on who was chosen before repeats the old unfairness at scale, "
                "however accurate it looks."
            )
            if unfair_past(answers)
            else message(
                "An encoder gives a label and no reason, and a person who is judged, or who "
                "decides, has to see what the judgement rests on."
            ),
            how=message(
                "Let a model find evidence for each written criterion; people weigh and decide."
            ),
            when=message("if labels are made afresh from written criteria and tested by group"),
        )
    return later(
        "model.encoder_lt1b",
        "R-11",
        ("S02", "A02", "A02a"),
        title=message("Move to a small encoder once there are labels"),
        why=message(
            "A tuned small model is the better end state for labels; {held} examples are not "
            "enough to start there.",
            held=examples_held(answers),
        ),
        how=message("Keep each reviewed output as a label; tune when the count is reached."),
        when=message(
            "from {labels} checked labels, with some for every class",
            labels=Quantity(ENOUGH_LABELS, Unit.COUNT),
        ),
    )


def fit_the_device(answers: Answers) -> Finding | None:
    if not on_device(answers):
        return None
    return do(
        "model.le4b",
        "R-29 R-26",
        ("M01", "M01a"),
        title=message("Use a generative model of at most 4 billion parameters"),
        why=_why_le4b(answers),
        how=message(
            "Budget weights, cache and runtime together, and measure on the slowest device you "
            "must support."
        ),
    )


def _why_le4b(answers: Answers) -> Message:
    memory = answers.number("M01a")
    if memory is None:
        return message(
            "It has to live in the memory of a device beside everything else; about 3 billion "
            "parameters at 4 bits take 1.5 GB."
        )
    if model_that_fits(memory, 4).amount > LARGEST_ON_DEVICE:
        return message(
            "The model may use {memory} of the device. At 4 bits that would hold about {model}, "
            "the runtime counted in; but speed, heat and battery keep models on devices at 3 to 4 "
            "billion.",
            memory=Quantity(memory, Unit.GIB),
            model=model_that_fits(memory, 4),
        )
    return message(
        "The model may use {memory} of the device. At 4 bits, with 30 % more for the runtime, that "
        "holds about {model}.",
        memory=Quantity(memory, Unit.GIB),
        model=model_that_fits(memory, 4),
    )


def complete_code_in_time(answers: Answers) -> Finding | None:
    if not hurried_completion(answers):
        return None
    return do(
        "model.le4b",
        "R-28 R-25",
        ("S02", "M05", "M05a"),
        title=message("Complete code with a model of at most 4 billion parameters"),
        why=message(
            "Within {time} only a small model, close to the editor, can finish a suggestion; a "
            "late one is worse than none.",
            time=time_allowed(answers),
        ),
        how=message(
            "Choose a model trained to fill in the middle, stop at the end of the block, and "
            "cancel requests that a keystroke has overtaken."
        ),
    )


def no_strongest_model_where_it_does_not_fit(answers: Answers) -> Finding | None:
    if not (on_device(answers) or small_classifier(answers) or hurried_completion(answers)):
        return None
    return avoid(
        "model.frontier_api",
        "R-25 R-28",
        ("M01", "S02", "M05a", "A02a"),
        title=message("The strongest hosted model"),
        why=message("It would be too far away, too slow or too dear for what this job asks of it."),
        how=message("Use it, where the data allows, to make labels and as a yardstick."),
        when=message("if place, speed and volume stop being limits"),
    )


def use_a_translation_engine(answers: Answers) -> Finding | None:
    if not _translates(answers):
        return None
    if requests(answers) >= 10_000:
        return do(
            "model.nmt",
            "R-16b",
            ("S02", "I06", "I06a"),
            title=message("Use a dedicated translation engine for the bulk"),
            why=message(
                "At {requests} an engine made for translation is faster and cheaper, and it takes "
                "a glossary.",
                requests=requests_a_day(answers),
            ),
            how=message("Send what scores badly to a language model, and the rest to people."),
        )
    return later(
        "model.nmt",
        "R-16b",
        ("S02", "I06", "I06a"),
        title=message("Compare with a dedicated translation engine"),
        why=message("An engine with a glossary is the baseline that a language model has to beat."),
        how=message("Translate the test set with both and let post-editors choose blindly."),
        when=message("if it needs less post-editing on your own test set"),
    )


def _translates(answers: Answers) -> bool:
    return answers.any("S02", "translate")


RULES = (
    tune_a_small_encoder,
    an_encoder_once_there_are_labels,
    fit_the_device,
    complete_code_in_time,
    no_strongest_model_where_it_does_not_fit,
    use_a_translation_engine,
)
