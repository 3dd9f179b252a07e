"""What may go wrong and what the law asks: the register, the public lists, the duties."""

from __future__ import annotations

from collections.abc import Iterator

from app.advice.finding import Level, Risk, Tier
from app.export.blocks import Aside, Block, Duties, Facts, Heading, Risks, Text
from app.export.outline import Showing
from app.language.message import counted, message
from app.plan.plan import Plan

MOST_OF_A_SUMMARY = 3

TIERS = {
    Tier.PROHIBITED: message("prohibited"),
    Tier.HIGH_RISK_USE: message("high-risk by its use (Annex III)"),
    Tier.HIGH_RISK_PRODUCT: message("high-risk if it is part of a regulated product (Annex I)"),
    Tier.TRANSPARENCY: message("transparency: people have to be told (Art. 50)"),
    Tier.MINIMAL: message("minimal, with no duty of its own"),
}


def gravest(found: tuple[Risk, ...]) -> tuple[Risk, ...]:
    """The few that a summary has room for."""
    weight = list(Level)
    ranked = sorted(found, key=lambda r: -weight.index(r.effect) - weight.index(r.likelihood))
    return tuple(ranked[:MOST_OF_A_SUMMARY])


def risks(plan: Plan, showing: Showing) -> Iterator[Block]:
    grave = sum(risk.effect.value == "high" for risk in plan.advice.risks)
    if grave:
        yield Text(
            counted(
                "{count} risk would do serious harm. Each has somebody who watches it.",
                "{count} risks would do serious harm. Each has somebody who watches it.",
                grave,
            )
        )
    if plan.advice.risks:
        yield Risks(plan.advice.risks if showing.whole else gravest(plan.advice.risks))
    if showing.whole:
        yield from _public_lists(plan)
        yield from _duties(plan)


def _public_lists(plan: Plan) -> Iterator[Block]:
    """Every entry of the lists that auditors ask for, so that nothing looks forgotten."""
    for found in plan.public_lists:
        rows = tuple((entry.name, entry.answered_by) for entry in found.entries)
        yield Aside(message("{list}, entry by entry", list=found.name), (Facts(rows),))


def _duties(plan: Plan) -> Iterator[Block]:
    if plan.advice.duties:
        yield Heading(message("Duties"))
        yield Text(
            message("A memory aid that counsel confirms; it is not legal advice."), note=True
        )
        if plan.advice.tier is not None:
            yield Text(
                message(
                    "The answers point to this tier of the EU AI Act: {tier}. Confirm with "
                    "counsel.",
                    tier=TIERS[plan.advice.tier],
                )
            )
        yield Duties(plan.advice.duties, plan.priced_at)
