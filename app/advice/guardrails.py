"""Checks around the model, and the people who stand behind it (guard.*)."""

from __future__ import annotations

from app.advice.figures import break_even, dollars, share_of
from app.advice.finding import Finding
from app.advice.situation import (
    DECIDES_ON_PEOPLE,
    HIGH_RISK,
    PERSONAL,
    WRITES,
    acts,
    converses,
    faces_the_public,
    high_stakes,
    holds_documents,
    may_be_hosted,
    ranks_people,
    reads_outside_content,
    small_classifier,
    writes_text,
)
from app.advice.stances import do, later
from app.language.message import Message, message
from app.lifecycle.answers import Answers

REVIEWED = ("expert_every_time", "user_every_time", "per_action_approval", "uncertain_only")


def let_a_person_decide(answers: Answers) -> Finding | None:
    """R-03b, R-62: some failures are too costly for any average accuracy."""
    costly = answers.any("S07", "harm_to_people") or ranks_people(answers)
    weighty = answers.any("S12a", "ranks_or_filters", "decides_alone") and answers.any(
        "S12", *DECIDES_ON_PEOPLE
    )
    if not (costly or weighty):
        return None
    return do(
        "guard.human_review",
        "R-03b R-62 R-54",
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
        return message("A person approves each action of weight")
    return message("The user checks before it counts")


def _why_review(answers: Answers) -> Message:
    cost = answers.number("S07a")
    if cost is not None:
        return message(
            "A wrong output costs about {cost}. A glance that catches it is cheaper, as long as "
            "somebody has the time for it.",
            cost=dollars(cost),
        )
    return message(
        "The check is what makes a fallible model usable here, so it is designed and staffed like "
        "any other part."
    )


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
        how=message("Begin with every output reviewed and loosen it with the measured error rate."),
        when=message("until the measured failure rate is below the line that may not be crossed"),
    )


def hand_over_to_a_person(answers: Answers) -> Finding | None:
    asked = answers.any("S09", "on_handover", "on_appeal") or answers.any("S14a", "hand_to_person")
    served = converses(answers) and faces_the_public(answers)
    served = served and not answers.any("S03", "open_ended")
    child = answers.any("S12", "children") and converses(answers)
    if not (asked or served or child or answers.any("I07", "hand_to_person")):
        return None
    return do(
        "guard.human_escalation",
        "R-50",
        ("S09", "S14a", "I07", "S06", "S12", "S07a", "E08"),
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
        success=dollars(answers.number("E08") or 0.0),
        bar=share_of(bar),
    )


def check_before_and_after(answers: Answers) -> Finding | None:
    open_answers = answers.any("S06", "general_public") and writes_text(answers)
    served = answers.any("S06", "paying_customers") and answers.any(
        "S02", "answer_questions", "hold_conversation", "act_in_systems"
    )
    seen_first = answers.any("S09", "expert_every_time") or answers.any("M01", "on_device")
    if not (open_answers or served) or seen_first:
        return None
    return do(
        "guard.input_output_guardrails",
        "R-50 R-52",
        ("S06", "S02", "S09", "I10"),
        title=message("Check what goes in and what comes out"),
        why=message(
            "Outsiders see the answer before any of your people do, and the company answers for "
            "what its system says."
        ),
        how=message(
            "In: abuse, personal data, attempts to change its instructions. Out: a cheap "
            "similarity check against the sources first, a second model only for what is in doubt, "
            "then policy. Log every block and read the blocks weekly."
        ),
    )


def may_say_that_it_does_not_know(answers: Answers) -> Finding | None:
    answers_facts = answers.any("S02", "answer_questions", "hold_conversation") and (
        holds_documents(answers) or (answers.any("S08", "inventing") and high_stakes(answers))
    )
    unsure = answers.any("S09", "uncertain_only") or (
        small_classifier(answers) and not answers.any("S02", "rank_score")
    )
    if answers.any("A08a", "must_answer"):
        return _forbidden_to_abstain(answers)
    if not (answers_facts or unsure):
        return None
    return do(
        "guard.abstain",
        "R-51 R-40",
        ("A08a", "S02", "S09", "M07"),
        title=message("It may say that it does not know"),
        why=message(
            "Declining is the cheapest safety there is: a missing answer costs a question, an "
            "invented one costs trust."
        ),
        how=message(
            "Set the threshold from labelled cases, put unanswerable questions into the test set, "
            "and count wrong refusals as well as wrong answers."
        ),
    )


def _forbidden_to_abstain(answers: Answers) -> Finding | None:
    if not high_stakes(answers):
        return None
    return later(
        "guard.abstain",
        "R-51",
        ("A08a", "S07"),
        title=message("Reconsider that it must always answer"),
        why=message("An answer at any price means an invented one wherever the facts are missing."),
        how=message("Offer a hand-over or the bare sources instead of a guess."),
        when=message("as soon as an unanswerable case appears in the test set"),
    )


def give_narrow_rights(answers: Answers) -> Finding | None:
    reads = answers.any("I03", "reads_only") or answers.any("S02", "query_data")
    if not (reads or acts(answers)):
        return None
    return do(
        "guard.least_privilege",
        "R-37 R-39 R-67" if answers.any("S02", "query_data") else "R-39 R-67",
        ("I03", "S02", "A07"),
        title=message("Give it the narrowest rights that do the job"),
        why=message(
            "Whatever the model is talked into, it can do no more than its rights allow. That has "
            "to hold in the systems, not in the prompt."
        ),
        how=_how_narrow(answers),
    )


def _how_narrow(answers: Answers) -> Message:
    if answers.any("S02", "query_data"):
        return message(
            "Run queries with the signed-in user’s own rights in a read-only role, with limits on "
            "rows, time and cost; refuse everything but a single SELECT."
        )
    return message(
        "One service account per tool, acting for the signed-in user; only the calls on a list; "
        "limits per call and per day; keys that the model never sees."
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


def attack_it_on_purpose(answers: Answers) -> Finding | None:
    """F14 and R-18: outside content that can act, or the public at large."""
    injected = acts(answers) and reads_outside_content(answers)
    exposed = answers.any("S06", "general_public") and answers.any(
        "S02", "hold_conversation", "answer_questions", "media", "act_in_systems"
    )
    grave = answers.any("S07", "harm_to_people") and faces_the_public(answers)
    if not (injected or exposed or grave):
        return None
    return do(
        "guard.red_team",
        "R-67 R-66",
        ("I03", "I05", "S06", "A11"),
        title=message("Attack it on purpose before others do"),
        why=_why_attack(answers, injected=injected),
        how=message(
            "Write the attacks down as tests: hidden instructions in documents and messages, "
            "coaxing, off-limits subjects, other people’s data. Run them on every release, and "
            "invite people who did not build it."
        ),
    )


def _why_attack(answers: Answers, *, injected: bool) -> Message:
    if injected:
        return message(
            "It reads text from outside and can change things. Text can carry instructions, so "
            "reading has to be separated from acting, and the separation has to be tested."
        )
    return message("Anybody may talk to it, and some will try to make it say what it must not.")


def try_injection_too(answers: Answers) -> Finding | None:
    if not reads_outside_content(answers) or small_classifier(answers):
        return None
    if answers.any("M01", "on_device"):
        return None
    return later(
        "guard.red_team",
        "R-67",
        ("I05", "I03"),
        title=message("Add injection tests to the test set"),
        why=message(
            "Content from outside reaches the model, though it can change nothing by itself."
        ),
        how=message("A dozen documents with hidden instructions, run with every release."),
        when=message("before it may read from or write to another system"),
    )


def say_that_it_is_ai(answers: Answers) -> Finding | None:
    """R-63: whoever talks to it, or meets what it made, is told."""
    talks = converses(answers) or (
        answers.any("S02", "answer_questions") and answers.any("S06", "general_public")
    )
    made = answers.any("S02", "media") or answers.any("M02a", "images", "audio", "video")
    met = answers.any("S06", "many_staff", "paying_customers", "general_public")
    judged = ranks_people(answers)
    if not (((talks or made) and met) or judged):
        return None
    return do(
        "guard.ai_disclosure",
        "R-63 R-60",
        ("S02", "S06", "S13", "S12"),
        title=message("Tell people that it is AI"),
        why=message(
            "People have to know before the first answer; in the European Union that is a legal "
            "duty, elsewhere a matter of trust."
        ),
        how=message(
            "Say so in the first line and beside the input, in the user’s language; mark generated "
            "pictures and sound so that machines can read it; have counsel confirm the wording."
        ),
    )


def keep_personal_data_out(answers: Answers) -> Finding | None:
    if not (answers.any("S15", *PERSONAL) or answers.any("A03", "personal_data")):
        return None
    if answers.any("M01", "on_device"):
        return None
    if not (may_be_hosted(answers) or answers.any("S15", "health", "children", "other_special")):
        return _mask_in_training(answers)
    return do(
        "guard.pii_minimise",
        "R-64 R-65" if answers.any("S15", "health") else "R-64",
        ("S15", "A03", "M01", "I09"),
        title=message("Send and keep only the personal data you need"),
        why=message(
            "Personal data goes in. What is never sent and never logged cannot leak and need not "
            "be deleted."
        ),
        how=message(
            "Mask names and numbers before the call and put them back afterwards; log redacted "
            "text with an end date; make deletion reach indexes, logs and tuning sets."
        ),
    )


def _mask_in_training(answers: Answers) -> Finding:
    return later(
        "guard.pii_minimise",
        "R-64",
        ("S15", "A03", "M01"),
        title=message("Mask personal data in logs, tests and training sets"),
        why=message("It stays in your own house; copies for tests and training are the weak spot."),
        how=message("Mask on export, keep the key apart, and give each copy an end date."),
        when=message("whenever data is copied for tests, logs or training"),
    )


def keep_a_log_of_decisions(answers: Answers) -> Finding | None:
    regulated = answers.any("S12", *HIGH_RISK)
    if not (regulated or answers.any("I03", *WRITES)):
        return None
    return do(
        "guard.audit_log",
        "R-62 R-39" if regulated else "R-39",
        ("S12", "I03", "I09"),
        title=message("Log what it did, on what, and who agreed"),
        why=message(
            "Somebody will ask why. Without a log nobody can answer, undo or improve, and for "
            "high-risk uses the log is a duty."
        ),
        how=message(
            "Keep the input, version, output, evidence, action and person with a time; protect it "
            "from change; agree on how long it stays."
        ),
    )


def filter_what_is_harmful(answers: Answers) -> Finding | None:
    public = answers.any("S06", "general_public")
    free = public and answers.any("S03", "open_ended") and writes_text(answers)
    young = answers.any("S12", "children") or answers.any("S15", "children")
    known = answers.any("A01", "unsafe") or (
        answers.any("A11", "abuse_hate", "dangerous_advice") and public
    )
    media = public and answers.any("S02", "media")
    if answers.any("S02", "moderate"):
        return None
    if not (free or young or known or media):
        return None
    return do(
        "guard.moderation",
        "R-50 R-28",
        ("S06", "S03", "S12", "S15", "A01", "A11"),
        title=message("Filter harmful input and output"),
        why=message(
            "The subject is open or the audience is young, so harmful requests and answers will "
            "come up. A filter that stands apart from the model still holds when the model slips."
        ),
        how=message(
            "A small classifier on both sides with a threshold per kind of harm, measured on your "
            "own cases for what it misses and what it wrongly blocks; a person for appeals."
        ),
    )


RULES = (
    let_a_person_decide,
    review_before_it_counts,
    check_a_sample,
    review_a_sample,
    hand_over_to_a_person,
    check_before_and_after,
    may_say_that_it_does_not_know,
    give_narrow_rights,
    approve_actions_of_weight,
    undo_what_can_be_undone,
    attack_it_on_purpose,
    try_injection_too,
    say_that_it_is_ai,
    keep_personal_data_out,
    keep_a_log_of_decisions,
    filter_what_is_harmful,
)
