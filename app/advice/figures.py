"""The project's own figures, as quantities that a sentence can hold."""

from __future__ import annotations

import math

from app.advice.situation import allowed_ms, comparisons, corpus, examples, field_text, requests
from app.language.message import Message, Quantity, Unit, message
from app.lifecycle.answers import Answers

TOKENS_PER_PAGE = 400  # 500 pages, about 200,000 tokens
TOKENS_PER_PARAMETER = 20  # R-14, R-15b


def count(amount: float) -> Quantity:
    return Quantity(amount, Unit.COUNT, 3)


def share_of(amount: float) -> Quantity:
    return Quantity(amount, Unit.PERCENT, 3)


def said_or_assumed(figure: Quantity, answers: Answers, *given_by: str) -> Quantity | Message:
    """A figure that nobody gave is called assumed wherever it stands in a sentence."""
    if any(answers.known(question) for question in given_by):
        return figure
    return message("{figure} (assumed)", figure=figure)


def examples_held(answers: Answers) -> Quantity | Message:
    """Stands before what the examples are: "1,500 segments", "7 assumed examples"."""
    return _held(examples(answers), answers, "A02", "A02a")


def comparisons_held(answers: Answers) -> Quantity | Message:
    return _held(comparisons(answers), answers, "A10", "A10a")


def _held(amount: float, answers: Answers, *given_by: str) -> Quantity | Message:
    if any(answers.known(question) for question in given_by):
        return count(amount)
    return message("{figure} assumed", figure=count(amount))


def requests_a_day(answers: Answers) -> Quantity | Message:
    figure = Quantity(requests(answers), Unit.REQUESTS_PER_DAY, 3)
    return said_or_assumed(figure, answers, "I06", "I06a")


def time_allowed(answers: Answers) -> Quantity | Message:
    """Whole seconds would hide the difference between 300 and 600 ms, so milliseconds it is."""
    allowed = allowed_ms(answers)
    if math.isinf(allowed):
        return message("hours")
    return Quantity(allowed, Unit.MILLISECONDS, 3)


def corpus_size(answers: Answers) -> Quantity | Message:
    return said_or_assumed(Quantity(corpus(answers), Unit.TOKENS, 2), answers, "M07a")


def corpus_pages(answers: Answers) -> Quantity:
    return Quantity(corpus(answers) / TOKENS_PER_PAGE, Unit.PAGES, 2)


def text_held(answers: Answers) -> Quantity | Message:
    return said_or_assumed(Quantity(field_text(answers), Unit.TOKENS, 2), answers, "M08a")


def model_that_text_supports(answers: Answers) -> Quantity:
    """Parameters that the text alone could train: tokens ÷ 20 (R-15b)."""
    return Quantity(field_text(answers) / TOKENS_PER_PARAMETER, Unit.PARAMETERS, 2)


RUNTIME = 1.3  # times the weights: 20 to 40 % more for the runtime


def model_that_fits(memory_gib: float, bits: int) -> Quantity:
    """Parameters whose weights and runtime a memory holds: bytes ÷ (bits ÷ 8 × 1.3) (R-26)."""
    return Quantity(memory_gib * 2**30 / (bits / 8 * RUNTIME), Unit.PARAMETERS, 2)


def break_even(answers: Answers) -> float | None:
    """p* = F / (S + F): the share of right outputs from which using it pays (R-03)."""
    failure, success = answers.number("S07a"), value_of_success(answers)
    if failure is None or success is None or failure + success <= 0:
        return None
    return failure / (success + failure)


def value_of_success(answers: Answers) -> float | None:
    """US dollars that one good output is worth: as said, or the time that it saves."""
    said = answers.number("E08")
    minutes, rate = answers.number("E08b"), answers.number("E08c")
    if said is not None or minutes is None or rate is None:
        return said
    return minutes / 60 * rate


def dollars(amount: float) -> Quantity:
    return Quantity(amount, Unit.USD, 2)
