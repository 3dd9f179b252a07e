"""The tornado: causes one at a time, common factors of their own, exact zeros off the path."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.estimate.breakdown.jobs import REWORK, Job
from app.estimate.estimate import Swing
from app.estimate.ranges import Spread
from app.estimate.simulation.draws import deck
from app.estimate.simulation.factors import Standing, neutral
from app.estimate.simulation.project import Project
from app.estimate.simulation.schedule import Model
from app.estimate.what_if.tornado import tornado
from app.estimate.what_if.worth import tried
from app.language.message import verbatim
from tests.estimate.archetypes import (
    NO_RISKS,
    PRIORS,
    model,
    p,
    project,
    reference_plan,
    table,
    work,
)


def bars(planned: Project) -> dict[str, Swing]:
    ids = [id for part in planned.parts for id in part.model.canvas.work.ids]
    names = {id: verbatim(id) for id in (*ids, REWORK)}
    return {swing.id: swing for swing in tornado(planned, planned.whole(), tried(planned), names)}


def test_the_bars_of_kind_b_are_the_published_ones() -> None:
    found = bars(project(model("B", draws=10_000)))
    named = {"shared calendar factor": "G", "shared effort factor": "F", "rounds 0 vs 2": "rounds"}
    for row in table("tornado_example_B"):
        bar = found[named.get(row["bar"], row["bar"])]
        expected = float(row["swing_p80_launch_weeks"])
        print(f"{row['bar']}: {bar.swing_weeks:.1f} weeks, published {expected}")
        assert bar.swing_weeks == pytest.approx(expected, rel=0.06, abs=0.35)


def test_a_task_off_every_path_moves_no_date_but_costs() -> None:
    """Check 12, core: 0.1 person-days beside retrieval, exactly 0.0."""
    planned = work("B")
    tiny = Job("tiny", Spread(0.1, 0.6, 0.6), None, 1.0, mix=(("ai", 1.0),))
    after = {**planned.after, "tiny": ("data", "prompt")}
    after["pilot"] = (*after["pilot"], "tiny")
    beside = replace(planned, jobs=(*planned.jobs, tiny), after=after)
    found = bars(project(Model.of(beside, neutral(), deck(), PRIORS)))
    print(f"weeks {found['tiny'].swing_weeks}, US dollars {found['tiny'].swing_usd:.0f}")
    assert found["tiny"].swing_weeks == 0.0
    assert found["tiny"].low_weeks == found["tiny"].high_weeks == 0.0
    assert found["tiny"].swing_usd > 0


def test_what_is_common_to_all_tasks_is_not_charged_to_each() -> None:
    """Check 13: of 25 tasks five that merely correlate with the finish move nothing."""
    planned = reference_plan(draws=10_000)
    p80 = p(planned.whole().weeks[0], 80)[0]
    found = bars(planned)
    for id in ("compliance", "infra", "guardrails", "model_select", "rlhf_guidelines"):
        assert abs(found[id].swing_weeks) < 0.01 * p80
    tasks = [bar for bar in found.values() if bar.kind == "task" and bar.id in table_ids()]
    top = sorted(tasks, key=lambda bar: -bar.swing_weeks)[:3]
    print([f"{bar.id} {bar.swing_weeks:.0f}" for bar in top], f"F {found['F'].swing_weeks:.0f}")
    assert [bar.id for bar in top] == ["pilot", "data_access", "rlhf_label"]
    assert [bar.swing_weeks for bar in top] == pytest.approx([26, 24, 20], abs=1.5)
    assert max(found.values(), key=lambda bar: bar.swing_weeks).id == "F"
    assert found["F"].swing_weeks == pytest.approx(107, rel=0.05)


def table_ids() -> set[str]:
    return {row["task"] for row in table("reference_plan_25")}


def test_the_plan_of_25_tasks_gives_the_published_quantiles() -> None:
    planned = reference_plan(draws=10_000)
    whole = planned.whole()
    assert p(whole.weeks[0], 50, 80, 95) == pytest.approx([130.4, 169.3, 218.3], rel=0.015)
    assert p(whole.people[0], 50, 80, 95) == pytest.approx([185_829, 236_544, 298_722], rel=0.015)


def test_the_standard_error_on_25_tasks_is_under_seven_in_a_thousand() -> None:
    """Check 18, core: of P80 over 100 seeds."""
    found = [p(reference_plan(seed=seed).whole().weeks[0], 80)[0] for seed in range(100)]
    mean = sum(found) / len(found)
    error = (sum((x - mean) ** 2 for x in found) / len(found)) ** 0.5 / mean
    print(f"{error:.4f}")
    assert error <= 0.007


def test_bars_come_longest_first_with_the_common_ones_named_as_such() -> None:
    planned = project(model("B", Standing()))
    names = {id: verbatim(id) for id in (*planned.parts[0].model.canvas.work.ids, REWORK)}
    swings = tornado(planned, planned.whole(), tried(planned), names)
    lengths = [abs(swing.swing_weeks) for swing in swings]
    assert lengths == sorted(lengths, reverse=True)
    assert {swing.id for swing in swings if swing.kind == "common"} == {"F", "G", "rate"}
    assert {swing.id for swing in swings if swing.kind == "answer"} == {
        "S03", "A02", "E03", "M09", "E02",
    }  # fmt: skip
    assert {swing.kind for swing in swings} == {"common", "task", "answer"}


def test_a_risk_that_cannot_happen_has_no_bar() -> None:
    found = bars(project(model("A", happens=NO_RISKS)))
    assert found["risk_key_person"].swing_weeks == 0.0
