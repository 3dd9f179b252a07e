"""The calendar of the work: a bar to P50 and a whisker to P80 for each task, and three dates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.charts.letters import shortened, text_width
from app.charts.marks import NOTE, TEXT, Anchor, Bar, Drawing, Ink, Mark, Rule, Shape, Words
from app.charts.placing import stacked
from app.charts.scale import Scale
from app.charts.time_axis import time_axis
from app.estimate.estimate import Estimate, PhaseEstimate, Task
from app.language.message import Message, Quantity, Unit, message, weeks
from app.language.reader import Reader
from app.lifecycle.phases import WORDS

AXIS = 20.0
BAR = 11.0
LEADER = "0.1 5"  # round dots
WISH = "0.1 4"
CRITICAL = 0.5  # a task is drawn solid when it sets the date in more runs than this


@dataclass(frozen=True, slots=True)
class Layout:
    """How a width is divided. In a narrow chart the name stands above its bar."""

    names: float  # where names end
    roles: float | None  # where roles end
    left: float  # where the calendar begins
    heading: float  # the height of a phase's name
    first: float  # from a phase's name to its first task
    row: float
    lowered: float  # from the baseline of the name down to the middle of the bar


def layout(width: float, tasks: Sequence[Task], reader: Reader) -> Layout:
    """Names and roles take what they need; half of the width, or near it, stays the calendar's."""
    if width < 600:
        return Layout(width, None, left=0, heading=30, first=21, row=38, lowered=12)
    names = _needed((reader.say(task.title) for task in tasks), TEXT, width * 0.46)
    if width < 900:
        return Layout(names, None, left=names + 12, heading=30, first=23, row=23, lowered=-5)
    roles = names + 16 + _needed((reader.say(task.role) for task in tasks), NOTE, width * 0.15)
    return Layout(names, roles, left=roles + 12, heading=31, first=23, row=23, lowered=-5)


def _needed(words: Iterable[str], size: float, most: float) -> float:
    return min(max((text_width(text, size) for text in words), default=0.0) + 1, most)


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a row of the chart needs to be drawn."""

    scale: Scale
    layout: Layout
    reader: Reader


def gantt(estimate: Estimate, kickoff: date | None, reader: Reader, width: float) -> Drawing:
    """Drawn for 984, 656 or 328 pixels; with a kick-off in months, without one in weeks."""
    shape = layout(width, estimate.tasks, reader)
    calendar = Calendar(Scale(_last_week(estimate), shape.left + 0.5, width - 0.5), shape, reader)
    rows: list[Mark] = []
    y = AXIS
    for phase in estimate.phases:
        if phase.tasks:
            marks, y = _phase(phase, y, calendar)
            rows += marks
    marks, y = _gate(estimate, y, calendar)
    rows += marks
    foot = y + 14
    lines, depth = _finish_lines(estimate, kickoff, foot, calendar, width)
    marks = [*time_axis(calendar.scale, kickoff, AXIS, reader), *lines, *rows]
    marks += _explained(estimate, rows, calendar, width)
    title = reader.say(message("Work and calendar"))
    return Drawing(width, depth, title, _says(estimate, reader), (*marks,))


def _last_week(estimate: Estimate) -> float:
    ends = [task.finish_weeks.p80 for task in estimate.tasks]
    last = max([estimate.duration_weeks.p80, *ends])
    wish = estimate.deadline_weeks or 0
    # A wish far behind the work would squeeze the work into a corner; a near one needs its words.
    if last * 0.9 < wish < 1.5 * last:
        return max(last, wish) * 1.16
    return last * 1.06


def _phase(phase: PhaseEstimate, y: float, calendar: Calendar) -> tuple[list[Mark], float]:
    y += calendar.layout.heading
    name = calendar.reader.say(WORDS[phase.phase].title)
    marks: list[Mark] = [Words(0, y, name, size=TEXT, bold=True)]
    y += calendar.layout.first - calendar.layout.row
    for task in phase.tasks:
        y += calendar.layout.row
        marks += _row(task, y, calendar)
    return marks, y + max(calendar.layout.lowered, 0)


def _row(task: Task, y: float, calendar: Calendar) -> list[Mark]:
    scale, bar_y = calendar.scale, y + calendar.layout.lowered
    start, plan, commit = (
        scale.at(weeks_)
        for weeks_ in (task.start_weeks.p50, task.finish_weeks.p50, task.finish_weeks.p80)
    )
    critical = task.critical_share > CRITICAL
    bar = Bar(
        start,
        bar_y - BAR / 2,
        max(plan - start, 2),
        BAR,
        Ink.PLAN if critical else Ink.PLAN_PALE,
        None if critical else Ink.PLAN,
    )
    return [
        *_names(task, y, calendar),
        *_leader(start, bar_y, calendar),
        *_whisker(max(plan, start + 2), commit, bar_y),
        bar,
    ]


def _whisker(plan: float, commit: float, y: float) -> list[Mark]:
    if commit - plan < 1:
        return []
    return [
        Rule(plan, y, commit, y, Ink.COMMIT, 1.5),
        Rule(commit, y - 4.5, commit, y + 4.5, Ink.COMMIT, 1.5),
    ]


def _names(task: Task, y: float, calendar: Calendar) -> list[Mark]:
    shape, reader = calendar.layout, calendar.reader
    name = shortened(reader.say(task.title), TEXT, shape.names)
    marks: list[Mark] = [Words(0, y, name, size=TEXT, halo=shape.left == 0)]
    if shape.roles is not None:
        role = shortened(reader.say(task.role), NOTE, shape.roles - shape.names - 15)
        marks.append(Words(shape.roles, y, role, Ink.INK_2, anchor=Anchor.END))
    return marks


def _leader(start: float, y: float, calendar: Calendar) -> list[Mark]:
    shape = calendar.layout
    begin = (shape.roles if shape.roles is not None else shape.names) + 8
    if shape.left == 0 or start - 6 - begin < 12:
        return []
    return [Rule(begin, y + 4, start - 6, y + 4, Ink.LINE, 1.2, LEADER)]


def _gate(estimate: Estimate, y: float, calendar: Calendar) -> tuple[list[Mark], float]:
    """The stop or go decision as a row of its own: a diamond at P50, a whisker to P80."""
    shape, scale, reader = calendar.layout, calendar.scale, calendar.reader
    y += shape.heading + 2
    bar_y = y + shape.lowered
    plan, commit = scale.at(estimate.gate.weeks.p50), scale.at(estimate.gate.weeks.p80)
    size = 7.0
    diamond = Shape(
        ((plan, bar_y - size), (plan + size, bar_y), (plan, bar_y + size), (plan - size, bar_y)),
        Ink.INK,
    )
    name = shortened(reader.say(message("Stop or go")), TEXT, shape.names, bold=True)
    marks: list[Mark] = [Words(0, y, name, size=TEXT, bold=True)]
    marks += [*_leader(plan - size, bar_y, calendar), *_whisker(plan, commit, bar_y), diamond]
    says = message("after {time}", time=weeks(estimate.gate.weeks.p50))
    label = Words(commit + 9, bar_y + 4.5, reader.say(says), Ink.INK_2, halo=True)
    if label.right < scale.right:
        marks.append(label)
    return marks, y + max(shape.lowered, 0)


def _finish_lines(
    estimate: Estimate, kickoff: date | None, foot: float, calendar: Calendar, width: float
) -> tuple[list[Mark], float]:
    """The finish at P50 and P80 and the wish, from the ruler to their dates at the foot."""
    scale, reader = calendar.scale, calendar.reader
    plan = scale.at(estimate.duration_weeks.p50)
    commit = scale.at(estimate.duration_weeks.p80)
    marks: list[Mark] = [
        Rule(plan, AXIS, plan, foot, Ink.PLAN, 1.5),
        Rule(commit, AXIS, commit, foot, Ink.COMMIT, 1.5),
    ]
    base = foot + 13

    def label(x: float, text: Message, ink: Ink, anchor: Anchor) -> Words:
        shift = -6 if anchor is Anchor.END else 6
        return Words(x + shift, base, reader.say(text), ink, TEXT, bold=True, anchor=anchor)

    when = [_when(week, kickoff, reader) for week in _finishes(estimate)]
    labels = [
        label(plan, message("plan {when}", when=when[0]), Ink.PLAN, Anchor.END),
        label(commit, message("commit {when}", when=when[1]), Ink.COMMIT, Anchor.END),
    ]
    wish = estimate.deadline_weeks
    if wish is not None and wish <= scale.top:
        marks.append(Rule(scale.at(wish), AXIS, scale.at(wish), foot, Ink.INK, 1.2, WISH))
        text = message("wished {when}", when=when[2])
        labels.append(label(scale.at(wish), text, Ink.INK, Anchor.START))
    placed = stacked(labels, 17, 0, width)
    return [*marks, *placed], max(words.bottom for words in placed) + 3


def _finishes(estimate: Estimate) -> list[float]:
    spread = estimate.duration_weeks
    return [spread.p50, spread.p80, estimate.deadline_weeks or 0.0]


def _when(week: float, kickoff: date | None, reader: Reader) -> str:
    """The day without its year, which the ruler shows; else the week."""
    if kickoff is None:
        return reader.say(message("week {week}", week=Quantity(week, Unit.COUNT)))
    return reader.short_day(kickoff + timedelta(weeks=week))


def _explained(
    estimate: Estimate, rows: list[Mark], calendar: Calendar, width: float
) -> list[Mark]:
    """The words that explain the marks, on the first row where each occurs, in place of a key."""
    if calendar.layout.left == 0:
        return []
    says = [
        (True, message("bar ends at P50, whisker at P80")),
        (False, message("pale: has slack")),
    ]
    placed: list[Mark] = []
    y = AXIS
    for phase in estimate.phases:
        y += calendar.layout.heading if phase.tasks else 0
        for task in phase.tasks:
            y += calendar.layout.row
            for kind, text in list(says):
                words = Words(
                    calendar.scale.at(task.finish_weeks.p80) + 9,
                    y,
                    calendar.reader.say(text),
                    Ink.INK_2,
                    halo=True,
                )
                if kind == (task.critical_share > CRITICAL) and words.right < width:
                    placed.append(words)
                    says.remove((kind, text))
    return placed


def _says(estimate: Estimate, reader: Reader) -> str:
    finish = estimate.duration_weeks
    return reader.say(
        message(
            "{count} tasks over time. Plan: done after {plan}; commit: after {commit}.",
            count=len(estimate.tasks),
            plan=weeks(finish.p50),
            commit=weeks(finish.p80),
        )
    )
