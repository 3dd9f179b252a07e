"""Every number of a plan opens its derivation: formula with its values, source and grade."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from app.estimate.priors import load_priors
from app.export.blocks import Aside, Block, Facts, Items, Table, Text
from app.export.cause_derivations import of_causes
from app.export.content import content
from app.export.derivations import factor_table, of_certainty, of_gate
from app.export.outline import Showing
from app.language.message import Message
from app.language.reader import ENGLISH
from app.plan.assemble import assemble
from app.plan.plan import Basis, Plan
from app.web.examples import examples


@cache
def example(key: str) -> Plan:
    return assemble(examples()[key].document)


DERIVED = (
    "how-work", "how-gate", "how-certainty", "how-money", "how-running", "how-causes",
    "how-serving", "how-people", "how-cases",
)  # fmt: skip


def asides(plan: Plan, showing: Showing | None = None) -> list[Aside]:
    parts = content(plan, showing or Showing())
    return [block for part in parts for block in part.blocks if isinstance(block, Aside)]


def says(blocks: tuple[Block, ...]) -> str:
    """All that some blocks say."""
    found: list[str] = []
    for block in blocks:
        match block:
            case Text():
                found.append(ENGLISH.say(block.says))
            case Items():
                found += [ENGLISH.say(words) for words in block.says]
            case Facts():
                found += [ENGLISH.say(words) for row in block.rows for words in row]
            case Table():
                cells = [cell for row in block.rows for cell in row]
                found += [ENGLISH.say(cell) for cell in cells if isinstance(cell, Message)]
    return " ".join(found)


def derived(plan: Plan, id: str) -> str:
    (aside,) = [aside for aside in asides(plan) if aside.id == id]
    return says(aside.blocks)


@pytest.mark.parametrize("id", DERIVED)
def test_each_figure_of_the_summary_has_its_derivation(id: str) -> None:
    assert len(derived(example("support-chat"), id)) > 100


def test_days_and_weeks_name_the_figures_sources_and_grades_they_rest_on() -> None:
    words, priors = derived(example("support-chat"), "how-work"), load_priors()
    for name in ("shared_effort", "shared_calendar"):
        assert priors.figures[name].source in words
    assert "primary source" in words
    assert "planning default" in words
    assert "2,000 runs" in words


def test_a_factor_that_nobody_knows_is_said_to_be_drawn() -> None:
    plan = example("support-chat")
    assert plan.estimate is not None
    table = factor_table(plan.estimate.factors, {})
    words = says((table,))
    assert "not known: drawn anew in every run" in words
    assert len(table.rows) == 5
    assert all(row[-1] is not None and row[-2] is not None for row in table.rows)


def quoted(plan: Plan) -> Basis:
    assert plan.basis is not None
    return plan.basis


def test_the_chances_are_counted_in_runs() -> None:
    plan = example("support-chat")
    estimate = plan.estimate
    assert estimate is not None
    assert estimate.chance.by_deadline is not None
    runs = round(estimate.chance.by_deadline * estimate.draws)
    words = says(of_certainty(estimate, quoted(plan), money=True).blocks)
    assert f"{runs:,} of 2,000 runs end within" in words


def test_who_is_to_see_no_sums_sees_none_in_derivations() -> None:
    plan = example("support-chat")
    assert plan.estimate is not None
    assert "$" in says(of_certainty(plan.estimate, quoted(plan), money=True).blocks)
    assert "$" not in says(of_certainty(plan.estimate, quoted(plan), money=False).blocks)
    assert {aside.id for aside in asides(plan, Showing(money=False))} & set(DERIVED) == {
        "how-work",
        "how-gate",
        "how-certainty",
        "how-causes",
        "how-serving",
        "how-people",
        "how-cases",
    }


def test_the_decision_shows_the_chance_of_a_stop_with_its_source() -> None:
    plan = example("support-chat")
    assert plan.estimate is not None
    sure = replace(plan.estimate, gate=replace(plan.estimate.gate, stop_chance=0.3))
    assert "30 in 100" in says(of_gate(sure, quoted(plan)).blocks)
    assert load_priors().figures["stop"].source in says(of_gate(sure, quoted(plan)).blocks)


def test_a_training_run_shows_memory_and_energy_with_their_sources() -> None:
    plan = example("finance-model")
    words = " ".join(says(aside.blocks) for aside in asides(plan))
    assert "Energy = hours × 400 W" in words
    assert "Memory of a device =" in words
    assert "TFLOP/s, dense" in words


def test_the_longest_bar_is_told_with_its_two_ends_and_no_sum_where_none_is_wanted() -> None:
    plan = example("support-chat")
    assert plan.estimate is not None
    widest, weeks = plan.estimate.sensitivity[0], plan.estimate.duration_weeks
    words = says(of_causes(plan.estimate, money=True).blocks)
    assert ENGLISH.say(widest.name) in words
    for ends in (weeks.p80 + widest.low_weeks, weeks.p80 + widest.high_weeks):
        assert f"{float(f'{ends:.3g}'):g} weeks" in words
    assert "$" in words
    assert "$" not in says(of_causes(plan.estimate, money=False).blocks)


def test_serving_on_own_machines_derives_memory_time_and_people() -> None:
    (plan,) = [
        plan
        for plan in map(example, examples())
        if plan.estimate and plan.estimate.machines.serving
        and plan.estimate.machines.serving.concurrent_users
    ][:1]  # fmt: skip
    words = derived(plan, "how-serving")
    for formula in ("Memory of the model =", "Time to the whole answer =", "Little’s law"):
        assert formula in words
    assert "planning defaults" in words


def test_a_run_without_grave_failures_is_derived() -> None:
    """Fewer than 1 % with 95 % confidence: ln 0.05 ÷ ln 0.99 is 298.07."""
    plan = next(p for p in map(example, examples()) if p.evaluation and p.evaluation.clean_cases)
    assert plan.evaluation is not None
    words = derived(plan, "how-cases")
    assert f"= {plan.evaluation.clean_cases} cases without one" in words
    assert (plan.evaluation.clean_cases == 299) == ("ln(1 − 1 %) = 299" in words)
