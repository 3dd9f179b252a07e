"""The shipped figures that a plan quotes beside its own, kept with it as they were that day."""

from __future__ import annotations

from app.compute.hardware import UnknownHardware, hardware
from app.compute.rent import rent
from app.estimate.estimate import Estimate
from app.estimate.priors import load_priors
from app.plan.plan import Basis, Chip, Cited, DrawnEvent

QUOTED = (
    "shared_effort", "shared_calendar", "pass_through", "stop_well_prepared", "stop",
    "stop_unprepared", "spread_blank", "spread_known",
)  # fmt: skip


def basis(estimate: Estimate | None) -> Basis | None:
    """None for a plan without an estimate: it quotes nothing."""
    if estimate is None:
        return None
    priors = load_priors()
    rework, risks = priors.rework, tuple(priors.risks.values())
    found = {name: priors.figures[name] for name in QUOTED}
    chips = {each.hardware: chip(each.hardware) for each in estimate.machines.training}
    return Basis(
        figures={name: Cited(each.value, each.source, each.trust) for name, each in found.items()},
        round_share=Cited(rework.round_share, rework.source, rework.trust),
        most_rounds=rework.most_rounds,
        events=tuple(DrawnEvent(risk.title, risk.chance) for risk in risks),
        events_source=risks[0].source,
        chips={name: each for name, each in chips.items() if each is not None},
    )


def chip(name: str) -> Chip | None:
    try:
        found = hardware(name)
    except UnknownHardware:
        return None
    price = rent(found)
    quoted = Cited(price.usd_per_hour.likely, price.source, price.trust) if price else None
    return Chip(
        name=found.name,
        peak_flops=Cited(found.peak_flops, found.source, found.trust),
        usable_gib=found.usable_gib,
        memory_gb=found.memory_gb,
        tdp_watts=found.tdp_watts,
        price=quoted,
    )
