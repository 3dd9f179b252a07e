"""How sure: what the plan and the commitment promise, and how likely a date or a sum is kept."""

from __future__ import annotations

from collections.abc import Iterator

from app.estimate.estimate import Estimate
from app.export import derivations
from app.export.blocks import Aside, Block, Cell, Chart, Column, Table, Text
from app.export.outline import Showing
from app.language.message import Message, Unit, message, share, weeks
from app.plan.plan import Plan


def certainty(plan: Plan, estimate: Estimate, showing: Showing) -> Iterator[Block]:
    yield Text(_how_sure(estimate))
    yield Chart("finish_certainty", half=True)
    if showing.money:
        yield Chart("cost_certainty", half=True)
    yield Aside(message("The same as a table"), (curve_table(estimate, showing),))
    if plan.basis:
        yield derivations.of_certainty(estimate, plan.basis, money=showing.money)
    yield Text(
        message(
            "P95 is not a worst case: 1 such project in 20 takes longer. Finishing on time and"
            " within the sum, each at its commitment, holds together in {both}.",
            both=share(estimate.joint_at_p80),
        ),
        note=True,
    )


def _how_sure(estimate: Estimate) -> Message:
    finish, wish = estimate.duration_weeks, estimate.deadline_weeks
    if wish is None or estimate.chance.by_deadline is None:
        return message(
            "Half of such projects end within {plan}, 4 in 5 within {commit}, and 1 in 20 takes"
            " longer than {tail}.",
            plan=weeks(finish.p50),
            commit=weeks(finish.p80),
            tail=weeks(finish.p95),
        )
    if finish.p80 <= wish:
        return message(
            "The commitment leaves {spare} before the date you wish, which holds in {chance}.",
            spare=weeks(wish - finish.p80),
            chance=share(estimate.chance.by_deadline),
        )
    return message(
        "The date you wish comes {short} before the commitment; it holds in {chance}.",
        short=weeks(finish.p80 - wish),
        chance=share(estimate.chance.by_deadline),
    )


def curve_table(estimate: Estimate, showing: Showing) -> Table:
    title = message("Plan, commitment and wish")
    columns = [Column(message("Done in, of 100")), Column(message("Weeks"), Unit.WEEKS)]
    finish, cost = estimate.duration_weeks, estimate.cost.total
    names = (message("10"), message("50, the plan"), message("80, the commitment"), message("95"))
    times = (finish.p10, finish.p50, finish.p80, finish.p95)
    sums = (cost.p10, cost.p50, cost.p80, cost.p95)
    if not showing.money:
        rows: tuple[tuple[Cell, ...], ...] = tuple(zip(names, times, strict=True))
        return Table("certainty", title, tuple(columns), (*rows, *_wished(estimate)))
    columns.append(Column(message("Cost to build ($)"), Unit.USD))
    rows = tuple(zip(names, times, sums, strict=True))
    wishes = (*((*wish, None) for wish in _wished(estimate)), *_ceiling(estimate))
    return Table("certainty", title, tuple(columns), (*rows, *wishes))


def _wished(estimate: Estimate) -> Iterator[tuple[Cell, ...]]:
    chance, wish = estimate.chance.by_deadline, estimate.deadline_weeks
    if chance is not None and wish is not None:
        yield message("{n}, the date you wish", n=round(100 * chance)), wish


def _ceiling(estimate: Estimate) -> Iterator[tuple[Cell, ...]]:
    chance, ceiling = estimate.chance.within_budget, estimate.ceiling_usd
    if chance is not None and ceiling is not None:
        yield message("{n}, the sum you can spend", n=round(100 * chance)), None, ceiling
