"""The charts of a plan, by name: the page and the printed document ask for the same ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from app.charts.certainty import Certainty, certainty
from app.charts.gantt import gantt
from app.charts.marks import Drawing
from app.charts.memory import memory_chart
from app.charts.memory_rows import filled
from app.charts.parts import Part, money_parts, parts_chart
from app.charts.range_picture import COMMIT, PLAN, RangePicture, range_picture
from app.charts.scale import top_for
from app.charts.tornado import reaches, tornado
from app.charts.turning_point import turning_point
from app.charts.worth import Worth, worth_chart
from app.estimate.estimate import Cost, Estimate
from app.estimate.ranges import Range
from app.language.message import Message, Unit, message, usd, verbatim
from app.language.reader import Reader, rounded
from app.plan.plan import Plan

Draw = Callable[[Plan, Estimate, Reader, float], Drawing | None]

MOST_WORTHS = 6


def chart(name: str, plan: Plan, reader: Reader, width: float) -> Drawing | None:
    """The chart of that name; None when the plan has nothing to show in it."""
    if plan.estimate is None:
        return None
    return CHARTS[name](plan, plan.estimate, reader, width)


def _finish(plan: Plan, estimate: Estimate, reader: Reader, width: float) -> Drawing:
    amounts, wish = estimate.duration_weeks, estimate.deadline_weeks
    words = None if wish is None else message("wish {weeks}", weeks=rounded(wish, 3))
    picture = RangePicture(
        title=finish_title(plan.kickoff, reader),
        range=amounts,
        unit=Unit.WEEKS,
        top=_top(amounts, wish),
        wish=wish,
        wish_words=words,
        plan_words=_day(plan.kickoff, amounts.p50, reader) or PLAN,
        commit_words=_day(plan.kickoff, amounts.p80, reader) or COMMIT,
    )
    return range_picture(picture, reader, width)


def finish_title(kickoff: date | None, reader: Reader) -> Message:
    if kickoff is None:
        return message("Finish, in weeks")
    return message("Finish, in weeks from {day}", day=reader.short_day(kickoff))


def _day(kickoff: date | None, weeks: float, reader: Reader) -> Message | None:
    return verbatim(reader.short_day(kickoff + timedelta(weeks=weeks))) if kickoff else None


def _top(amounts: Range, wish: float | None) -> float:
    """The end of the scale: past P95, and past the wish unless that lies far away."""
    wished = wish if wish is not None and wish < 2 * amounts.p95 else 0.0
    return top_for(max(amounts.p95, wished) * 1.04)


def _money(title: Message, amounts: Range, ceiling: float | None) -> RangePicture:
    words = None if ceiling is None else message("ceiling {sum}", sum=usd(ceiling))
    return RangePicture(title, amounts, Unit.USD, _top(amounts, ceiling), ceiling, words)


def _cost(plan: Plan, estimate: Estimate, reader: Reader, width: float) -> Drawing:
    title = message("Cost to build")
    return range_picture(_money(title, estimate.cost.total, estimate.ceiling_usd), reader, width)


def _running(plan: Plan, estimate: Estimate, reader: Reader, width: float) -> Drawing | None:
    total = estimate.running.total
    if total is None:
        return None
    title = message("Running cost a month")
    return range_picture(_money(title, total, estimate.running_ceiling_usd), reader, width)


def _gantt(plan: Plan, estimate: Estimate, reader: Reader, width: float) -> Drawing:
    return gantt(estimate, plan.kickoff, reader, width)


def _finish_certainty(plan: Plan, estimate: Estimate, reader: Reader, width: float) -> Drawing:
    curve = Certainty(
        message("How sure is the date"),
        estimate.finish_curve,
        estimate.duration_weeks,
        Unit.WEEKS,
        estimate.deadline_weeks,
        estimate.chance.by_deadline,
    )
    return certainty(curve, reader, width)


def _cost_certainty(plan: Plan, estimate: Estimate, reader: Reader, width: float) -> Drawing:
    curve = Certainty(
        message("How sure is the sum"),
        estimate.cost_curve,
        estimate.cost.total,
        Unit.USD,
        estimate.ceiling_usd,
        estimate.chance.within_budget,
    )
    return certainty(curve, reader, width)


def _tornado(plan: Plan, estimate: Estimate, reader: Reader, width: float) -> Drawing | None:
    if not reaches(estimate.sensitivity, Unit.WEEKS, reader):
        return None
    commit = estimate.duration_weeks.p80
    return tornado(estimate.sensitivity, commit, Unit.WEEKS, reader, width)


def _cost_tornado(plan: Plan, estimate: Estimate, reader: Reader, width: float) -> Drawing | None:
    if not reaches(estimate.sensitivity, Unit.USD, reader):
        return None
    return tornado(estimate.sensitivity, estimate.cost.total.p80, Unit.USD, reader, width)


def _parts(plan: Plan, estimate: Estimate, reader: Reader, width: float) -> Drawing:
    return money_parts(estimate.cost.total, parts_of(estimate.cost), reader, width)


def parts_of(cost: Cost) -> list[tuple[Message, Range]]:
    return [
        (message("People"), cost.people),
        (message("Labels"), cost.labels),
        (message("Machines"), cost.compute),
        (message("Fixed sums"), cost.fixed),
    ]


def _running_parts(plan: Plan, estimate: Estimate, reader: Reader, width: float) -> Drawing | None:
    running = estimate.running
    if running.total is None or len(running.lines) < 2:
        return None
    title = message("Running cost a month")
    rows = [Part(title, running.total, whole=True)]
    rows += [Part(line.title, line.usd) for line in running.lines]
    return parts_chart(rows, Unit.USD, reader, width, title)


def asked_of(plan: Plan) -> Mapping[str, Message]:
    """Each question that the plan speaks of, as it is asked."""
    asks = {assumption.question: assumption.asks for assumption in plan.assumptions}
    return asks | {answer.question: answer.asks for answer in plan.answers}


def _worth(plan: Plan, estimate: Estimate, reader: Reader, width: float) -> Drawing | None:
    asks = asked_of(plan)
    worths = [
        Worth(asks[worth.question], worth.narrows_weeks_p80)
        for worth in estimate.answer_next
        if worth.question in asks and worth.narrows_weeks_p80 >= 0.05
    ]
    if not worths:
        return None
    # They were chosen by weeks and dollars; what is shown are the weeks.
    most = sorted(worths[:MOST_WORTHS], key=lambda worth: worth.narrows, reverse=True)
    return worth_chart(most, Unit.WEEKS, reader, width)


def _memory(plan: Plan, estimate: Estimate, reader: Reader, width: float) -> Drawing | None:
    rows = filled(estimate.machines)
    return memory_chart(rows, reader, width) if rows else None


def _turning_point(plan: Plan, estimate: Estimate, reader: Reader, width: float) -> Drawing | None:
    serving = estimate.machines.serving
    if serving is None or serving.crossing is None:
        return None
    return turning_point(serving.crossing, serving.requests_per_day, reader, width)


def _outcomes(plan: Plan, estimate: Estimate, reader: Reader, width: float) -> Drawing | None:
    """Each task that has begun: the days it has taken on the range that was planned."""
    if plan.under_way is None or not plan.under_way.tasks:
        return None
    rows = [Part(t.title, t.planned_days, actual=t.days) for t in plan.under_way.tasks]
    title = message("Person-days: what was planned, and what it took")
    return parts_chart(rows, Unit.PERSON_DAYS, reader, width, title)


def _finish_moved(plan: Plan, estimate: Estimate, reader: Reader, width: float) -> Drawing | None:
    if plan.under_way is None:
        return None
    now = estimate.duration_weeks
    title = message("Finish, in weeks: as planned, and as it stands")
    return _moved(plan.under_way.planned_weeks, now, Unit.WEEKS, reader, width, title)


def _cost_moved(plan: Plan, estimate: Estimate, reader: Reader, width: float) -> Drawing | None:
    if plan.under_way is None:
        return None
    title = message("Cost to build: as planned, and as it stands")
    now = estimate.cost.total
    return _moved(plan.under_way.planned_usd, now, Unit.USD, reader, width, title)


def _moved(
    planned: Range, now: Range, unit: Unit, reader: Reader, width: float, title: Message
) -> Drawing:
    rows = [Part(message("As planned"), planned), Part(message("As it stands"), now)]
    return parts_chart(rows, unit, reader, width, title)


CHARTS: Mapping[str, Draw] = {
    "finish": _finish,
    "cost": _cost,
    "running": _running,
    "gantt": _gantt,
    "finish_certainty": _finish_certainty,
    "cost_certainty": _cost_certainty,
    "tornado": _tornado,
    "cost_tornado": _cost_tornado,
    "parts": _parts,
    "running_parts": _running_parts,
    "worth": _worth,
    "memory": _memory,
    "turning_point": _turning_point,
    "outcomes": _outcomes,
    "finish_moved": _finish_moved,
    "cost_moved": _cost_moved,
}

# The charts that show sums of money, which some readers are not to see.
OF_MONEY = frozenset(
    {"cost", "running", "cost_certainty", "cost_tornado", "parts", "running_parts",
     "turning_point", "cost_moved"}
)  # fmt: skip
