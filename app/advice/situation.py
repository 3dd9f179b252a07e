"""What the answers say together: figures and conditions that several rules share, by name.

Every condition reads what was said or is assumed; a figure given beside a band counts before it.
"""

from __future__ import annotations

import math

from app.lifecycle.answers import Answers

HOSTED = ("any_api", "api_contract", "fixed_region")
OWN_HOUSE = ("own_cloud", "own_hardware", "air_gapped")
DOCUMENTS = ("own_documents_stable", "own_documents_changing")
WRITES = ("reversible", "irreversible", "money_access_safety")
OUTSIDE = ("customer_messages", "outside_documents", "open_web")
PERSONAL = ("personal", "health", "children", "other_special")
PROHIBITED = ("emotion_work_school", "covert_influence", "social_scoring", "intimate_imagery")
DECIDES_ON_PEOPLE = (
    "hiring_work", "credit_insurance", "education_access", "law_justice", "border_police",
)  # fmt: skip
HIGH_RISK = (
    *DECIDES_ON_PEOPLE, "health", "biometrics", "emotion_elsewhere", "critical_infrastructure",
    "product_safety",
)  # fmt: skip
SORTING = frozenset({"classify_route", "moderate", "tag_entities", "rank_score"})
WRITTEN = ("answer_questions", "summarise", "draft", "rewrite", "translate", "hold_conversation")
BEHAVIOUR = ("wrong_format", "wrong_tone", "wrong_labels", "poor_language", "unsafe")

AT_THE_CURSOR = 10_000  # ms; nobody types on who waits longer (planning default)
WHOLE_TEXT_LIMIT = 200_000  # tokens, about 500 pages
USUAL_USD_PER_MILLION = 1.0  # a middle hosted model, all tokens alike (planning default)
PERIODS = {"m12": 12, "m24": 24, "m36": 36}  # months
DAYS_A_MONTH = 7 * 4.345  # a month is 4.345 weeks throughout


# Figures


def examples(answers: Answers) -> float:
    return answers.number("A02a") or 0.0


def comparisons(answers: Answers) -> float:
    return answers.number("A10a") or 0.0


def requests(answers: Answers) -> float:
    """Requests a day on the project's side; 0 when all runs on users' devices."""
    return answers.number("I06a") or 0.0


def allowed_ms(answers: Answers) -> float:
    """Milliseconds for the whole answer at p95; infinite when nobody waits."""
    return answers.number("M05a") or math.inf


def corpus(answers: Answers) -> float:
    """Tokens of the project's own knowledge."""
    return answers.number("M07a") or 0.0


def field_text(answers: Answers) -> float:
    """Tokens of text of the field that a model could train on."""
    return answers.number("M08a") or 0.0


def quality_gap(answers: Answers) -> float | None:
    """Launch bar minus what a prompt reaches today; None when either is not known."""
    bar, today = answers.number("S11a"), answers.number("M09a")
    return None if bar is None or today is None else bar - today


def months_counted(answers: Answers) -> int:
    """Months over which cost and value are held against each other (E08a)."""
    return PERIODS[next(iter(answers.options("E08a")), "m24")]


# Scope


def wishes(answers: Answers, *techniques: str) -> tuple[str, ...]:
    """("M11",) when somebody asked for one of the techniques, to be named as a cause."""
    return ("M11",) if answers.any("M11", *techniques) else ()


def fixed_by_rules(answers: Answers) -> bool:
    return answers.any("S16", "fully_structured")


def prohibited(answers: Answers) -> bool:
    return answers.any("S12", *PROHIBITED)


def high_stakes(answers: Answers) -> bool:
    return answers.any("S07", "serious_loss", "harm_to_people")


def unreviewed_harm(answers: Answers) -> bool:
    """F13: it can harm people, and nobody looks."""
    return answers.any("S07", "harm_to_people") and answers.any("S09", "nobody")


def ranks_people(answers: Answers) -> bool:
    return answers.any("S02", "rank_score", "classify_route") and answers.any(
        "S12", *DECIDES_ON_PEOPLE
    )


def moderates_posts(answers: Answers) -> bool:
    """It decides what the public, or customers, may say to each other."""
    return answers.any("S02", "moderate") and faces_the_public(answers)


def writes_text(answers: Answers) -> bool:
    return answers.any("S02", *WRITTEN)


def converses(answers: Answers) -> bool:
    return answers.any("S02", "hold_conversation")


def answers_only(answers: Answers) -> bool:
    """Questions and answers are all there is: people take it for a chat, whatever it is called."""
    jobs = answers.options("S02")
    return "answer_questions" in jobs and jobs <= {"answer_questions", "summarise"}


def sorts_only(answers: Answers) -> bool:
    """Every job puts labels on things, on pictures and sound too; none writes."""
    jobs = answers.options("S02")
    if answers.known("M02a") and answers.options("M02a") == {"labels"}:
        jobs = jobs - {"media"}
    return bool(jobs) and jobs <= SORTING


def writes_at_the_cursor(answers: Answers) -> bool:
    """Code is suggested to somebody who is typing, and not worked off in a queue (R-28)."""
    return (
        answers.any("S02", "write_code")
        and allowed_ms(answers) <= AT_THE_CURSOR
        and not answers.any("I01", "batch_job")
    )


def one_job(answers: Answers, job: str) -> bool:
    return answers.options("S02") == {job}


def faces_the_public(answers: Answers) -> bool:
    return answers.any("S06", "paying_customers", "general_public")


def checked_every_time(answers: Answers) -> bool:
    return answers.any("S09", "expert_every_time", "user_every_time", "per_action_approval")


# Where it runs


def may_be_hosted(answers: Answers) -> bool:
    return answers.any("M01", *HOSTED)


def in_own_house(answers: Answers) -> bool:
    return answers.any("M01", *OWN_HOUSE)


def on_device(answers: Answers) -> bool:
    return answers.any("M01", "on_device")


# What the model lacks


def too_slow_or_dear(answers: Answers) -> bool:
    """F12: said after tests, or foreseeable from volume and the ceiling for running it."""
    return answers.any("A01", "slow_or_dear") or bill_above_ceiling(answers)


def affordable_per_million(answers: Answers) -> float | None:
    """US dollars that the ceiling for running it leaves for a million tokens of any kind."""
    ceiling, a_day = answers.number("E04a"), requests(answers)
    tokens = (answers.number("M04") or 0.0) + (answers.number("M04b") or 0.0)
    if ceiling is None or a_day * tokens <= 0:
        return None
    return ceiling / (a_day * DAYS_A_MONTH * tokens / 1e6)


def bill_above_ceiling(answers: Answers) -> bool:
    affordable = affordable_per_million(answers)
    return affordable is not None and affordable < USUAL_USD_PER_MILLION


def memory_holds(answers: Answers, billions: float) -> bool:
    """Whether so many billion parameters at 4 bits and their overhead would fit (R-26)."""
    memory = answers.number("M01a")
    return memory is None or memory >= billions * 4 / 8 * 1.3


def tested(answers: Answers) -> bool:
    """Whether there is something to measure progress on."""
    return answers.any("A04", "favourites", "from_20", "from_100", "over_300") or answers.any(
        "M09", "measured"
    )


def prompt_passes(answers: Answers) -> bool:
    gap = quality_gap(answers)
    return gap is not None and gap <= 0


def holds_documents(answers: Answers) -> bool:
    return answers.any("M07", *DOCUMENTS)


def draws_on_knowledge(answers: Answers) -> bool:
    """A job that answers or writes out of what is known, not out of its input alone."""
    return answers.any(
        "S02", "answer_questions", "hold_conversation", "draft", "query_data", "write_code"
    )


def permissions_differ(answers: Answers) -> bool:
    return answers.any("A07", "by_document", "by_field_or_row")


def searchable_records(answers: Answers) -> bool:
    """Text to be searched behind live systems: a schema, or sources that are prose."""
    if not answers.any("M07", "live_systems"):
        return False
    prose = any(row.get("format") not in (None, "database") for row in answers.rows("A06"))
    prose = prose and answers.known("A06")
    return answers.any("S02", "query_data") or prose


def retrieves(answers: Answers) -> bool:
    """Passages have to be found for each request (F05)."""
    if not draws_on_knowledge(answers) or hurried(answers):
        return False
    if holds_documents(answers):
        return corpus(answers) >= WHOLE_TEXT_LIMIT or permissions_differ(answers)
    return searchable_records(answers) and corpus(answers) >= WHOLE_TEXT_LIMIT


def whole_text_fits(answers: Answers) -> bool:
    """One body of text, the same for everybody, short enough for the prompt (F04)."""
    return (
        holds_documents(answers)
        and answers.any("S02", "answer_questions", "hold_conversation", "draft")
        and 0 < corpus(answers) < WHOLE_TEXT_LIMIT
        and not permissions_differ(answers)
        and not on_device(answers)
        and not hurried(answers)
    )


def computes_in_code(answers: Answers) -> bool:
    """The sum differs from case to case, so the model writes it and code runs it (R-36)."""
    if not exact_figures(answers) or answers.any("S02", "query_data"):
        return False
    if answers.any("S16", "fully_structured", "fully_free_text"):
        return False
    sums = answers.any("M03", "multi_step") and answers.any(
        "S02", "answer_questions", "hold_conversation"
    )
    return answers.any("S02", "calculate") or sums


def exact_figures(answers: Answers) -> bool:
    return answers.any("S17", "exact")


# What it does


def acts(answers: Answers) -> bool:
    return answers.any("S02", "act_in_systems") or answers.any("I03", *WRITES)


def supervised_acts(answers: Answers) -> bool:
    """Actions that can be undone or that a person approves one by one."""
    return answers.any("I03", "reversible") or answers.any(
        "S09", "per_action_approval", "expert_every_time"
    )


def chooses_its_steps(answers: Answers) -> bool:
    return answers.any("S02", "act_in_systems") and answers.any("I04", "model_chosen", "open_loop")


def reads_outside_content(answers: Answers) -> bool:
    return answers.any("I05", *OUTSIDE)


def hurried(answers: Answers) -> bool:
    """Too little time for a chain of search and a large model (R-28)."""
    return allowed_ms(answers) <= 500
