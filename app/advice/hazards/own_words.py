"""What a risk says of this project in its own words and figures: its use, data and people."""

from __future__ import annotations

from app.advice.figures import requests_a_day
from app.advice.situation import requests
from app.language.message import Message, Quantity, listed, message
from app.lifecycle.answers import Answers

DATA = {
    "confidential": message("confidential business data"),
    "personal": message("personal data"),
    "health": message("records of patients"),
    "children": message("data of minors"),
    "other_special": message("specially protected data"),
}
READERS = {
    "only_software": message("other software"),
    "few_trained_staff": message("a few trained staff"),
    "many_staff": message("many staff"),
    "paying_customers": message("paying customers"),
    "general_public": message("the general public"),
}
STRANGERS = {
    "customer_messages": message("messages of customers"),
    "outside_documents": message("documents and mail from outside"),
    "open_web": message("the open web"),
}
PACE = {
    "rarely": message("only rarely"),
    "yearly": message("once a year"),
    "quarterly": message("each quarter"),
    "monthly": message("each month or more often"),
}


ON_DEVICES = message("all uses on the devices")


def use(answers: Answers) -> Quantity | Message:
    """How often it is used: requests a day, said or assumed, or on devices."""
    if requests(answers) <= 0:
        return ON_DEVICES
    return requests_a_day(answers)


def data(answers: Answers) -> Message:
    """The kinds of data that need care."""
    return _those(answers, "S15", DATA) or message("what people type")


def readers(answers: Answers) -> Message:
    """Who sees the output."""
    return _those(answers, "S06", READERS) or READERS["many_staff"]


def strangers(answers: Answers) -> Message:
    """Whose content from outside reaches the model."""
    return _those(answers, "I05", STRANGERS) or message("text from outside")


def pace(answers: Answers) -> Message | None:
    """How often somebody expects a change after launch; None when nobody has said."""
    return _those(answers, "A13", PACE) if answers.known("A13") else None


def areas(answers: Answers, *among: str) -> Message:
    """The sensitive areas, as the questionnaire calls them."""
    options = answers.bank.questions["S12"].options
    named = [o.label for o in options if o.id in among and answers.any("S12", o.id)]
    return listed(message("“{area}”", area=label) for label in named)


def _those(answers: Answers, question: str, words: dict[str, Message]) -> Message | None:
    chosen = [said for option, said in words.items() if answers.any(question, option)]
    return listed(chosen) if chosen else None
