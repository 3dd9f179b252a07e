"""How the pages name people, phases, units and reasons."""

from __future__ import annotations

from app.language.message import Message, message
from app.lifecycle.answers import Reason
from app.lifecycle.phases import Phase
from app.lifecycle.questions import Who

WHO: dict[Who, Message] = {
    Who.SPONSOR: message("Sponsor"),
    Who.PRODUCT: message("Product lead"),
    Who.DATA_OWNER: message("Data owner"),
    Who.ENGINEERING: message("Engineering"),
    Who.SECURITY: message("Security, legal or privacy"),
    Who.FINANCE: message("Finance"),
}

REASONS: dict[Reason, Message] = {
    Reason.OUT_OF_SCOPE: message("It is out of scope"),
    Reason.BUSINESS_CHOICE: message("We decided against it"),
    Reason.ARCHITECTURE_CONSTRAINT: message("Our systems do not allow it"),
    Reason.OTHER: message("For another reason"),
}

# On the ruler a phase has room for one word.
SHORT: dict[Phase, Message] = {
    Phase.SCOPING: message("Scoping"),
    Phase.SELECTION: message("Selection"),
    Phase.ALIGNMENT: message("Alignment"),
    Phase.INTEGRATION: message("Integration"),
    Phase.ESTIMATION: message("Estimation"),
}

# What stands behind a figure's field, by the bank's unit.
UNITS: dict[str, Message] = {
    "tokens": message("tokens"),
    "usd": message("US dollars"),
    "usd_per_month": message("US dollars a month"),
    "usd_per_hour": message("US dollars an hour"),
    "weeks": message("weeks"),
    "minutes": message("minutes"),
    "ms": message("ms"),
    "gb": message("GB"),
    "requests_per_day": message("requests a day"),
    "requests_per_minute": message("requests a minute"),
    "pages": message("pages"),
}

# How a figure may be written, by the bank's unit; said once, under the label.
WAYS: dict[str, Message] = {
    "tokens": message("1 page is about 400 tokens; “50 pages” works too. A guess is fine."),
    "share": message("Between 0 and 1, or like “80 %”."),
    "ms": message("“2 s” works too."),
}


def people(who: tuple[Who, ...]) -> tuple[Message, ...]:
    return tuple(WHO[one] for one in who)
