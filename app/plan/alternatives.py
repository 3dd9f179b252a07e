"""The runner-up to the main technique, and what would have to be true for it to win."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from string import Formatter

from app.advice.catalogue import rule
from app.advice.finding import Advice
from app.language.message import Message, Quantity, Unit, message
from app.lifecycle.answers import Answers
from app.lifecycle.entries import Entry, FaultyContent, read_entries
from app.plan.plan import Alternative

CONTENT = Path(__file__).parent / "content" / "alternatives.toml"
MOST = 3

# The main technique of a plan is the first of these that is part of it: the costliest decides.
WEIGHTIEST_FIRST = (
    "select.no_genai",
    "select.pretrain_scratch",
    "select.continued_pretraining",
    "adapt.rlhf",
    "adapt.dpo",
    "adapt.sft",
    "adapt.sft_lora",
    "augment.agent",
    "augment.rag",
    "augment.sql_tool",
    "augment.full_context",
    "augment.tools",
    "augment.workflow",
    "adapt.prompt",
)


@dataclass(frozen=True, slots=True)
class Rival:
    against: tuple[str, ...]
    tag: str
    title: Message
    wins_when: str  # an English template; its names are figures of the project
    rule: str


def main_technique(advice: Advice) -> str | None:
    return next((tag for tag in WEIGHTIEST_FIRST if advice.recommends(tag)), None)


def alternatives(answers: Answers, advice: Advice) -> tuple[Alternative, ...]:
    """The strongest rivals of the main technique that are not part of the plan already."""
    main = main_technique(advice)
    if main is None:
        return ()
    rivals = [r for r in load_rivals() if main in r.against and not advice.recommends(r.tag)]
    return tuple(
        Alternative(
            tag=rival.tag,
            title=rival.title,
            instead_of=main,
            wins_when=_worded(rival.wins_when, _figures(answers)),
            rule=rule(rival.rule),
        )
        for rival in rivals[:MOST]
    )


def _figures(answers: Answers) -> Mapping[str, Quantity]:
    def figure(question: str, unit: Unit = Unit.COUNT) -> Quantity:
        return Quantity(answers.number(question) or 0, unit)

    return {
        "knowledge": figure("M07a", Unit.TOKENS),
        "examples": figure("A02a"),
        "comparisons": figure("A10a"),
        "text": figure("M08a", Unit.TOKENS),
        "requests": figure("I06a", Unit.REQUESTS_PER_DAY),
    }


def _worded(template: str, figures: Mapping[str, Quantity]) -> Message:
    named = [name for _, name, _, _ in Formatter().parse(template) if name]
    return Message(template, tuple((name, figures[name]) for name in named))


@lru_cache
def load_rivals(path: Path = CONTENT) -> tuple[Rival, ...]:
    faults: list[str] = []
    rivals = tuple(_rival(entry) for entry in read_entries(path, faults).listed("rival"))
    if faults:
        raise FaultyContent(faults)
    return rivals


def _rival(entry: Entry) -> Rival:
    return Rival(
        against=entry.texts("against"),
        tag=entry.required("tag"),
        title=message(entry.required("title")),
        wins_when=entry.required("wins_when"),
        rule=entry.required("rule"),
    )
