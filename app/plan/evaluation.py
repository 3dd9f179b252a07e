"""How we shall know: what to measure, on how many cases, and which bars decide."""

from __future__ import annotations

from app.advice.finding import Advice, VerdictKind
from app.language.message import Message, Quantity, Unit, counted, message, verbatim
from app.lifecycle.answers import Answers
from app.plan.metrics import metrics, misleading
from app.plan.plan import EvaluationPlan
from app.plan.sample_size import cases_needed, cases_to_compare_paired, clean_cases

MARGINS = {  # half-width of the 95 % interval wanted, by the worst believable result (judgement)
    "annoyance": 0.10,
    "rework": 0.10,
    "money_or_complaint": 0.05,
    "serious_loss": 0.03,
    "harm_to_people": 0.03,
}
RARE = {"serious_loss": 0.01, "harm_to_people": 0.001}  # failure rate to rule out (judgement)


def evaluation_plan(answers: Answers, advice: Advice) -> EvaluationPlan | None:
    """None when the verdict stops the project."""
    if advice.verdict.kind is VerdictKind.STOP:
        return None
    break_even = break_even_accuracy(answers)
    launch = answers.number("S11a") if answers.known("S11a") else None
    share = expected_share(launch, break_even)
    margin = margin_wanted(answers)
    needed = cases_needed(share, margin)
    present = cases_present(answers)
    return EvaluationPlan(
        metrics=metrics(advice),
        avoid=misleading(answers, advice),
        cases_needed=needed,
        cases_present=present,
        margin=margin,
        derivation=_derivation(share, margin, needed, launch, break_even),
        break_even=break_even,
        launch_bar=launch,
        target_bar=answers.number("S11b"),
        never=_never(answers),
        clean_cases=_clean_cases(answers),
        judge=_judge(advice),
        steps=_steps(needed, present, margin),
    )


def break_even_accuracy(answers: Answers) -> float | None:
    """p* = F/(S+F): the share that must be right for successes to pay for failures (R-03)."""
    failure, success = answers.number("S07a"), value_of_success(answers)
    if failure is None or success is None or failure + success <= 0:
        return None
    return failure / (success + failure)


def value_of_success(answers: Answers) -> float | None:
    """US dollars that one good output is worth: as said, or the time that it saves."""
    said = answers.number("E08")
    minutes, rate = answers.number("E08b"), answers.number("E08c")
    if said is not None or minutes is None or rate is None:
        return said
    return minutes / 60 * rate


def expected_share(launch: float | None, break_even: float | None) -> float:
    """The share the test must measure: the launch bar, else break-even, else the widest case."""
    if launch is not None:
        return launch
    return 0.5 if break_even is None else break_even


def margin_wanted(answers: Answers) -> float:
    worst = next(iter(answers.options("S07")), "money_or_complaint")
    return MARGINS[worst]


def cases_present(answers: Answers) -> int:
    return round(answers.number("A04a") or 0)


def _derivation(
    share: float, margin: float, needed: int, launch: float | None, break_even: float | None
) -> Message:
    if launch is not None:
        origin = message("your launch bar")
    elif break_even is not None:
        origin = message("the break-even accuracy, as no launch bar is set")
    else:
        origin = message("the widest case, as no bar is set")
    return message(
        "n = 1.96² · p · (1 − p) ÷ e² = {needed} cases, with p = {share} ({origin}) and a margin "
        "e of {margin}; near 0 and 1 Wilson’s interval is used.",
        needed=needed,
        share=Quantity(share, Unit.PERCENT),
        origin=origin,
        margin=Quantity(margin, Unit.POINTS),
    )


def _never(answers: Answers) -> Message | None:
    words = answers.text("S14") or answers.text("S11")
    return verbatim(words) if words else None


def _clean_cases(answers: Answers) -> int | None:
    """Cases without one grave failure before launch; only where a failure is grave (R-43)."""
    for option in answers.options("S07"):
        if option in RARE:
            return clean_cases(RARE[option])
    return None


def _judge(advice: Advice) -> Message | None:
    if not advice.recommends("eval.llm_judge"):
        return None
    return message(
        "Calibrate the judging model on 50 to 200 cases that people have graded. Swap the order "
        "of the answers, allow ties, and take a model of another family. Expect it to agree with "
        "people in about 80 of 100 cases, as people do with each other (R-44)."
    )


def _steps(needed: int, present: int, margin: float) -> tuple[Message, ...]:
    """The gates of R-45, with this project's numbers."""
    missing = max(0, needed - present)
    grown = counted(
        "Grow the acceptance set to {needed} cases: {count} more than today.",
        "Grow the acceptance set to {needed} cases: {count} more than today.",
        missing,
        needed=needed,
    )
    return (
        message("Measure a baseline on at least 20 real cases before choosing a technique."),
        message("Improve on a development set of about 100 to 200 cases."),
        grown if missing else message("The acceptance set is large enough; keep it apart."),
        message("Never use the acceptance set to write prompts or to train."),
        message(
            "To compare two versions, run both on the same cases: {paired} of them show a "
            "difference of {margin} (R-42).",
            paired=cases_to_compare_paired(margin),
            margin=Quantity(margin, Unit.POINTS),
        ),
        message("Keep old failures as a regression set that passes nearly always."),
        message("After launch, refresh the sets from what failed in production."),
    )
