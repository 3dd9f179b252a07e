"""The simulation against published results of an independent implementation."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from app.estimate.breakdown.jobs import Job, Work
from app.estimate.breakdown.precedence import precedence
from app.estimate.priors import Priors
from app.estimate.ranges import Spread
from app.estimate.simulation.draws import Row, deck
from app.estimate.simulation.factors import Standing, neutral
from app.estimate.simulation.quantiles import quantiles
from app.estimate.simulation.schedule import Model
from tests.estimate.archetypes import (
    NO_RISKS,
    PRIORS,
    log_sd,
    model,
    network,
    p,
    published,
    ran,
    with_figures,
)

NEUTRAL = neutral()
THREE_UNKNOWN = replace(NEUTRAL, size=None, data=None, expertise=None)
CASES = [
    ("neutral", NEUTRAL),
    ("size level 1", replace(NEUTRAL, size=0)),
    ("size level 5", replace(NEUTRAL, size=4)),
    ("data level 1", replace(NEUTRAL, data=0)),
    ("data level 4", replace(NEUTRAL, data=3)),
    ("expertise level 4", replace(NEUTRAL, expertise=3)),
    ("q=0.30", replace(NEUTRAL, gap=0)),
    ("q=0.65", replace(NEUTRAL, gap=2)),
    ("team unknown", replace(NEUTRAL, team=None)),
    ("all three best", replace(NEUTRAL, size=0, data=0, expertise=0)),
    ("all three worst", replace(NEUTRAL, size=4, data=3, expertise=3)),
]


@pytest.mark.parametrize("archetype", "ABCDEF")
def test_precedence_gives_the_networks_of_the_six_kinds(archetype: str) -> None:
    given = network(archetype)
    found = precedence(frozenset(given) - {"rework"})
    assert {id: set(before) for id, before in found.items()} == {
        id: set(before) for id, before in given.items()
    }


def off(archetype: str, case: str, where: Standing, draws: int, seed: int) -> list[float]:
    """How far P50, P80 and P95 of launch and of effort are from the published ones, relative."""
    result = ran(model(archetype, where, draws=draws, seed=seed))
    expected = published(archetype, case)
    misses = []
    for row, name in ((result.weeks[0], "launch_weeks"), (result.total[0], "effort_days")):
        for share in (50, 80, 95):
            misses.append(p(row, share)[0] / float(expected[f"{name}_p{share}"]) - 1)
    return [abs(miss) for miss in misses]


@pytest.mark.parametrize("archetype", "ABCD")
def test_known_answers_give_the_published_quantiles(archetype: str) -> None:
    """Check 2: 3, 4 and 7 % at 2,000 draws, 1.5, 2 and 4 % at 10,000."""
    for draws, bounds in ((2_000, (0.03, 0.04, 0.07)), (10_000, (0.015, 0.02, 0.04))):
        misses = off(archetype, "neutral", NEUTRAL, draws, 5)
        print(archetype, draws, [f"{miss:.3f}" for miss in misses])
        assert all(miss <= bound for miss, bound in zip(misses, bounds * 2, strict=True))


@pytest.mark.parametrize("archetype", "ABCD")
def test_three_unknown_answers_give_the_published_quantiles(archetype: str) -> None:
    """Check 2: 5, 6 and 10 % at 2,000 draws, 1.5, 2 and 4 % at 10,000."""
    for draws, bounds in ((2_000, (0.05, 0.06, 0.10)), (10_000, (0.015, 0.02, 0.04))):
        misses = off(archetype, "all three unknown", THREE_UNKNOWN, draws, 5)
        print(archetype, draws, [f"{miss:.3f}" for miss in misses])
        assert all(miss <= bound for miss, bound in zip(misses, bounds * 2, strict=True))


@pytest.mark.parametrize("archetype", "ABCDEF")
@pytest.mark.parametrize(("case", "where"), CASES, ids=[name for name, _ in CASES])
def test_every_level_of_every_factor_gives_the_published_quantiles(
    archetype: str, case: str, where: Standing
) -> None:
    misses = off(archetype, case, where, 10_000, 5)
    assert all(miss <= bound for miss, bound in zip(misses, (0.015, 0.02, 0.04) * 2, strict=True))


@pytest.mark.parametrize("archetype", "ABCDEF")
def test_the_first_version_comes_before_the_launch_by_the_published_weeks(archetype: str) -> None:
    result = ran(model(archetype, draws=10_000, first_version=True))
    expected = [
        float(published(archetype, "neutral")[f"first_version_weeks_p{share}"])
        for share in (50, 80)
    ]
    assert p(result.weeks[0], 50, 80) == pytest.approx(expected, rel=0.02)


@pytest.mark.parametrize("archetype", "ABCD")
def test_rework_and_risks_add_what_they_were_published_to_add(archetype: str) -> None:
    bare = model(archetype, draws=10_000, happens=NO_RISKS)
    found = p(ran(bare).weeks[0], 50, 80)
    expected = published(archetype, "rework only")
    assert found == pytest.approx(
        [float(expected[f"launch_weeks_p{s}"]) for s in (50, 80)], rel=0.02
    )


def equal_tasks(shared: float) -> Row:
    """The sum of 21 equal tasks with log-sd 0.45."""
    jobs = tuple(Job(f"task_{n}", Spread(10, 0.45, 0.45), None, 1.0) for n in range(21))
    after: dict[str, tuple[str, ...]] = {job.id: () for job in jobs}
    priors: Priors = with_figures(shared_effort=shared)
    some = Model.of(Work(jobs, after), NEUTRAL, deck(10_000), priors, NO_RISKS)
    total: Row = ran(some).total[0]
    return total


def test_a_shared_factor_keeps_a_sum_wide() -> None:
    """Check 3, core: 21 equal tasks; without it their errors would nearly cancel."""
    alone, together = equal_tasks(0.0), equal_tasks(0.30)
    p50, p80, p95 = p(together, 50, 80, 95)
    print(f"log-sd {log_sd(alone):.3f} and {log_sd(together):.3f}, P80/P50 {p80 / p50:.2f}")
    assert 0.09 <= log_sd(alone) <= 0.12
    assert 0.30 <= log_sd(together) <= 0.34
    assert 1.28 <= p80 / p50 <= 1.34
    assert 1.62 <= p95 / p50 <= 1.76


@pytest.mark.parametrize("archetype", "ABCD")
def test_effort_and_calendar_overrun_together_only_in_part(archetype: str) -> None:
    """Check 4, core: correlation of the logarithms 0.30 to 0.60."""
    result = ran(model(archetype, draws=10_000))
    found = np.corrcoef(np.log(result.total[0]), np.log(result.weeks[0]))[0, 1]
    print(f"{archetype}: {found:.2f}")
    assert 0.30 <= found <= 0.60


@pytest.mark.parametrize("archetype", "ABCD")
def test_both_p80s_hold_together_less_often_than_either(archetype: str) -> None:
    """Check 5: between 0.64 and 0.72, and never below what is possible."""
    result = ran(model(archetype, draws=10_000))
    weeks, days = result.weeks[0], result.total[0]
    by, within = p(weeks, 80)[0], p(days, 80)[0]
    both = float(np.mean((weeks <= by) & (days <= within)))
    print(f"{archetype}: {both:.3f}")
    assert 0.64 <= both <= 0.72
    assert both >= np.mean(weeks <= by) + np.mean(days <= within) - 1


@pytest.mark.parametrize("archetype", "ABCD")
def test_the_p80_of_the_whole_is_less_than_the_sum_of_p80s(archetype: str) -> None:
    """Check 11: by 6 to 14 %; and the sum of P50s is too low."""
    result = ran(model(archetype, draws=10_000))
    of_tasks = quantiles(np.stack([row[0] for row in result.effort]), (0.5, 0.8)).sum(axis=0)
    whole = p(result.total[0], 50, 80)
    print(f"{archetype}: {of_tasks[1] / whole[1]:.3f}")
    assert 1.06 <= of_tasks[1] / whole[1] <= 1.14
    assert of_tasks[0] < whole[0]


def test_without_common_factors_the_tasks_know_nothing_of_each_other() -> None:
    """Check 14: no correlation beyond 0.07."""
    priors = with_figures(shared_effort=0, shared_calendar=0)
    result = ran(model("B", draws=2_000, priors=priors, happens=NO_RISKS))
    logs = np.log(
        np.stack([row[0] for row in result.effort[:-1]])
    )  # not the rework, which is a sum
    between = np.corrcoef(logs) - np.eye(len(logs))
    print(f"largest correlation of two tasks {np.abs(between).max():.3f}")
    assert np.abs(between).max() <= 0.07


@pytest.mark.parametrize(("level", "chance"), [(0, 0.30), (1, 0.50), (2, 0.65)])
def test_rounds_come_as_often_as_their_chance_says(level: int, chance: float) -> None:
    """Check 16: within half a point, and never more than four before risks."""
    where = replace(NEUTRAL, gap=level)
    rounds = model("B", where, draws=10_000, happens=NO_RISKS).case().rounds[0]
    assert rounds.max() <= PRIORS.rework.most_rounds
    print(f"q {chance}:", [f"{np.mean(rounds >= k):.4f}" for k in range(1, 5)])
    for k in range(1, PRIORS.rework.most_rounds + 1):
        assert np.mean(rounds >= k) == pytest.approx(chance**k, abs=0.005)


def test_the_standard_error_is_small_beside_the_spread() -> None:
    """Check 18, core: of P80 at 2,000 draws, over 100 seeds."""
    known = [p(ran(model("B", seed=seed)).weeks[0], 80)[0] for seed in range(100)]
    unknown = [p(ran(model("B", THREE_UNKNOWN, seed=s)).weeks[0], 80)[0] for s in range(100)]
    errors = [float(np.std(found) / np.mean(found)) for found in (known, unknown)]
    print([f"{error:.4f}" for error in errors])
    assert errors[0] <= 0.012
    assert errors[1] <= 0.019
