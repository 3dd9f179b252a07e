"""An estimate written by hand: the support chat for couriers, with figures one can follow."""

from __future__ import annotations

from datetime import date

from app.estimate.estimate import (
    AnswerWorth,
    Chance,
    Cost,
    Estimate,
    Gate,
    Line,
    OptionOutcome,
    PhaseEstimate,
    Prior,
    RunningCost,
    Swing,
    Task,
)
from app.estimate.machines import Band, Machines, Serving, Training
from app.estimate.ranges import Range
from app.language.message import message, tokens, usd
from app.lifecycle.phases import Phase

KICKOFF = date(2027, 1, 4)


def spread(p50: float, p80: float) -> Range:
    """A range whose tails follow from its plan and its commitment."""
    ratio = p80 / p50
    return Range(p50 / ratio**1.5, p50, p80, p50 * ratio**1.95)


def task(
    key: str,
    title: str,
    role: str,
    phase: Phase,
    times: tuple[float, float, float],
    *,
    critical: float = 0.2,
    days: tuple[float, float] = (10, 15),
    gate: float = 0.0,
    after: tuple[str, ...] = (),
) -> Task:
    """`times` are the median start, the median finish and the P80 of the finish, in weeks."""
    start, finish, late = times
    prior = Prior((5, 15, 45), None, message("3–4 days to 6–10 weeks"), "D", "Planning default")
    return Task(
        id=key,
        title=message(title),
        phase=phase,
        column=None,
        role=message(role),
        roles=((role, 1.0),),
        after=after,
        effort_days=spread(*days),
        duration_weeks=spread(finish - start, late - start),
        wait_weeks=spread(2, 7) if key == "approval" else None,
        start_weeks=Range(start * 0.7, start, start * 1.3, start * 1.6),
        finish_weeks=spread(finish, late),
        critical_share=critical,
        multiplier=1.2,
        why=message("The answers call for it."),
        prior=prior,
        before_gate=gate,
    )


TASKS = (
    task("scope", "Scope and use case", "Product", Phase.SCOPING, (0, 1.4, 2.2), critical=0.9),
    task("approval", "Privacy and security approval", "Legal", Phase.SCOPING, (1.4, 7.6, 11.7)),
    task(
        "select", "Compare models on 20 real cases", "AI engineer", Phase.SELECTION, (1.4, 2.3, 3.1)
    ),
    task(
        "data",
        "Clean and own the help centre",
        "Support",
        Phase.ALIGNMENT,
        (1.4, 5, 8),
        critical=0.7,
        after=("scope",),
    ),
    task("evalset", "Write 400 graded questions", "Support", Phase.ALIGNMENT, (1.4, 4.6, 6.6)),
    task("prompt", "Prompt prototype", "AI engineer", Phase.ALIGNMENT, (2.3, 4.1, 5.6), gate=1.0),
    task(
        "tail",
        "Improvement rounds, to 92 in 100",
        "AI engineer",
        Phase.ALIGNMENT,
        (9.3, 13, 17.6),
        critical=0.6,
    ),
    task("guard", "Guardrails and red team", "Backend", Phase.ALIGNMENT, (9.3, 12, 15.6)),
    task(
        "rag",
        "Retrieval to a working pilot",
        "Backend",
        Phase.INTEGRATION,
        (5, 9.3, 13.5),
        critical=0.8,
        days=(40, 60),
        gate=0.3,
        after=("data",),
    ),
    task(
        "integ",
        "Chat, hand-over, logging",
        "Backend",
        Phase.INTEGRATION,
        (9.3, 12.7, 17),
        days=(35, 55),
    ),
    task(
        "pilot",
        "Pilot in three steps, then launch",
        "Product",
        Phase.INTEGRATION,
        (13, 17, 25),
        critical=0.95,
        after=("tail", "integ"),
    ),
)


def phase(of: Phase) -> PhaseEstimate:
    tasks = tuple(task for task in TASKS if task.phase is of)
    return PhaseEstimate(of, spread(4, 6), spread(20, 33), tasks)


def curve(amounts: Range) -> tuple[tuple[float, float], ...]:
    """A rising curve through the four quantiles."""
    known = [
        (amounts.p10 * 0.55, 0.0),
        (amounts.p10 * 0.8, 0.03),
        (amounts.p10, 0.1),
        ((amounts.p10 + amounts.p50) / 2, 0.29),
        (amounts.p50, 0.5),
        ((amounts.p50 + amounts.p80) / 2, 0.68),
        (amounts.p80, 0.8),
        ((amounts.p80 + amounts.p95) / 2, 0.895),
        (amounts.p95, 0.95),
        (amounts.p95 * 1.3, 0.985),
    ]
    return tuple(known)


def line(key: str, title: str, amounts: Range, trust: str = "D") -> Line:
    derivation = message("{low} days × {rate} a day", low=spread(130, 190).p50, rate=usd(620))
    return Line(key, message(title), amounts, derivation, "Planning default", trust)


WEEKS = Range(10, 17, 25, 36)
DOLLARS = Range(84_000, 160_000, 232_000, 330_000)

COST = Cost(
    total=DOLLARS,
    people=Range(70_000, 132_000, 196_000, 280_000),
    labels=Range(1_900, 4_100, 6_600, 9_800),
    compute=Range(300, 900, 1_900, 3_600),
    fixed=Range(12_000, 20_000, 27_000, 38_000),
    lines=(
        line("people", "People", Range(70_000, 132_000, 196_000, 280_000)),
        line("labels", "400 graded questions", Range(1_900, 4_100, 6_600, 9_800)),
        line("api", "Model calls while building", Range(300, 900, 1_900, 3_600), "A"),
        line("fixed", "Security review, audit", Range(12_000, 20_000, 27_000, 38_000)),
    ),
)
RUNNING = RunningCost(
    total=Range(2_000, 3_600, 5_400, 8_300),
    lines=(
        line(
            "tokens", "Model calls, 8,000 conversations a day", Range(900, 1_700, 2_600, 4_000), "A"
        ),
        line("people", "Somebody who looks after it", Range(800, 1_900, 3_100, 4_600)),
    ),
    unknown=(message("Hosting of the search index: no provider was named."),),
)
TRAINING = Training(
    "lora",
    8e9,
    5e6,
    "H100-80GB",
    1,
    2.4e17,
    Band(0.2, 0.4, 0.9),
    Band(0.01, 0.02, 0.04),
    Band(2, 5, 15),
    Band(3, 8, 40),
    Band(21, 26, 34),
    74.0,
    "yes",
    Band(0.3, 0.6, 1.4),
    Band(0.1, 0.2, 0.6),
    message("6 × {n} parameters × {t}", n="8B", t=tokens(5e6)),
    (),
)
SERVING = Serving(
    "api",
    "a small hosted model",
    8_000,
    3_200,
    350,
    0.0071,
    Band(900, 1_700, 3_400),
    None,
    None,
    None,
    Band(900, 1_600, 3_200),
    None,
    Band(22_000, 60_000, 190_000),
    "2026-11-23",
    message("{requests} requests a day × {price}", requests=8_000, price=usd(0.0071)),
    (),
)
ESTIMATE = Estimate(
    milestone=message("First version in production"),
    duration_weeks=WEEKS,
    effort_days=Range(95, 190, 280, 390),
    cost=COST,
    running=RUNNING,
    machines=Machines((TRAINING,), SERVING),
    gate=Gate(Range(3.1, 5.2, 7.4, 10.2), Range(21_000, 38_000, 57_000, 80_000), 151_000, 0.22),
    chance=Chance(0.82, 0.85, 0.75),
    deadline_weeks=26,
    ceiling_usd=250_000,
    running_ceiling_usd=None,
    quoted="p80",
    joint_at_p80=0.68,
    sum_of_p80_days=310,
    phases=tuple(
        phase(of) for of in (Phase.SCOPING, Phase.SELECTION, Phase.ALIGNMENT, Phase.INTEGRATION)
    ),
    known=0.62,
    finish_curve=curve(WEEKS),
    cost_curve=curve(DOLLARS),
    answer_next=(
        AnswerWorth(
            "E02",
            5.1,
            41_000,
            (
                OptionOutcome(message("Two people with AI experience"), 19, 190_000),
                OptionOutcome(message("Nobody yet"), 34, 300_000),
            ),
        ),
        AnswerWorth(
            "M09", 3.4, 22_000, (OptionOutcome(message("Tried, good enough"), 21, 200_000),)
        ),
        AnswerWorth("A04", 2.2, 9_000, ()),
    ),
    sensitivity=(
        Swing(
            "common.effort",
            message("How this team estimates"),
            "common",
            -6.4,
            8.4,
            -61_000,
            84_000,
        ),
        Swing("common.calendar", message("How the calendar slips"), "common", -3.0, 4.1, 0, 0),
        Swing("rag", message("Retrieval to a pilot"), "task", -2.1, 3.6, -18_000, 30_000),
        Swing("pilot", message("Pilot and launch"), "task", -1.4, 2.2, -9_000, 14_000),
        Swing("data", message("Help-centre access"), "task", -1.5, 1.9, -8_000, 12_000),
        Swing("integ", message("Chat and hand-over"), "task", -1.4, 1.7, -14_000, 20_000),
        Swing("tail", message("Improvement rounds"), "task", -1.1, 1.5, -9_000, 13_000),
        Swing("E02", message("Who can work on it"), "answer", -0.9, 1.2, -4_000, 6_000),
        Swing("evalset", message("Graded questions"), "task", -0.4, 0.5, -2_000, 3_000),
    ),
    warnings=(),
    draws=4_000,
    seed=20261123,
)
