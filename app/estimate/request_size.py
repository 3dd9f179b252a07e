"""The typical request of a project: how many a day, and how many tokens each reads and writes."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Final

from app.advice.finding import Advice
from app.estimate.model_class import ENCODER, chosen_class
from app.lifecycle.answers import Answers

# Of a prompt that is sent each time: instructions and examples, alike in all requests (judgement).
SHARED_PROMPT: Final = 0.25
BUSY_FACTOR: Final = 10.0  # busiest minute over the mean, when nobody has said (judgement)
MINUTES_A_DAY: Final = 1_440
MOST: Final = 1e12  # of anything; beyond it, figures are slips of the pen


@dataclass(frozen=True, slots=True)
class RequestSize:
    """`cached` tokens are part of `input`; `longest` is the input of one request in twenty."""

    per_day: float
    input: float
    cached: float
    output: float
    longest: float
    peak_over_mean: float

    @property
    def peak_per_second(self) -> float:
        return self.per_day * self.peak_over_mean / 86_400


def request_size(answers: Answers, advice: Advice) -> RequestSize:
    read = _figure(answers, "M04")
    # An encoder names a label: it writes nothing, whatever an answer looks like to its reader.
    written = 0.0 if chosen_class(advice) == ENCODER else _figure(answers, "M04b")
    whole_text = _whole_text(answers, advice, read)
    cached = 0.0
    if advice.recommends("optimise.cache"):
        cached = whole_text + SHARED_PROMPT * read
    per_day = _figure(answers, "I06a")
    return RequestSize(
        per_day=per_day,
        input=read + whole_text,
        cached=cached,
        output=written,
        longest=max(read, _figure(answers, "M04a")) + whole_text,
        peak_over_mean=_peak(answers, per_day),
    )


def in_a_year(size: RequestSize, answers: Answers) -> RequestSize:
    """The same requests, as many as a year after launch; as many as now where none are counted."""
    return replace(size, per_day=_figure(answers, "I06c") or size.per_day)


def _whole_text(answers: Answers, advice: Advice, read: float) -> float:
    """Tokens of a source that goes into each prompt whole, on top of a shorter request."""
    corpus = _figure(answers, "M07a")
    return corpus if advice.recommends("augment.full_context") and corpus > read else 0.0


def _peak(answers: Answers, per_day: float) -> float:
    busiest = _figure(answers, "I06b")
    if not busiest or not per_day:
        return BUSY_FACTOR
    return max(1.0, busiest * MINUTES_A_DAY / per_day)


def _figure(answers: Answers, question: str) -> float:
    found = answers.number(question) or 0.0
    return min(max(found, 0.0), MOST) if math.isfinite(found) else 0.0
