"""What the law says about the data, the use and the people. Counsel confirms each entry."""

from __future__ import annotations

from app.advice.ai_act import ANNEX_I, ANNEX_III, tier_of_the_area
from app.advice.figures import examples_held
from app.advice.finding import Risk, Tier
from app.advice.hazards.gauge import risk
from app.advice.hazards.own_words import areas, data, readers, use
from app.advice.situation import PERSONAL, PROHIBITED, in_own_house, on_device
from app.language.message import Message, message
from app.lifecycle.answers import Answers


def patient_data(answers: Answers, doing: frozenset[str]) -> Risk | None:
    """R-65."""
    if not answers.any("S15", "health"):
        return None
    return risk(
        "risk.phi",
        "R-65",
        answers,
        ("S15", "S13", "M01"),
        likelihood=_away(answers),
        effect=2,
        title=message("Patient data goes where it may not"),
        happens=_records(answers),
        mitigation=message(
            "Sign the agreement before the first record leaves, test with invented patients until "
            "then, and mask what the task does not need."
        ),
        owner=message("Risk and privacy"),
    )


def _records(answers: Answers) -> Message:
    if in_own_house(answers) or on_device(answers):
        return message(
            "It takes in records of patients in {use}. They stay in your house, but a copy in a "
            "log, a test set or a mail is a breach as well.",
            use=use(answers),
        )
    return message(
        "It takes in records of patients in {use}. Sent to a vendor without the contract that "
        "health law asks for, even a test is a breach.",
        use=use(answers),
    )


def _away(answers: Answers) -> int:
    """How far data travels, from the device to any vendor."""
    if on_device(answers):
        return 0
    return 2 if answers.any("M01", "any_api") else int(not in_own_house(answers))


def personal_data(answers: Answers, doing: frozenset[str]) -> Risk | None:
    """R-64: in the European Union and the United Kingdom."""
    held = answers.any("S15", *PERSONAL) or answers.any("A03", "personal_data")
    if not (held and answers.any("S13", "eu", "uk")):
        return None
    learned = answers.any("A03", "personal_data") or answers.any("I08", "long_term_facts")
    alone = answers.any("S12a", "decides_alone")
    special = answers.any("S15", "health", "children", "other_special")
    return risk(
        "risk.gdpr",
        "R-64",
        answers,
        ("S13", "S15", "A03", "S12a", "I08", "I09", "M01"),
        likelihood=_away(answers) + learned + alone,
        effect=2 if special or alone else 1,
        title=message("Personal data is used without a right"),
        happens=_misused(answers, alone=alone),
        mitigation=message(
            "Settle legal basis and contracts before the pilot, send only what the task needs, and "
            "make deletion reach indexes, logs and tuning sets."
        ),
        owner=message("Risk and privacy"),
    )


def _misused(answers: Answers, *, alone: bool) -> Message:
    if alone:
        return message(
            "It would decide about people without a person, in {use}, which data protection law "
            "allows only with safeguards.",
            use=use(answers),
        )
    if answers.any("A03", "personal_data"):
        return message(
            "The {held} examples hold personal data, and a request to delete it does not reach "
            "them, or a model tuned on them, by itself.",
            held=examples_held(answers),
        )
    if answers.any("I08", "long_term_facts", "preferences"):
        return message(
            "Its memory keeps {data} from {use}, and a request to delete it does not get there by "
            "itself.",
            data=data(answers),
            use=use(answers),
        )
    return message(
        "It takes in {data} in {use}. Without a legal basis, a contract and an end date, each "
        "of them adds to the breach.",
        data=data(answers),
        use=use(answers),
    )


def high_risk_use(answers: Answers, doing: frozenset[str]) -> Risk | None:
    """R-60, R-62: the areas of Annex III, and AI in regulated products (Annex I)."""
    found = tier_of_the_area(answers)
    if found is None:
        return None
    return risk(
        "risk.eu_high_risk",
        "R-62",
        answers,
        ("S12", "S12a", "S13"),
        likelihood=1 + answers.any("S12a", "ranks_or_filters", "decides_alone"),
        effect=2,
        title=message("It counts as high-risk under the EU AI Act"),
        happens=_late(found, answers),
        mitigation=message(
            "Have counsel confirm the tier now; plan risk management, care for the data, tests for "
            "bias, logs and human oversight as work with owners and weeks."
        ),
        owner=message("Legal"),
    )


def _late(found: Tier, answers: Answers) -> Message:
    if found is Tier.HIGH_RISK_PRODUCT:
        return message(
            "It may be part of a regulated product ({area}). The duties apply from August 2028 and "
            "decide how it has to be built and documented today.",
            area=areas(answers, *ANNEX_I),
        )
    return message(
        "It touches an area where decisions weigh on people’s lives ({area}). The duties apply "
        "from December 2027, and logs and tests that are missing by then cannot be made up.",
        area=areas(answers, *ANNEX_III),
    )


def prohibited_use(answers: Answers, doing: frozenset[str]) -> Risk | None:
    """R-61: nothing mitigates it."""
    if not answers.any("S12", *PROHIBITED):
        return None
    return risk(
        "risk.eu_prohibited",
        "R-61",
        answers,
        ("S12",),
        likelihood=2,
        effect=2,
        title=message("One of its functions is prohibited"),
        happens=message(
            "The function itself ({area}) breaks the law of the European Union, with fines of up "
            "to €35 million or 7 % of turnover.",
            area=areas(answers, *PROHIBITED),
        ),
        mitigation=message("Take the function out. No safeguard makes it lawful."),
        owner=message("Legal"),
    )


def undisclosed(answers: Answers, doing: frozenset[str]) -> Risk | None:
    """R-63: people have to be told that they deal with AI."""
    made = answers.any("S02", "media") or answers.any("M02a", "images", "audio", "video")
    talks = answers.any("S02", "hold_conversation", "answer_questions", "act_in_systems")
    met = answers.any("S06", "many_staff", "paying_customers", "general_public")
    if not (answers.any("S13", "eu") and met and (made or talks)):
        return None
    told = answers.any("I11", "ai_label") and answers.known("I11")
    public = answers.any("S06", "paying_customers", "general_public")
    return risk(
        "risk.eu_transparency",
        "R-63",
        answers,
        ("S13", "S06", "S02", "M02a", "I11"),
        likelihood=0 if told else 1 + (answers.known("I11") and public),
        effect=1,
        title=message("People are not told that it is AI"),
        happens=_untold(answers, made=made),
        mitigation=message(
            "Say so in the first line and beside the input; have counsel confirm the wording."
        ),
        owner=message("Product owner"),
    )


def _untold(answers: Answers, *, made: bool) -> Message:
    if made:
        return message(
            "It is shown to {readers} in {use}, and they may take it for a recording of "
            "something real. Marking it has been a duty in the European Union since August 2026.",
            readers=readers(answers),
            use=use(answers),
        )
    return message(
        "It meets {readers} in {use}, and they may take it for a person. Telling them has been "
        "a duty in the European Union since August 2026, with fines of up to €15 million or 3 % of "
        "turnover.",
        readers=readers(answers),
        use=use(answers),
    )


def minors(answers: Answers, doing: frozenset[str]) -> Risk | None:
    """R-76: children use it, or it is about them."""
    if not (answers.any("S12", "children") or answers.any("S15", "children")):
        return None
    return risk(
        "risk.minors",
        "R-76",
        answers,
        ("S12", "S15", "S06", "S09"),
        likelihood=1 + answers.any("S06", "general_public"),
        effect=2,
        title=message("Children are exposed to it"),
        happens=message(
            "It touches children, and {readers} see what it says in {use}. Children believe it, "
            "tell it what they should not, and find ways round its limits sooner than adults.",
            readers=readers(answers),
            use=use(answers),
        ),
        mitigation=message(
            "Design for their age, filter both directions, keep no profile, hand over to an adult, "
            "and put a legal reviewer on the team."
        ),
        owner=message("Legal"),
    )


HAZARDS = (
    prohibited_use,
    high_risk_use,
    patient_data,
    personal_data,
    minors,
    undisclosed,
)
