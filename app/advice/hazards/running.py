"""What running it costs, and on whom it depends."""

from __future__ import annotations

from app.advice.figures import comparisons_held, dollars, examples_held, text_held
from app.advice.finding import Risk
from app.advice.hazards.gauge import risk, together
from app.advice.hazards.own_words import use
from app.advice.situation import (
    DAYS_A_MONTH,
    bill_above_ceiling,
    chooses_its_steps,
    may_be_hosted,
    requests,
    too_slow_or_dear,
)
from app.advice.training_grounds import asks_for_training
from app.language.message import Message, Quantity, Unit, message
from app.lifecycle.answers import Answers

HOSTED = frozenset({"select.existing_api", "deploy.api", "model.frontier_api"})
MANY_A_DAY = 10_000  # requests, from which tokens become a bill of weight (planning default)
TRAINED = frozenset({"select.continued_pretraining", "select.pretrain_scratch", "adapt.rlhf"})


def vendor(answers: Answers, doing: frozenset[str]) -> Risk | None:
    """R-20: the service changes, and you hear of it afterwards."""
    bought = answers.any("M10", "public_app", "bought_product")
    if not (doing & HOSTED or (bought and may_be_hosted(answers))):
        return None
    tunes = bool(doing & {"adapt.sft", "adapt.sft_lora"})
    return risk(
        "risk.vendor",
        "R-20",
        answers,
        ("M01", "M10", "A02a", "I07", "E01") if tunes else ("M01", "M10", "I07", "E01"),
        likelihood=1 + tunes - answers.any("I07", "second_model"),
        effect=int(answers.any("E01", "production", "scaled"))
        + (answers.known("I07") and answers.any("I07", "wait")),
        title=message("The vendor changes, prices or withdraws the service"),
        happens=_withdrawn(answers, tunes=tunes),
        mitigation=_against_withdrawal(answers),
        owner=message("Product owner"),
    )


# What happens meanwhile (I07), as somebody has decided it.
MEANWHILE = {
    "wait": message("While it stands still people wait: say for how long that is bearable."),
    "search_results": message("Keep the plain search working for the day on which it fails."),
    "manual_process": message(
        "Keep the manual way practised: what nobody has done for a year, nobody can do."
    ),
}


def _against_withdrawal(answers: Answers) -> Message:
    usual = message(
        "Pin versions, keep prompts and examples portable, run the test set against a second model "
        "each quarter, and agree on notice and exit in the contract."
    )
    if not answers.known("I07"):
        return usual
    decided = [words for option, words in MEANWHILE.items() if answers.any("I07", option)]
    return together(usual, *decided)


def _withdrawn(answers: Answers, *, tunes: bool) -> Message:
    if tunes:
        return message(
            "Vendors close tuning, and a tuned model dies with its base, whatever hangs on it: "
            "here {use}. The work in it is lost unless the {held} examples are yours.",
            use=use(answers),
            held=examples_held(answers),
        )
    return message(
        "{use} depend on somebody else’s model, and models are replaced every year or so. A new "
        "version answers differently, and prompts that worked no longer do.",
        use=use(answers),
    )


def cost(answers: Answers, doing: frozenset[str]) -> Risk | None:
    """R-15, R-30, R-39: training or use costs more than it is worth."""
    trained = bool(doing & TRAINED)
    loops = chooses_its_steps(answers)
    metered = requests(answers) >= MANY_A_DAY or too_slow_or_dear(answers)
    if not (trained or loops or (metered and requests(answers))):
        return None
    return risk(
        "risk.cost",
        "R-15" if trained else "R-30",
        answers,
        ("I06a", "I06", "I06c", "M04", "M04b", "E04", "E04a", "I04", "A01", "M08a"),
        likelihood=1 + (bill_above_ceiling(answers) or answers.any("I04", "open_loop")),
        effect=1 + trained,
        title=message("It costs more than it brings"),
        happens=_dear(answers, trained=trained, loops=loops),
        mitigation=_against_cost(trained=trained, loops=loops),
        owner=message("Budget holder"),
    )


def _dear(answers: Answers, *, trained: bool, loops: bool) -> Message:
    ceiling = answers.number("E04a")
    if trained:
        return _paid_beforehand(answers)
    if bill_above_ceiling(answers) and ceiling is not None:
        return message(
            "At {tokens} a month the bill would pass your ceiling of {ceiling} at the price of a "
            "middle model.",
            tokens=tokens_a_month(answers),
            ceiling=dollars(ceiling),
        )
    if loops:
        return message(
            "Each of {use} takes several calls, and the model chooses how many; a loop that does "
            "not end is paid for by the token.",
            use=use(answers),
        )
    return together(
        message(
            "It would read and write {tokens} a month; each longer prompt is paid for at every "
            "request.",
            tokens=tokens_a_month(answers),
        ),
        _in_a_year(answers),
    )


def _in_a_year(answers: Answers) -> Message | None:
    """The growth that somebody expects; an assumed one frightens nobody."""
    now, then = requests(answers), answers.number("I06c")
    if not now or then is None or not answers.known("I06c") or then <= now:
        return None
    return message(
        "In a year you expect {times} times as much.", times=Quantity(then / now, Unit.COUNT, 2)
    )


def _paid_beforehand(answers: Answers) -> Message:
    if asks_for_training(answers):
        return message(
            "Training on {text} is paid for before anybody knows whether it helps, and a failed "
            "run costs as much as a good one.",
            text=text_held(answers),
        )
    return message(
        "Learning from {held} comparisons is paid for before anybody knows whether it helps, and a "
        "failed run costs as much as a good one.",
        held=comparisons_held(answers),
    )


def tokens_a_month(answers: Answers) -> Quantity:
    each = (answers.number("M04") or 0.0) + (answers.number("M04b") or 0.0)
    return Quantity(requests(answers) * each * DAYS_A_MONTH, Unit.TOKENS, 2)


def _against_cost(*, trained: bool, loops: bool) -> Message:
    if trained:
        return message(
            "Train a small model on a tenth of the text first, fix the gain that justifies the "
            "full run, and stop if it does not come."
        )
    if loops:
        return message(
            "Set a limit of steps, tokens and money for each run and each day, with an alarm at "
            "half of it."
        )
    return message(
        "Set a budget with an alarm, cache what repeats, send the easy cases to a small model, and "
        "look at the cost of one request each week."
    )


HAZARDS = (vendor, cost)
