"""Answers that cannot both hold: named beside each other, with the one that the plan believes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from app.advice.at_odds import figures_at_odds
from app.advice.finding import Contradiction
from app.language.message import Message, message
from app.lifecycle.answers import Answers
from app.lifecycle.bank import load_bank
from app.lifecycle.condition import ALWAYS, Condition, NotACondition, read_condition
from app.lifecycle.entries import Entry, FaultyContent, read_entries

CONTENT = Path(__file__).parent / "content" / "contradictions.toml"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two questions whose answers clash when the condition holds."""

    questions: tuple[str, str]
    when: Condition
    believed: str
    says: Message


def contradictions(answers: Answers) -> tuple[Contradiction, ...]:
    """Among what somebody really said; an assumption contradicts nobody."""
    clashing = (pair for pair in load_pairs() if _clash(pair, answers))
    named = (Contradiction(pair.questions, pair.says, pair.believed) for pair in clashing)
    return (*named, *figures_at_odds(answers))


def _clash(pair: Pair, answers: Answers) -> bool:
    said = all(answers.known(question) for question in pair.when.questions)
    return said and pair.when.holds(answers)


@lru_cache
def load_pairs(content: Path = CONTENT) -> tuple[Pair, ...]:
    """All pairs in the order of the file; FaultyContent names all faults at once."""
    faults: list[str] = []
    found = tuple(_pair(entry) for entry in read_entries(content, faults).listed("pair"))
    if faults:
        raise FaultyContent(faults)
    return found


def _pair(entry: Entry) -> Pair:
    questions, believed = entry.texts("questions"), entry.required("believed")
    when = _when(entry)
    if len(questions) != 2 or believed not in questions:
        entry.fault("questions must be two, and believed one of them")
        questions = ("", "")
    if not when.questions >= set(questions) or not when.questions <= set(load_bank().questions):
        entry.fault("when must be about both questions, and only about known ones")
    one, other = questions
    return Pair((one, other), when, believed, message(entry.required("says")))


def _when(entry: Entry) -> Condition:
    try:
        return read_condition(entry.required("when"))
    except NotACondition as error:
        entry.fault(str(error))
        return ALWAYS
