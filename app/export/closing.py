"""What the plan rests on: assumptions, what to find out, the answers given, and the sources."""

from __future__ import annotations

from collections.abc import Iterator

from app.export.blocks import (
    Actions,
    AnswerList,
    Assumptions,
    Block,
    Facts,
    Heading,
    Sources,
    Text,
)
from app.export.outline import Showing
from app.language.message import Message, counted, listed, message
from app.lifecycle.phases import WORDS, Phase
from app.plan.plan import Plan, Signature, Signed

MOST_OF_A_SUMMARY = 4
LINES_OF_SIGNATURES = 2


def assumptions(plan: Plan, showing: Showing) -> Iterator[Block]:
    yield Text(_how_many(plan))
    if not showing.whole:
        yield from _ending_of_a_summary(plan)
        return
    if plan.actions:
        yield Heading(message("What to do next"))
        yield Actions(plan.actions)
    if plan.assumptions:
        yield Heading(message("What is assumed"))
        yield Assumptions(plan.assumptions)


def _ending_of_a_summary(plan: Plan) -> Iterator[Block]:
    """What comes first, and who signed; the one makes room for the other."""
    if plan.signed is None:
        yield Actions(plan.actions[:MOST_OF_A_SUMMARY])
    else:
        yield Actions(plan.actions[: MOST_OF_A_SUMMARY - LINES_OF_SIGNATURES])
        yield Text(_signed_by_all(plan.signed))


def _how_many(plan: Plan) -> Message:
    count = len(plan.assumptions)
    if not count:
        return message("Nothing is assumed: every question has its answer.")
    return counted(
        "{count} answer is assumed until somebody gives it.",
        "{count} answers are assumed until somebody gives them.",
        count,
    )


def sign_off(plan: Plan, showing: Showing) -> Iterator[Block]:
    if plan.signed is None:
        return
    yield Text(
        message(
            "Version {number}, “{name}”, is signed; {since}.",
            number=str(plan.signed.number),
            name=plan.signed.name,
            since=since(plan.signed.changes),
        )
    )
    yield Facts(tuple(_under(signature) for signature in plan.signed.signatures))


def signed_and_since(signed: Signed) -> Message:
    """In a line: "Signed version 3, 2 changes since"."""
    return message(
        "Signed version {number}, {changes}",
        number=str(signed.number),
        changes=since(signed.changes),
    )


def since(changes: int) -> Message:
    if changes == 0:
        return message("nothing has changed since")
    return counted("{count} change since", "{count} changes since", changes)


def _signed_by_all(signed: Signed) -> Message:
    """What a summary has room for: who signed, in a sentence."""
    return message(
        "Version {number}, “{name}”, is signed by {people}; {since}.",
        number=str(signed.number),
        name=signed.name,
        people=listed(
            message("{name} ({capacity})", name=each.name, capacity=each.capacity)
            for each in signed.signatures
        ),
        since=since(signed.changes),
    )


def _under(signature: Signature) -> tuple[Message, Message]:
    """Who signed in which capacity; what they said, and when."""
    who = message("{name}, {capacity}", name=signature.name, capacity=signature.capacity)
    says = message(
        "“{words}” {day}, {time} UTC",
        words=signature.words,
        day=signature.on,
        time=signature.at,
    )
    return who, says


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
