"""Cheaper and quicker without touching weights: cache, smaller model, routing, batches (R-30)."""

from __future__ import annotations

from app.advice.figures import corpus_size, dollars, requests_a_day
from app.advice.finding import Finding
from app.advice.situation import (
    affordable_per_million,
    allowed_ms,
    bill_above_ceiling,
    converses,
    fixed_by_rules,
    high_stakes,
    hurried,
    on_device,
    requests,
    retrieves,
    too_slow_or_dear,
    whole_text_fits,
    writes_text,
)
from app.advice.stances import do, later
from app.advice.subjects.model_class import a_middle_sized_one_will_do
from app.advice.training_grounds import (
    calls_a_vendor,
    carries_the_rules,
    distils,
    hurried_completion,
    small_classifier,
)
from app.language.message import Message, Quantity, Unit, message
from app.lifecycle.answers import Answers

BUSY = 1_000  # requests a day from which the bill is worth a look (planning default)
VERY_BUSY = 10_000
BATCH_SERVICE = 600_000  # ms; M05 batch_hours is where batch prices begin


def cache_what_repeats(answers: Answers) -> Finding | None:
    same_text = whole_text_fits(answers) or carries_the_rules(answers)
    shared = (retrieves(answers) or answers.any("S02", "query_data")) and requests(answers) >= BUSY
    repeats = same_text or too_slow_or_dear(answers) or (shared and calls_a_vendor(answers))
    if not repeats or _small(answers):
        return None
    return do(
        "optimise.cache",
        "R-30 R-08 F12",
        ("M07", "M07a", "I06", "I06a", "A01", "E04a", "I13"),
        title=message("Cache the part of the prompt that repeats"),
        why=_why_cache(answers, same_text=same_text),
        how=message(
            "Put what never changes first and the question last; you may give up freshness, so "
            "keep finished answers for a day and serve them to the same question."
        )
        if given_up(answers, "freshness")
        else message(
            "Put what never changes first and the question last; keep finished answers for "
            "identical questions only as long as their sources have not changed."
        ),
    )


def _why_cache(answers: Answers, *, same_text: bool) -> Message:
    if not calls_a_vendor(answers):
        return message(
            "The same beginning goes in with each of {requests}. Kept in the memory of your "
            "machines it is not read again, and no answer changes.",
            requests=requests_a_day(answers),
        )
    if same_text:
        return message(
            "{size} go in with every question; cached they cost up to 90 % less and start sooner.",
            size=corpus_size(answers),
        )
    return message(
        "The same instructions, and often the same passages, are paid for again with each of "
        "{requests}. Cached they cost up to 90 % less, and no answer changes.",
        requests=requests_a_day(answers),
    )


def _small(answers: Answers) -> bool:
    """A model too small, or too near the user, for savings of this kind."""
    return on_device(answers) or small_classifier(answers) or hurried_completion(answers)


def shrink_while_the_scores_hold(answers: Answers) -> Finding | None:
    busy = requests(answers) >= BUSY and not answers.any(
        "S02", "query_data", "write_code", "act_in_systems"
    )
    hard = answers.any("M03", "multi_step") or high_stakes(answers)
    if hard or not (too_slow_or_dear(answers) or (busy and calls_a_vendor(answers))):
        return None
    if _small(answers):
        return None
    return do(
        "optimise.small_model",
        "R-25 R-30 F12",
        ("I06", "I06a", "M03", "A01", "S02", "S07", "E04a", "M04", "M04b", "I13"),
        title=message("Move to a smaller model while the scores hold"),
        why=_why_smaller(answers),
        how=_how_smaller(answers),
    )


def given_up(answers: Answers, what: str) -> bool:
    """What somebody named as the thing to give up; an assumed answer gives up nothing (I13)."""
    return answers.known("I13") and answers.any("I13", what)


def _how_smaller(answers: Answers) -> Message:
    usual = message(
        "After the strongest model meets the bar, run the same test set on the next smaller one; "
        "stop at the first that falls below it."
    )
    if given_up(answers, "quality"):
        return message(
            "{usual} You may give up some quality: write down how many points, before you look.",
            usual=usual,
        )
    if given_up(answers, "answer_length"):
        return message(
            "{usual} You may give up length: ask for answers of half the length first, which is "
            "nearly half the bill for output and half the wait.",
            usual=usual,
        )
    return usual


def _why_smaller(answers: Answers) -> Message:
    affordable = affordable_per_million(answers)
    if affordable is not None and bill_above_ceiling(answers):
        return message(
            "Your ceiling leaves {affordable} for a million tokens at {requests}; a middle hosted "
            "model costs more than that.",
            affordable=dollars(affordable),
            requests=requests_a_day(answers),
        )
    if answers.any("A01", "slow_or_dear"):
        return message(
            "It has been found too slow, too dear or too large, and most of the work here is not "
            "hard: the smallest model that still meets the bar is the first saving to try."
        )
    return message(
        "At {requests} the price per answer matters, and most of the work here is not hard.",
        requests=requests_a_day(answers),
    )


def shrink_later(answers: Answers) -> Finding | None:
    if fixed_by_rules(answers) or _small(answers) or distils(answers):
        return None
    return later(
        "optimise.small_model",
        "R-25 R-30",
        ("I06", "I06a", "M03"),
        title=message("A still smaller model later, not now")
        if a_middle_sized_one_will_do(answers) is not None
        else message("A smaller model later, not now"),
        why=message(
            "At {requests} the bill is small; quality comes first.",
            requests=requests_a_day(answers),
        )
        if requests(answers) < BUSY
        else message("Quality on the hard part comes first; the saving comes after it."),
        how=message("Keep the test set ready: it makes a change of model a matter of hours."),
        when=message("once the bar is met and the monthly bill or the waiting time is too high"),
    )


def cheap_model_first(answers: Answers) -> Finding | None:
    easy = answers.number("M03a")
    mixed = answers.known("M03a") and easy is not None and easy <= 0.5
    second_look = not hurried(answers) or answers.any("S09", "uncertain_only", "on_appeal")
    tail = small_classifier(answers) and requests(answers) >= 100_000 and second_look
    unhurried = requests(answers) >= VERY_BUSY and allowed_ms(answers) > 2_000
    busy = calls_a_vendor(answers) and unhurried and writes_text(answers)
    if not (mixed or tail or busy) or fixed_by_rules(answers) or on_device(answers):
        return None
    return do(
        "optimise.routing",
        "R-30 R-33b R-09 F12",
        ("M03a", "I06", "I06a", "S02"),
        title=message("A cheap model first, the strong one for the rest"),
        why=message(
            "Only {part} of requests need the hardest step.",
            part=Quantity(easy or 0.0, Unit.PERCENT),
        )
        if mixed
        else message(
            "At {requests} most cases are easy, and only the doubtful tail is worth a large model.",
            requests=requests_a_day(answers),
        ),
        how=message(
            "Route by the confidence of the cheap model or by a small classifier, measure what is "
            "routed wrongly, and compare the whole with the strong model alone."
        ),
    )


def route_later(answers: Answers) -> Finding | None:
    if not calls_a_vendor(answers) or requests(answers) < BUSY or fixed_by_rules(answers):
        return None
    return later(
        "optimise.routing",
        "R-30 R-33b",
        ("I06", "I06a", "M03a"),
        title=message("Two tiers of models later"),
        why=message("A router is one more model that can be wrong; first one has to be good."),
        how=message("Log which requests a small model would have answered as well."),
        when=message("if the bill is too high and half of the requests turn out to be easy"),
    )


def batch_what_nobody_waits_for(answers: Answers) -> Finding | None:
    waits = too_slow_or_dear(answers) and given_up(answers, "immediacy")
    queued = requests(answers) >= BUSY or answers.any("I01", "batch_job")
    enough = queued and allowed_ms(answers) > 60_000
    if not (allowed_ms(answers) > BATCH_SERVICE or enough or waits):
        return None
    if fixed_by_rules(answers) or on_device(answers):
        return None
    if converses(answers) or answers.any("S02", "act_in_systems"):
        return None
    return do(
        "optimise.batch",
        "R-28",
        ("M05", "M05a", "I01", "I06", "I13"),
        title=message("Collect requests and send them in batches"),
        why=message(
            "Nobody waits at the screen, and vendors sell batches at about half the price; on your "
            "own machines they fill the quiet hours."
        )
        if allowed_ms(answers) > BATCH_SERVICE
        else _why_short_batches(answers),
        how=message("Queue by due time, send small batches often, and let failed items come back."),
    )


def _why_short_batches(answers: Answers) -> Message:
    if allowed_ms(answers) <= 60_000:
        return message(
            "You may give up the answer at once: what can wait is sent together, and where it may "
            "wait for hours, vendors take about half the price."
        )
    if not calls_a_vendor(answers):
        return message(
            "Minutes are allowed, so requests can wait for each other, and a full batch uses a "
            "machine better."
        )
    return message(
        "Minutes are allowed, so requests can wait for each other: small batches stay below a "
        "vendor’s limits. The half price of batch services takes hours."
    )


RULES = (
    cache_what_repeats,
    shrink_while_the_scores_hold,
    shrink_later,
    cheap_model_first,
    route_later,
    batch_what_nobody_waits_for,
)
