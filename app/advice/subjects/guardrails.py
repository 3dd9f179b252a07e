"""Checks before and after the model: filters, rights, refusals and attacks (guard.*)."""

from __future__ import annotations

from app.advice.finding import Finding
from app.advice.situation import (
    acts,
    faces_the_public,
    high_stakes,
    holds_documents,
    one_job,
    reads_outside_content,
    writes_text,
)
from app.advice.stances import do, later
from app.advice.training_grounds import small_classifier
from app.language.message import Message, listed, message
from app.lifecycle.answers import Answers

# What somebody wants to stand before or after the model, and what it takes.
CHECKS = {
    "pii_filter": message("Test the filter for personal data on names of your own country."),
    "topic_abuse_filter": message("Let the filter for abuse count what it blocks wrongly too."),
    "grounding_check": message(
        "The check against the sources is one more model call per answer: plan its time and price."
    ),
    "code_sandbox": message("Code that it writes runs in a sandbox without network or secrets."),
    "user_limits": message("Set the limits per user from a normal day, and raise them on request."),
}

# What it does instead of answering (S14a), as somebody wants it.
INSTEAD = {
    "ask_back": message(
        "Let it ask one question back, and no more than one: put cases with a missing detail into "
        "the test set."
    ),
    "show_sources": message(
        "Let it show the passages it found without an answer, and count how often they hold one."
    ),
    "hand_to_person": message("Pass the case on to a person with what was asked and found."),
}
SUITES = {
    "abuse_hate": message("abuse and hate"),
    "data_leakage": message("leaks of private data"),
    "prompt_injection": message("injected instructions"),
    "dangerous_advice": message("dangerous advice"),
    "bias": message("bias across groups"),
    "copyright": message("literal copies of what others own"),
}


def suites_named(answers: Answers) -> Message | None:
    """The harmful behaviours that somebody wants tested (A11); an assumed one is not named."""
    if not answers.known("A11"):
        return None
    named = [words for option, words in SUITES.items() if answers.any("A11", option)]
    return listed(named) if named else None


def check_before_and_after(answers: Answers) -> Finding | None:
    open_answers = answers.any("S06", "general_public") and writes_text(answers)
    served = answers.any("S06", "paying_customers") and answers.any(
        "S02", "answer_questions", "hold_conversation", "act_in_systems"
    )
    seen_first = answers.any("S09", "expert_every_time") or answers.any("M01", "on_device")
    wanted = answers.known("I10") and answers.any("I10", *CHECKS)
    if not (open_answers or served or wanted) or (seen_first and not wanted):
        return None
    return do(
        "guard.input_output_guardrails",
        "R-50 R-52",
        ("S06", "S02", "S09", "I10"),
        title=message("Check what goes in and what comes out"),
        why=_why_checks(answers, unseen=open_answers or served),
        how=_checks(answers),
    )


def _why_checks(answers: Answers, *, unseen: bool) -> Message:
    if not unseen:
        return message("You want these checks, though people of yours see each output first.")
    if answers.any("I10", "none"):
        return message(
            "You planned no checks. Outsiders see the answer before any of your people do, and the "
            "company answers for what its system says."
        )
    return message(
        "Outsiders see the answer before any of your people do, and the company answers for what "
        "its system says."
    )


def _checks(answers: Answers) -> Message:
    usual = message(
        "In: abuse, personal data, attempts to change its instructions. Out: a cheap similarity "
        "check against the sources first, a second model only for what is in doubt, then policy. "
        "Log every block and read the blocks weekly."
    )
    if not answers.known("I10"):
        return usual
    for check, words in CHECKS.items():
        if answers.any("I10", check):
            usual = message("{so_far} {more}", so_far=usual, more=words)
    return usual


def may_say_that_it_does_not_know(answers: Answers) -> Finding | None:
    answers_facts = answers.any("S02", "answer_questions", "hold_conversation") and (
        holds_documents(answers) or (answers.any("S08", "inventing") and high_stakes(answers))
    )
    unsure = answers.any("S09", "uncertain_only") or (
        small_classifier(answers) and not answers.any("S02", "rank_score")
    )
    if answers.any("A08a", "must_answer"):
        return _forbidden_to_abstain(answers)
    allowed = answers.known("A08a") and not one_job(answers, "rank_score")
    if not (answers_facts or unsure or allowed):
        return None
    return do(
        "guard.abstain",
        "R-51 R-40",
        ("A08a", "S02", "S09", "M07", "S14a"),
        title=message("It may say that it does not know"),
        why=message(
            "Declining is the cheapest safety there is: a missing answer costs a question, an "
            "invented one costs trust."
        ),
        how=_how_to_decline(answers),
    )


def _how_to_decline(answers: Answers) -> Message:
    usual = message(
        "Set the threshold from labelled cases, put unanswerable questions into the test set, and "
        "count wrong refusals as well as wrong answers."
    )
    instead = next((INSTEAD[o] for o in answers.options("S14a") if o in INSTEAD), None)
    if instead is None or not answers.known("S14a"):
        return usual
    return message("{usual} {instead}", usual=usual, instead=instead)


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
        "R-67 R-66 F14" if injected else "R-67 R-66",
        ("I03", "I05", "S06", "A11"),
        title=message("Attack it on purpose before others do"),
        why=_why_attack(answers, injected=injected),
        how=_how_attack(answers, injected=injected),
    )


def _how_attack(answers: Answers, *, injected: bool) -> Message:
    attacks = message(
        "Write the attacks down as tests: hidden instructions in documents and messages, coaxing, "
        "off-limits subjects, other people’s data. Run them on every release, and invite people "
        "who did not build it."
    )
    named = suites_named(answers)
    if named is not None:
        attacks = message("{attacks} A suite each for {named}.", attacks=attacks, named=named)
    if not injected:
        return attacks
    return message(
        "Let one call read and another act, with only checked fields between them, and ask a "
        "person before actions of weight. {attacks}",
        attacks=attacks,
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
    check_before_and_after,
    may_say_that_it_does_not_know,
    give_narrow_rights,
    attack_it_on_purpose,
    try_injection_too,
    filter_what_is_harmful,
)
