"""What people may expect: to be told, to have their data spared, to find out why (guard.*)."""

from __future__ import annotations

from app.advice.finding import Finding
from app.advice.situation import (
    HIGH_RISK,
    PERSONAL,
    WRITES,
    answers_only,
    converses,
    may_be_hosted,
    ranks_people,
)
from app.advice.stances import do, later
from app.language.message import Message, message
from app.lifecycle.answers import Answers


def say_that_it_is_ai(answers: Answers) -> Finding | None:
    """R-63: whoever talks to it, or meets what it made, is told."""
    talks = converses(answers) or (
        answers.any("S02", "answer_questions") and answers.any("S06", "general_public")
    )
    talks = talks or (answers.any("S06", "paying_customers") and answers_only(answers))
    talks = talks or _asked_in_a_chat(answers)
    made = answers.any("S02", "media") or answers.any("M02a", "images", "audio", "video")
    shown = answers.any("S06", "many_staff", "paying_customers", "general_public")
    meets_people = (talks and not answers.any("S06", "only_software")) or (made and shown)
    if not (meets_people or ranks_people(answers)):
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
        how=_how_to_say_it(made=made),
    )


def _asked_in_a_chat(answers: Answers) -> bool:
    """Questions are put in a chat or by voice: a chatbot, whoever may use it."""
    chat = answers.known("I01") and answers.any("I01", "team_chat", "chat_web_mobile", "voice")
    return chat and answers.any("S02", "answer_questions")


def _how_to_say_it(*, made: bool) -> Message:
    if made:
        return message(
            "Say so in the first line and beside what was made, in the user’s language; mark "
            "generated pictures and sound so that machines can read it; have counsel confirm the "
            "wording."
        )
    return message(
        "Say so in the first line and beside the input, in the user’s language; have counsel "
        "confirm the wording."
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


RULES = (
    say_that_it_is_ai,
    keep_personal_data_out,
    keep_a_log_of_decisions,
)
