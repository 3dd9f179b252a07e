"""How we shall know: what to measure, on how many cases, and which bars decide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.advice.figures import break_even
from app.advice.finding import Advice, VerdictKind
from app.advice.sample_size import (
    cases_needed,
    cases_to_compare_paired,
    cases_to_hold_back,
    clean_cases,
    equal_languages,
    margin_wanted,
    uses_wilson,
    wilson_margin,
)
from app.advice.situation import quality_gap
from app.language.message import Message, Quantity, Unit, Value, message, verbatim
from app.lifecycle.answers import Answers
from app.plan.metrics import metrics, misleading
from app.plan.plan import EvaluationPlan

BASELINE = 20  # cases of a first baseline
MINUTES_A_CASE = 10  # for an expert to grade one
HOURS_A_WEEK = {"h1_2": 1.5, "h3_8": 5.5, "over_8": 10.0}  # A05; planning defaults
RARE = {"serious_loss": 0.01, "harm_to_people": 0.001}  # failure rate to rule out (judgement)

ROUNDS = {
    "one": message("one round"),
    "two_three": message("two or three rounds"),
    "four_six": message("four to six rounds"),
    "until_goal": message("rounds until the goal is met, with a limit in weeks"),
}

STEPS_OF_CODE = (
    message("Write a test for every branch and every limit of the rules before the code."),
    message("Run real past cases through it, and explain every difference."),
    message("Keep the tests as they are; a change of a rule begins with a change of its test."),
)


@dataclass(frozen=True, slots=True)
class TestSet:
    """How large the set must be to decide on launch, and why."""

    cases: int
    margin: float
    derivation: Message


def evaluation_plan(answers: Answers, advice: Advice) -> EvaluationPlan | None:
    """None when the verdict stops the project."""
    if advice.verdict.kind is VerdictKind.STOP:
        return None
    code = advice.verdict.kind is VerdictKind.NO_GENAI
    wanted = test_set_of_code() if code else test_set(answers)
    present = round(answers.number("A04a") or 0)
    missing = max(0, wanted.cases - present)
    held_back = 0 if code else min(missing, cases_to_hold_back(answers))
    return EvaluationPlan(
        metrics=metrics(advice),
        avoid=() if code else misleading(answers, advice),
        cases_needed=wanted.cases,
        cases_present=present,
        margin=wanted.margin,
        derivation=wanted.derivation,
        break_even=break_even(answers),
        launch_bar=launch_bar(answers),
        target_bar=answers.number("S11b"),
        never=_never(answers),
        clean_cases=_clean_cases(answers),
        judge=_judge(advice),
        steps=STEPS_OF_CODE if code else _steps(answers, wanted, present, held_back),
        held_back=held_back,
        in_your_words=verbatim(answers.text("S11")) if answers.text("S11") else None,
    )


def launch_bar(answers: Answers) -> float | None:
    return answers.number("S11a") if answers.known("S11a") else None


def test_set_of_code() -> TestSet:
    """Code is right or wrong: a baseline of past cases without a single failure (R-45)."""
    words = message(
        "Every branch of the rules has a test, and {cases} real past cases come out exactly as "
        "they did then; any one that does not is a fault to be mended.",
        cases=BASELINE,
    )
    return TestSet(BASELINE, wilson_margin(1.0, BASELINE), words)


def test_set(answers: Answers) -> TestSet:
    """Sized for the launch bar, else for break-even, else for the widest case (R-41)."""
    share, origin = _share_to_measure(answers)
    margin = margin_wanted(answers)
    cases = cases_needed(share, margin)
    shown: dict[str, Value] = {
        "cases": cases,
        "share": Quantity(share, Unit.PERCENT),
        "origin": origin,
        "margin": Quantity(margin, Unit.POINTS),
    }
    if uses_wilson(share):
        words = message(
            "{cases} cases keep Wilson’s 95 % interval within {margin} of p = {share}, {origin}; "
            "the plain formula promises too much so near to 100 %.",
            **shown,
        )
    else:
        words = message(
            "n = 1.96² · p · (1 − p) ÷ e² = {cases} cases, with p = {share}, {origin}, and a "
            "margin e of {margin}.",
            **shown,
        )
    return _in_each_language(TestSet(cases, margin, words), equal_languages(answers))


def _in_each_language(one: TestSet, languages: int) -> TestSet:
    if languages == 1:
        return one
    words = message(
        "{derivation} Each of {languages} languages has to be as good as the main one and gets a "
        "set of its own: {cases} cases together.",
        derivation=one.derivation,
        languages=languages,
        cases=one.cases * languages,
    )
    return TestSet(one.cases * languages, one.margin, words)


def _share_to_measure(answers: Answers) -> tuple[float, Message]:
    launch, pays_from = launch_bar(answers), break_even(answers)
    if launch is not None:
        return launch, message("your launch bar")
    if pays_from is not None:
        return pays_from, message("the share from which it pays, as no launch bar is set")
    return 0.5, message("the widest case, as no bar is set")


def _never(answers: Answers) -> Message | None:
    words = answers.text("S14")
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


def _steps(answers: Answers, wanted: TestSet, present: int, held_back: int) -> tuple[Message, ...]:
    """The gates of R-45, with this project's numbers."""
    return (
        message(
            "Measure a baseline on at least {cases} real cases before choosing a technique.",
            cases=BASELINE,
        ),
        message("Improve on a development set of about 100 to 200 cases."),
        *_acceptance_set(wanted, present, held_back),
        *_judging(answers, wanted.cases),
        message("Never use the acceptance set to write prompts or to train."),
        message(
            "To compare two versions, run both on the same cases: {paired} of them show a "
            "difference of {margin} (R-42).",
            paired=cases_to_compare_paired(wanted.margin),
            margin=Quantity(wanted.margin, Unit.POINTS),
        ),
        *_below_break_even(answers),
        _rounds(answers),
        message("Keep old failures as a regression set that passes nearly always."),
        message("After launch, refresh the sets from what failed in production."),
    )


def _acceptance_set(wanted: TestSet, present: int, held_back: int) -> Iterator[Message]:
    missing = max(0, wanted.cases - present - held_back)
    if held_back:
        yield message(
            "Hold {held_back} of your checked examples back for the acceptance set; nothing is "
            "trained on them and no prompt shows them.",
            held_back=held_back,
        )
    if missing and present + held_back:
        yield message(
            "Grow the acceptance set to {needed} cases: {missing} more than there are.",
            needed=wanted.cases,
            missing=missing,
        )
    elif missing:
        yield message("Build an acceptance set of {needed} cases.", needed=wanted.cases)
    elif not held_back:
        yield message("The acceptance set is large enough; keep it apart.")


def _judging(answers: Answers, cases: int) -> Iterator[Message]:
    """A05: what a round of grading takes of the experts' weeks; mostly the real bottleneck."""
    a_week = next((HOURS_A_WEEK[o] for o in answers.options("A05") if o in HOURS_A_WEEK), None)
    if a_week is None or not answers.known("A05"):
        return
    hours = cases * MINUTES_A_CASE / 60
    yield message(
        "To grade all {cases} by people once takes {hours} at {minutes} a case (R-73): with about "
        "{a_week} a week, {weeks} of their time. Grade a sample by people, and the rest by code or "
        "by a calibrated model.",
        cases=cases,
        hours=Quantity(hours, Unit.HOURS),
        minutes=Quantity(MINUTES_A_CASE, Unit.MINUTES),
        a_week=Quantity(a_week, Unit.HOURS),
        weeks=Quantity(hours / a_week, Unit.WEEKS),
    )


def _below_break_even(answers: Answers) -> Iterator[Message]:
    bar, pays_from = launch_bar(answers), break_even(answers)
    if bar is None or pays_from is None or bar >= pays_from:
        return
    yield message(
        "The launch bar of {bar} lies below the {even} from which it pays (R-03): count what "
        "reviewers catch, and raise the bar if that is too little.",
        bar=Quantity(bar, Unit.PERCENT, 3),
        even=Quantity(pays_from, Unit.PERCENT, 3),
    )


def _rounds(answers: Answers) -> Message:
    """R-70: the last points take longer than the first eighty."""
    gap = quality_gap(answers)
    rounds = ROUNDS[next(iter(answers.options("A12")), "two_three")]
    if gap is None or gap <= 0:
        return message(
            "Plan {rounds} of improvement before the launch is decided, and stop early when two "
            "of them bring nothing.",
            rounds=rounds,
        )
    return message(
        "Plan {rounds} of improvement to close the gap of {gap} to the launch bar. The last points "
        "take longest: LinkedIn came to 80 % in one month and past 95 % after four more (R-70).",
        rounds=rounds,
        gap=Quantity(gap, Unit.POINTS),
    )
