"""The plain words for the values of a plan: trust grades, places, levels, kinds of action."""

from __future__ import annotations

from app.advice.finding import Level, Source, Stance, Trust
from app.language.message import Message, message
from app.plan.plan import Action, Place

TRUST: dict[Trust, Message] = {
    Trust.PRIMARY: message("primary source"),
    Trust.SECONDARY: message("secondary source"),
    Trust.COMPUTED: message("worked out from sources"),
    Trust.JUDGEMENT: message("planning default"),
    Trust.GENERAL: message("general knowledge"),
}

# Grades of figures: A read at the source, B from a summary, C from single cases, D judgement.
GRADES: dict[str, Message] = {
    "A": message("primary source"),
    "A-": message("primary source"),
    "A−": message("primary source"),
    "B": message("secondary source"),
    "C": message("single cases"),
    "C+": message("single cases"),
    "D": message("planning default"),
    "E": message("your own figure"),
}

PLACES: dict[Place, Message] = {
    Place.CHOSEN: message("Chosen"),
    Place.IN_PART: message("Chosen, in part"),
    Place.LATER: message("Later"),
    Place.NOT_NEEDED: message("Not needed"),
}

STANCES: dict[Stance, Message] = {
    Stance.DO: message("Chosen"),
    Stance.LATER: message("Later"),
    Stance.AVOID: message("Rejected"),
}

LEVELS: dict[Level, Message] = {
    Level.LOW: message("low"),
    Level.MEDIUM: message("medium"),
    Level.HIGH: message("high"),
}

KINDS: dict[str, Message] = {
    "find_out": message("Find out"),
    "duty": message("Duty"),
    "step": message("Step"),
}

EXPERTISE: dict[str, Message] = {
    "Low": message("Low"),
    "Medium": message("Medium"),
    "Medium-High": message("Medium-High"),
    "High": message("High"),
}


def trust(grade: str | Trust) -> Message:
    """How well a statement is supported, in words; an unknown grade promises nothing."""
    if grade in GRADES:
        return GRADES[str(grade)]
    return TRUST[Trust(grade)] if grade in set(Trust) else TRUST[Trust.GENERAL]


def cited(source: Source) -> Message:
    """A source with its grade, unless the title says already that it is our own default."""
    if source.trust is Trust.JUDGEMENT and "default" in source.title.lower():
        return source.named
    return message("{source}, {trust}", source=source.named, trust=TRUST[source.trust])


def when_due(action: Action) -> Message | None:
    """When it was done, or when it has to be; None where nobody has said."""
    if action.done_on is not None:
        return message("done on {day}", day=action.done_on)
    if action.by is not None:
        return message("{day}", day=action.by)
    return message("now") if action.at_once else None
