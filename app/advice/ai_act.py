"""The tier of the EU AI Act that the answers point to (R-60 to R-63); counsel confirms it."""

from __future__ import annotations

from app.advice.finding import Tier
from app.advice.situation import PROHIBITED, writes_text
from app.lifecycle.answers import Answers

# Uses of Annex III as the questionnaire names them; health counts when it decides on access.
ANNEX_III = (
    "hiring_work", "credit_insurance", "education_access", "law_justice", "border_police",
    "biometrics", "emotion_elsewhere", "critical_infrastructure",
)  # fmt: skip
ANNEX_I = ("product_safety", "health")  # AI in regulated products, such as medical devices
PLAYS_A_PART = ("informs", "ranks_or_filters", "decides_alone")


def tier(answers: Answers) -> Tier | None:
    """None when it is not used in the European Union; a prohibited practice is named anywhere."""
    if answers.any("S12", *PROHIBITED):
        return Tier.PROHIBITED
    if not answers.any("S13", "eu"):
        return None
    return tier_of_the_area(answers) or _by_people(answers)


def tier_of_the_area(answers: Answers) -> Tier | None:
    """High risk by the areas named, also of what is left beside a prohibited function (F00)."""
    if not answers.any("S13", "eu"):
        return None
    if answers.any("S12", *ANNEX_III) and _plays_a_part(answers):
        return Tier.HIGH_RISK_USE
    if answers.any("S12", *ANNEX_I) and _plays_a_part(answers):
        return Tier.HIGH_RISK_PRODUCT
    return None


def _plays_a_part(answers: Answers) -> bool:
    """Whether the output bears on a decision; areas that put no such question always count."""
    return not answers.options("S12a") or answers.any("S12a", *PLAYS_A_PART)


def _informs_the_public(answers: Answers) -> bool:
    """Art. 50(4): text for the public that no person reviews before it counts."""
    reviewed = answers.any("S09", "expert_every_time", "user_every_time")
    return writes_text(answers) and answers.any("S06", "general_public") and not reviewed


def _by_people(answers: Answers) -> Tier:
    talks = answers.any("S02", "hold_conversation", "answer_questions")
    made = answers.any("S02", "media") or answers.any("M02a", "images", "audio", "video")
    met = not answers.any("S06", "only_software")
    if met and (talks or made or _informs_the_public(answers)):
        return Tier.TRANSPARENCY
    return Tier.MINIMAL
