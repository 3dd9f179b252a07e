"""Smaller weights and quicker decoding (optimise.*), with every test run again afterwards."""

from __future__ import annotations

from app.advice.figures import model_that_fits, requests_a_day, time_allowed
from app.advice.finding import Finding
from app.advice.situation import (
    allowed_ms,
    fixed_by_rules,
    in_own_house,
    on_device,
    requests,
    too_slow_or_dear,
)
from app.advice.stances import avoid, do, later
from app.advice.training_grounds import calls_a_vendor, distils, own_weights, small_classifier
from app.language.message import Message, Quantity, Unit, message
from app.lifecycle.answers import Answers

SOON = 10_000  # ms; where more is allowed, price counts and not speed (planning default)
BUSY = 1_000  # requests a day from which the bill is worth a look (planning default)


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
        "{memory} hold about {wide} in 16 bits and {narrow} in 4, the runtime counted in. The "
        "published loss at 4 bits is one to three per cent, at 2 bits more than ten.",
        memory=Quantity(memory, Unit.GIB),
        wide=model_that_fits(memory, 16),
        narrow=model_that_fits(memory, 4),
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
    if not (
        calls_a_vendor(answers) and (too_slow_or_dear(answers) or answers.any("I13", "control"))
    ):
        return None
    return avoid(
        "optimise.quantise",
        "R-30",
        ("M01", "A01", "I13"),
        title=message("Compressing a vendor’s model"),
        why=message("You call a model that somebody else serves; its bits are not yours to set."),
        how=message("Shorten prompts, cache, batch, and choose a smaller model."),
        when=message("if you come to host weights of your own"),
    )


def teach_a_small_student(answers: Answers) -> Finding | None:
    if not distils(answers):
        return None
    return do(
        "optimise.distil",
        "R-33 R-30 F12",
        ("I06", "I06a", "M05", "M05a", "S02"),
        title=message("Teach a small student from the large model"),
        why=message(
            "At {requests} within {time} the large model is too slow or too dear to serve. A "
            "published student kept 97 % of its teacher’s quality at 60 % more speed.",
            requests=requests_a_day(answers),
            time=time_allowed(answers),
        )
        if allowed_ms(answers) <= SOON
        else message(
            "At {requests} the large model is too dear to serve, and a published student kept 97 % "
            "of its teacher’s quality.",
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
            why=message("Half of the weights can go, but it gets faster only on special software."),
            how=message("A smaller model of the same family usually gives more for less work."),
            when=message("if a smaller model at 4 bits still does not fit"),
        )
    return avoid(
        "optimise.prune",
        "R-32 R-30",
        ("M01",),
        title=message("Removing weights"),
        why=message("It saves little without special software, and costs quality."),
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
    fewer_bits_on_the_device,
    fewer_bits_at_home,
    nothing_to_compress_at_the_vendor,
    teach_a_small_student,
    distil_later,
    prune_last,
    propose_and_confirm,
)
