"""The plans this browser may edit, in a signed cookie that no script can read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from fastapi import Request, Response

from app.web.signed_cookie import SignedCookie

COOKIE = SignedCookie("plans", salt="keyring")
# Browsers keep 4096 bytes of a cookie; its name and its signature take 34.
ROOM = 3900


@dataclass(frozen=True, slots=True)
class Keyring:
    """Plan ids and the tokens that may edit them, the newest first."""

    tokens: Mapping[str, str] = field(default_factory=dict)

    def token(self, plan_id: str) -> str | None:
        return self.tokens.get(plan_id)

    def with_key(self, plan_id: str, token: str) -> Keyring:
        others = {known: kept for known, kept in self.tokens.items() if known != plan_id}
        return as_many_as_fit({plan_id: token, **others})

    def with_scenarios(self, copies: Iterable[tuple[str, str]]) -> Keyring:
        """With the keys of scenarios: the key of the plan that each was copied from opens it."""
        opened = {
            copy: self.tokens[original]
            for copy, original in copies
            if copy not in self.tokens and original in self.tokens
        }
        return as_many_as_fit({**self.tokens, **opened})

    def written(self) -> str:
        """Each token once, after all the plans it opens: a scenario takes 13 bytes so, not 46."""
        opened: dict[str, list[str]] = {}
        for plan_id, token in self.tokens.items():
            opened.setdefault(token, []).append(plan_id)
        return "~".join(f"{'+'.join(plan_ids)}:{token}" for token, plan_ids in opened.items())


def as_many_as_fit(tokens: Mapping[str, str]) -> Keyring:
    """The first of these keys, until the cookie is full."""
    kept: dict[str, str] = {}
    for plan_id, token in tokens.items():
        more = Keyring({**kept, plan_id: token})
        if len(more.written()) > ROOM:
            break
        kept[plan_id] = token
    return Keyring(kept)


def read_keyring(request: Request) -> Keyring:
    """The keyring of this browser; an empty one when there is none or it was tampered with."""
    pairs = (entry.partition(":") for entry in COOKIE.read(request).split("~") if entry)
    return Keyring(
        {plan_id: token for plan_ids, _, token in pairs for plan_id in plan_ids.split("+")}
    )


def hand_over(request: Request, response: Response, keyring: Keyring) -> None:
    """Gives the browser its keyring."""
    COOKIE.give(request, response, keyring.written())


def hand_over_scenarios(
    request: Request,
    response: Response,
    keyring: Keyring,
    copies: Iterable[tuple[str, str]],
) -> Response:
    """Scenarios that somebody else has made open in this browser too from now on."""
    more = keyring.with_scenarios(copies)
    if more != keyring:
        hand_over(request, response, more)
    return response
