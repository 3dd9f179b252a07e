"""Quicker, smaller, cheaper (optimise.*), in the order of R-30, with a test after each step."""

from __future__ import annotations

from app.advice.figures import corpus_size, requests_a_day, time_allowed
from app.advice.finding import Finding
from app.advice.situation import (
    allowed_ms,
    carries_the_rules,
    converses,
    distils,
    fixed_by_rules,
    high_stakes,
    hurried_completion,
    in_own_house,
    may_be_hosted,
    on_device,
    own_weights,
    requests,
    retrieves,
    small_classifier,
    whole_text_fits,
    writes_text,
)
from app.advice.stances import avoid, do, later
from app.language.message import Message, Quantity, Unit, message
from app.lifecycle.answers import Answers

BUSY = 1_000  # requests a day from which the bill is worth a look (planning default)
VERY_BUSY = 10_000


def _slow_or_dear(answers: Answers) -> bool:
    return answers.any("A01", "slow_or_dear")


def _hosted(answers: Answers) -> bool:
    return may_be_hosted(answers) and not own_weights(answers)


def cache_what_repeats(answers: Answers) -> Finding | None:
    same_text = whole_text_fits(answers) or carries_the_rules(answers)
    shared = (retrieves(answers) or answers.any("S02", "query_data")) and requests(answers) >= BUSY
    if not _hosted(answers) or not (same_text or shared or _slow_or_dear(answers)):
        return None
    return do(
        "optimise.cache",
        "R-30 R-08",
        ("M07", "M07a", "I06", "I06a", "A01"),
        title=message("Cache the part of the prompt that repeats"),
        why=message(
            "{size} go in with every question; cached they cost up to 90 % less and start sooner.",
            size=corpus_size(answers),
        )
        if same_text
        else message(
            "The same instructions, and often the same passages, are paid for again with each of "
            "{requests}. Cached they cost up to 90 % less, and no answer changes.",
            requests=requests_a_day(answers),
        ),
        how=message(
            "Put what never changes first and the question last; keep finished answers for "
            "identical questions only as long as their sources have not changed."
        ),
    )


def batch_what_nobody_waits_for(answers: Answers) -> Finding | None:
    if allowed_ms(answers) <= 60_000 or fixed_by_rules(answers) or on_device(answers):
        return None
    if converses(answers) or answers.any("S02", "act_in_systems"):
        return None
    return do(
        "optimise.batch",
        "R-28",
        ("M05", "M05a", "I06"),
        title=message("Collect requests and send them in batches"),
        why=message(
            "Nobody waits at the screen, and vendors sell batches at about half the price; on your "
            "own machines they fill the quiet hours."
        ),
        how=message("Queue by due time, send small batches often, and let failed items come back."),
    )


def shrink_while_the_scores_hold(answers: Answers) -> Finding | None:
    busy = requests(answers) >= BUSY and not answers.any(
        "S02", "query_data", "write_code", "act_in_systems"
    )
    hard = answers.any("M03", "multi_step") or high_stakes(answers)
    if not _hosted(answers) or hard or not (busy or _slow_or_dear(answers)):
        return None
    return do(
        "optimise.small_model",
        "R-25 R-30",
        ("I06", "I06a", "M03", "A01", "S02", "S07"),
        title=message("Move to a smaller model while the scores hold"),
        why=message(
            "At {requests} the price per answer matters, and most of the work here is not hard.",
            requests=requests_a_day(answers),
        ),
        how=message(
            "After the strongest model meets the bar, run the same test set on the next smaller "
            "one; stop at the first that falls below it."
        ),
    )


def shrink_later(answers: Answers) -> Finding | None:
    small = small_classifier(answers) or on_device(answers) or hurried_completion(answers)
    if fixed_by_rules(answers) or small:
        return None
    return later(
        "optimise.small_model",
        "R-25 R-30",
        ("I06", "I06a", "M03"),
        title=message("A smaller model later, not now"),
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
    tail = small_classifier(answers) and requests(answers) >= 100_000
    unhurried = requests(answers) >= VERY_BUSY and allowed_ms(answers) > 2_000
    busy = _hosted(answers) and unhurried and writes_text(answers)
    if not (mixed or tail or busy) or fixed_by_rules(answers) or on_device(answers):
        return None
    return do(
        "optimise.routing",
        "R-30 R-33b R-09",
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
    if not _hosted(answers) or requests(answers) < BUSY or fixed_by_rules(answers):
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


def fewer_bits_on_the_device(answers: Answers) -> Finding | None:
    if not on_device(answers):
        return None
    return do(
        "optimise.quantise",
        "R-29 R-31 R-31b R-31c",
        ("M01", "M01a", "A01"),
        title=message("Compress the weights to 4 bits"),
        why=_why_four_bits(answers),
        how=message(
            "Compress after training to 4 bits and no further; fewer bits only with training that "
            "knows of them. Below 1.5 billion parameters prefer 8 bits. Re-run every test after it."
        ),
    )


def _why_four_bits(answers: Answers) -> Message:
    memory = answers.number("M01a")
    if memory is None:
        return message("3 billion parameters take 6 GB in 16 bits and 1.5 GB in 4.")
    return message(
        "3 billion parameters take 6 GB in 16 bits and 1.5 GB in 4; you have {memory}. Published "
        "loss at 4 bits is one to three per cent, at 2 bits more than ten.",
        memory=Quantity(memory, Unit.GIB),
    )


def fewer_bits_at_home(answers: Answers) -> Finding | None:
    if not in_own_house(answers) or fixed_by_rules(answers):
        return None
    if small_classifier(answers) and requests(answers) < 1e6:
        return later(
            "optimise.quantise",
            "R-30 R-31",
            ("M01", "I06", "M05a"),
            title=message("Compress the encoder only if it is too slow"),
            why=message("A model this small usually runs fast enough as it is, even without GPU."),
            how=message("Export it to an optimised runtime, then 8 bits, with the tests re-run."),
            when=message("if p95 at peak load is above your limit"),
        )
    return do(
        "optimise.quantise",
        "R-30 R-31 R-26",
        ("M01", "M01a", "I06a", "S02"),
        title=message("Serve in 8 bits, then try 4"),
        why=message(
            "You run the weights yourself: half or a quarter of the memory means fewer "
            "accelerators, at a loss that is none at 8 bits and small at 4."
        ),
        how=message(
            "8-bit floating point first; 4-bit weights where memory is the limit; never below 4 "
            "without training for it; all tests again after each step."
        ),
    )


def nothing_to_compress_at_the_vendor(answers: Answers) -> Finding | None:
    if not (_hosted(answers) and (_slow_or_dear(answers) or answers.any("I13", "control"))):
        return None
    return avoid(
        "optimise.quantise",
        "R-30",
        ("M01", "A01", "I13"),
        title=message("Compression does not apply to a vendor’s model"),
        why=message("You call a model that somebody else serves; its bits are not yours to set."),
        how=message("Shorten prompts, cache, batch, and choose a smaller model."),
        when=message("if you come to host weights of your own"),
    )


def teach_a_small_student(answers: Answers) -> Finding | None:
    if not distils(answers):
        return None
    return do(
        "optimise.distil",
        "R-33 R-30",
        ("I06", "I06a", "M05", "M05a", "S02"),
        title=message("Teach a small student from the large model"),
        why=message(
            "At {requests} within {time} the large model is too slow or too dear to serve. "
            "Students have kept 97 % of a teacher’s quality at 60 % more speed.",
            requests=requests_a_day(answers),
            time=time_allowed(answers),
        )
        if allowed_ms(answers) < 1e9
        else message(
            "At {requests} the large model is too dear to serve, and students have kept 97 % of a "
            "teacher’s quality.",
            requests=requests_a_day(answers),
        ),
        how=message(
            "Let the teacher answer real requests, keep what passes the checks, train the student "
            "on it, and repeat when the traffic changes. Check that the teacher’s terms allow it."
        ),
    )


def distil_later(answers: Answers) -> Finding | None:
    narrow = answers.any("S03", "one_task", "few_tasks") and not small_classifier(answers)
    volume = requests(answers) >= BUSY or on_device(answers)
    if not (narrow and volume) or fixed_by_rules(answers):
        return None
    return later(
        "optimise.distil",
        "R-33 R-25b",
        ("S03", "I06", "I06a", "M01"),
        title=message("A student model only if volume demands it"),
        why=message("Teaching a student is a project of its own, with labels, tests and upkeep."),
        how=message("Store inputs and good outputs from the start; they are its text-book."),
        when=message("if the cheapest model that meets the bar is still too slow or too dear"),
    )


def prune_last(answers: Answers) -> Finding | None:
    if not (on_device(answers) or in_own_house(answers)) or fixed_by_rules(answers):
        return None
    if on_device(answers):
        return later(
            "optimise.prune",
            "R-32 R-30",
            ("M01", "M01a"),
            title=message("Remove weights only as the last resort"),
            why=message("Half of the weights can go, but speed follows only on special kernels."),
            how=message("A smaller model of the same family usually gives more for less work."),
            when=message("if a smaller model at 4 bits still does not fit"),
        )
    return avoid(
        "optimise.prune",
        "R-32 R-30",
        ("M01",),
        title=message("Do not remove weights"),
        why=message("It saves little without special kernels, and costs quality."),
        how=message("Use fewer bits or a smaller model."),
        when=message("if your serving hardware runs sparse weights faster"),
    )


def propose_and_confirm(answers: Answers) -> Finding | None:
    if not own_weights(answers) or small_classifier(answers) or fixed_by_rules(answers):
        return None
    if answers.any("S02", "write_code") and allowed_ms(answers) <= 2_000:
        return do(
            "optimise.speculative",
            "R-28",
            ("S02", "M05", "M05a", "M01"),
            title=message("Let a tiny model propose and the larger one confirm"),
            why=message(
                "Code is predictable, so most proposed tokens are right, and within {time} every "
                "saved step counts.",
                time=time_allowed(answers),
            ),
            how=message(
                "Use the smallest model of the family as the drafter; results stay the same, only "
                "the speed changes; measure at peak load, where the gain shrinks."
            ),
        )
    if allowed_ms(answers) > 10_000:
        return None
    return later(
        "optimise.speculative",
        "R-28",
        ("M05", "M05a", "M01"),
        title=message("Speculative decoding if it is still too slow"),
        why=message("It changes no answer, but it needs a second model in memory."),
        how=message("Try the smallest model of the same family as the drafter."),
        when=message("if p95 is above {time} after compression", time=time_allowed(answers)),
    )


RULES = (
    cache_what_repeats,
    shrink_while_the_scores_hold,
    shrink_later,
    cheap_model_first,
    route_later,
    batch_what_nobody_waits_for,
    fewer_bits_on_the_device,
    fewer_bits_at_home,
    nothing_to_compress_at_the_vendor,
    teach_a_small_student,
    distil_later,
    prune_last,
    propose_and_confirm,
)
