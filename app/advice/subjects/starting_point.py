"""What the project starts from (select.*): an API, open weights or a built-in model."""

from __future__ import annotations

from app.advice.figures import examples_held, share_of
from app.advice.finding import Finding
from app.advice.situation import (
    examples,
    fixed_by_rules,
    may_be_hosted,
    months_counted,
    on_device,
    wishes,
)
from app.advice.stances import avoid, do, later
from app.advice.training_grounds import (
    asks_for_training,
    own_weights,
    small_classifier,
    trains_from_scratch,
)
from app.language.message import Message, Quantity, Unit, message
from app.lifecycle.answers import Answers


def measure_what_exists(answers: Answers) -> Finding | None:
    wish = wishes(answers, "specialist_model", "train_from_scratch", "fine_tuning")
    if not (asks_for_training(answers) or wish):
        return None
    return do(
        "select.benchmark_existing_first",
        "R-12 R-02 R-14",
        ("M08", "M10", "M09", *wish),
        title=message("Measure strong existing models before you train anything"),
        why=_why_measure(answers),
        how=message(
            "Take the three strongest models of today, with a careful prompt and with your "
            "documents, run them on your own test set, and write the gap down. Repeat it on the "
            "day before training starts."
        )
        if may_be_hosted(answers)
        else message(
            "Take the three strongest open models that your machines can run, with a careful "
            "prompt and with your documents, and write the gap on your own test set down; measure "
            "hosted ones too, on cases that may leave. Repeat it on the day before training starts."
        ),
    )


def _why_measure(answers: Answers) -> Message:
    today = answers.number("M09a")
    if answers.any("M09", "measured") and today is not None:
        return message(
            "What you measured so far is {today}. Models improve by the month, and only a gap "
            "against the best of today can justify training.",
            today=share_of(today),
        )
    if answers.any("M09", "measured"):
        return message(
            "You have measured a gap. Models improve by the month, so it has to hold against the "
            "best of today before training is paid for."
        )
    return message(
        "Nobody has measured yet what an existing model does on your cases, so nothing shows that "
        "training is needed."
    )


def use_a_hosted_model(answers: Answers) -> Finding | None:
    if not may_be_hosted(answers) or own_weights(answers):
        return None
    return do(
        "select.existing_api",
        "R-10 R-12 R-25",
        ("M01", "M06", "M10", *wishes(answers, "any_ai")),
        title=message("Use an existing model through its vendor’s API"),
        why=message(
            "The data may go to a hosted model, and the strongest ones are there. Nothing has to "
            "be trained or operated before you know whether the idea works."
        ),
        how=message(
            "Prototype on the strongest model, keep prompts and test cases independent of the "
            "vendor, and move down in size while the scores hold."
        ),
    )


def leave_the_api(answers: Answers) -> Finding | None:
    if may_be_hosted(answers):
        return None
    return avoid(
        "select.existing_api",
        "R-26 R-64",
        ("M01",),
        title=message("A model that only its vendor serves"),
        why=message(
            "It would run where your data may not go, so the strongest hosted models are out of "
            "the running."
        ),
        how=_what_to_compare_instead(answers),
        when=message("if a hosted model under contract, in a fixed region, is approved"),
    )


def _what_to_compare_instead(answers: Answers) -> Message:
    if answers.any("M01", "own_cloud"):
        return message(
            "Compare open weights with the models that your cloud provider runs inside your own "
            "account."
        )
    return message("Compare open weights with each other, on your own test set.")


def host_open_weights(answers: Answers) -> Finding | None:
    if not own_weights(answers) or trains_from_scratch(answers):
        return None
    if on_device(answers) and use_what_the_device_has(answers) is not None:
        return _bundle_open_weights(answers)
    return do(
        "select.existing_open_weights",
        "R-12 R-26 R-20",
        ("M01", "M06", "M10", "S02", "M05a", *wishes(answers, "any_ai")),
        title=message("Start from existing open weights"),
        why=_why_open_weights(answers),
        how=_how_open_weights(answers),
    )


def _how_open_weights(answers: Answers) -> Message:
    if answers.known("M06") and answers.any("M06", "commercial_use"):
        return message(
            "Shortlist two or three models whose licence allows commercial use without a limit on "
            "users that you could reach, run all of them on your own test set, and pin the exact "
            "version you choose."
        )
    return message(
        "Shortlist two or three models whose licence allows your use, run all of them on your own "
        "test set, and pin the exact version you choose."
    )


def _bundle_open_weights(answers: Answers) -> Finding | None:
    if examples(answers) < 500 and not answers.any("E03a", "on_device", "supervised_tuning"):
        return None
    return do(
        "select.existing_open_weights",
        "R-29 R-26",
        ("M01", "A02", "E03a"),
        title=message("Start from small open weights that may be shipped"),
        why=message(
            "Text must stay on the device, so the weights travel to it; their licence has to allow "
            "distribution."
        ),
        how=message(
            "Shortlist models of up to 4 billion parameters, read their licences with counsel, and "
            "measure them on your test set after compression, not before."
        ),
    )


def use_what_the_device_has(answers: Answers) -> Finding | None:
    if not on_device(answers):
        return None
    because = ("M01", "A02", *wishes(answers, "any_ai"))
    if examples(answers) < 500 and not answers.any("E03a", "on_device", "supervised_tuning"):
        return do(
            "select.existing_platform_model",
            "R-29",
            because,
            title=message("Start with the model that the platform ships"),
            why=message(
                "It is already on the device, fits its memory and costs nothing to distribute, and "
                "there is too little to tune a better one: about 500 examples would do, and you "
                "hold {examples}.",
                examples=examples_held(answers) if examples(answers) else message("none"),
            ),
            how=message(
                "Measure it on your test set on the slowest device you support before bundling "
                "weights of your own."
            ),
        )
    return later(
        "select.existing_platform_model",
        "R-29",
        because,
        title=message("Compare with the model that the platform ships"),
        why=message("A built-in model saves the download, the memory and the update path."),
        how=message("Run the same test set on it and watch which devices and versions have it."),
        when=message("if it reaches the bar on every device you must support"),
    )


def _why_open_weights(answers: Answers) -> Message:
    if answers.any("M06", "open_weights_required"):
        return message(
            "Open weights are a condition of yours, and the strong ones spare you the costliest "
            "part of building a model."
        )
    if answers.any("M01", "own_cloud"):
        return message(
            "The data may not leave your own cloud account, so the model has to come to it."
        )
    if not may_be_hosted(answers):
        return message("The data may not leave your own machines, so the model has to come to it.")
    if small_classifier(answers):
        return message(
            "The job needs labels and nothing else; a small model of your own is cheaper, more "
            "private and usually more accurate than a hosted one."
        )
    return message(
        "You need to hold the weights, or to serve them faster than a hosted model answers; "
        "starting from existing ones saves you the costliest part."
    )


def keep_open_weights_in_reserve(answers: Answers) -> Finding | None:
    if fixed_by_rules(answers) or not may_be_hosted(answers):
        return None
    return later(
        "select.existing_open_weights",
        "R-20 R-26",
        ("M01", "I06", "E08a"),
        title=message("Keep open weights as the way out"),
        why=message(
            "A vendor can change prices, withdraw a model or end its tuning service; a portable "
            "test set and portable prompts make leaving possible."
        ),
        how=message("Run one open model on your test set once a quarter."),
        when=message(
            "if the vendor’s terms change, or steady volume makes your own machines cheaper over "
            "{months}",
            months=Quantity(months_counted(answers), Unit.MONTHS),
        ),
    )


def start_from_a_model_of_the_field(answers: Answers) -> Finding | None:
    if not (small_classifier(answers) and _field_has_its_models(answers)):
        return None
    return do(
        "select.domain_pretrained",
        "R-11b R-12",
        ("S02", "M08", "S12", *wishes(answers, "specialist_model")),
        title=message("Start from an encoder already trained on texts of the field"),
        why=message(
            "For marking and sorting in a specialist language, a small model that has read such "
            "texts needs fewer labels than a general one."
        ),
        how=message("Compare one of the field with a general encoder, tuned on the same labels."),
    )


def _field_has_its_models(answers: Answers) -> bool:
    special = answers.any("M08", "jargon", "rare_notation") and answers.known("M08")
    return special or answers.any("S12", "health", "law_justice") or answers.any("S15", "health")


def compare_a_generalist_before_a_specialist(answers: Answers) -> Finding | None:
    if not answers.any("M11", "specialist_model"):
        return None
    return later(
        "select.domain_pretrained",
        "R-12",
        ("M11",),
        title=message("A specialist model only after a strong generalist has been tested"),
        why=message(
            "Well-prompted general models have beaten medical and matched financial specialists on "
            "questions and reasoning."
        ),
        how=message("Run both on your own test set and let the difference decide."),
        when=message("if a specialist beats the best general model on your own test set"),
    )


RULES = (
    measure_what_exists,
    use_a_hosted_model,
    leave_the_api,
    host_open_weights,
    keep_open_weights_in_reserve,
    use_what_the_device_has,
    start_from_a_model_of_the_field,
    compare_a_generalist_before_a_specialist,
)
