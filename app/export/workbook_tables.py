"""What stands in the workbook: one table a sheet."""

from __future__ import annotations

from collections.abc import Iterator

from app.export.blocks import Cell, Column, Table
from app.export.causes import swing_table, worth_table
from app.export.closing import signed_and_since
from app.export.evaluating import role_table
from app.export.money import line_table
from app.export.names import KINDS, LEVELS, TRUST
from app.export.outline import Showing
from app.export.work import phase_table, task_table
from app.language.message import Message, Unit, message, verbatim
from app.plan.plan import Plan, Signed


def tables(plan: Plan, showing: Showing) -> Iterator[Table]:
    yield summary_table(plan, showing)
    if plan.estimate is not None:
        yield task_table(plan)
        yield phase_table(plan.estimate)
        if showing.money:
            lines = plan.estimate.cost.lines
            yield line_table("costs", message("Costs"), lines)
            yield line_table("running", message("Running costs"), plan.estimate.running.lines)
        yield swing_table(plan.estimate, showing)
        yield worth_table(plan, plan.estimate, showing)
    yield role_table(plan)
    yield risk_table(plan)
    yield action_table(plan)
    if plan.signed is not None:
        yield signature_table(plan.signed)
    if showing.answers:
        yield answer_table(plan)
    yield source_table(plan)


def summary_table(plan: Plan, showing: Showing) -> Table:
    """The verdict and the figures of the whole; they are simulated together, never summed."""
    columns = (
        Column(message("What")),
        Column(message("P10"), Unit.WEEKS),
        Column(message("P50, the plan"), Unit.WEEKS),
        Column(message("P80, the commitment"), Unit.WEEKS),
        Column(message("P95"), Unit.WEEKS),
    )
    empty: tuple[Cell, ...] = (None, None, None, None)
    rows: list[tuple[Cell, ...]] = [
        (verbatim(plan.title), *empty),
        (plan.verdict.opening, *empty),
        (plan.verdict.sentence, *empty),
    ]
    estimate = plan.estimate
    if estimate is not None:
        ranges = [
            (message("Finish (weeks)"), estimate.duration_weeks),
            (message("Work (person-days)"), estimate.effort_days),
        ]
        if showing.money:
            ranges.append((message("Cost to build ($)"), estimate.cost.total))
            if estimate.running.total is not None:
                ranges.append((message("Running cost a month ($)"), estimate.running.total))
        rows += [(name, r.p10, r.p50, r.p80, r.p95) for name, r in ranges]
    rows.append((message("Prices of {day}", day=plan.priced_at), *empty))
    return Table("summary", message("Summary"), columns, tuple(rows))


def risk_table(plan: Plan) -> Table:
    columns = _texts(
        message("Risk"),
        message("Likelihood"),
        message("Effect"),
        message("What may happen"),
        message("Against it"),
        message("Watched by"),
        message("Rule"),
    )
    rows = tuple(
        (
            risk.title,
            LEVELS[risk.likelihood],
            LEVELS[risk.effect],
            risk.happens,
            risk.mitigation,
            risk.owner,
            verbatim(risk.rule.id),
        )
        for risk in plan.advice.risks
    )
    return Table("risks", message("Risks"), columns, rows)


def action_table(plan: Plan) -> Table:
    columns = _texts(
        message("Kind"), message("What to do"), message("Who"), message("By"), message("Done on")
    )
    rows = tuple(
        (KINDS[action.kind], action.title, action.owner, action.by, action.done_on)
        for action in plan.actions
    )
    return Table("actions", message("Actions"), columns, rows)


def signature_table(signed: Signed) -> Table:
    """Who signed the version, and in a last row how far the plan has gone from it."""
    columns = _texts(
        message("Name"), message("Signed as"), message("Words"), message("Day"), message("Time"),
        message("Version"),
    )  # fmt: skip
    version = message("{number}: {name}", number=str(signed.number), name=signed.name)
    rows: list[tuple[Cell, ...]] = [
        (
            signature.name,
            signature.capacity,
            signature.words,
            signature.on,
            message("{time} UTC", time=signature.at),
            version,
        )
        for signature in signed.signatures
    ]
    rows.append((signed_and_since(signed), None, None, None, None, None))
    return Table("sign-off", message("Sign-off"), columns, tuple(rows))


def answer_table(plan: Plan) -> Table:
    columns = _texts(
        message("Id"), message("Question"), message("Answer"), message("Note"), message("Evidence")
    )
    rows = tuple(
        (
            verbatim(said.question),
            said.asks,
            said.words,
            _own(said.answer.note),
            _own(said.answer.evidence),
        )
        for said in plan.answers
    )
    return Table("answers", message("Answers"), columns, rows)


def source_table(plan: Plan) -> Table:
    columns = _texts(message("Source"), message("Grade"), message("Address"))
    rows = tuple(
        (source.named, TRUST[source.trust], _own(source.url or "")) for source in plan.sources
    )
    return Table("sources", message("Sources"), columns, rows)


def _texts(*titles: Message) -> tuple[Column, ...]:
    return tuple(Column(title) for title in titles)


def _own(text: str) -> Message | None:
    return verbatim(text) if text else None
