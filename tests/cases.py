"""The worked cases in tests/data/cases_dev.yaml, each as the answers document of its client."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from app.lifecycle.answers import Answers
from app.lifecycle.bank import load_bank
from app.lifecycle.document import AnswersDocument, read_document

CASES = Path(__file__).parent / "data" / "cases_dev.yaml"


@dataclass(frozen=True)
class Case:
    """A client, what they said, and what a panel of advisers would plan for them."""

    id: str  # "D01-support-chatbot"
    title: str
    raw_answers: dict[str, object]  # in the form of an answers document
    normalized: dict[str, object]
    expect: dict[str, object]

    @property
    def document(self) -> AnswersDocument:
        raw = {"title": self.title, "answers": self.raw_answers}
        return read_document(load_bank(), raw)

    @property
    def answers(self) -> Answers:
        return self.document.answers

    def expected(self, key: str) -> list[str | dict[str, list[str]]]:
        """A list of expectations: "must", "prefer", "may", "must_not"."""
        listed = self.expect.get(key, [])
        assert isinstance(listed, list)
        return listed


@cache
def cases() -> tuple[Case, ...]:
    raw = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    return tuple(
        Case(
            id=case["id"],
            title=case["title"],
            raw_answers={key: _as_json(value) for key, value in case["answers"].items()},
            normalized=case["normalized"],
            expect=case["expect"],
        )
        for case in raw["cases"]
    )


def case(prefix: str) -> Case:
    """The case whose id begins so: `case("D01")`."""
    (found,) = (case for case in cases() if case.id.startswith(prefix))
    return found


def _as_json(value: object) -> object:
    """A YAML value as JSON has it: dates as text."""
    return value.isoformat() if isinstance(value, date) else value
