"""What strangers, and the system's own rights, can do to it."""

from __future__ import annotations

from app.advice.figures import count, share_of
from app.advice.finding import Risk
from app.advice.hazards.gauge import checked_by, harm, risk, together
from app.advice.hazards.own_words import data, readers, strangers, use
from app.advice.situation import (
    WRITES,
    acts,
    holds_documents,
    on_device,
    permissions_differ,
    reads_outside_content,
    requests,
)
from app.language.message import Message, message
from app.lifecycle.answers import Answers

GUARDED = ("confidential", "personal", "health", "children", "other_special")
GRAVE_DATA = ("health", "children", "other_special")
WEIGHTY = ("irreversible", "money_access_safety")


def prompt_injection(answers: Answers, doing: frozenset[str]) -> Risk | None:
    """R-67: text that is read can carry orders."""
    if not reads_outside_content(answers):
        return None
    return risk(
        "risk.prompt_injection",
        "R-67",
        answers,
        ("I05", "I03", "S15", "S06"),
        likelihood=1 + (answers.any("I05", "open_web") or answers.any("S06", "general_public")),
        effect=_reach(answers),
        title=message("Text from outside gives it orders"),
        happens=_ordered(answers),
        mitigation=_against_orders(answers),
        owner=message("Security"),
    )


def _reach(answers: Answers) -> int:
    """What an order from outside could set in motion."""
    if answers.any("I03", *WEIGHTY):
        return 2
    return int(answers.any("I03", "reversible", "reads_only") or answers.any("S15", *GUARDED))


def _ordered(answers: Answers) -> Message:
    if answers.any("I03", *WRITES):
        return message(
            "It reads {strangers} in {use}, and may change systems itself; one hidden sentence "
            "can make it act for somebody else.",
            strangers=strangers(answers),
            use=use(answers),
        )
    if answers.any("S15", *GUARDED):
        return message(
            "It reads {strangers} beside {data} in {use}; one hidden sentence can make it pass "
            "on what is not theirs.",
            strangers=strangers(answers),
            data=data(answers),
            use=use(answers),
        )
    return message(
        "It reads {strangers} in {use}; one hidden sentence can bend the output, though little "
        "else is within its reach.",
        strangers=strangers(answers),
        use=use(answers),
    )


def _against_orders(answers: Answers) -> Message:
    if answers.any("I03", *WRITES):
        return message(
            "Let one call read and another act, pass only checked fields between them, ask a "
            "person before actions of weight, and attack it yourselves before launch."
        )
    return message(
        "Mark outside text as data, keep secrets out of the prompt, and attack it yourselves "
        "before launch."
    )


def data_leak(answers: Answers, doing: frozenset[str]) -> Risk | None:
    """R-53, R-67: content reaches people, logs or vendors without a right to it."""
    if not (answers.any("S15", *GUARDED) or permissions_differ(answers)):
        return None
    points = permissions_differ(answers) + answers.any("I09", "full_long", "full_limited")
    points += answers.any("I09", "full_long")
    points += answers.any("M01", "any_api") or answers.any("I08", "long_term_facts")
    return risk(
        "risk.data_leak",
        "R-53",
        answers,
        ("S15", "A07", "M01", "I08", "I09"),
        likelihood=0 if on_device(answers) else points,
        effect=2 if answers.any("S15", *GRAVE_DATA) else 1,
        title=message("Content reaches somebody without the right to it"),
        happens=_leaks(answers),
        mitigation=_against_leaks(answers),
        owner=message("Security"),
    )


def _leaks(answers: Answers) -> Message:
    if permissions_differ(answers):
        return message(
            "Not everybody may see every source, and {readers} ask in {use}. One search without "
            "the asker’s permissions puts another’s document into the answer.",
            readers=readers(answers),
            use=use(answers),
        )
    if answers.any("I09", "full_long", "full_limited"):
        return message(
            "Full texts with {data} from {use} stay in the logs, where more people can read them "
            "than in the source.",
            data=data(answers),
            use=use(answers),
        )
    return message(
        "It takes in {data} in {use}. What goes in may come out in a log, a cache, a test set "
        "or another’s answer.",
        data=data(answers),
        use=use(answers),
    )


def _against_leaks(answers: Answers) -> Message:
    if permissions_differ(answers) or holds_documents(answers):
        return message(
            "Apply the asker’s permissions at the moment of the search, keep redacted logs with an "
            "end date, and test with an account that must see nothing."
        )
    return message(
        "Send only what the task needs, keep redacted logs with an end date, and keep one user’s "
        "cache and history from another’s."
    )


def excessive_agency(answers: Answers, doing: frozenset[str]) -> Risk | None:
    """R-39, R-67: it can do more than the task needs."""
    if not acts(answers):
        return None
    steps = answers.any("I04", "model_chosen") + 2 * answers.any("I04", "open_loop")
    return risk(
        "risk.excessive_agency",
        "R-39",
        answers,
        ("S02", "I03", "I04", "S09", "M09c"),
        likelihood=steps + answers.any("S09", "nobody"),
        effect=2 if answers.any("I03", *WEIGHTY) else max(1, harm(answers) - 1),
        title=message("It does more than it should"),
        happens=_acts_wrongly(answers),
        mitigation=message(
            "Give it few tools with narrow rights, limits on each run and each day, calls that are "
            "safe to repeat, a log of each action and a switch that stops it."
        ),
        owner=message("AI engineer"),
    )


def _acts_wrongly(answers: Answers) -> Message:
    once, always = answers.number("M09a"), answers.number("M09c")
    if once is not None and always is not None and answers.known("M09c"):
        return message(
            "Only {share} of the cases succeeded every time they were repeated, so a right action "
            "today may be a wrong one tomorrow.",
            share=share_of(min(once, always)),
        )
    if answers.any("I03", *WEIGHTY):
        wrong = message("A wrong step moves money or rights, or cannot be undone.")
    else:
        wrong = message("A wrong step changes another system before anybody has noticed.")
    return together(wrong, _one_in_a_hundred(answers), checked_by(answers))


def _one_in_a_hundred(answers: Answers) -> Message:
    """What a small share of errors means at this project’s volume."""
    wrong = requests(answers) / 100
    if wrong < 1:
        return message("It would act in {use}.", use=use(answers))
    return message(
        "If 1 in 100 of {use} went wrong, that would be {wrong} a day.",
        use=use(answers),
        wrong=count(round(wrong)),
    )


HAZARDS = (prompt_injection, data_leak, excessive_agency)
