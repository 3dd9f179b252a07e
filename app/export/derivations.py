"""How figures were worked out: each formula with this plan's values, its source and its grade."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from app.charts.of_plan import asked_of
from app.estimate.estimate import Estimate, FactorNow, Learnt
from app.export.blocks import Aside, Cell, Column, Items, Table, Text
from app.export.names import trust
from app.language.message import Message, Quantity, Unit, message, share, usd, verbatim, weeks
from app.plan.plan import Basis, Plan


def of_work(plan: Plan, estimate: Estimate) -> Aside:
    """Days and weeks: the formulas and this plan's factors."""
    return Aside(
        message("How days and weeks were worked out"),
        (
            Items(tuple(_work(estimate, plan.basis)) if plan.basis else ()),
            factor_table(estimate.factors, asked_of(plan)),
        ),
        id="how-work",
    )


def _work(estimate: Estimate, priors: Basis) -> Iterator[Message]:
    yield message(
        "Days of a task = its middle × the factors below × e to the power of its deviation. The"
        " deviation follows what all tasks share (log-sd {shared}: {source}; {trust}) and the"
        " task’s own range.",
        shared=Quantity(priors.value("shared_effort")),
        source=message(priors.figures["shared_effort"].source),
        trust=trust(priors.figures["shared_effort"].trust),
    )
    if estimate.learnt is not None:
        yield from _learnt(estimate.learnt)
    yield message(
        "Weeks of a task = its waiting + its days ÷ (5 × the people on it), slower or faster by"
        " what all dates share (log-sd {shared}: {source}; {trust}). Of an overrun of days, the"
        " power {passed} reaches the calendar.",
        shared=Quantity(priors.value("shared_calendar")),
        source=message(priors.figures["shared_calendar"].source),
        trust=trust(priors.figures["shared_calendar"].trust),
        passed=Quantity(priors.value("pass_through")),
    )
    yield message(
        "After evaluation another round of {round} of the building is needed with a chance that"
        " depends on the quality gap, at most {most} times ({source}; {trust}).",
        round=Quantity(priors.round_share.value, Unit.PERCENT),
        most=priors.most_rounds,
        source=message(priors.round_share.source),
        trust=trust(priors.round_share.trust),
    )
    yield _events(priors)
    yield _finish(estimate)


def _events(priors: Basis) -> Message:
    return message(
        "Events are drawn with their chances: {events} ({source}; planning default).",
        events=tuple(
            message(
                "{event} ({chance})",
                event=risk.title,
                chance=Quantity(risk.chance, Unit.PERCENT),
            )
            for risk in priors.events
        ),
        source=message(priors.events_source),
    )


def _finish(estimate: Estimate) -> Message:
    return message(
        "The finish is the latest end on the way to “{milestone}”, in each of {draws} runs that"
        " draw all of this at once (Latin hypercube, seed {seed}): P50 = {plan}, P80 = {commit},"
        " P95 = {tail}. The days of all tasks together: {days}, {days_commit}, {days_tail}.",
        milestone=estimate.milestone,
        draws=estimate.draws,
        seed=str(estimate.seed),
        plan=weeks(estimate.duration_weeks.p50),
        commit=weeks(estimate.duration_weeks.p80),
        tail=weeks(estimate.duration_weeks.p95),
        days=Quantity(estimate.effort_days.p50),
        days_commit=Quantity(estimate.effort_days.p80),
        days_tail=Quantity(estimate.effort_days.p95, Unit.PERSON_DAYS),
    )


def _learnt(learnt: Learnt) -> Iterator[Message]:
    yield message(
        "Finished work moves the middle by e to the power n·x̄ ÷ (4 + n), where x̄ is the mean of"
        " ln(actual ÷ shipped) of the n = {n} finished tasks, {own} of this plan and {earlier} of"
        " earlier ones. A task with three and more of its own kind starts from what the others say,"
        " weighed as 10 outcomes, and learns from its own. The spread widens or narrows with them,"
        " never below the narrowest seen in data. Weights are planning defaults.",
        n=learnt.own + learnt.earlier,
        own=learnt.own,
        earlier=learnt.earlier,
    )
    yield message(
        "After ten finished projects what all tasks share is the organisation’s own; here it is"
        " {shared}.",
        shared=Quantity(learnt.shared_effort),
    )


def factor_table(factors: tuple[FactorNow, ...], asks: Mapping[str, Message]) -> Table:
    columns = (
        Column(message("Factor")),
        Column(message("Here")),
        Column(message("Times")),
        Column(message("By the answer to")),
        Column(message("Source")),
        Column(message("Grade")),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            factor.title,
            factor.level or message("not known: drawn anew in every run"),
            None if factor.times is None else message("{times}", times=Quantity(factor.times)),
            asks.get(factor.question) or verbatim(factor.question),
            message(factor.source),
            trust(factor.trust),
        )
        for factor in factors
    )
    return Table("factors", message("What makes this project larger or smaller"), columns, rows)


def of_gate(estimate: Estimate, priors: Basis) -> Aside:
    """The three figures of the stop/go decision."""
    gate = estimate.gate
    chances = ("stop_well_prepared", "stop", "stop_unprepared")
    found = next((name for name in chances if priors.value(name) == gate.stop_chance), "stop")
    return Aside(
        message("How the decision was worked out"),
        (
            Items(
                (
                    message(
                        "Each task has a part that is done before the decision. Their days, money"
                        " and longest way give {plan} and {commit} in half and in 4 of 5 runs.",
                        plan=weeks(gate.weeks.p50),
                        commit=weeks(gate.weeks.p80),
                    ),
                    message(
                        "The chance of a stop is {chance}: lower when metric, baseline, target and"
                        " owner are named and ten examples were tried, higher when none of it is"
                        " ({source}; {trust}).",
                        chance=share(gate.stop_chance),
                        source=message(priors.figures[found].source),
                        trust=trust(priors.figures[found].trust),
                    ),
                    message(
                        "Expected = mean to the decision + (1 − {chance}) × (mean if it goes on −"
                        " mean to the decision).",
                        chance=Quantity(gate.stop_chance, Unit.PERCENT),
                    ),
                )
            ),
        ),
        id="how-gate",
    )


def of_certainty(estimate: Estimate, priors: Basis, *, money: bool) -> Aside:
    """Chances, and how much is known."""
    return Aside(
        message("How the chances were worked out"),
        (Items(tuple(_certainty(estimate, priors, money=money))),),
        id="how-certainty",
    )


def _certainty(estimate: Estimate, priors: Basis, *, money: bool) -> Iterator[Message]:
    yield message(
        "A chance is the share of the same {draws} runs: those that end by the date, cost no more"
        " than the sum, or both. So the two single chances and the joint one fit together.",
        draws=estimate.draws,
    )
    if estimate.deadline_weeks is not None and estimate.chance.by_deadline is not None:
        yield message(
            "By the date: {n} of {draws} runs end within {wish}.",
            n=round(estimate.chance.by_deadline * estimate.draws),
            draws=estimate.draws,
            wish=weeks(estimate.deadline_weeks, figures=3),
        )
    if money and estimate.ceiling_usd is not None and estimate.chance.within_budget is not None:
        yield message(
            "Within the budget: {n} of {draws} runs cost at most {ceiling}.",
            n=round(estimate.chance.within_budget * estimate.draws),
            draws=estimate.draws,
            ceiling=usd(estimate.ceiling_usd),
        )
    if money:
        yield message(
            "Both commitments hold together in {both} of the runs, not in 8 of 10: effort and"
            " calendar overrun together only in part.",
            both=share(estimate.joint_at_p80),
        )
    effort = estimate.effort_days
    yield message(
        "How much is known: {known} = ({blank} − w) ÷ ({blank} − {settled}), where w is"
        " ln(P90 ÷ P10) of the days, about {width} here; {blank} with nothing known, {settled}"
        " with all. It measures answers, not luck.",
        known=share(estimate.known),
        blank=Quantity(priors.value("spread_blank"), figures=3),
        settled=Quantity(priors.value("spread_known"), figures=3),
        width=Quantity(_width(effort.p10, effort.p90), figures=3),
    )
    yield message(
        "With {draws} runs the simulation itself is off by about 1 to 2 % at P80, far less than"
        " the ranges are wide.",
        draws=estimate.draws,
    )


def _width(low: float, high: float) -> float:
    return math.log(high / low) if low > 0 else 0.0


def of_people() -> Aside:
    return Aside(
        message("How the days of a role were worked out"),
        (
            Text(
                message(
                    "Days of a role = Σ over the tasks of their days × the role’s share of the"
                    " task. The shares are planning defaults. A role that nobody named keeps the"
                    " reference capacity, and is paid for."
                )
            ),
        ),
        id="how-people",
    )
