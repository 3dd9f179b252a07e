"""The plan that follows from what is kept now; worked out once for each state of the answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from threading import Lock
from typing import Generic, TypeVar

from app.lifecycle.answers import Answer, Answers
from app.lifecycle.bank import load_bank
from app.lifecycle.document import AnswersDocument
from app.lifecycle.fitting import fit
from app.plan.assemble import assemble, sketched
from app.plan.plan import Plan, Sketch
from app.store.kept import SavedPlan
from app.web.routing import takes_longer

DRAWS = 2000

Shown = TypeVar("Shown", bound=Sketch)

# A simulation uses the whole processor: two at once would only make both late.
_turn = Lock()

Said = frozenset[tuple[str, int]]  # what was said, and how often
Key = tuple[str, Said, Said, str, date | None, date | None]


@lru_cache(maxsize=512)
def document_of(saved: SavedPlan) -> AnswersDocument:
    answers = Answers.of(load_bank(), taken(saved))
    return AnswersDocument(saved.title, saved.kickoff, saved.priced_at, answers, saved.actuals)


def taken(saved: SavedPlan) -> Mapping[str, Answer]:
    """What was said and today's questions take: an older plan may wait for its upgrade."""
    bank = load_bank()
    return saved.given if saved.bank_version == bank.version else fit(bank, saved.given).given


@lru_cache(maxsize=512)
def key_of(saved: SavedPlan) -> Key:
    """Whatever the plan depends on, in a form that is quick to compare."""
    said, noted = frozenset(saved.versions.items()), frozenset(saved.noted.items())
    return (saved.id, said, noted, saved.title, saved.kickoff, saved.priced_at)


class _Shelf(Generic[Shown]):
    """What was worked out last, the oldest given away first."""

    def __init__(self, room: int = 256) -> None:
        self.kept: dict[Key, Shown] = {}
        self.room = room

    def find(self, key: Key) -> Shown | None:
        return self.kept.get(key)

    def made(self, key: Key, make: Callable[[], Shown]) -> Shown:
        """Found, or made in a turn of its own."""
        found = self.find(key)
        if found is not None:
            return found
        takes_longer()
        with _turn:
            if key not in self.kept:
                self.kept[key] = make()
            while len(self.kept) > self.room:
                self.kept.pop(next(iter(self.kept)), None)
            return self.kept[key]


_sketches = _Shelf[Sketch]()
_plans = _Shelf[Plan]()
_detailed = _Shelf[Plan]()


def current_plan(saved: SavedPlan, *, detail: bool = True) -> Plan:
    """The plan of these answers. `detail` adds what each open answer is worth and the tornado."""
    return plan_by(key_of(saved), lambda: document_of(saved), detail)


def plan_by(key: Key, document: Callable[[], AnswersDocument], detail: bool) -> Plan:
    known = None if detail else _detailed.find(key)
    shelf = _detailed if detail else _plans
    return known or shelf.made(key, lambda: assemble(document(), draws=DRAWS, detail=detail))


def current_sketch(saved: SavedPlan) -> Sketch:
    """What the plan says first; of the whole plan, where somebody has waited for that already."""
    key = key_of(saved)
    known = _detailed.find(key) or _plans.find(key)
    return known or _sketches.made(key, lambda: sketched(document_of(saved), draws=DRAWS))


def known_in_detail(saved: SavedPlan) -> Plan | None:
    """The plan with its details, if somebody has waited for them already."""
    return _detailed.find(key_of(saved))


def sketch_before(saved: SavedPlan, before: Mapping[str, Answer | None]) -> Sketch:
    """What the plan said before some answers were given: each with what was said until then."""
    given = {key: answer for key, answer in saved.given.items() if key not in before}
    given |= {key: answer for key, answer in before.items() if answer is not None}
    versions = {key: number - (key in before) for key, number in saved.versions.items()}
    versions = {key: number for key, number in versions.items() if number > 0}
    return current_sketch(replace(saved, given=given, versions=versions))


@lru_cache(maxsize=1)
def blank_plan() -> Sketch:
    """The plan of nobody's answers: the widest ranges, by which all scales are laid out."""
    return sketched(AnswersDocument("", None, None, Answers.of(load_bank(), {})))
