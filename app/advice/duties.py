"""What the labels oblige the project to do: a memory aid that counsel confirms, not law."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from app.advice.catalogue import rule
from app.advice.finding import Duty
from app.advice.situation import HIGH_RISK, PROHIBITED, faces_the_public
from app.language.message import Message, listed, message
from app.lifecycle.answers import Answers
from app.lifecycle.labels import Label, labels

CHECKED_ON = date(2026, 11, 23)

# When the duty begins to apply; the others apply already.
APPLIES_FROM = {
    "prohibited_practice": date(2025, 2, 2),
    "high_risk_area": date(2027, 12, 2),
    "eu_users": date(2026, 8, 2),
    "public_facing": date(2026, 8, 2),
    "generated_media": date(2026, 12, 2),
}
REGULATED_PRODUCT = date(2028, 8, 2)  # high-risk systems inside regulated products (Annex I)


class Tier(StrEnum):
    """The tiers of the EU AI Act, strictest first."""

    PROHIBITED = "prohibited"
    HIGH_RISK = "high_risk"
    TRANSPARENCY = "transparency"
    MINIMAL = "minimal"


def tier(answers: Answers) -> Tier | None:
    """The tier that the answers point to; None outside the European Union."""
    if answers.any("S12", *PROHIBITED):
        return Tier.PROHIBITED
    if not answers.any("S13", "eu"):
        return None
    if answers.any("S12", *HIGH_RISK):
        return Tier.HIGH_RISK
    met = faces_the_public(answers) or answers.any("S02", "hold_conversation", "media")
    return Tier.TRANSPARENCY if met else Tier.MINIMAL


def duties(answers: Answers) -> tuple[Duty, ...]:
    """One duty for each label that holds, in the order of the labels."""
    return tuple(_duty(label, answers) for label in labels(answers))


def _duty(label: Label, answers: Answers) -> Duty:
    return Duty(
        label=label.id,
        title=label.title,
        how=_how(label),
        rule=rule(label.rules[0]),
        because=tuple(sorted(label.when.questions)),
        applies_from=_applies_from(label, answers),
        checked_on=CHECKED_ON,
    )


def _how(label: Label) -> Message:
    return message("{duties}. Confirm with counsel.", duties=listed(label.duties))


def _applies_from(label: Label, answers: Answers) -> date | None:
    if label.id == "high_risk_area" and answers.any("S12", "product_safety"):
        return REGULATED_PRODUCT
    return APPLIES_FROM.get(label.id)
