"""A cookie that holds its text for a year: no script reads it, nobody else can write it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from fastapi import Request, Response
from itsdangerous import BadSignature, Signer

A_YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class SignedCookie:
    name: str
    salt: str

    def read(self, request: Request) -> str:
        """Its text; "" where there is none, or somebody altered it."""
        cookie = request.cookies.get(self.name, "")
        try:
            return signer(request.app.state.secret, self.salt).unsign(cookie).decode()
        except (BadSignature, UnicodeError):
            return ""

    def give(self, request: Request, response: Response, text: str) -> None:
        """Sent back only to this site, over https where we have it."""
        response.set_cookie(
            self.name,
            signer(request.app.state.secret, self.salt).sign(text).decode(),
            max_age=A_YEAR,
            httponly=True,
            samesite="lax",
            secure=is_https(request),
        )


@lru_cache(maxsize=8)
def signer(secret: str, salt: str) -> Signer:
    return Signer(secret, salt=salt, sep=".")


def is_https(request: Request) -> bool:
    origin: str = request.app.state.public_origin
    return (origin or str(request.base_url)).startswith("https:")
