"""The people who stand behind the output: review, approval and hand-over (guard.*)."""

from __future__ import annotations

from app.advice.figures import (
    break_even,
    dollars,
    requests_a_day,
    share_of,
    value_of_success,
)
from app.advice.finding import Finding
from app.advice.situation import (
    acts,
    converses,
    faces_the_public,
    high_stakes,
    ranks_people,
    requests,
    unreviewed_harm,
)
from app.advice.stances import do, later
from app.advice.training_grounds import small_classifier
from app.language.message import Message, message
from app.lifecycle.answers import Answers

TOO_MANY_TO_READ = 2_000  # requests a day, beyond which nobody reads them all (planning default)
REVIEWED = ("expert_every_time", "user_every_time", "per_action_approval", "uncertain_only")

# Why the check is worth its time, by the worst believable result (S07).
WHEN_WRONG = {
    "annoyance": message(
        "Errors annoy but do no damage, and the person who reads the output first sees them "
        "sooner than any test."
    ),
    "rework": message(
        "An error means doing the work again; seen before it counts, it costs a minute."
    ),
    "money_or_complaint": message(
        "An error can cost money or bring a complaint, and a person can still stop it before it "
        "counts."
    ),
    "serious_loss": message(
        "One error can bring a large loss or a legal claim. The check is what makes a fallible "
        "model usable here, so it is designed and staffed like any other part."
    ),
    "harm_to_people": message("One error can harm somebody, so nothing counts unseen."),
}


def let_a_person_decide(answers: Answers) -> Finding | None:
    """R-03b, R-62: some failures are too costly for any average accuracy."""
    costly = answers.any("S07", "harm_to_people") or ranks_people(answers)
    weighty = answers.any("S12a", "ranks_or_filters", "decides_alone")
    if not (costly or weighty):
        return None
    return do(
        "guard.human_review",
        "R-03b R-62 R-54 F13" if unreviewed_harm(answers) else "R-03b R-62 R-54",
        ("S07", "S09", "S12", "S12a"),
        title=message("A person decides; the model only assists"),
        why=message(
            "One wrong output can harm somebody’s rights, health or safety. However good the "
            "average is, a named person has to look before it counts and must be able to change it."
        ),
        how=message(
            "Name the role, give it the time, show the evidence beside the output, and count how "
            "often people overrule: a review that never disagrees is not a review."
        ),
    )


def review_before_it_counts(answers: Answers) -> Finding | None:
    if not (answers.any("S09", *REVIEWED) or answers.any("S09", "on_appeal")):
        return None
    return do(
        "guard.human_review",
        "R-03b R-54",
        ("S09", "S07", "S07a"),
        title=_title_review(answers),
        why=_why_review(answers),
        how=message(
            "Show the source or the differences so that checking is quicker than doing it anew; "
            "record corrections, since they are the next test cases; watch for rubber-stamping."
        ),
    )


def _title_review(answers: Answers) -> Message:
    if answers.any("S09", "expert_every_time"):
        return message("An expert checks every output")
    if answers.any("S09", "uncertain_only"):
        return message("A person takes the uncertain cases")
    if answers.any("S09", "on_appeal"):
        return message("A person looks again at every objection")
    if answers.any("S09", "per_action_approval"):
        return message("No action of weight counts before a person has seen it")
    return message("The user checks before it counts")


def _why_review(answers: Answers) -> Message:
    cost = answers.number("S07a")
    if cost is not None and answers.any("S09", "uncertain_only", "on_appeal"):
        return message(
            "A wrong output costs about {cost}, so only the cases in doubt are worth a look.",
            cost=dollars(cost),
        )
    if cost is not None:
        return message(
            "A wrong output costs about {cost}. A glance that catches it is cheaper, as long as "
            "somebody has the time for it.",
            cost=dollars(cost),
        )
    return WHEN_WRONG[_worst(answers)]


def _worst(answers: Answers) -> str:
    return next(iter(answers.options("S07") & WHEN_WRONG.keys()), "money_or_complaint")


def check_a_sample(answers: Answers) -> Finding | None:
    costly = answers.any("S07", "money_or_complaint", "serious_loss")
    if not (answers.any("S09", "sampled") and costly) or converses(answers):
        return None
    return do(
        "guard.human_review",
        "R-03b R-45",
        ("S09", "S07", "S02"),
        title=message("A person checks a sample, and everything that a rule flags"),
        why=message(
            "Nobody can read all of it, but an error costs money. What code can flag goes to a "
            "person before it counts, and a random sample shows what the flags miss."
        ),
        how=message(
            "Draw the sample at random each day, grade it with the rubric, and stop the line when "
            "the share of errors passes the limit."
        ),
    )


def review_a_sample(answers: Answers) -> Finding | None:
    if not answers.any("S09", "sampled", "nobody", "on_handover") or small_classifier(answers):
        return None
    if not high_stakes(answers):
        return None
    return later(
        "guard.human_review",
        "R-03b",
        ("S09", "S07"),
        title=message("Review by people where an error is dear"),
        why=message("A single failure can be very costly and nobody sees it in time as planned."),
        how=_how_to_begin(answers),
        when=message("until the measured failure rate is below the line that may not be crossed"),
    )


def _how_to_begin(answers: Answers) -> Message:
    if requests(answers) >= TOO_MANY_TO_READ:
        return message(
            "Begin with a small group and read everything it gets; at {requests} people can then "
            "read a random sample and whatever the filters flag.",
            requests=requests_a_day(answers),
        )
    return message("Begin with every output reviewed and loosen it with the measured error rate.")


def hand_over_to_a_person(answers: Answers) -> Finding | None:
    asked = answers.any("S09", "on_handover", "on_appeal") or answers.any("S14a", "hand_to_person")
    asked = asked or (answers.known("I11") and answers.any("I11", "human_contact"))
    served = converses(answers) and faces_the_public(answers)
    served = served and not answers.any("S03", "open_ended")
    child = answers.any("S12", "children") and converses(answers)
    if not (asked or served or child or answers.any("I07", "hand_to_person")):
        return None
    return do(
        "guard.human_escalation",
        "R-50",
        ("S09", "S14a", "I07", "I11", "S06", "S12", "S07a", "E08"),
        title=message("Hand over to a person, with the whole story"),
        why=_why_hand_over(answers),
        how=message(
            "Hand over when asked, when unsure twice, and on listed subjects; pass the "
            "conversation on; staff the queue for the first weeks, when most comes through."
        ),
    )


def _why_hand_over(answers: Answers) -> Message:
    bar = break_even(answers)
    if bar is None:
        return message(
            "Some requests are beyond it, and people who are stuck with a machine complain, with "
            "reason."
        )
    return message(
        "A wrong answer costs {failure} and a right one is worth {success}, so answering pays only "
        "where it is right more than {bar} of the time. The rest belongs to people.",
        failure=dollars(answers.number("S07a") or 0.0),
        success=dollars(value_of_success(answers) or 0.0),
        bar=share_of(bar),
    )


def approve_actions_of_weight(answers: Answers) -> Finding | None:
    weighty = answers.any("I03", "irreversible", "money_access_safety")
    chosen = answers.any("S09", "per_action_approval") and acts(answers)
    if not (weighty or chosen):
        return None
    return do(
        "guard.approval_gate",
        "R-39",
        ("I03", "S09"),
        title=message("A person approves each action of weight"),
        why=message(
            "What moves money, access or safety, or cannot be undone, has to wait for a yes. "
            "Agents that succeed once often fail when the same case is repeated."
        ),
        how=message(
            "Show what will happen in one line, ask before it happens, make every call safe to "
            "repeat, and let small amounts through only after the error rate is known."
        ),
    )


def undo_what_can_be_undone(answers: Answers) -> Finding | None:
    if not answers.any("I03", "reversible"):
        return None
    return later(
        "guard.approval_gate",
        "R-39",
        ("I03", "S09"),
        title=message("Ask for approval where undoing is a nuisance"),
        why=message("The changes can be undone, so a log and an undo button do most of the work."),
        how=message("Begin with approval on; switch it off per action as the figures allow."),
        when=message("until repeated tests show that the action succeeds every time"),
    )


RULES = (
    let_a_person_decide,
    review_before_it_counts,
    check_a_sample,
    review_a_sample,
    hand_over_to_a_person,
    approve_actions_of_weight,
    undo_what_can_be_undone,
)
