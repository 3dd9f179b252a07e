"""How we shall know (eval.*): the test set first, then graders and live use."""

from __future__ import annotations

from app.advice.figures import count, requests_a_day, share_of, time_allowed
from app.advice.finding import Finding
from app.advice.sample_size import cases_needed, margin_wanted
from app.advice.situation import (
    converses,
    fixed_by_rules,
    on_device,
    ranks_people,
    requests,
    sorts_only,
    writes_text,
)
from app.advice.stances import do
from app.language.message import Message, Quantity, Unit, message
from app.lifecycle.answers import Answers

THUMBS = message(
    "Read the thumbs and their reasons each week: every thumb down becomes a test case, and their "
    "share is followed beside the score of the test set."
)
ONE_QUESTION = message(
    "Put one question at the end, and count who comes back with the same problem."
)
BASELINE = 20  # cases of a first baseline


def test_set_first(answers: Answers) -> Finding | None:
    if fixed_by_rules(answers):
        return None
    return do(
        "eval.task_set",
        "R-02 R-45 R-41",
        ("A04", "A04a", "A05", "M09", "S11a", "S07", "S04"),
        title=message("Build the test set first, from real cases"),
        why=_why_test_set(answers),
        how=_how_test_set(answers),
    )


def _how_test_set(answers: Answers) -> Message:
    if not answers.known("M02") or not answers.any("M02", "audio", "video"):
        return _how_cases(answers)
    return message(
        "{cases} Keep the recording and its right transcript with each case, and measure what is "
        "misheard apart: no later step repairs it.",
        cases=_how_cases(answers),
    )


def _whose_answers(answers: Answers) -> Message | None:
    """What today's practice means for the expected answers (S04)."""
    if not answers.known("S04"):
        return None
    if answers.any("S04", "people_unevenly"):
        return message(
            "People do it unevenly today, so let two of them write each expected answer and settle "
            "where they differ."
        )
    if answers.any("S04", "nobody"):
        return message(
            "Nobody does it today, so an expert has to write the expected answers before anything "
            "can be measured."
        )
    return None


def _how_cases(answers: Answers) -> Message:
    whose = _whose_answers(answers)
    if whose is None:
        return _how_many(answers)
    return message("{cases} {whose}", cases=_how_many(answers), whose=whose)


def _how_many(answers: Answers) -> Message:
    bar, margin = answers.number("S11a"), margin_wanted(answers)
    if bar is None or not 0 < bar < 1:
        return message(
            "Begin with 20 to 50 real cases with expected answers, and add unanswerable, ambiguous "
            "and hostile ones. Grow it to 100 or 200 for development, keep a separate part that no "
            "prompt has ever seen, and refill it from failures in use."
        )
    return message(
        "Begin with 20 to 50 real cases with expected answers, and add unanswerable, ambiguous and "
        "hostile ones. To know a share near {bar} within {margin} takes {cases} cases that no "
        "prompt has ever seen. Refill the set from failures in use.",
        bar=share_of(bar),
        margin=Quantity(margin, Unit.POINTS),
        cases=Quantity(cases_needed(bar, margin), Unit.COUNT, None),
    )


def _why_test_set(answers: Answers) -> Message:
    held = answers.number("A04a")
    bar = answers.number("S11a")
    if not held and answers.any("M09", "measured"):
        return message(
            "You have measured on a kept set once. Give it a version and an owner, so that every "
            "later change is measured on the same cases."
        )
    if not held:
        return message(
            "There is no test set yet, so every choice would be decided by taste. It is the first "
            "thing to deliver, before any technique."
        )
    if held < BASELINE:
        return message(
            "A few favourites are no test set yet: a first baseline takes {least} real cases, and "
            "without it every choice would be decided by taste.",
            least=count(BASELINE),
        )
    if bar is not None:
        return message(
            "You hold {held} cases and the launch bar is {bar}; whether they are enough depends on "
            "how close to the bar you land.",
            held=count(held),
            bar=share_of(bar),
        )
    return message(
        "You hold {held} cases. Freeze them, give them versions, and run them on every change.",
        held=count(held),
    )


def grade_by_people(answers: Answers) -> Finding | None:
    shown = answers.any("S02", "media") and not sorts_only(answers)
    if not (writes_text(answers) or shown):
        return None
    if answers.options("S02") <= {"translate"} and not answers.any("A05", "h3_8", "over_8"):
        hours = message("Your post-editors are the graders: measure their time and changes.")
    else:
        hours = _rubric(answers)
    return do(
        "eval.human",
        "R-40 R-44",
        ("S02", "A05", "A05a"),
        title=message("Let people grade a sample with a rubric"),
        why=message(
            "Whether written text is right and useful is a judgement, and only people who know the "
            "work can make it."
        ),
        how=hours,
    )


def _rubric(answers: Answers) -> Message:
    graders = answers.number("A05a") if answers.known("A05a") else None
    if graders is not None and graders < 2:
        return message(
            "Write a rubric with three or four questions that can be answered by yes or no. There "
            "is one grader: find a second for the first 50 outputs, because without one nobody can "
            "measure whether people agree."
        )
    return message(
        "Write a rubric with three or four questions that can be answered by yes or no; have two "
        "people grade the same 50 outputs, and repair the rubric where they disagree."
    )


def calibrate_a_judge(answers: Answers) -> Finding | None:
    if not writes_text(answers) or answers.options("S02") <= {"translate", "rewrite"}:
        return None
    return do(
        "eval.llm_judge",
        "R-44",
        ("S02", "A05", "I06"),
        title=message("Let a model grade the bulk, once it agrees with people"),
        why=_why_judge(answers),
        how=message(
            "Calibrate it on 50 to 200 human grades; use another model family; swap the order of "
            "pairs and allow ties; never let it be the only signal for safety."
        ),
    )


def _why_judge(answers: Answers) -> Message:
    if answers.any("A05", "none", "h1_2"):
        return message(
            "Experts have an hour or two a week at best, far too little to grade every change. A "
            "calibrated judge agrees with people about as often as they agree with each other."
        )
    return message(
        "Every change of prompt or model has to be graded again; a calibrated judge does that "
        "overnight and leaves people the doubtful cases."
    )


def compare_blindly(answers: Answers) -> Finding | None:
    chat = converses(answers) and answers.any("S03", "open_ended")
    prefers = answers.any("A10", "under_1k", "from_1k", "over_10k")
    if not (chat or prefers or answers.any("S02", "draft")):
        return None
    return do(
        "eval.win_rate",
        "R-40 R-42 R-44",
        ("S02", "S03", "A10"),
        title=message("Compare two versions blindly, side by side"),
        why=message(
            "There is no single right answer here, but people can say which of two is better."
        ),
        how=message(
            "Same request, two versions, order at random, ties allowed, always on the same cases; "
            "about 470 pairs show a difference of five points."
        ),
    )


def time_the_slow_ones(answers: Answers) -> Finding | None:
    tight = answers.any("M05", "first_words_2s", "under_300ms")
    if not (tight or on_device(answers) or answers.any("I01", "voice")):
        return None
    return do(
        "eval.latency",
        "R-28 R-40",
        ("M05", "M05a", "M05b", "M01", "I01"),
        title=message("Measure the slowest 5 % on the real hardware"),
        why=message(
            "You allow {time}; an average would hide the requests that break it.",
            time=time_allowed(answers),
        )
        if not on_device(answers)
        else message(
            "Speed, memory and battery on the weakest device decide whether people keep using it."
        ),
        how=message(
            "Time to the first words and to the whole answer at p95, at peak load and with long "
            "inputs, on every release."
        ),
    )


def compare_in_use(answers: Answers) -> Finding | None:
    ranked = answers.any("S02", "rank_score") and not ranks_people(answers)
    sold = answers.any("S02", "draft") and requests(answers) >= 10_000
    busy = answers.any("S06", "paying_customers", "general_public") and (
        requests(answers) >= 100_000 and not answers.any("S02", "moderate")
    )
    if not (ranked or sold or busy) or fixed_by_rules(answers):
        return None
    return do(
        "eval.ab_test",
        "R-40",
        ("S02", "I06", "I06a", "S06"),
        title=message("Compare with today’s way in live use"),
        why=message(
            "At {requests} the effect on users can be measured within days.",
            requests=requests_a_day(answers),
        ),
        how=message("Split users at random, fix the measure and the length in advance, and hold."),
    )


def ask_the_users(answers: Answers) -> Finding | None:
    thumbs = answers.known("I11") and answers.any("I11", "thumb_reason")
    chat = converses(answers) and answers.any("S06", "paying_customers", "general_public")
    if not (chat or thumbs) or answers.any("S06", "only_software"):
        return None
    return do(
        "eval.csat",
        "R-40",
        ("S02", "S06", "I11"),
        title=message("Ask users, and count the cases that are really solved"),
        why=message("An output can be correct and still leave the person without help."),
        how=THUMBS if thumbs else ONE_QUESTION,
    )


RULES = (
    test_set_first,
    grade_by_people,
    calibrate_a_judge,
    compare_blindly,
    time_the_slow_ones,
    compare_in_use,
    ask_the_users,
)
