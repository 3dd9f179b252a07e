"""The plans this browser may edit, in a signed cookie that no script can read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from fastapi import Request, Response
from itsdangerous import BadSignature, Signer

COOKIE = "plans"
A_YEAR = 365 * 24 * 3600
# An entry takes 46 bytes; browsers keep 4096 bytes of a cookie.
AS_MANY_AS_FIT = 80


@dataclass(frozen=True, slots=True)
class Keyring:
    """Plan ids and the tokens that may edit them, the newest first."""

    tokens: Mapping[str, str] = field(default_factory=dict)

    def token(self, plan_id: str) -> str | None:
        return self.tokens.get(plan_id)

    def with_key(self, plan_id: str, token: str) -> Keyring:
        others = {known: kept for known, kept in self.tokens.items() if known != plan_id}
        newest = list({plan_id: token, **others}.items())[:AS_MANY_AS_FIT]
        return Keyring(dict(newest))

    def with_scenarios(self, copies: Iterable[tuple[str, str]]) -> Keyring:
        """With the keys of scenarios: the key of the plan that each was copied from opens it."""
        opened = {
            copy: self.tokens[original]
            for copy, original in copies
            if copy not in self.tokens and original in self.tokens
        }
        kept = {**self.tokens, **opened}
        return Keyring(dict(list(kept.items())[:AS_MANY_AS_FIT])) if opened else self

    def without(self, plan_id: str) -> Keyring:
        return Keyring({known: kept for known, kept in self.tokens.items() if known != plan_id})

    def written(self) -> str:
        return "~".join(f"{plan_id}:{token}" for plan_id, token in self.tokens.items())


def keyring_signer(secret: str) -> Signer:
    return Signer(secret, salt="keyring", sep=".")


def read_keyring(request: Request) -> Keyring:
    """The keyring of this browser; an empty one when there is none or it was tampered with."""
    cookie = request.cookies.get(COOKIE, "")
    try:
        written = request.app.state.signer.unsign(cookie).decode()
    except (BadSignature, UnicodeError):
        return Keyring()
    pairs = (entry.partition(":") for entry in written.split("~") if entry)
    return Keyring({plan_id: token for plan_id, _, token in pairs})


def hand_over(request: Request, response: Response, keyring: Keyring) -> None:
    """Gives the browser its keyring; sent back only to this site, over https where we have it."""
    response.set_cookie(
        COOKIE,
        request.app.state.signer.sign(keyring.written()).decode(),
        max_age=A_YEAR,
        httponly=True,
        samesite="lax",
        secure=is_https(request),
    )


def hand_over_scenarios(
    request: Request,
    response: Response,
    keyring: Keyring,
    copies: Iterable[tuple[str, str]],
) -> Response:
    """Scenarios that somebody else has made open in this browser too from now on."""
    more = keyring.with_scenarios(copies)
    if more is not keyring:
        hand_over(request, response, more)
    return response


def is_https(request: Request) -> bool:
    origin: str = request.app.state.public_origin
    return (origin or str(request.base_url)).startswith("https:")
