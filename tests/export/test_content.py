"""Every document is made of the same sections, and each reader gets those meant for them."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace

import pytest

from app.advice.finding import VerdictKind
from app.export.blocks import Aside, Chart, Table
from app.export.content import content
from app.export.hidden_money import without_sums
from app.export.outline import Section, Showing, sections
from app.export.worded import worded
from app.language.message import Message, Quantity, Unit
from app.language.reader import ENGLISH
from app.plan.plan import Plan
from tests.cases import cases
from tests.export.plans import plan

EVERY_CASE = pytest.mark.parametrize("prefix", [case.id[:3] for case in cases()])


def stopped(made: Plan) -> Plan:
    verdict = replace(made.verdict, kind=VerdictKind.STOP)
    return replace(made, verdict=verdict, estimate=None)


@EVERY_CASE
def test_every_section_that_is_announced_has_content(prefix: str) -> None:
    for part in content(plan(prefix), Showing()):
        assert part.blocks, part.section


def test_a_plan_that_stops_shows_no_figures() -> None:
    parts = content(stopped(plan()), Showing())
    assert {part.section for part in parts} <= {
        Section.APPROACH,
        Section.RISKS,
        Section.ASSUMPTIONS,
        Section.ANSWERS,
        Section.SOURCES,
    }
    assert not [block for part in parts for block in part.blocks if isinstance(block, Chart)]


def test_a_reader_without_money_gets_no_section_and_no_column_of_money() -> None:
    showing = Showing(money=False)
    assert Section.MONEY not in sections(plan(), showing)
    for part in content(plan(), showing):
        for block in part.blocks:
            inner = block.blocks if isinstance(block, Aside) else (block,)
            units = [column.unit for b in inner if isinstance(b, Table) for column in b.columns]
            assert Unit.USD not in units, part.section


def sums_in(value: object) -> list[Quantity]:
    """Every US-dollar figure inside the sentences of a value."""
    if isinstance(value, Message):
        found = [inner for _, inner in value.values]
        own = [q for q in found if isinstance(q, Quantity) and q.unit is Unit.USD]
        return own + [q for inner in found for q in sums_in(inner)]
    if isinstance(value, tuple):
        return [q for inner in value for q in sums_in(inner)]
    if is_dataclass(value) and not isinstance(value, type):
        return [q for field in fields(value) for q in sums_in(getattr(value, field.name))]
    return []


@EVERY_CASE
def test_no_sentence_keeps_a_sum_that_is_hidden(prefix: str) -> None:
    assert sums_in(plan(prefix)), "the plan speaks of money, or this test proves nothing"
    assert not sums_in(without_sums(plan(prefix)))


def test_hiding_sums_changes_nothing_else() -> None:
    hidden, estimate = without_sums(plan()), plan().estimate
    assert hidden.estimate is not None
    assert estimate is not None
    assert hidden.estimate.duration_weeks == estimate.duration_weeks
    assert [f.tag for f in hidden.chosen] == [f.tag for f in plan().chosen]


@EVERY_CASE
def test_every_table_has_a_cell_for_every_column(prefix: str) -> None:
    for part in content(plan(prefix), Showing()):
        for block in part.blocks:
            for inner in block.blocks if isinstance(block, Aside) else (block,):
                if isinstance(inner, Table):
                    table = worded(inner.for_reading, ENGLISH)
                    assert {len(row) for row in table.rows} <= {len(table.columns)}


def test_a_summary_leaves_out_what_stands_behind_the_figures() -> None:
    parts = content(plan(), Showing(whole=False))
    assert not [block for part in parts for block in part.blocks if isinstance(block, Aside)]
    assert Section.SOURCES not in {part.section for part in parts}
