"""What a wrong output does, and why nobody may notice."""

from __future__ import annotations

from app.advice.figures import corpus_size, examples_held
from app.advice.finding import Risk
from app.advice.hazards.gauge import (
    checked_by,
    cost_of_one,
    harm,
    risk,
    together,
    unseen,
    wrong_a_day,
)
from app.advice.hazards.own_words import pace, use
from app.advice.situation import (
    DECIDES_ON_PEOPLE,
    SORTING,
    corpus,
    holds_documents,
    moderates_posts,
    sorts_only,
)
from app.language.message import Message, message
from app.lifecycle.answers import Answers

GROUNDED = frozenset(
    {"augment.rag", "augment.full_context", "augment.structured_facts", "augment.sql_tool"}
)
TUNED = frozenset({"adapt.sft", "adapt.sft_lora", "adapt.dpo", "adapt.rlhf"})


def hallucination(answers: Answers, doing: frozenset[str]) -> Risk | None:
    """R-51: whatever writes can invent; sources and checks make it rarer."""
    if sorts_only(answers) or answers.options("S02") == {"calculate"}:
        return None
    points = 1
    points += answers.any("A01", "wrong_facts") or answers.any("A08a", "must_answer")
    points -= bool(doing & GROUNDED) and answers.any("A08", "exact_passage", "every_claim")
    return risk(
        "risk.hallucination",
        "R-51",
        answers,
        ("S02", "S07", "S09", "A01", "A08", "A08a", "S11a", "I06a", "M09a", "S07a"),
        likelihood=points,
        effect=harm(answers),
        title=message("It invents something"),
        happens=together(
            message("An invented output reads as well as a right one."),
            wrong_a_day(answers) or message("Nothing marks it among {use}.", use=use(answers)),
            cost_of_one(answers),
            checked_by(answers),
        ),
        mitigation=_against_invention(answers, doing),
        owner=message("Domain expert"),
    )


def _against_invention(answers: Answers, doing: frozenset[str]) -> Message:
    if answers.any("S02", "write_code", "query_data") and not doing & GROUNDED:
        return message(
            "Run what it writes against tests before anybody relies on it; count failures each "
            "week, and put each into the test set."
        )
    if doing & GROUNDED:
        return message(
            "Answer only from the sources given, name them, and let it say that it does not know; "
            "measure faithfulness on the test set at each change."
        )
    return message(
        "Give it the facts with the request, check names and figures against them in code, and "
        "measure the share of invented statements at each change."
    )


def overreliance(answers: Answers, doing: frozenset[str]) -> Risk | None:
    """R-54: a check by people works only while they still look."""
    checking = answers.any(
        "S09", "expert_every_time", "user_every_time", "uncertain_only", "per_action_approval"
    )
    if answers.any("S06", "only_software") or not checking or not harm(answers):
        return None
    return risk(
        "risk.overreliance",
        "R-54",
        answers,
        ("S06", "S07", "S09", "I06a", "I11"),
        likelihood=1 + answers.any("I06", "from_10k", "over_100k") - _helped_to_check(answers),
        effect=harm(answers),
        title=message("People stop looking"),
        happens=message(
            "In {use} the plan relies on people who check. After weeks of right outputs they "
            "wave the wrong one through, the more so the better it is written.",
            use=use(answers),
        ),
        mitigation=message(
            "Show the evidence beside each output, slip in known errors now and then, and count "
            "how often people correct it: a rate of zero is an alarm."
        ),
        owner=message("Product owner"),
    )


def _helped_to_check(answers: Answers) -> bool:
    """Reasons beside the output, and a way to mend it, keep people looking (I11)."""
    return answers.known("I11") and answers.any("I11", "explanation", "edit_undo")


def bias(answers: Answers, doing: frozenset[str]) -> Risk | None:
    """R-62, R-66: past decisions, or one measure for all, can treat groups unfairly."""
    about_people = answers.any("S12", *DECIDES_ON_PEOPLE, "biometrics", "health")
    recorded = answers.any("A03", "biased")
    ranks = answers.any("S02", "rank_score") and answers.any("S15", "personal", "other_special")
    asked = answers.any("A11", "bias")
    if not (about_people or recorded or ranks or asked or moderates_posts(answers)):
        return None
    decides = answers.any("S12a", "ranks_or_filters", "decides_alone")
    return risk(
        "risk.bias",
        "R-62",
        answers,
        ("S12", "S12a", "A03", "S02", "S06", "S15", "A11"),
        likelihood=recorded + (decides or ranks),
        effect=2 if about_people and decides else max(1, harm(answers)),
        title=message("Groups are treated unfairly"),
        happens=_unfair(answers, decides=decides),
        mitigation=message(
            "Do not learn from past outcomes that may be unfair; compare error rates across groups "
            "before launch and each quarter; keep a person who can change the result."
        ),
        owner=message("Risk and privacy"),
    )


def _unfair(answers: Answers, *, decides: bool) -> Message:
    if answers.any("A03", "biased"):
        return message(
            "The {held} examples record past decisions that may have been unfair. A model repeats "
            "them, faster and with the look of a measurement.",
            held=examples_held(answers),
        )
    if decides:
        return message(
            "In {use} it decides who is looked at first, or at all. A small difference between "
            "groups becomes a rule that everybody meets.",
            use=use(answers),
        )
    if moderates_posts(answers):
        return message(
            "Dialect, or words that a group has taken back for itself, is blocked more often than "
            "what others write, and an average over {use} would hide it.",
            use=use(answers),
        )
    return message(
        "Errors may fall on some groups more often, and an average over {use} would hide it.",
        use=use(answers),
    )


def stale_knowledge(answers: Answers, doing: frozenset[str]) -> Risk | None:
    """R-09, R-53: sources change after they were indexed or learned."""
    held = corpus(answers) > 0 and not answers.any("M07", "none")
    if not (held or "augment.rag" in doing):
        return None
    changing = answers.any("M07", "own_documents_changing")
    return risk(
        "risk.stale_knowledge",
        "R-53",
        answers,
        ("M07", "M07a", "A06", "S07"),
        likelihood=changing + (changing and not doing & GROUNDED),
        effect=harm(answers),
        title=message("The sources are out of date"),
        happens=_out_of_date(answers, changing),
        mitigation=message(
            "Give each source an owner and a date of review, index changes within a day, show the "
            "date beside each answer, and delete what no longer holds."
        ),
        owner=message("Owners of the sources"),
    )


def _out_of_date(answers: Answers, changing: bool) -> Message:
    if answers.any("M07", "live_systems") and not holds_documents(answers):
        return message(
            "The answers to {use} come from live records; a copy or an index of them is behind "
            "from its first hour.",
            use=use(answers),
        )
    if not corpus(answers):
        return message(
            "The text that goes with {use} was copied once, and nobody thinks of the copy when its "
            "source changes.",
            use=use(answers),
        )
    size = corpus_size(answers)
    if changing:
        return message(
            "Your {size} of documents change monthly or more often. An answer from last month’s "
            "version is wrong and cites its source correctly.",
            size=size,
        )
    return message(
        "Your {size} of documents change seldom, so nobody thinks of the copy when they do.",
        size=size,
    )


def drift(answers: Answers, doing: frozenset[str]) -> Risk | None:
    """R-45: what is learned once ages, as inputs and labels change."""
    learned = bool(answers.options("S02") & SORTING) or bool(doing & TUNED)
    often = answers.any("A13", "quarterly", "monthly")
    if not (learned or often):
        return None
    points = {"rarely": 0, "yearly": 1, "quarterly": 1, "monthly": 2}
    pace = max((points.get(option, 1) for option in answers.options("A13")), default=1)
    return risk(
        "risk.drift",
        "R-45",
        answers,
        ("S02", "A13", "I12", "I09", "S07"),
        likelihood=pace + _unwatched(answers),
        effect=max(0, harm(answers) - (unseen(answers) == 0)),
        title=message("The work changes and it does not"),
        happens=_ages(answers),
        mitigation=message(
            "Pin the version, grade a fresh sample each month, raise an alarm when the share of "
            "doubtful cases grows, and plan for re-tests from the start."
        ),
        owner=message("Owner of operations"),
    )


def _unwatched(answers: Answers) -> int:
    """One more where nobody looks or nothing can be seen, one less with alarms and re-tests."""
    blind = answers.any("I12", "nobody") or answers.any("I09", "nothing", "counts_only")
    return blind - answers.any("I12", "owner_alarms_retest")


def _ages(answers: Answers) -> Message:
    expected = pace(answers)
    if expected is None:
        return message(
            "New topics, labels or rules appear after launch, or the base model is replaced. The "
            "quality of {use} falls slowly, and no error message tells.",
            use=use(answers),
        )
    return message(
        "You expect the task, the policy or the base model to change {pace}. The quality of {use} "
        "falls slowly after it, and no error message tells.",
        pace=expected,
        use=use(answers),
    )


HAZARDS = (hallucination, overreliance, bias, stale_knowledge, drift)
