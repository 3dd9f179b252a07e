"""The estimator against a bare simulation of the same plan, and against Squiggle."""

from __future__ import annotations

import json
import shutil
import subprocess
import tracemalloc
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypedDict

import numpy as np

from app.advice.advise import advise
from app.estimate.assumed import DRAWN
from app.estimate.breakdown.jobs import Job, Work
from app.estimate.breakdown.standing import gap_question
from app.estimate.machines import Machines
from app.estimate.priors import load_priors
from app.estimate.ranges import Spread
from app.estimate.simulate import estimate, prepared
from app.estimate.simulation.draws import DRAWS, SEED, Deck, deck
from app.estimate.simulation.factors import neutral
from app.estimate.simulation.project import Project
from app.estimate.simulation.quantiles import ranges
from app.estimate.simulation.schedule import Model, run
from app.estimate.what_if.worth import answer_worth, tried
from app.lifecycle.answers import Answers
from bench.baselines.bare_simulation import bare_simulation
from bench.row import Goal, Row, compared, cpu_seconds, seconds
from tests.cases import case
from tests.estimate.archetypes import DATA, reference_plan

BARE = "a bare simulation of the same plan"
MEMORY_MB = 20
SEEDS = 20
SQUIGGLE = Path(__file__).parent / "baselines" / "squiggle"
FIRST_PASS = (
    "S01", "S02", "S03", "S06", "S07", "S09", "S12", "M01", "M07", "M09", "A01", "A04", "A05",
    "I06", "E01", "E02",
)  # fmt: skip


def rows() -> Iterator[Row | str]:
    yield from full_rows()
    yield from worth_rows()
    yield what_if_row()
    yield from size_rows()
    yield from draw_rows()
    yield memory_row()
    yield squiggle_row()


def fresh(answers: Answers) -> Answers:
    """The same answers, with nothing worked out yet."""
    return Answers.of(answers.bank, answers.given)


def bare_of(answers: Answers) -> Callable[[], object]:
    work = project_of(answers).parts[0].model.canvas.work
    return partial(bare_simulation, work, DRAWS, np.random.default_rng(1))


def project_of(answers: Answers, cards: Deck | None = None) -> Project:
    _, project = prepared(answers, advise(answers), cards or deck(DRAWS, SEED), Machines((), None))
    return project


def whole(answers: Answers, *, detail: bool) -> object:
    """Advice, work, draws, percentiles, money, from answers that nothing is known of yet."""
    new = fresh(answers)
    return estimate(new, advise(new), detail=detail)


def full_rows() -> Iterator[Row]:
    """D01, and a blank plan: nobody knows even the technique, so there are four kinds of plan."""
    known = case("D01").answers
    for name, answers in (("D01", known), ("a blank plan", Answers.of(known.bank, {}))):
        theirs = cpu_seconds(bare_of(answers))
        for also, detail, bound in (
            ("advice included", False, 5),
            ("with tornado and answer_next", True, 12),
        ):
            ours = cpu_seconds(partial(whole, answers, detail=detail))
            name_of_row = f"full estimate of {name}, {also}"
            # The goals are stated for D01; a blank plan simulates four networks.
            goal = Goal(bound) if answers is known else None
            yield compared(name_of_row, BARE, ours, theirs, goal=goal)


def worth_rows() -> Iterator[Row]:
    """What each unknown is worth: of a first pass as answered, and of one that knows the least."""
    known = case("D01").answers
    first = {k: a for k, a in known.given.items() if k in FIRST_PASS}
    least = {k: a for k, a in first.items() if k not in DRAWN}
    for name, given in (("a first pass", first), ("a first pass that knows the least", least)):
        answers = Answers.of(known.bank, given)
        project = project_of(answers)
        yield compared(
            f"answer_next over {len(project.unknown)} unknowns of {name}",
            BARE,
            cpu_seconds(partial(worth, project, answers)),
            cpu_seconds(bare_of(answers)),
            goal=Goal(12),
        )


def worth(project: Project, answers: Answers) -> object:
    questions = {"gap": gap_question(answers)}
    return answer_worth(project, project.whole(), tried(project), questions)


def what_if_row() -> Row:
    """One level of one factor set on cached draws, against a first run that makes its draws."""
    answers = case("D01").answers
    project = project_of(answers)
    part = project.parts[0]
    level = np.array([0])

    def what_if() -> object:
        outcome = part.outcome({"expertise": level})
        return ranges(np.concatenate([outcome.weeks, outcome.people + project.other]))

    def first_run() -> object:
        found = project_of(answers, Deck(DRAWS, SEED)).whole()
        return ranges(np.concatenate([found.weeks, found.people]))

    return compared(
        "what-if on cached draws", "a full first run", cpu_seconds(what_if), cpu_seconds(first_run),
        goal=Goal(0.5),
    )  # fmt: skip


def chain(tasks: int, draws: int = DRAWS) -> Model:
    """Many tasks, each after two before it."""
    jobs = tuple(Job(f"t{n}", Spread(5, 0.6, 0.6), None, 1.0) for n in range(tasks))
    after = {f"t{n}": tuple(f"t{m}" for m in (n - 1, n - 3) if m >= 0) for n in range(tasks)}
    return Model.of(Work(jobs, after), neutral(), Deck(draws, SEED), load_priors())


def simulated(tasks: int, draws: int = DRAWS) -> object:
    model = chain(tasks, draws)
    result = run(model, model.case())
    return ranges(np.concatenate([result.weeks, result.total]))


def size_rows() -> Iterator[Row]:
    """Cost is linear in tasks: four times as many take at most five times as long."""
    for few, many in ((25, 100), (100, 400)):
        yield compared(
            f"{many} tasks", f"{few} tasks", cpu_seconds(partial(simulated, many)),
            cpu_seconds(partial(simulated, few)), goal=Goal(5), rounds=11,
        )  # fmt: skip


def draw_rows() -> Iterator[Row]:
    """And linear in draws: four times as many take at most five times as long."""
    for few, many in ((2_000, 8_000), (8_000, 32_000)):
        yield compared(
            f"25 tasks with {many:,} draws", f"with {few:,} draws",
            cpu_seconds(partial(simulated, 25, many)), cpu_seconds(partial(simulated, 25, few)),
            goal=Goal(5), rounds=7,
        )  # fmt: skip


def memory_row() -> Row:
    answers = case("D01").answers
    advice = advise(answers)
    estimate(answers, advice)
    tracemalloc.start()
    estimate(answers, advice)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return Row("memory of one estimate", "the most allowed", Goal(1), peak / 1e6, MEMORY_MB, "MB")


def squiggle_row() -> Row | str:
    """The plan of 25 tasks at the same standard error of P80."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        return "25 tasks against Squiggle: not run, there is no Node here"
    if not (SQUIGGLE / "node_modules").exists():
        subprocess.run(["npm", "install", "--silent"], cwd=SQUIGGLE, check=True)
    ours = relative_error([p80_of(seed) for seed in range(SEEDS)])
    theirs = relative_error(squiggle(DRAWS, SEEDS)["p80s"])
    samples = round(DRAWS * (theirs / ours) ** 2)
    return compared(
        f"25 tasks in Squiggle, {samples} samples for the same error",
        f"ours with {DRAWS} draws",
        lambda: squiggle(samples, 3)["milliseconds"] / 1e3,
        seconds(partial(p80_of, SEED)),
        goal=Goal(20, at_most=False),
        rounds=5,
    )


def p80_of(seed: int) -> float:
    found = reference_plan(seed=seed).whole()
    return ranges(np.concatenate([found.weeks, found.people]))[0].p80


def relative_error(p80s: list[float]) -> float:
    return float(np.std(p80s) / np.mean(p80s))


class Printed(TypedDict):
    """What plan.mjs prints."""

    p80s: list[float]
    milliseconds: float


def squiggle(samples: int, seeds: int) -> Printed:
    command = ["node", "plan.mjs", str(DATA / "reference_plan_25.csv"), str(samples), str(seeds)]
    said = subprocess.run(command, cwd=SQUIGGLE, check=True, capture_output=True, text=True)
    found: Printed = json.loads(said.stdout)
    return found


def main() -> None:
    for row in rows():
        print(row, flush=True)


if __name__ == "__main__":
    main()
