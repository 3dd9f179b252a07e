"""People: what they can carry, what must queue, and that more of them never hurt."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.estimate.breakdown.jobs import Job, Work
from app.estimate.breakdown.team import Team, people_on, staffed, with_queues
from app.estimate.simulation.draws import deck
from app.estimate.simulation.factors import neutral
from app.estimate.simulation.schedule import Model, Run, run
from tests.estimate.archetypes import PRIORS, model, p, ran, work
from tests.lifecycle.saying import said

SIX = ("product", "domain_expert", "ml_llm", "data", "application", "security_legal")


def team(**people: float) -> Team:
    rows = [{"role": role, "people": count} for role, count in people.items()]
    found = Team.of(said(E02=rows), PRIORS)
    assert found is not None
    return found


def everyone(times: float = 1.0) -> dict[str, float]:
    return dict.fromkeys(SIX, times)


def planned(kind: str, some: Team, draws: int = 2_000) -> Run:
    staff = staffed(work(kind), some, PRIORS)
    made = Model.of(staff, neutral(), deck(draws), PRIORS)
    return run(made, made.case())


def test_roles_of_the_question_share_six_roles_of_the_work() -> None:
    rows = [
        {"role": "ml_llm", "people": 1, "share": 0.5},
        {"role": "research"},
        {"role": "design", "people": 2},
    ]
    found = Team.of(said(E02=rows), PRIORS)
    assert found is not None
    assert found.people == {"ai": 2, "product": 2}
    assert found.capacity == pytest.approx({"ai": 0.85 * 0.5 + 0.6, "product": 1.2})


def test_a_team_nobody_has_named_is_an_unknown_answer() -> None:
    assert Team.of(said(), PRIORS) is None


def job(id: str) -> Job:
    return next(each for each in work("B").jobs if each.id == id)


def test_a_task_takes_twice_the_reference_team_at_most() -> None:
    assert people_on(job("rag"), team(**everyone(50)), PRIORS) == 2 * 1.6
    assert people_on(job("rag"), team(**everyone(1)), PRIORS) == pytest.approx(0.6 / 0.5)


def test_a_role_nobody_has_named_keeps_its_reference_capacity() -> None:
    assert people_on(job("rag"), team(application=9), PRIORS) == 1.6
    assert people_on(job("evalset"), team(domain_expert=1), PRIORS) == 1.0
    assert people_on(job("evalset"), team(domain_expert=0.5), PRIORS) == pytest.approx(0.6)


def test_tasks_that_need_the_same_leader_wait_for_each_other() -> None:
    queued = with_queues(work("C"), team(**everyone(1)), PRIORS)
    more = {id: set(queued.after[id]) - set(work("C").after[id]) for id in queued.after}
    assert any(more.values())
    assert sum(map(len, more.values())) > sum(
        len(set(each.after[id]) - set(work("C").after[id]))
        for each in [with_queues(work("C"), team(**everyone(3)), PRIORS)]
        for id in each.after
    )


def test_queues_depend_on_plan_and_team_and_never_on_the_answers() -> None:
    staff = staffed(work("B"), team(**everyone(1)), PRIORS)
    easy = Model.of(staff, replace(neutral(), size=0), deck(), PRIORS)
    hard = Model.of(staff, replace(neutral(), size=4), deck(), PRIORS)
    assert easy.network == hard.network
    assert easy.canvas.work == hard.canvas.work


@pytest.mark.parametrize("kind", "ABCD")
def test_small_teams_take_longer_and_large_ones_are_faster(kind: str) -> None:
    """Against published results: three people about twice the reference, twelve people faster."""
    reference = p(ran(model(kind)).weeks[0], 50)[0]
    few = p(planned(kind, team(**everyone(0.55))).weeks[0], 50)[0]
    many = p(planned(kind, team(**everyone(3))).weeks[0], 50)[0]
    print(f"{kind}: {few:.0f}, {reference:.0f}, {many:.0f} weeks")
    assert few > 1.3 * reference
    assert many < reference


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from("ABCD"),
    st.lists(st.floats(0.3, 6), min_size=6, max_size=6),
    st.integers(0, 5),
    st.floats(1, 3),
)
def test_more_people_never_lengthen_a_plan_nor_raise_its_effort(
    kind: str, counts: list[float], which: int, times: float
) -> None:
    """Check 15: P80 within 2 %."""
    people = dict(zip(SIX, counts, strict=True))
    more = {**people, SIX[which]: people[SIX[which]] * times}
    now, then = planned(kind, team(**people), 500), planned(kind, team(**more), 500)
    assert p(then.weeks[0], 80)[0] <= 1.02 * p(now.weeks[0], 80)[0]
    assert then.total == pytest.approx(now.total)


def test_a_role_s_load_bounds_the_launch_from_below() -> None:
    result = planned("B", team(**everyone(0.2)))
    assert result.loads is not None
    assert (result.weeks[0] >= result.loads.max(axis=0)[0] * (1 - 1e-6)).all()


def test_a_plan_in_a_row_has_nothing_to_queue() -> None:
    jobs = tuple(each for each in work("A").jobs if each.id in {"scope", "select"})
    row = Work(jobs, {"scope": (), "select": ("scope",)})
    assert with_queues(row, team(**everyone(1)), PRIORS).after == row.after
