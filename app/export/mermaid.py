"""The calendar as Mermaid Gantt text, for documents that draw it themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from app.charts.printable import one_line
from app.estimate.estimate import Estimate, Task
from app.language.message import message
from app.language.reader import Reader
from app.lifecycle.phases import WORDS
from app.plan.plan import Plan

# Mermaid ends a name at a colon or semicolon and takes # for a letter's code.
SPECIAL = re.compile(r"[:;#,%{}\[\]<>\"`\\]+")
WEEK, DATES = message("week"), message("Dates")
STOP_OR_GO, COMMIT = message("Stop or go"), message("Commit")
NO_KICKOFF = date(2001, 1, 1)  # a Monday; only differences are read from it


def mermaid(plan: Plan, reader: Reader) -> str:
    """Bars from P50 to P50; a bar that sets the date more often than not is critical."""
    lines = [
        "gantt",
        f"    title {name(plan.title)}",
        "    dateFormat YYYY-MM-DD",
        "    axisFormat %d %b" if plan.kickoff else f"    axisFormat {name(reader.say(WEEK))} %W",
    ]
    if plan.estimate is not None:
        lines += _bars(plan.estimate, plan.kickoff or NO_KICKOFF, reader)
    return "\n".join(lines) + "\n"


def name(text: str) -> str:
    return " ".join(SPECIAL.sub(" ", one_line(text, 200)).split()) or "–"


def _bars(estimate: Estimate, kickoff: date, reader: Reader) -> Iterator[str]:
    for phase in estimate.phases:
        if phase.tasks:
            yield f"    section {name(reader.say(WORDS[phase.phase].title))}"
        for number, task in enumerate(phase.tasks):
            yield _bar(task, f"{phase.phase}{number}", kickoff, reader)
    gate = kickoff + timedelta(weeks=estimate.gate.weeks.p50)
    end = kickoff + timedelta(weeks=estimate.duration_weeks.p80)
    yield f"    section {name(reader.say(DATES))}"
    yield f"    {name(reader.say(STOP_OR_GO))} :milestone, gate, {gate}, 0d"
    yield f"    {name(reader.say(COMMIT))} :milestone, commit, {end}, 0d"


def _bar(task: Task, key: str, kickoff: date, reader: Reader) -> str:
    start = kickoff + timedelta(weeks=task.start_weeks.p50)
    end = max(start + timedelta(days=1), kickoff + timedelta(weeks=task.finish_weeks.p50))
    critical = "crit, " if task.critical_share > 0.5 else ""
    return f"    {name(reader.say(task.title))} :{critical}{key}, {start}, {end}"
