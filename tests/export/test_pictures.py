"""Each picture of a plan stands in page and document alike, with the table of its numbers."""

from __future__ import annotations

from functools import cache

import pytest

from app.charts.of_plan import CHARTS
from app.export.blocks import Aside, Block, Chart, Table
from app.export.content import content
from app.export.outline import Showing
from app.export.paper import paper
from app.language.reader import ENGLISH
from app.plan.assemble import assemble
from app.plan.plan import Plan
from app.web.examples import examples

# Picture → the table of the same numbers, in the same section.
TABLES = {
    "gantt": "tasks",
    "finish_certainty": "certainty",
    "cost_certainty": "certainty",
    "parts": "cost-parts",
    "running_parts": "running-parts",
    "tornado": "causes",
    "cost_tornado": "causes",
    "worth": "unknowns",
    "memory": "memory",
    "turning_point": "bills",
    "finish_moved": "forecast",
    "cost_moved": "forecast",
    "outcomes": "outcomes-of-tasks",
}
SUMMARY = {"finish", "cost", "running"}  # beside whose figures they stand


@cache
def plan_of(example: str) -> Plan:
    return assemble(examples()[example].document)


def flat(blocks: tuple[Block, ...]) -> list[Block]:
    found: list[Block] = []
    for block in blocks:
        found += [block, *flat(block.blocks)] if isinstance(block, Aside) else [block]
    return found


def test_every_picture_has_its_table() -> None:
    assert set(TABLES) | SUMMARY == set(CHARTS)


@pytest.mark.parametrize("example", ["support-chat", "finance-model"])
def test_the_table_of_a_picture_stands_in_its_section(example: str) -> None:
    seen = set()
    for part in content(plan_of(example), Showing()):
        blocks = flat(part.blocks)
        tables = {block.id for block in blocks if isinstance(block, Table)}
        for block in blocks:
            if isinstance(block, Chart):
                seen.add(block.name)
                assert TABLES[block.name] in tables, block.name
    assert seen >= {"gantt", "finish_certainty", "parts", "tornado", "worth"}


@pytest.mark.parametrize("example", ["support-chat", "finance-model"])
def test_the_document_draws_what_the_page_draws_with_title_and_description(example: str) -> None:
    plan = plan_of(example)
    named = {
        block.name
        for part in content(plan, Showing())
        for block in flat(part.blocks)
        if isinstance(block, Chart)
    }
    printed = str(paper(plan, ENGLISH, Showing()))
    for name in named:
        drawing = CHARTS[name](plan, plan.estimate, ENGLISH, 600) if plan.estimate else None
        if drawing is not None:
            assert drawing.title
            assert drawing.description
            assert drawing.description in printed, name


def test_the_curve_and_its_table_both_hold_the_wished_date() -> None:
    plan = plan_of("support-chat")
    assert plan.estimate is not None
    assert plan.estimate.deadline_weeks is not None
    (table,) = [
        block
        for part in content(plan, Showing())
        for block in flat(part.blocks)
        if isinstance(block, Table) and block.id == "certainty"
    ]
    assert plan.estimate.deadline_weeks in [row[1] for row in table.rows]
    drawing = CHARTS["finish_certainty"](plan, plan.estimate, ENGLISH, 600)
    assert drawing is not None
    assert "by your date" in drawing.description


def test_the_parts_of_the_cost_are_the_same_in_picture_and_table() -> None:
    plan = plan_of("support-chat")
    assert plan.estimate is not None
    (table,) = [
        block
        for part in content(plan, Showing())
        for block in flat(part.blocks)
        if isinstance(block, Table) and block.id == "cost-parts"
    ]
    cost = plan.estimate.cost
    expected = (cost.total, cost.people, cost.labels, cost.compute, cost.fixed)
    assert [row[1:] for row in table.rows] == [(r.p10, r.p50, r.p80, r.p95) for r in expected]
