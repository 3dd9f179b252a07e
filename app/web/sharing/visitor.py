"""The name that a visitor gave, in a signed cookie, so that it is typed once."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode

from fastapi import Request, Response

from app.language.message import message
from app.lifecycle.typed import Fields
from app.web.lines import Line, line_typed
from app.web.signed_cookie import SignedCookie

# Its text is in base64, because a cookie carries ASCII only.
COOKIE = SignedCookie("name", salt="name")
LONGEST_NAME = 80


def visitors_name(request: Request) -> str:
    """The name this browser gave before; "" when it gave none, or somebody altered the cookie."""
    return urlsafe_b64decode(COOKIE.read(request)).decode()


def name_typed(fields: Fields) -> Line:
    return line_typed(fields, "name", message("Say who you are"), LONGEST_NAME)


def remember_name(request: Request, response: Response, name: str) -> None:
    COOKIE.give(request, response, urlsafe_b64encode(name.encode()).decode())
