"""What the plan rests on: assumptions, what to find out, the answers given, and the sources."""

from __future__ import annotations

from collections.abc import Iterator

from app.export.blocks import (
    Actions,
    AnswerList,
    Assumptions,
    Block,
    Heading,
    Sources,
    Text,
)
from app.export.outline import Showing
from app.language.message import Message, counted, message
from app.lifecycle.phases import WORDS, Phase
from app.plan.plan import Plan

MOST_OF_A_SUMMARY = 4


def assumptions(plan: Plan, showing: Showing) -> Iterator[Block]:
    yield Text(_how_many(plan))
    if not showing.whole:
        yield Actions(plan.actions[:MOST_OF_A_SUMMARY])
        return
    if plan.actions:
        yield Heading(message("What to do next"))
        yield Actions(plan.actions)
    if plan.assumptions:
        yield Heading(message("What is assumed"))
        yield Assumptions(plan.assumptions)


def _how_many(plan: Plan) -> Message:
    count = len(plan.assumptions)
    if not count:
        return message("Nothing is assumed: every question has its answer.")
    return counted(
        "{count} answer is assumed until somebody gives it.",
        "{count} answers are assumed until somebody gives them.",
        count,
    )


def answers(plan: Plan, showing: Showing) -> Iterator[Block]:
    yield Text(
        message(
            "{answered} of {asked} questions are answered.",
            answered=plan.answered,
            asked=plan.asked,
        )
    )
    for phase in Phase:
        said = tuple(answer for answer in plan.answers if answer.phase is phase)
        if said:
            yield AnswerList(WORDS[phase].title, said)


def sources(plan: Plan, showing: Showing) -> Iterator[Block]:
    yield Text(
        message("Every rule and figure above rests on one of these. Questions: version {version}.",
                version=plan.bank_version),
        note=True,
    )  # fmt: skip
    yield Sources(plan.sources)
