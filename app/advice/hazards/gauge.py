"""How likely and how bad: what the hazards share to judge it, and to write it down.

Levels are counted from 0 (low) to 2 (high). The steps are planning defaults.
"""

from __future__ import annotations

from app.advice.catalogue import rule
from app.advice.figures import count, dollars, share_of
from app.advice.finding import Level, Risk
from app.advice.frameworks import names_of
from app.advice.hazards.own_words import use
from app.advice.situation import requests
from app.language.message import Message, message
from app.lifecycle.answers import Answers

LEVELS = (Level.LOW, Level.MEDIUM, Level.HIGH)
HARM = {
    "annoyance": 0,
    "rework": 0,
    "money_or_complaint": 1,
    "serious_loss": 2,
    "harm_to_people": 2,
}
UNSEEN = {
    "expert_every_time": 0, "user_every_time": 0, "per_action_approval": 0, "uncertain_only": 1,
    "on_handover": 1, "sampled": 1, "on_appeal": 2, "nobody": 2,
}  # fmt: skip

# Who stands between a wrong output and its effect (S09).
CHECKED_BY = {
    "expert_every_time": message("An expert sees each output first and has to notice it."),
    "user_every_time": message("Only the user stands between it and its effect."),
    "per_action_approval": message("The person who approves the action has to notice it."),
    "uncertain_only": message("A person sees only what the system itself marks as uncertain."),
    "on_handover": message("A person looks only once somebody asks for help."),
    "sampled": message("Somebody sees a sample, and the rest counts unseen."),
    "on_appeal": message("A person looks only after somebody objects."),
    "nobody": message("Nobody looks before it counts."),
}


def level(points: int) -> Level:
    """0 and below is low, 2 and above is high."""
    return LEVELS[max(0, min(2, points))]


def harm(answers: Answers) -> int:
    """How bad one wrong output can be (S07)."""
    return max((HARM.get(option, 1) for option in answers.options("S07")), default=1)


def unseen(answers: Answers) -> int:
    """How easily one slips through (S09)."""
    return max((UNSEEN.get(option, 1) for option in answers.options("S09")), default=1)


def checked_by(answers: Answers) -> Message:
    option = next(iter(answers.options("S09")), "user_every_time")
    return CHECKED_BY[option]


def wrong_a_day(answers: Answers) -> Message | None:
    """What the launch bar, else today's pass rate, leaves wrong each day; None without figures."""
    right = answers.number("S11a")
    measured = answers.number("M09a")
    share = measured if right is None else right
    a_day = requests(answers)
    if share is None or a_day * (1 - share) < 1:
        return None
    wrong = a_day * (1 - share)
    if right is None:
        return message(
            "At today’s pass rate of {share}, about {wrong} of {requests} would be wrong.",
            share=share_of(share),
            wrong=count(round(wrong)),
            requests=use(answers),
        )
    return message(
        "Even at your launch bar of {share}, about {wrong} of {requests} would be wrong.",
        share=share_of(share),
        wrong=count(round(wrong)),
        requests=use(answers),
    )


def cost_of_one(answers: Answers) -> Message | None:
    cost = answers.number("S07a")
    if cost is None:
        return None
    return message("Each one costs about {cost}.", cost=dollars(cost))


def together(first: Message, *others: Message | None) -> Message:
    """Sentences one after the other, as a single message; those that are missing fall out."""
    said = first
    for other in others:
        if other is not None:
            said = message("{said} {more}", said=said, more=other)
    return said


def risk(
    tag: str,
    rests_on: str,
    answers: Answers,
    because: tuple[str, ...],
    *,
    likelihood: int,
    effect: int,
    title: Message,
    happens: Message,
    mitigation: Message,
    owner: Message,
) -> Risk:
    """An entry of the register. Only answers that count are named as its reasons."""
    counting = tuple(q for q in dict.fromkeys(because) if answers.value(q) is not None)
    return Risk(
        tag=tag,
        title=title,
        likelihood=level(likelihood),
        effect=level(effect),
        happens=happens,
        mitigation=mitigation,
        owner=owner,
        rule=rule(rests_on),
        because=counting or because,
        named_by=names_of(tag),
    )
