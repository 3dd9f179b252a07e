"""The words of a person wherever else than in an answer one may write: names, talk and notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import cycle

from lxml import html

from app.store.database import current_time
from tests.browsing import Browser
from tests.web.sharing.new_links import shared

ACTION = "step-owner"


def say_everywhere(person: Browser, plan: str, words: Sequence[str]) -> str:
    """Writes them in every field of every form of the plan; the path of a link that hides money."""
    supply = cycle(words)
    record(person, plan, supply)
    post(person, f"{plan}/scenarios", name=line(supply, 120))
    decide(person, plan, supply)
    post(person, f"{plan}/versions", name=line(supply, 300))
    link = shared(person, plan, role="comment", label=line(supply, 300), hide_money="1")
    talk(person, plan, supply)
    return link


def record(person: Browser, plan: str, supply: Iterator[str]) -> None:
    """What a task took and what was spent, with notes, and who does what next."""
    today = current_time().date()
    days = {"began": str(today - timedelta(40)), "on": str(today - timedelta(12))}
    finished = {"version": "0", "stage": "finished", "days": "14", **days}
    post(person, f"{plan}/actuals/tasks/scope", **finished, note=line(supply, 2000))
    spent = {"version": "0", "usd": "12k", "on": str(today)}
    post(person, f"{plan}/actuals/spent/fixed", **spent, note=line(supply, 2000))
    post(person, f"{plan}/actions/{ACTION}", owner=line(supply, 300), by="2099-05-04")


def decide(person: Browser, plan: str, supply: Iterator[str]) -> None:
    """This plan rather than its scenario."""
    page = html.fromstring(person.get(f"{plan}/scenarios").text)
    both = [str(id) for id in page.xpath("//input[@name='with' and @type='checkbox']/@value")]
    assert len(both) == 2
    chosen: dict[str, str | list[str]] = {"with": both, "chosen": plan.removeprefix("/plans/")}
    post(person, f"{plan}/decisions", **chosen, why=line(supply, 2000), by=line(supply, 300))


def talk(person: Browser, plan: str, supply: Iterator[str]) -> None:
    """A thread on a section with its answer, and a signature."""
    comments = f"{plan}/comments"
    post(person, comments, about="work", name=line(supply, 80), words=line(supply, 2000))
    begun = re.findall(r'id="thread-(\d+)"', person.get(comments).text)[0]
    answer = {"about": "work", "answers_to": begun}
    post(person, comments, **answer, name=line(supply, 80), words=line(supply, 2000))
    post(person, f"{comments}/{begun}/resolution")
    post(person, f"{comments}/{begun}/reopening")
    signed = {"version": "1", "signer": "owner"}
    post(person, f"{plan}/sign-offs", **signed, name=line(supply, 80), words=line(supply, 1000))


def line(supply: Iterator[str], longest: int) -> str:
    """The next words, as many as the field takes."""
    return next(supply).strip()[:longest].strip()


def post(person: Browser, address: str, **fields: str | list[str]) -> None:
    answer = person.post(address, data=fields)
    assert answer.status_code == 200, f"{address}: {answer.text[:300]}"
