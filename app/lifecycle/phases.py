"""The five phases a plan is asked about, in the article's order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.language.message import Message, message


class Phase(StrEnum):
    SCOPING = "scoping"
    SELECTION = "selection"
    ALIGNMENT = "alignment"
    INTEGRATION = "integration"
    ESTIMATION = "estimation"


@dataclass(frozen=True, slots=True)
class PhaseWords:
    """How a phase is named, and the question it answers."""

    title: Message
    question: Message


WORDS: dict[Phase, PhaseWords] = {
    Phase.SCOPING: PhaseWords(
        message("Scoping"), message("What, for whom, is it worth it, and may we?")
    ),
    Phase.SELECTION: PhaseWords(
        message("Model selection"),
        message("Which existing model is the starting point, and where may it run?"),
    ),
    Phase.ALIGNMENT: PhaseWords(
        message("Model alignment"),
        message("How will it be made good enough, and how do we know?"),
    ),
    Phase.INTEGRATION: PhaseWords(
        message("Application integration"),
        message("Where do people meet it, and what happens when it fails?"),
    ),
    Phase.ESTIMATION: PhaseWords(
        message("Project estimation"), message("Who, how long, how much, and how sure?")
    ),
}
