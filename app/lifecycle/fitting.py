"""Answers given to the questions of another bank: which of them this bank can still take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.lifecycle.acceptable import Unacceptable
from app.lifecycle.answers import Answer
from app.lifecycle.bank import Bank
from app.lifecycle.document import read_answer, write_answer


@dataclass(frozen=True, slots=True)
class Fit:
    """What fits, and the ids of what does not: its question is gone, or takes no such answer."""

    given: Mapping[str, Answer]
    gone: tuple[str, ...]
    refused: tuple[str, ...]

    @property
    def misfits(self) -> frozenset[str]:
        return frozenset((*self.gone, *self.refused))


def fit_written(bank: Bank, written: Mapping[str, object]) -> Fit:
    """Of the answers of an answers document."""
    given: dict[str, Answer] = {}
    gone: list[str] = []
    refused: list[str] = []
    for key, raw in written.items():
        question = bank.questions.get(key)
        if question is None:
            gone.append(key)
            continue
        try:
            given[key] = read_answer(question, raw)
        except Unacceptable:
            refused.append(key)
    return Fit(given, tuple(gone), tuple(refused))


def fit(bank: Bank, given: Mapping[str, Answer]) -> Fit:
    """Of the answers of a plan."""
    return fit_written(bank, {key: write_answer(answer) for key, answer in given.items()})
