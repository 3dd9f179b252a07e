"""How we shall know that it works, and with which data and people."""

from __future__ import annotations

from collections.abc import Iterator

from app.advice.finding import VerdictKind
from app.export import derivations
from app.export.blocks import (
    Aside,
    Block,
    Cell,
    Column,
    Facts,
    Heading,
    Items,
    Table,
    Text,
)
from app.export.names import EXPERTISE
from app.export.outline import Showing
from app.language.message import Message, Quantity, Unit, counted, listed, message, share
from app.lifecycle.phases import WORDS
from app.plan.plan import EvaluationPlan, Labelling, Metric, Plan, RoleNeed

RULE = Column(message("Rule"), rules=True)


def evaluation(plan: Plan, showing: Showing) -> Iterator[Block]:
    wanted = plan.evaluation
    if wanted is None:
        return
    yield Text(_cases_of_code(wanted) if _is_code(plan) else _cases(wanted))
    yield Facts(tuple(_bars(wanted)))
    yield Aside(message("How many cases, and why"), tuple(_how_many(wanted)), id="how-cases")
    if wanted.metrics:
        yield _metrics("metrics", message("What to measure"), message("How"), wanted.metrics)
    if wanted.avoid:
        yield _metrics("avoid", message("What not to rely on"), message("Why not"), wanted.avoid)
    if wanted.steps:
        yield Heading(message("Steps"))
        yield Items(wanted.steps, ordered=True)


def _is_code(plan: Plan) -> bool:
    return plan.verdict.kind is VerdictKind.NO_GENAI


def _cases_of_code(wanted: EvaluationPlan) -> Message:
    return message(
        "Code is right or wrong: all its tests pass, and {cases} real past cases come out as they "
        "did then.",
        cases=wanted.cases_needed,
    )


def _cases(wanted: EvaluationPlan) -> Message:
    if not wanted.cases_present:
        return message(
            "{cases} graded cases tell the share of right answers to within {margin} either way; "
            "none is there so far.",
            cases=wanted.cases_needed,
            margin=Quantity(wanted.margin, Unit.POINTS),
        )
    return counted(
        "{cases} graded cases tell the share of right answers to within {margin} either way;"
        " {count} is there so far.",
        "{cases} graded cases tell the share of right answers to within {margin} either way;"
        " {count} are there so far.",
        wanted.cases_present,
        cases=wanted.cases_needed,
        margin=Quantity(wanted.margin, Unit.POINTS),
    )


def _bars(wanted: EvaluationPlan) -> Iterator[tuple[Message, Message]]:
    """The bars, in shares of cases, from break-even to what must never happen."""
    for name, bar in (
        (message("Break-even"), wanted.break_even),
        (message("Launch"), wanted.launch_bar),
        (message("Target"), wanted.target_bar),
    ):
        if bar is not None:
            yield name, message("{share} right", share=share(bar))
    for name, words in (
        (message("In your words"), wanted.in_your_words),
        (message("Never"), wanted.never),
    ):
        if words is not None:
            yield name, words
    yield from _proof(wanted)


def _proof(wanted: EvaluationPlan) -> Iterator[tuple[Message, Message]]:
    if wanted.clean_cases is not None:
        yield (
            message("No grave failure"),
            message(
                "{cases} cases in a row without one, before the launch: then fewer than {rate} "
                "fail gravely, with 95 % confidence",
                cases=Quantity(wanted.clean_cases, Unit.COUNT, None),
                rate=Quantity(3 / wanted.clean_cases, Unit.PERCENT, 1),
            ),
        )
    if wanted.judge is not None:
        yield message("A model as judge"), wanted.judge


def _how_many(wanted: EvaluationPlan) -> Iterator[Text]:
    yield Text(wanted.derivation)
    if wanted.clean_cases is not None:
        yield Text(
            message(
                "A grave failure in fewer than {rate}: n = ln 0.05 ÷ ln(1 − {rate}) = {cases}"
                " cases without one, for if it were that often, so long a run of luck would come"
                " in 1 case of 20 (closed form).",
                rate=Quantity(3 / wanted.clean_cases, Unit.PERCENT, 1),
                cases=Quantity(wanted.clean_cases, Unit.COUNT, None),
            )
        )


def _metrics(id: str, title: Message, use: Message, metrics: tuple[Metric, ...]) -> Table:
    columns = (Column(message("Measure")), Column(use), RULE)
    rows = tuple(
        (metric.name, metric.use, message("{rule}", rule=metric.rule.id)) for metric in metrics
    )
    return Table(id, title, columns, rows)


def people(plan: Plan, showing: Showing) -> Iterator[Block]:
    yield Text(_who_is_missing(plan))
    yield role_table(plan)
    if any(role.effort_days for role in plan.team):
        yield derivations.of_people()
    hows = tuple((role.title, role.how) for role in plan.team if role.how is not None)
    if hows:
        yield Aside(message("How to fill what is missing"), (Facts(hows),))
    yield Text(
        message(
            "Expertise needed, on the article’s scale: {level}.",
            level=EXPERTISE[plan.advice.expertise],
        ),
        note=True,
    )
    if plan.data:
        yield data_table(plan)
    if plan.labelling:
        yield labelling_table(plan, showing)
        yield Aside(
            message("How the labelling was worked out"),
            tuple(Text(work.derivation) for work in plan.labelling),
        )


def _who_is_missing(plan: Plan) -> Message:
    missing = [role for role in plan.team if role.missing]
    if not plan.team:
        return message("Who is needed depends on what is built.")
    if not missing and not any(role.people for role in plan.team):
        return message("Nobody has said yet who can work on it.")
    if not missing:
        return message("Somebody is there for every role.")
    return counted(
        "{count} of the {needed} roles is still empty.",
        "{count} of the {needed} roles are still empty.",
        len(missing),
        needed=len(plan.team),
    )


def role_table(plan: Plan) -> Table:
    columns = (
        Column(message("Role")),
        Column(message("Phases")),
        Column(message("Work, P50 (days)"), Unit.PERSON_DAYS),
        Column(message("Work, P80 (days)"), Unit.PERSON_DAYS),
        Column(message("Named"), Unit.COUNT),
        Column(message("Status")),
    )
    return Table("team", message("Team"), columns, tuple(_role_row(role) for role in plan.team))


def _role_row(role: RoleNeed) -> tuple[Cell, ...]:
    phases = tuple(WORDS[phase].title for phase in role.phases)
    return (
        role.title,
        listed(phases) if phases else None,
        role.effort_days.p50 if role.effort_days else None,
        role.effort_days.p80 if role.effort_days else None,
        role.people,
        _status(role),
    )


def _status(role: RoleNeed) -> Message:
    if role.missing:
        return message("missing")
    return message("there") if role.people else message("not said yet")


def data_table(plan: Plan) -> Table:
    columns = (
        Column(message("Data")),
        Column(message("There is")),
        Column(message("Needed")),
        Column(message("Rights")),
        Column(message("Gap")),
        RULE,
    )
    rows = tuple(
        (need.what, need.have, need.need, need.rights, need.gap, message("{r}", r=need.rule.id))
        for need in plan.data
    )
    return Table("data", message("Data"), columns, rows)


def labelling_table(plan: Plan, showing: Showing) -> Table:
    columns = [
        Column(message("To label")),
        Column(message("Items"), Unit.COUNT),
        Column(message("Hours, P50"), Unit.HOURS),
        Column(message("Hours, P80"), Unit.HOURS),
    ]
    if showing.money:
        columns += [
            Column(message("Cost, P50 ($)"), Unit.USD),
            Column(message("Cost, P80 ($)"), Unit.USD),
        ]
    rows = tuple(_labelling_row(work, showing) for work in plan.labelling)
    return Table("labelling", message("Labelling"), tuple(columns), rows)


def _labelling_row(work: Labelling, showing: Showing) -> tuple[Cell, ...]:
    money = (work.usd.p50, work.usd.p80) if showing.money else ()
    return (work.kind, work.items, work.hours.p50, work.hours.p80, *money)
