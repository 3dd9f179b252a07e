"""How long, how much, how sure: from answers and advice to an estimate."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final

import numpy as np

from app.advice.finding import Advice, VerdictKind
from app.advice.situation import months_counted
from app.estimate.breakdown.labelling import label_tasks
from app.estimate.breakdown.standing import gap_question, standing
from app.estimate.breakdown.team import Team, staffed
from app.estimate.breakdown.titles import REACHED, reasons, titles
from app.estimate.breakdown.waits import with_named_waits
from app.estimate.breakdown.work import (
    KINDS,
    SILENCE_IS_HEAVY,
    Technique,
    Unsaid,
    breakdown,
    milestone,
    tasks_of,
)
from app.estimate.estimate import Chance, Estimate, Gate, Learnt
from app.estimate.machine_needs import machines
from app.estimate.machines import Machines
from app.estimate.money.bill import cost, other_lines
from app.estimate.money.booked import with_spent
from app.estimate.money.running import running_cost
from app.estimate.notes import notes, of_experience
from app.estimate.priors import Priors, load_priors
from app.estimate.rates import load_rates
from app.estimate.simulation.day_rates import day_rates
from app.estimate.simulation.draws import DRAWS, SEED, Cards, Deck, Row, deck
from app.estimate.simulation.factors import drawn_levels
from app.estimate.simulation.gate import expected_usd, stop_chance, to_gate
from app.estimate.simulation.part import Outcome, Part
from app.estimate.simulation.project import TECHNIQUE, Project
from app.estimate.simulation.quantiles import of_sorted, range_of, share_of
from app.estimate.simulation.schedule import Model
from app.estimate.so_far import SoFar
from app.estimate.tasks import described, factors_now, known_share, sum_of_p80
from app.estimate.what_if.tornado import tornado
from app.estimate.what_if.worth import answer_worth, tried
from app.lifecycle.answers import Answers

QUOTED: Final = {"even_odds": "p50", "four_in_five": "p80", "nine_in_ten": "p90"}
CURVE: Final = tuple(point / 40 for point in range(41))  # shares of the draws


def estimate(
    answers: Answers,
    advice: Advice,
    *,
    draws: int = DRAWS,
    priced_at: date | None = None,
    detail: bool = True,
    so_far: SoFar | None = None,
) -> Estimate | None:
    """The estimate of a plan; None when it must stop. Without detail, no what-ifs.

    `so_far`: what has happened of it; the rest is forecast from there.
    """
    if advice.verdict.kind is VerdictKind.STOP:
        return None
    needed = machines(answers, advice, priced_at)
    shown, project = prepared(answers, advice, deck(draws, SEED), needed, so_far)
    found = _assembled(answers, shown, project, needed, advice, detail)
    return found if so_far is None else _with_learnt(found, _learnt(shown, so_far))


def prepared(
    answers: Answers,
    advice: Advice,
    cards: Deck,
    machines: Machines,
    so_far: SoFar | None = None,
) -> tuple[Part, Project]:
    """The plan as advised, whose tasks are shown; and the project to simulate.

    They are the same, except while the technique is unknown: then the project is a mixture of the
    kinds of project that are possible.
    """
    priors, rates = load_priors(), load_rates()
    priors = so_far.experience.learnt_priors(priors) if so_far else priors
    model = _model(answers, advice, Technique.of(advice), SILENCE_IS_HEAVY, cards, priors, so_far)
    paid = so_far.usd_per_day if so_far else None
    shown = Part.of(model, day_rates(answers, rates, cards, paid))
    lines = other_lines(answers, advice, shown, machines, rates)
    lines = with_spent(lines, so_far, cards.draws) if so_far else lines
    other = np.zeros(cards.draws, dtype=np.float32)
    for line in lines:
        other += line.row
    if answers.known("M07") or advice.verdict.kind is VerdictKind.NO_GENAI:
        return shown, Project((shown,), (), shown.rates, other, lines)
    kinds = tuple(
        partial(_model, answers, advice, *kind, priors=priors, so_far=so_far) for kind in KINDS
    )
    drawn = drawn_levels(priors.factors[TECHNIQUE], cards, priors.value("unknowns_together"))
    parts = []
    for place, kind in enumerate(kinds):
        draws = np.flatnonzero(drawn == place)
        parts.append(Part.of(kind(cards=cards.thinned(draws)), shown.rates, draws))
    in_every_draw = tuple(partial(kind, cards=cards) for kind in kinds)
    return shown, Project(tuple(parts), in_every_draw, shown.rates, other, lines)


def _model(
    answers: Answers,
    advice: Advice,
    technique: Technique,
    unsaid: Unsaid,
    cards: Cards,
    priors: Priors,
    so_far: SoFar | None,
) -> Model:
    where = standing(answers, technique, priors)
    if not (answers.known("M07") or answers.known("A02")):
        where = replace(where, data=None)
    if advice.verdict.kind is VerdictKind.NO_GENAI:
        where = replace(where, size=0, size_shift=0)
    tasks = tasks_of(answers, advice, technique, unsaid)
    terms = load_rates().labelling
    labels = label_tasks(answers, advice, technique, load_rates())
    planned = breakdown(
        tasks, priors, milestone(answers), tuple(each.job(terms) for each in labels)
    )
    work = with_named_waits(planned, answers, priors)
    work = so_far.learnt_from(work) if so_far else work
    team = Team.of(answers, priors)
    staff = work if team is None else staffed(work, team, priors)
    made = Model.of(staff, where, cards, priors)
    return so_far.under_way(made) if so_far else made


def _assembled(
    answers: Answers,
    shown: Part,
    project: Project,
    machines: Machines,
    advice: Advice,
    detail: bool,
) -> Estimate:
    priors, rates = shown.model.canvas.priors, load_rates()
    labels = label_tasks(answers, advice, Technique.of(advice), rates)
    names = titles(answers, priors, labels)
    whole = project.whole()
    weeks, usd = whole.weeks[0], whole.people[0] + project.other
    bill, duration = cost(project, whole, rates), range_of(whole.weeks[0])
    phases = described(shown, names, reasons(labels), rates)
    trials = tried(project) if detail else []
    deadline, ceiling = answers.number("E07a"), answers.number("E04")
    return Estimate(
        milestone=REACHED[milestone(answers)],
        duration_weeks=duration,
        effort_days=range_of(whole.effort[0]),
        cost=bill,
        running=running_cost(advice, shown, machines, rates, months_counted(answers)),
        machines=machines,
        gate=_gate(answers, project, whole, priors),
        chance=chance(weeks, usd, deadline, ceiling),
        deadline_weeks=deadline,
        ceiling_usd=ceiling,
        running_ceiling_usd=answers.number("E04a"),
        quoted=QUOTED[str(answers.value("E10") or "four_in_five")],
        joint_at_p80=joint(weeks, usd, duration.p80, bill.total.p80),
        sum_of_p80_days=sum_of_p80(phases),
        phases=phases,
        known=known_share(whole.effort[0], priors),
        finish_curve=curve(weeks),
        cost_curve=curve(usd),
        answer_next=answer_worth(project, whole, trials, {"gap": gap_question(answers)}),
        sensitivity=tornado(project, whole, trials, names) if detail else (),
        warnings=tuple(notes(answers, project, shown, duration, machines, rates)),
        draws=len(weeks),
        seed=SEED,
        factors=factors_now(shown.model, gap_question(answers)),
    )


def _with_learnt(found: Estimate, learnt: Learnt | None) -> Estimate:
    return replace(found, learnt=learnt, warnings=(*found.warnings, *of_experience(learnt)))


def _learnt(shown: Part, so_far: SoFar) -> Learnt | None:
    canvas = shown.model.canvas
    return so_far.experience.told(canvas.work, so_far.finished, canvas.priors)


def _gate(answers: Answers, project: Project, whole: Outcome, priors: Priors) -> Gate:
    before = project.each_part(_before_gate)
    stop = stop_chance(answers, priors)
    usd, going_on = before.people[0], whole.people[0] + project.other
    return Gate(range_of(before.weeks[0]), range_of(usd), expected_usd(usd, going_on, stop), stop)


def _before_gate(part: Part) -> Outcome:
    before = to_gate(part.model, part.run, part.rates)
    return Outcome(before.weeks[None], before.effort[None], before.usd[None])


def joint(weeks: Row, cost: Row, by: float, within: float) -> float:
    """The share of draws that keep both the date and the money."""
    return share_of((weeks <= np.float32(by)) & (cost <= np.float32(within)))


def chance(weeks: Row, cost: Row, deadline: float | None, ceiling: float | None) -> Chance:
    by = None if deadline is None else share_of(weeks <= deadline)
    within = None if ceiling is None else share_of(cost <= ceiling)
    both = None
    if deadline is not None and ceiling is not None:
        both = joint(weeks, cost, deadline, ceiling)
    return Chance(by, within, both)


def curve(row: Row) -> tuple[tuple[float, float], ...]:
    """Points of the rising share of draws done by a value."""
    values: list[float] = of_sorted(np.sort(row), CURVE).tolist()
    return tuple(zip(values, CURVE, strict=True))
