"""The name that a visitor gave, in a signed cookie, so that it is typed once."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode

from fastapi import Request, Response
from itsdangerous import BadSignature, Signer

from app.language.message import message
from app.lifecycle.typed import Fields
from app.web.keyring import A_YEAR, is_https
from app.web.lines import Line, line_typed

COOKIE = "name"
LONGEST_NAME = 80


def name_signer(secret: str) -> Signer:
    return Signer(secret, salt="name", sep=".")


def visitors_name(request: Request) -> str:
    """The name this browser gave before; "" when it gave none, or somebody altered the cookie."""
    cookie = request.cookies.get(COOKIE, "")
    try:
        return urlsafe_b64decode(request.app.state.name_signer.unsign(cookie)).decode()
    except (BadSignature, ValueError):
        return ""


def name_typed(fields: Fields) -> Line:
    return line_typed(fields, "name", message("Say who you are"), LONGEST_NAME)


def remember_name(request: Request, response: Response, name: str) -> None:
    written = request.app.state.name_signer.sign(urlsafe_b64encode(name.encode())).decode()
    response.set_cookie(
        COOKIE,
        written,
        max_age=A_YEAR,
        httponly=True,
        samesite="lax",
        secure=is_https(request),
    )
