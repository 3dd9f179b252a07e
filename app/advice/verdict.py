"""The verdict: stop, write code, find out first, buy or build."""

from __future__ import annotations

from app.advice.approach import approach
from app.advice.figures import break_even, dollars, share_of, value_of_success
from app.advice.finding import Finding, Stance, Verdict, VerdictKind
from app.advice.red_flags import red_flags
from app.advice.situation import PROHIBITED, fixed_by_rules, prohibited
from app.language.message import Message, Quantity, Unit, message
from app.lifecycle.answers import Answers, State
from app.lifecycle.progress import share_unknown

MOST_UNKNOWN = 0.2  # share of the P0 questions put; planning default of a worksheet (F02)

FUNCTIONS = {
    "emotion_work_school": message(
        "Inferring the emotions of workers, candidates or pupils is prohibited in the European "
        "Union since February 2025. It has to go, not to be made safer."
    ),
    "covert_influence": message(
        "Influencing behaviour covertly is a prohibited practice. It has to go, not to be made "
        "safer."
    ),
    "social_scoring": message(
        "Scoring people across unrelated areas of their lives is a prohibited practice. It has to "
        "go, not to be made safer."
    ),
    "intimate_imagery": message(
        "Intimate images of real people without consent, or of minors, must never be generated. "
        "The law that bans such generators applies from December 2026."
    ),
}


def verdict(answers: Answers, findings: tuple[Finding, ...]) -> Verdict:
    """F00 before F01, F02, F15 and building."""
    if prohibited(answers):
        return _stop(answers)
    if fixed_by_rules(answers):
        return _write_code(answers)
    if needs_discovery(answers):
        return _find_out(answers)
    if should_buy(answers):
        return _buy(answers)
    return _build(answers, findings)


def _stop(answers: Answers) -> Verdict:
    named = answers.options("S12")
    reasons = [FUNCTIONS[name] for name in PROHIBITED if name in named]
    reasons.append(message("There is no estimate for it. Take this page to your legal department."))
    return Verdict(
        VerdictKind.STOP,
        message("Stop."),
        message(
            "One function of this project is prohibited. Take it out before anything else is "
            "planned; below stands what the rest would need."
        ),
        tuple(reasons[:3]),
        ("F00", "R-61"),
        ("S12",),
        red_flags(answers),
    )


def _write_code(answers: Answers) -> Verdict:
    reasons = [
        message("Written rules or a table fix the result, and the inputs are already fields."),
    ]
    if answers.any("S17", "exact"):
        reasons.append(message("The figure has to be exact and the same every time."))
    volume = answers.number("I06a")
    if volume:
        reasons.append(
            message(
                "At {requests} code costs next to nothing; a model would charge for each one.",
                requests=Quantity(volume, Unit.REQUESTS_PER_DAY),
            )
        )
    because = ("S16", "S17", "I06a") if volume else ("S16", "S17")
    return Verdict(
        VerdictKind.NO_GENAI,
        message("Don’t use generative AI."),
        message("Write the rules as code, with a test for every branch."),
        tuple(reasons),
        ("F01", "R-01", "R-36"),
        because,
        red_flags(answers),
    )


def needs_discovery(answers: Answers) -> bool:
    """F02: nothing to build yet, no data to build it on, or too much that nobody knows."""
    return (
        _says_nothing(answers)
        or answers.any("E06", "unknown_or_disputed")
        or too_much_unknown(answers)
    )


def _says_nothing(answers: Answers) -> bool:
    """Asked what it produces, somebody had no answer. Unseen is not empty."""
    return answers.state("S01") is not State.UNSEEN and not answers.text("S01").strip()


def too_much_unknown(answers: Answers) -> bool:
    share = share_unknown(answers)
    return share is not None and share > MOST_UNKNOWN


def _find_out(answers: Answers) -> Verdict:
    reasons, because = [], []
    if _says_nothing(answers):
        reasons.append(message("Nobody could say yet what it produces, for whom and when."))
        because.append("S01")
    if answers.any("E06", "unknown_or_disputed"):
        reasons.append(
            message("Nobody knows when the team can touch the data, the commonest cause of delay.")
        )
        because.append("E06")
    if too_much_unknown(answers):
        reasons.append(
            message(
                "{share} of the questions that matter most were answered “don’t know yet”.",
                share=Quantity(share_unknown(answers) or 0.0, Unit.SHARE),
            )
        )
        because.extend(k for k in sorted(answers.given) if answers.state(k) is State.UNKNOWN)
    return Verdict(
        VerdictKind.DISCOVERY_FIRST,
        message("Find out first."),
        message(
            "Spend two or three weeks on the open questions, then plan again. What follows is the "
            "best plan that today’s answers allow."
        ),
        tuple(reasons),
        ("F02",),
        tuple(because),
        red_flags(answers),
    )


def should_buy(answers: Answers) -> bool:
    return buying_is_an_option(answers) and answers.any("M10", "public_app", "bought_product")


def buying_is_an_option(answers: Answers) -> bool:
    """F15."""
    return (
        answers.any("S05", "bought_product")
        and answers.any("S03", "one_task")
        and answers.any("E03", "nothing", "experiments")
    )


def _buy(answers: Answers) -> Verdict:
    return Verdict(
        VerdictKind.BUY,
        message("Buy it."),
        message(
            "Choose a product for this one task and spend your effort on testing it with your own "
            "cases. What building it would take stands below for comparison."
        ),
        (
            message("It is one narrow task, and products for it exist."),
            message("The team has not yet run a system of this kind in production."),
            message("You do not need to own any part of the stack."),
        ),
        ("F15",),
        ("S05", "S03", "E03", "M10"),
        red_flags(answers),
    )


# What stands beside the leading finding under the verdict, the weightiest first.
BESIDE = (
    "guard.approval_gate",
    "explain.why_not_scratch",
    "guard.human_review",
    "eval.task_set",
    "guard.human_escalation",
    "deploy.private_cloud",
)


def _build(answers: Answers, findings: tuple[Finding, ...]) -> Verdict:
    leading, sentence, rules = approach(answers, findings)
    spoken = {f.tag: f for f in findings if f.stance is Stance.DO or f.group == "explain"}
    shown = [spoken[tag] for tag in dict.fromkeys((leading, *BESIDE)) if tag in spoken][:3]
    money = _pays_from(answers)
    reasons = [finding.why for finding in shown]
    because = [question for finding in shown for question in finding.because]
    if money is not None:
        reasons = [reasons[0], money, *reasons[1:2]]
        because, rules = [*because, "S07a", "E08"], (*rules, "R-03")
    if answers.any("S05", "ruled_out") and answers.text("S05a"):
        ruled_out = message(
            "A simpler way was ruled out, for this reason: {reason}", reason=answers.text("S05a")
        )
        reasons, because = [*reasons[:2], ruled_out], [*because, "S05", "S05a"]
    return Verdict(
        VerdictKind.BUILD,
        message("Build it."),
        sentence,
        tuple(reasons),
        rules,
        tuple(dict.fromkeys(because)),
        red_flags(answers),
    )


def _pays_from(answers: Answers) -> Message | None:
    """R-03: the break-even share, when both sides of it are known."""
    bar = break_even(answers)
    if bar is None:
        return None
    return message(
        "A wrong output costs {failure} and a right one is worth {success}, so it pays only where "
        "more than {bar} of its outputs are right.",
        failure=dollars(answers.number("S07a") or 0.0),
        success=dollars(value_of_success(answers) or 0.0),
        bar=share_of(bar),
    )
