"""The answers behind advice: what was said, or what is assumed where nobody has said anything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.language.message import Message
from app.lifecycle.answers import State
from app.plan.plan import Plan


@dataclass(frozen=True, slots=True)
class Ground:
    """One answer that advice rests on."""

    question: str
    asks: Message
    words: Message
    assumed: bool


def grounds(plan: Plan) -> Mapping[str, Ground]:
    """By question: an answer that was given comes before what is assumed in its place."""
    found = {
        assumed.question: Ground(assumed.question, assumed.asks, assumed.assumed, True)
        for assumed in plan.assumptions
    }
    for said in plan.answers:
        if said.answer.state is State.ANSWERED:
            found[said.question] = Ground(said.question, said.asks, said.words, False)
    return found


def behind(questions: Iterable[str], plan_grounds: Mapping[str, Ground]) -> tuple[Ground, ...]:
    """The grounds of some advice; a question that is neither answered nor assumed is left out."""
    return tuple(
        plan_grounds[question] for question in dict.fromkeys(questions) if question in plan_grounds
    )
