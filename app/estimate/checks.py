"""What must hold of the model, and whether it does now: computed when asked, on the spot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from app.estimate.breakdown.jobs import Job, Work
from app.estimate.breakdown.precedence import precedence
from app.estimate.checks_of_runs import run_checks
from app.estimate.evidence import Kind, load_evidence
from app.estimate.learning import OUTSIDE_VIEW, Level
from app.estimate.priors import load_priors
from app.estimate.ranges import Spread
from app.estimate.simulation.draws import Matrix, Row, deck
from app.estimate.simulation.factors import Standing, drawn_levels, neutral
from app.estimate.simulation.project import TECHNIQUE
from app.estimate.simulation.quantiles import quantiles, share_of
from app.estimate.simulation.schedule import Model, Run, run
from app.language.message import Message, Quantity, Unit, message

DRAWS = 10_000
IN_ORDER = "ABDC"  # of the levels of the technique


@dataclass(frozen=True, slots=True)
class Check:
    """One promise of the model, with the figure found and whether it holds."""

    id: str
    says: Message
    found: Message
    holds: bool


@lru_cache(maxsize=1)
def checks() -> tuple[Check, ...]:
    """All of them; a third of a second the first time, then at hand."""
    runs = {id: _run(kind, neutral()) for id, kind in load_evidence().kinds.items()}
    return (
        *_published(runs),
        _sum_stays_wide(),
        *_effort_and_calendar(runs),
        *_p80_is_no_sum(runs),
        *_blank(),
        _rounds(),
        *(Check(*found) for found in run_checks(_work(load_evidence().kinds["B"]))),
        _no_history(),
    )


def _work(kind: Kind) -> Work:
    jobs = tuple(Job.of(prior) for id, prior in load_priors().tasks.items() if id in kind.tasks)
    return Work(jobs, precedence(kind.tasks))


def _run(kind: Kind, where: Standing) -> Run:
    model = Model.of(_work(kind), where, deck(DRAWS), load_priors())
    return run(model, model.case())


def _published(runs: dict[str, Run]) -> Iterator[Check]:
    for id, kind in load_evidence().kinds.items():
        found = quantiles(np.stack([runs[id].weeks[0], runs[id].total[0]]), (0.50, 0.80, 0.95))
        off = float(np.max(np.abs(found / np.array([kind.launch_weeks, kind.effort_days]) - 1)))
        yield Check(
            f"kind_{id}",
            message(
                "{kind}: weeks and person-days agree with an independent computation to 4 %",
                kind=kind.title,
            ),
            message("{off} apart at most", off=Quantity(off, Unit.PERCENT)),
            off <= 0.04,
        )


def _sum_stays_wide() -> Check:
    jobs = tuple(Job(f"equal_{n}", Spread(10, 0.45, 0.45), None, 1.0) for n in range(21))
    work = Work(jobs, {job.id: () for job in jobs})
    model = Model.of(work, neutral(), deck(DRAWS), load_priors(), {})
    spread = float(np.std(np.log(run(model, model.case()).total[0])))
    return Check(
        "shared_factor",
        message("The sum of 21 equal tasks spreads as real projects do: log-sd 0.30 to 0.34"),
        message("{spread}", spread=Quantity(spread)),
        0.30 <= spread <= 0.34,
    )


def _effort_and_calendar(runs: dict[str, Run]) -> Iterator[Check]:
    logs = [np.log(np.stack([r.total[0], r.weeks[0]])) for r in runs.values()]
    follow = [float(np.corrcoef(pair)[0, 1]) for pair in logs]
    yield Check(
        "correlation",
        message("Effort and calendar overrun together only in part: correlation 0.30 to 0.60"),
        _from_to(follow),
        all(0.30 <= figure <= 0.60 for figure in follow),
    )
    both = [_both_at_p80(r) for r in runs.values()]
    yield Check(
        "joint",
        message("Both P80s hold together in 64 to 72 of 100 runs, not in 80"),
        _from_to(both),
        all(0.64 <= figure <= 0.72 for figure in both),
    )


def _both_at_p80(result: Run) -> float:
    weeks, days = result.weeks[0], result.total[0]
    by, within = quantiles(np.stack([weeks, days]), (0.8,))[:, 0]
    return share_of((weeks <= by) & (days <= within))


def _from_to(figures: list[float]) -> Message:
    return message("{least} to {most}", least=Quantity(min(figures)), most=Quantity(max(figures)))


def _p80_is_no_sum(runs: dict[str, Run]) -> Iterator[Check]:
    ratios = []
    for result in runs.values():
        of_tasks = quantiles(np.stack([row[0] for row in result.effort]), (0.8,)).sum()
        ratios.append(float(of_tasks / quantiles(result.total[0], (0.8,))[0]))
    yield Check(
        "sum",
        message("The sum of the tasks’ P80s exceeds the P80 of the whole by 6 to 14 %"),
        message(
            "{least} to {most}",
            least=Quantity(min(ratios) - 1, Unit.PERCENT),
            most=Quantity(max(ratios) - 1, Unit.PERCENT),
        ),
        all(1.06 <= ratio <= 1.14 for ratio in ratios),
    )


def _blank() -> Iterator[Check]:
    nothing, something = _mixture(Standing()), _mixture(neutral())
    wide = [float(p95 / p50) for p50, p95 in quantiles(nothing, (0.50, 0.95))]
    yield Check(
        "blank",
        message("With nothing known, P95 is at least four times P50, in weeks and person-days"),
        _from_to(wide),
        min(wide) >= 4,
    )
    more = quantiles(nothing, (0.5, 0.8, 0.95)) / quantiles(something, (0.5, 0.8, 0.95))
    yield Check(
        "silence",
        message("Silence is never cheaper nor faster than neutral answers: ratios of 1 and more"),
        _from_to([float(figure) for figure in more.ravel()]),
        bool(np.all(more >= 1)),
    )


def _mixture(where: Standing) -> Matrix:
    """Weeks and person-days while nobody knows the technique, (2, draws)."""
    kinds, priors = load_evidence().kinds, load_priors()
    drawn = drawn_levels(priors.factors[TECHNIQUE], deck(DRAWS), priors.value("unknowns_together"))
    whole = np.empty((2, DRAWS), dtype=np.float32)
    for place, id in enumerate(IN_ORDER):
        result, here = _run(kinds[id], where), drawn == place
        whole[:, here] = np.stack([result.weeks[0], result.total[0]])[:, here]
    return whole


def _rounds() -> Check:
    priors = load_priors()
    model = Model.of(_work(load_evidence().kinds["B"]), neutral(), deck(DRAWS), priors, {})
    found: Row = model.case().rounds[0]
    off = max(abs(share_of(found >= k) - 0.5**k) for k in range(1, priors.rework.most_rounds + 1))
    return Check(
        "rounds",
        message("Each further round comes as often as its chance says, within half a point"),
        message("{off} apart at most", off=Quantity(off, Unit.PERCENT)),
        off <= 0.005,
    )


def _no_history() -> Check:
    found = OUTSIDE_VIEW[Level.TASK].ratio(0.80)
    return Check(
        "no_history",
        message("Without outcomes the ratio of a task stays at the outside view: P80 1.84"),
        message("{ratio}", ratio=Quantity(found, figures=3)),
        abs(found - 1.836) < 0.002,
    )
