"""How the bars of the causes, and the worth of an open answer, were worked out."""

from __future__ import annotations

from collections.abc import Iterator

from app.estimate.estimate import Estimate
from app.export.blocks import Aside, Items
from app.language.message import Message, message, usd, weeks


def of_causes(estimate: Estimate, *, money: bool) -> Aside:
    """The bars of the tornado, and what an open answer is worth."""
    return Aside(
        message("How these were worked out"),
        (Items(tuple(_causes(estimate, money=money))),),
        id="how-causes",
    )


def _causes(estimate: Estimate, *, money: bool) -> Iterator[Message]:
    weeks_now, usd_now = estimate.duration_weeks, estimate.cost.total
    yield message(
        "A bar = the commitment (P80) with one cause at its P10 and at its P90, less {commit} as"
        " the plan stands. It is counted in the same {draws} runs, with all else as it was drawn."
        " A task’s bar is its own deviation alone; what all tasks share has bars of its own. So a"
        " task off every path has a bar of exactly 0.",
        commit=weeks(weeks_now.p80),
        draws=estimate.draws,
    )
    for widest in estimate.sensitivity[:1]:
        yield message(
            "The longest, {name}: {low} − {commit} = {earlier} at one end, {high} − {commit} ="
            " {later} at the other.",
            name=widest.name,
            commit=weeks(weeks_now.p80, figures=3),
            low=weeks(weeks_now.p80 + widest.low_weeks, figures=3),
            high=weeks(weeks_now.p80 + widest.high_weeks, figures=3),
            earlier=weeks(widest.low_weeks, figures=3),
            later=weeks(widest.high_weeks, figures=3),
        )
    yield message(
        "An open answer is worth (P80 − P50) now, {width}, less its mean over the answers it may"
        " get, each set in the same runs and weighed by how likely it is while nobody knows. The"
        " weights are planning defaults and lean to the dear side.",
        width=weeks(weeks_now.p80 - weeks_now.p50, figures=3),
    )
    if money:
        yield message(
            "The same of the cost: now P80 − P50 = {width}.", width=usd(usd_now.p80 - usd_now.p50)
        )
