"""The runner-up to the main technique, each wish that lost, and what would let them win."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from string import Formatter

from app.advice.catalogue import rule
from app.advice.figures import (
    comparisons_held,
    corpus_size,
    dollars,
    examples_held,
    model_that_text_supports,
    requests_a_day,
    text_held,
    time_allowed,
)
from app.advice.finding import Advice, VerdictKind
from app.advice.training_grounds import pretraining_usd
from app.language.message import Message, Quantity, message
from app.lifecycle.answers import Answers
from app.lifecycle.condition import ALWAYS, Condition
from app.lifecycle.entries import Entry, FaultyContent, read_entries
from app.plan.plan import Alternative

CONTENT = Path(__file__).parent / "content" / "alternatives.toml"
MOST = 3  # beside what was asked for

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
    "augment.code_context",
    "augment.tools",
    "augment.workflow",
    "augment.structured_facts",
    "adapt.retrieved_few_shot",
    "adapt.few_shot",
    "adapt.prompt",
)


# The figures that a sentence may name.
FIGURES: Mapping[str, Callable[[Answers], Quantity | Message]] = {
    "knowledge": corpus_size,
    "examples": examples_held,
    "comparisons": comparisons_held,
    "text": text_held,
    "model": model_that_text_supports,
    "cost": lambda answers: dollars(pretraining_usd(answers)),
    "requests": requests_a_day,
    "time": time_allowed,
}


@dataclass(frozen=True, slots=True)
class Rival:
    """One technique that could win: against which, or when somebody asked for it."""

    against: tuple[str, ...]
    asked: Condition | None
    verdict: str | None  # the kind of verdict beside which alone it stands
    instead_of: str | None  # what it would take the place of, if not the main technique
    when: Condition
    tag: str
    title: Message
    wins_when: str  # an English template; its names are keys of FIGURES
    rule: str

    def wished(self, answers: Answers) -> bool:
        return self.asked is not None and self.asked.holds(answers)


def main_technique(advice: Advice) -> str | None:
    return next((tag for tag in WEIGHTIEST_FIRST if advice.recommends(tag)), None)


def alternatives(answers: Answers, advice: Advice) -> tuple[Alternative, ...]:
    """What somebody asked for and the plan does not do, then the strongest rivals of its main
    technique."""
    main = main_technique(advice)
    if main is None or advice.verdict.kind is VerdictKind.STOP:
        return ()
    speaking: dict[str, Rival] = {}
    for rival in load_rivals():
        stands = main in rival.against or rival.wished(answers)
        stands = stands and rival.verdict in (None, advice.verdict.kind)
        if stands and rival.when.holds(answers) and not advice.recommends(rival.tag):
            speaking.setdefault(rival.tag, rival)
    wishes = [rival for rival in speaking.values() if rival.wished(answers)]
    others = [rival for rival in speaking.values() if not rival.wished(answers)]
    return tuple(_beside(main, rival, answers) for rival in (*wishes, *others[:MOST]))


def _beside(main: str, rival: Rival, answers: Answers) -> Alternative:
    return Alternative(
        tag=rival.tag,
        title=rival.title,
        instead_of=rival.instead_of or main,
        wins_when=_worded(rival.wins_when, answers),
        rule=rule(rival.rule),
    )


def _worded(template: str, answers: Answers) -> Message:
    return Message(template, tuple((name, FIGURES[name](answers)) for name in _names(template)))


def _names(template: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(template) if name]


@lru_cache
def load_rivals(path: Path = CONTENT) -> tuple[Rival, ...]:
    faults: list[str] = []
    rivals = tuple(_rival(entry) for entry in read_entries(path, faults).listed("rival"))
    if faults:
        raise FaultyContent(faults)
    return rivals


def _rival(entry: Entry) -> Rival:
    wins_when = entry.required("wins_when")
    for name in set(_names(wins_when)) - set(FIGURES):
        entry.fault(f"there is no figure {name}")
    return Rival(
        against=entry.texts("against"),
        asked=entry.condition("asked"),
        verdict=entry.text("verdict"),
        instead_of=entry.text("instead_of"),
        when=entry.condition("when") or ALWAYS,
        tag=entry.required("tag"),
        title=message(entry.required("title")),
        wins_when=wins_when,
        rule=entry.required("rule"),
    )
