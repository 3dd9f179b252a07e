"""What is not acceptable as planned, whatever the verdict is."""

from __future__ import annotations

from collections.abc import Iterator

from app.advice.figures import break_even, share_of
from app.advice.situation import checked_every_time, quality_gap, unreviewed_harm
from app.language.message import Message, Quantity, Unit, message
from app.lifecycle.answers import Answers


def red_flags(answers: Answers) -> tuple[Message, ...]:
    """Not acceptable as planned, beside any verdict; F13 and the rules' named flags."""
    return tuple(_flags(answers))


def _flags(answers: Answers) -> Iterator[Message]:
    alone = answers.any("S09", "nobody")
    if unreviewed_harm(answers):
        yield message(
            "A wrong output can harm people and nobody checks it. Add a review before it counts, "
            "or cut the scope until no such harm is possible."
        )
    if alone and answers.any("I03", "money_access_safety"):
        yield message(
            "It may move money, access or safety by itself and nobody checks it. Add approval for "
            "each action, or take the right away."
        )
    if answers.any("S12a", "decides_alone") and not believed_to_be_checked(answers):
        yield message(
            "It would decide alone about people. A person has to be able to see each decision, "
            "change it and answer for it."
        )
    if answers.any("A08a", "must_answer") and answers.any("S07", "serious_loss", "harm_to_people"):
        yield message("It must always answer, and a wrong answer is very costly. Let it decline.")
    yield from _flags_of_care(answers)


def believed_to_be_checked(answers: Answers) -> bool:
    """Somebody said that a person checks each output; the plan believes that (contradictions)."""
    return answers.known("S09") and checked_every_time(answers)


def launches_at_a_loss(answers: Answers) -> bool:
    """R-03: the launch bar lies below the share from which it pays, and nobody sees each output."""
    bar, pays_from = answers.number("S11a"), break_even(answers)
    if bar is None or pays_from is None or not answers.known("S11a"):
        return False
    return bar < pays_from and not checked_every_time(answers)


def _too_few_rounds(answers: Answers) -> bool:
    """R-70: one round does not close a gap of ten points or more (planning default)."""
    gap = quality_gap(answers)
    measured = answers.known("M09a") and answers.known("S11a")
    return measured and gap is not None and gap >= 0.1 and answers.any("A12", "one")


def _flags_of_care(answers: Answers) -> Iterator[Message]:
    if answers.any("A05", "none"):
        yield message("No expert has time to judge outputs, so nobody can say whether it works.")
    owned = any(row.get("role") == "owner" for row in answers.rows("E09"))
    if answers.known("E09") and not owned:
        yield message("Nobody owns it the day after launch, and systems without an owner decay.")
    if launches_at_a_loss(answers):
        yield message(
            "At the launch bar of {bar} it would lose money: it pays only where more than {even} "
            "of its outputs are right. Raise the bar, or let people take the cases in doubt.",
            bar=share_of(answers.number("S11a") or 0.0),
            even=share_of(break_even(answers) or 0.0),
        )
    if _too_few_rounds(answers):
        yield message(
            "One round of improvement is planned for a gap of {gap} to the launch bar. Allow more "
            "rounds, or lower the bar.",
            gap=Quantity(quality_gap(answers) or 0.0, Unit.POINTS),
        )
    yield from _flags_of_watching(answers)


def _flags_of_watching(answers: Answers) -> Iterator[Message]:
    if answers.any("I09", "nothing"):
        yield message("Nothing may be logged, so nobody can see how well it does in use.")
    if answers.any("I12", "nobody"):
        yield message("Nobody is named to watch quality and cost after launch.")
