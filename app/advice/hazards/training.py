"""What training and the rights to weights and text can spoil."""

from __future__ import annotations

from app.advice.figures import comparisons_held, examples_held, text_held
from app.advice.finding import Risk
from app.advice.hazards.gauge import risk
from app.advice.hazards.own_words import readers, use
from app.advice.situation import faces_the_public, may_be_hosted
from app.advice.training_grounds import asks_for_training
from app.language.message import Message, message
from app.lifecycle.answers import Answers

PREFERENCES = frozenset({"adapt.dpo", "adapt.rlhf", "adapt.rlaif"})
DEEP = frozenset({"select.continued_pretraining", "adapt.sft", "adapt.rlhf"})
LIGHT = frozenset({"adapt.sft_lora", "adapt.dpo"})
OPEN = frozenset(
    {
        "select.existing_open_weights",
        "select.domain_pretrained",
        "select.continued_pretraining",
        "select.existing_platform_model",
    }
)


def rights_of_others(answers: Answers, doing: frozenset[str]) -> Risk | None:
    """R-66: text, code or images that belong to somebody else."""
    published = answers.any("S02", "draft", "rewrite", "translate") and faces_the_public(answers)
    made = answers.any("S02", "media", "write_code")
    worried = answers.any("A11", "copyright") or answers.any(
        "M06", "vendor_indemnity", "known_training_data"
    )
    if not (published or made or worried):
        return None
    return risk(
        "risk.ip",
        "R-66",
        answers,
        ("S02", "S06", "A11", "M06"),
        likelihood=int(made or worried),
        effect=1 + (answers.any("S02", "media") and faces_the_public(answers)),
        title=message("The output uses what belongs to others"),
        happens=_copies(answers),
        mitigation=_against_copies(answers),
        owner=message("Legal"),
    )


def _copies(answers: Answers) -> Message:
    if answers.any("S02", "write_code"):
        return message(
            "Suggested code in {use} can repeat code under a licence that your product may not "
            "carry.",
            use=use(answers),
        )
    if answers.any("S02", "media"):
        return message(
            "Generated pictures or sound in {use} can resemble a protected work or a real person.",
            use=use(answers),
        )
    return message(
        "A text that goes to {readers} in {use} can repeat somebody else’s wording.",
        readers=readers(answers),
        use=use(answers),
    )


def _against_copies(answers: Answers) -> Message:
    if may_be_hosted(answers):
        return message(
            "Ask the vendor for indemnity, check long outputs for literal copies, keep a record of "
            "what was generated, and let counsel settle what may be published."
        )
    return message(
        "Nobody stands in for a model that you run yourself: choose one whose training data is "
        "named, check long outputs for literal copies, keep a record of what was generated, and "
        "let counsel settle what may be published."
    )


def reward_hacking(answers: Answers, doing: frozenset[str]) -> Risk | None:
    """R-17, R-18: what is rewarded is learned, whether or not it is what was meant."""
    if not doing & PREFERENCES:
        return None
    return risk(
        "risk.reward_hacking",
        "R-18",
        answers,
        ("A10", "A10a", "A10b", "A01"),
        likelihood=1 + ("adapt.rlhf" in doing and not answers.any("A10b", "agree_well")),
        effect=1,
        title=message("It learns to please instead of to help"),
        happens=message(
            "From {held} comparisons it learns what raters click on: length, flattery, or a "
            "refusal. The reward rises while the answers get worse.",
            held=comparisons_held(answers),
        ),
        mitigation=message(
            "Write the rubric before the first comparison, hold the distance to the starting model "
            "small, collect fresh comparisons each round, and judge by blind wins on a hold-out."
        ),
        owner=message("ML engineer"),
    )


def forgetting(answers: Answers, doing: frozenset[str]) -> Risk | None:
    """R-13, R-19: what is trained in pushes something out."""
    if not doing & (DEEP | LIGHT):
        return None
    return risk(
        "risk.forgetting",
        "R-19",
        answers,
        ("A02a", "M08a", "A01"),
        likelihood=1 if doing & DEEP else 0,
        effect=1,
        title=message("Training costs abilities it had"),
        happens=_forgets(answers, doing),
        mitigation=message(
            "Mix general text into the training, prefer adapters, and run general benchmarks and "
            "the safety tests before and after each round."
        ),
        owner=message("ML engineer"),
    )


def _forgets(answers: Answers, doing: frozenset[str]) -> Message:
    if "select.continued_pretraining" in doing:
        return message(
            "While it learns the field from {text} it loses general skill, and often the manners "
            "that make it follow instructions.",
            text=text_held(answers),
        )
    return message(
        "After tuning on {held} examples of one kind it may do worse on all others.",
        held=examples_held(answers),
    )


def licence(answers: Answers, doing: frozenset[str]) -> Risk | None:
    """R-14, R-66: terms of weights, code and data."""
    unclear = answers.any("A03", "rights_unclear") or answers.any("M10b", "unclear", "mixed")
    asked = answers.any("M06", "open_weights_required", "known_training_data")
    trains = bool(doing & (DEEP | LIGHT)) or asks_for_training(answers)
    if not (doing & OPEN or unclear or asked):
        return None
    return risk(
        "risk.licence",
        "R-66",
        answers,
        ("A03", "M10b", "M06", "M01", "M10"),
        likelihood=answers.any("M10b", "mixed") + _rights_unknown(answers) * (1 + trains),
        effect=1 + unclear,
        title=message("A licence forbids the use"),
        happens=_forbids(answers, unclear=unclear),
        mitigation=message(
            "Read the licences of weights, code and data before the first run, record where each "
            "came from, and train on nothing whose rights are open."
        ),
        owner=message("Legal"),
    )


def _rights_unknown(answers: Answers) -> bool:
    return answers.any("A03", "rights_unclear") or answers.any("M10b", "unclear")


def _forbids(answers: Answers, *, unclear: bool) -> Message:
    if answers.any("A03", "rights_unclear"):
        return message(
            "The rights to the {held} examples are not cleared. What a model has learned from them "
            "cannot be taken out again.",
            held=examples_held(answers),
        )
    if unclear:
        return message(
            "The rights to the {text} of text are not fully cleared. What a model has learned from "
            "it cannot be taken out again.",
            text=text_held(answers),
        )
    return message(
        "Open weights carry terms of their own: some forbid certain uses, limit the number of "
        "users, or pass on to every model tuned from them. Here they would serve {readers} in "
        "{use}.",
        readers=readers(answers),
        use=use(answers),
    )


HAZARDS = (reward_hacking, forgetting, rights_of_others, licence)
