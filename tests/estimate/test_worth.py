"""What answering is worth: blank plans are wide, and each answer narrows on average."""

from __future__ import annotations

import numpy as np
import pytest

from app.estimate.simulation.factors import Standing, neutral
from app.estimate.simulation.project import Project
from app.estimate.tasks import known_share
from app.estimate.what_if.worth import AT, answer_worth, tried, width
from tests.estimate.archetypes import PRIORS, at, blank, log_sd, model, p, project, published, ran

NEUTRAL = neutral()
QUESTIONS = {"M07", "S03", "A02", "E03", "M09", "E02"}
PLANS = {
    "blank": lambda: blank(draws=10_000),
    "B with five unknown": lambda: project(model("B", Standing(), draws=10_000)),
}


def test_a_blank_plan_agrees_with_the_published_one() -> None:
    whole = blank(draws=10_000).whole()
    expected = published("-", "blank plan: technique and all five unknown")
    for row, name in ((whole.weeks[0], "launch_weeks"), (whole.effort[0], "effort_days")):
        found = p(row, 10, 50, 80, 95)
        assert found == pytest.approx(
            [float(expected[f"{name}_p{share}"]) for share in (10, 50, 80, 95)], rel=0.04
        )


def test_a_blank_plan_is_wide() -> None:
    """Check 6, core: P95/P50 at least 4.0, log-sd of effort at least 0.85."""
    whole = blank(draws=10_000).whole()
    for name, row in (("weeks", whole.weeks), ("effort", whole.effort), ("cost", whole.people)):
        p50, p95 = p(row[0], 50, 95)
        print(f"{name}: P95/P50 {p95 / p50:.2f}")
        assert p95 / p50 >= 4.0
    print(f"log-sd of effort {log_sd(whole.effort[0]):.2f}")
    assert log_sd(whole.effort[0]) >= 0.85
    assert known_share(whole.effort[0], PRIORS) <= 0.05


def test_a_blank_plan_is_never_the_cheapest_the_fastest_or_the_safest() -> None:
    """Check 7: against the same plan with five neutral answers, and against three known kinds."""
    nothing, something = blank(draws=10_000).whole(), blank(NEUTRAL, draws=10_000).whole()
    for ours, theirs in ((nothing.weeks, something.weeks), (nothing.people, something.people)):
        here, there = ours[0], theirs[0]
        times = [a / b for a, b in zip(p(here, 50, 80, 95), p(there, 50, 80, 95), strict=True)]
        print("P50, P80, P95 of silence over neutral answers:", [f"{each:.2f}" for each in times])
        assert all(a >= b for a, b in zip(p(here, 50, 80, 95), p(there, 50, 80, 95), strict=True))
        w_here, w_there = (np.log(p90 / p10) for p10, p90 in (p(here, 10, 90), p(there, 10, 90)))
        assert w_here >= w_there
        for deadline in np.quantile(here, np.linspace(0.5, 0.99, 15)):
            assert np.mean(here > deadline) >= np.mean(there > deadline)
    for kind in "ABD":
        known = ran(model(kind, draws=10_000))
        assert p(nothing.weeks[0], 80)[0] >= p(known.weeks[0], 80)[0]
        assert p(nothing.effort[0], 80)[0] >= p(known.total[0], 80)[0]


def test_the_costliest_technique_never_costs_less_than_not_knowing_which() -> None:
    """Check 8: the technique changes the network, so the percentiles are compared, not the runs."""
    planned = blank(draws=10_000)
    now, each = planned.whole(), planned.tried("technique")
    for unknown, known, name in (
        (now.weeks, each.weeks, "weeks"),
        (now.people, each.people, "US$"),
    ):
        here, worst = p(unknown[0], 50, 80, 95), p(known[-1], 50, 80, 95)
        print(name, [f"{b / a:.2f}" for a, b in zip(here, worst, strict=True)])
        assert all(b >= a for a, b in zip(here, worst, strict=True))
        best = p(known[0], 50, 80, 95)
        assert all(b <= a for a, b in zip(here, best, strict=True))


@pytest.mark.parametrize("plan", PLANS)
def test_each_answer_narrows_on_average(plan: str) -> None:
    """Check 9: the mean width over the options is no wider than now, by 0.01 at most."""
    planned: Project = PLANS[plan]()
    whole = planned.whole()
    now = [
        np.log(p90 / p10) for p10, p90 in (p(whole.weeks[0], 10, 90), p(whole.people[0], 10, 90))
    ]
    for trial in tried(planned):
        weights = [level.weight for level in trial.factor.levels]
        then = [float(np.dot(weights, width(spans))) for spans in (trial.weeks, trial.usd)]
        print(f"{plan}, {trial.factor.id}: {now[0] - then[0]:.2f} and {now[1] - then[1]:.2f}")
        assert then[0] <= now[0] + 0.01
        assert then[1] <= now[1] + 0.01


def test_the_width_after_each_answer_is_the_published_one() -> None:
    """ln(P90/P10) of launch and effort of a blank plan, now and after answering."""
    planned = blank(draws=10_000)
    spans = {trial.factor.id: trial for trial in tried(planned)}
    published_widths = {
        "technique": 1.81, "size": 2.03, "data": 2.28, "expertise": 2.29, "gap": 2.36,
    }  # fmt: skip
    for factor, expected in published_widths.items():
        trial = spans[factor]
        weights = [level.weight for level in trial.factor.levels]
        assert float(np.dot(weights, width(trial.weeks))) == pytest.approx(expected, abs=0.04)


def test_effort_widens_with_every_answer_that_is_missing() -> None:
    """Check 10: the ladder none, expertise, data, size, blank; steps within 0.03."""
    unknown: list[str] = []
    ladder = [log_sd(ran(model("B", NEUTRAL, draws=10_000)).total[0])]
    for factor in ("expertise", "data", "size"):
        unknown.append(factor)
        where = at(NEUTRAL, dict.fromkeys(unknown))
        ladder.append(log_sd(ran(model("B", where, draws=10_000)).total[0]))
    ladder.append(log_sd(blank(draws=10_000).whole().effort[0]))
    print([f"{step:.2f}" for step in ladder])
    assert ladder == pytest.approx([0.43, 0.46, 0.50, 0.72, 0.97], abs=0.03)
    assert ladder == sorted(ladder)


def test_questions_come_best_first_and_show_each_option() -> None:
    planned = blank()
    worth = answer_worth(planned, planned.whole(), tried(planned), {"gap": "M09"})
    assert {each.question for each in worth} == QUESTIONS
    assert [each.question for each in worth[:2]] == ["M07", "S03"]
    assert all(each.narrows_weeks_p80 >= 0 and each.narrows_usd_p80 >= 0 for each in worth)
    sizes = next(each for each in worth if each.question == "S03").outcomes
    assert len(sizes) == 5
    assert sizes == tuple(sorted(sizes, key=lambda option: option.duration_p80_weeks))
    assert len(AT) == 4


def test_nothing_is_worth_asking_when_all_is_known() -> None:
    planned = project(model("B"))
    assert tried(planned) == []
    assert answer_worth(planned, planned.whole(), [], {}) == ()
