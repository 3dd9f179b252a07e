"""The plan that follows from what is kept now; worked out once for each state of the answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from threading import Lock

from app.lifecycle.answers import Answer, Answers
from app.lifecycle.bank import load_bank
from app.lifecycle.document import AnswersDocument
from app.lifecycle.fitting import fit
from app.plan.assemble import assemble
from app.plan.plan import Plan
from app.store.kept import SavedPlan
from app.web.routing import takes_longer

DRAWS = 2000

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


class _Shelf:
    """The plans worked out last, the oldest given away first."""

    def __init__(self, room: int) -> None:
        self.plans: dict[tuple[Key, bool], Plan] = {}
        self.room = room

    def find(self, key: Key, detail: bool) -> Plan | None:
        return self.plans.get((key, True)) or (None if detail else self.plans.get((key, False)))

    def put(self, key: Key, detail: bool, plan: Plan) -> Plan:
        self.plans[key, detail] = plan
        while len(self.plans) > self.room:
            self.plans.pop(next(iter(self.plans)), None)
        return plan


_shelf = _Shelf(room=256)


def current_plan(saved: SavedPlan, *, detail: bool = True) -> Plan:
    """The plan of these answers. `detail` adds what each open answer is worth and the tornado."""
    return plan_by(key_of(saved), lambda: document_of(saved), detail)


def plan_by(key: Key, document: Callable[[], AnswersDocument], detail: bool) -> Plan:
    found = _shelf.find(key, detail)
    if found is not None:
        return found
    takes_longer()
    with _turn:
        found = _shelf.find(key, detail)
        return found or _shelf.put(key, detail, assemble(document(), draws=DRAWS, detail=detail))


def known_in_detail(saved: SavedPlan) -> Plan | None:
    """The plan with its details, if somebody has waited for them already."""
    return _shelf.find(key_of(saved), True)


def plan_before(saved: SavedPlan, before: Mapping[str, Answer | None]) -> Plan:
    """The plan as it was before some answers were given: each with what was said until then."""
    given = {key: answer for key, answer in saved.given.items() if key not in before}
    given |= {key: answer for key, answer in before.items() if answer is not None}
    versions = {key: number - (key in before) for key, number in saved.versions.items()}
    versions = {key: number for key, number in versions.items() if number > 0}
    return current_plan(replace(saved, given=given, versions=versions), detail=False)


@lru_cache(maxsize=1)
def blank_plan() -> Plan:
    """The plan of nobody's answers: the widest ranges, by which all scales are laid out."""
    return assemble(AnswersDocument("", None, None, Answers.of(load_bank(), {})), detail=False)
