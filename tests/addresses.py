"""Every address that answers a browser, filled in with what one furnished plan has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from fastapi import FastAPI
from fastapi.routing import APIRoute

from app.lifecycle.phases import Phase
from tests.browsing import Browser

EXAMPLE = "support-chat"
# One question of each type has its own page here; the pages of the phases show all the others.
QUESTIONS = ("S01", "S03", "M07", "M09", "E02", "E04", "E07", "I06")
# What takes the place of a name in an address; files are no pages.
VALUES: Mapping[str, Sequence[str]] = {
    "question_id": QUESTIONS, "phase": tuple(Phase), "rule_id": ("R-09",), "number": ("1",),
    "format": (),
}  # fmt: skip


@dataclass(frozen=True)
class Furnished:
    """A plan with something of everything in it, and a link that opens it."""

    path: str  # "/plans/4f3z3ndcsgn3"
    token: str
    link: str


def furnished(person: Browser, example: str = EXAMPLE) -> Furnished:
    path = opened(person, example)
    made = person.post(f"{path}/links", data={"label": "Sponsor", "role": "comment"})
    token, link = (re.search(pattern, made.text) for pattern in (r"/s/([\w-]+)", r"links/(\w+)/"))
    assert token
    assert link
    person.post(f"{path}/versions", data={"name": "For the board"})
    changed = {"S03": "open_ended", "S03.version": "1", "then": "next"}
    person.post(f"{path}/questions/S03", data=changed)
    person.post(f"{path}/scenarios", data={"name": "Why not buy it"})
    person.post(f"{path}/comments", data={"on": "verdict", "words": "Why not buy it?"})
    return Furnished(path, token[1], link[1])


def opened(person: Browser, example: str) -> str:
    """The path of a copy of an example."""
    return str(person.post(f"/examples/{example}/copies").url.path)


def addresses(app: FastAPI, plan: Furnished) -> Iterator[str]:
    values = {**VALUES, "token": (plan.token,), "link_id": (plan.link,)}
    for route in app.routes:
        if isinstance(route, APIRoute) and "GET" in (route.methods or ()):
            yield from filled_in(route.path.replace("/plans/{plan_id}", plan.path), values)
    yield "/nowhere"


def filled_in(path: str, values: Mapping[str, Sequence[str]]) -> Iterator[str]:
    name = re.search(r"{(\w+)}", path)
    if name is None:
        yield path
        return
    assert name[1] in values, f"{path}: say in tests/addresses.py what stands for {name[0]}"
    for value in values[name[1]]:
        yield from filled_in(path.replace(name[0], value), values)
