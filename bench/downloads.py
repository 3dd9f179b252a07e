"""A plan as a file: the workbook against bare writing, the PDF's second time against a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import load_workbook
from xlsxwriter import Workbook

from app.export.outline import Showing
from app.export.spreadsheet import spreadsheet
from app.language.reader import ENGLISH
from app.plan.assemble import assemble
from app.plan.plan import Plan
from bench.row import Goal, Row, compared, seconds
from tests.cases import case
from tests.prove.program import Plan as Started
from tests.prove.program import Program, start_plan
from tests.prove.server import Server

TASKS = 400
Cells = Mapping[str, list[tuple[object, ...]]]


def rows() -> Iterator[Row]:
    document = replace(case("D01").document, kickoff=date(2027, 1, 4))
    plan = with_tasks(assemble(document), TASKS)
    content = spreadsheet(plan, ENGLISH, Showing())
    yield compared(
        f"workbook of {TASKS} tasks",
        "xlsxwriter writing the same cells",
        seconds(partial(spreadsheet, plan, ENGLISH, Showing())),
        seconds(partial(write_bare, cells_of(content))),
        goal=Goal(3),
    )
    yield from second_time()


def with_tasks(plan: Plan, count: int) -> Plan:
    """The plan with its tasks repeated until there are so many."""
    estimate = plan.estimate
    assert estimate is not None
    tasks = [
        replace(task, id=f"{task.id}-{number}")
        for number in range(count)
        for task in estimate.tasks
    ]
    first, *others = estimate.phases
    phases = (
        replace(first, tasks=tuple(tasks[:count])),
        *(replace(phase, tasks=()) for phase in others),
    )
    return replace(plan, estimate=replace(estimate, phases=phases))


def cells_of(content: bytes) -> Cells:
    with closing(load_workbook(BytesIO(content))) as book:
        return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def write_bare(cells: Cells) -> bytes:
    """Text, numbers, days and formulas into their cells, and nothing else."""
    file = BytesIO()
    with Workbook(file, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        for title, lines in cells.items():
            sheet = book.add_worksheet(title)
            for row, line in enumerate(lines):
                sheet.write_row(row, 0, line)
    return file.getvalue()


def second_time() -> Iterator[Row]:
    """What an unchanged plan costs when it is asked for again, over HTTP."""
    with (
        TemporaryDirectory() as folder,
        Server(Path(folder)) as server,
        Program(server.port) as program,
    ):
        plan = start_plan(server.port, case("D01").raw_answers)
        for form in ("pdf", "xlsx"):
            yield compared(
                f"{form} asked for again, over HTTP",
                "the page of the plan",
                seconds(partial(get, program, plan, f"export/{form}")),
                seconds(partial(get, program, plan, "plan")),
                goal=Goal(1.5) if form == "pdf" else None,
            )


def get(program: Program, plan: Started, path: str) -> None:
    said = program.ask("GET", f"/plans/{plan.id}/{path}", headers=plan.key)
    assert said.status == 200, said.content[:200]
