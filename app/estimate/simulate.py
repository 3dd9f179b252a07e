"""How long, how much, how sure: from answers and advice to an estimate."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np

from app.advice.finding import Advice, VerdictKind
from app.estimate.breakdown import Work
from app.estimate.draws import DRAWS, SEED, Deck, Row, deck
from app.estimate.estimate import Chance, Cost, Estimate, Gate, RunningCost
from app.estimate.factors import Standing, drawn_levels
from app.estimate.gate import expected_usd, stop_chance, to_gate
from app.estimate.machines import Machines
from app.estimate.money import day_rates
from app.estimate.part import Part
from app.estimate.priors import Priors, load_priors
from app.estimate.project import TECHNIQUE, Project
from app.estimate.quantiles import of_sorted, range_of
from app.estimate.ranges import Range
from app.estimate.rates import Rates, load_rates
from app.estimate.schedule import Model
from app.estimate.sensitivity import tornado
from app.estimate.standing import gap_question, standing
from app.estimate.tasks import described, known_share, sum_of_p80
from app.estimate.team import Team, staffed
from app.estimate.titles import titles
from app.estimate.work import KINDS, Technique, breakdown, milestone, tasks_of
from app.estimate.worth import answer_worth, tried
from app.language.message import Message, message
from app.lifecycle.answers import Answers

MILESTONES: dict[str, Message] = {
    "go_nogo": message("Decision to go on or stop"),
    "pilot": message("Pilot ready for a few"),
    "production": message("First version in production"),
    "scaled": message("Launch to everyone"),
}
QUOTED = {"even_odds": "p50", "four_in_five": "p80", "nine_in_ten": "p90"}
CURVE_POINTS = 41


def estimate(
    answers: Answers,
    advice: Advice,
    *,
    draws: int = DRAWS,
    priced_at: date | None = None,
    detail: bool = True,
) -> Estimate | None:
    """The estimate of a plan; None when it must stop. Without detail, no what-ifs."""
    if advice.verdict.kind is VerdictKind.STOP:
        return None
    priors, rates, cards = load_priors(), load_rates(), deck(draws, SEED)
    shown = shown_model(answers, advice, cards, priors)
    project = projected(answers, advice, shown, cards)
    machines = Machines((), None)
    return assembled(answers, advice, shown, project, machines, rates, detail)


def shown_model(answers: Answers, advice: Advice, cards: Deck, priors: Priors) -> Model:
    """The plan as advised: its tasks are the ones that are shown."""
    technique = Technique.of(advice)
    tasks = tasks_of(answers, advice, technique)
    where = standing(answers, technique, priors)
    if advice.verdict.kind is VerdictKind.NO_GENAI:
        where = replace(where, size=0, size_shift=0)
    work = breakdown(tasks, priors, milestone(answers))
    return modelled(work, where, answers, cards, priors)


def modelled(work: Work, where: Standing, answers: Answers, cards: Deck, priors: Priors) -> Model:
    team = Team.of(answers, priors)
    if team is not None:
        work = staffed(work, team, priors)
    return Model.of(work, where, cards, priors)


def projected(answers: Answers, advice: Advice, shown: Model, cards: Deck) -> Project:
    """The project to simulate: the shown plan, or all kinds while the technique is unknown."""
    priors = shown.canvas.priors
    money = day_rates(answers, load_rates(), cards)
    other = np.zeros(cards.draws, dtype=np.float32)
    if answers.known("M07") or advice.verdict.kind is VerdictKind.NO_GENAI:
        return Project((Part.of(shown, money),), (), money, other)
    kinds = tuple(_kind(answers, advice, place, cards, priors) for place in range(len(KINDS)))
    factor = priors.factors[TECHNIQUE]
    drawn = drawn_levels(factor, cards, priors.value("unknowns_together"))
    parts = tuple(
        Part.of(model, money, np.flatnonzero(drawn == place)) for place, model in enumerate(kinds)
    )
    return Project(parts, kinds, money, other)


def _kind(answers: Answers, advice: Advice, place: int, cards: Deck, priors: Priors) -> Model:
    """One of the kinds of project that are possible while nobody knows the technique."""
    technique, unsaid = KINDS[place]
    where = standing(answers, technique, priors)
    if not answers.known("A02"):
        where = replace(where, data=None)
    tasks = tasks_of(answers, advice, technique, unsaid)
    return modelled(breakdown(tasks, priors, milestone(answers)), where, answers, cards, priors)


def assembled(
    answers: Answers,
    advice: Advice,
    shown: Model,
    project: Project,
    machines: Machines,
    rates: Rates,
    detail: bool,
) -> Estimate:
    priors = shown.canvas.priors
    own = Part.of(shown, project.rates) if project.kinds else project.parts[0]
    names = titles(answers, priors)
    whole = project.whole()
    phases = described(own, names, rates)
    weeks, people = whole.weeks[0], whole.people[0]
    cost = people + project.other
    before = to_gate(shown, own.run, project.rates)
    stop = stop_chance(answers, priors)
    ceiling, deadline = answers.number("E04"), answers.number("E07a")
    weeks_range, cost_range = range_of(weeks), range_of(cost)
    nothing = Range(0.0, 0.0, 0.0, 0.0)
    trials = tried(project) if detail else []
    return Estimate(
        milestone=MILESTONES[milestone(answers)],
        duration_weeks=weeks_range,
        effort_days=range_of(whole.effort[0]),
        cost=Cost(cost_range, range_of(people), nothing, nothing, nothing, ()),
        running=RunningCost(None, ()),
        machines=machines,
        gate=Gate(
            range_of(before.weeks),
            range_of(before.usd),
            expected_usd(before.usd, own.costed(own.run).people[0], stop),
            stop,
        ),
        chance=chance(weeks, cost, deadline, ceiling),
        deadline_weeks=deadline,
        ceiling_usd=ceiling,
        running_ceiling_usd=answers.number("E04a"),
        quoted=QUOTED[str(answers.value("E10") or "four_in_five")],
        joint_at_p80=joint(weeks, cost, weeks_range.p80, cost_range.p80),
        sum_of_p80_days=sum_of_p80(phases),
        phases=phases,
        known=known_share(whole.effort[0], priors),
        finish_curve=curve(weeks),
        cost_curve=curve(cost),
        answer_next=answer_worth(project, whole, trials, {"gap": gap_question(answers)}),
        sensitivity=tornado(project, whole, trials, names) if detail else (),
        warnings=(),
        draws=len(weeks),
        seed=SEED,
    )


def joint(weeks: Row, cost: Row, by: float, within: float) -> float:
    """The share of draws that keep both the date and the money."""
    return float(np.mean((weeks <= np.float32(by)) & (cost <= np.float32(within))))


def chance(weeks: Row, cost: Row, deadline: float | None, ceiling: float | None) -> Chance:
    by = None if deadline is None else float(np.mean(weeks <= deadline))
    within = None if ceiling is None else float(np.mean(cost <= ceiling))
    both = None
    if deadline is not None and ceiling is not None:
        both = joint(weeks, cost, deadline, ceiling)
    return Chance(by, within, both)


def curve(row: Row) -> tuple[tuple[float, float], ...]:
    """Points of the rising share of draws done by a value."""
    at = np.linspace(0, 1, CURVE_POINTS)
    values = of_sorted(np.sort(row), tuple(at))
    return tuple(zip(map(float, values), map(float, at), strict=True))
