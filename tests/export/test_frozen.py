"""A frozen plan is read back whole, and a damaged one is refused."""

from __future__ import annotations

import json
from functools import cache

import pytest

from app.export.frozen import FORMAT, UnreadableVersion, freeze, thaw
from app.lifecycle.document import write_document
from app.plan.assemble import assemble
from app.plan.plan import Plan
from tests.cases import case, cases

HELP_DESK = "D01"


@cache
def plan_of(prefix: str) -> Plan:
    return assemble(case(prefix).document, draws=200)


@cache
def kept(prefix: str) -> str:
    return freeze(case(prefix).document, plan_of(prefix))


@pytest.mark.parametrize("prefix", [found.id for found in cases()])
def test_a_plan_comes_back_whole(prefix: str) -> None:
    frozen = thaw(kept(prefix))
    assert frozen.plan == plan_of(prefix)
    assert frozen.answers == write_document(case(prefix).document)


def test_the_same_plan_is_kept_as_the_same_text() -> None:
    document = case(HELP_DESK).document
    assert freeze(document, plan_of(HELP_DESK)) == kept(HELP_DESK)
    assert freeze(document, thaw(kept(HELP_DESK)).plan) == kept(HELP_DESK)


def test_a_field_that_a_later_release_dropped_does_no_harm() -> None:
    raw = json.loads(kept(HELP_DESK))
    raw["plan"]["mood"] = "sunny"
    raw["plan"]["verdict"]["mood"] = {"@": "Message", "text": "sunny", "mood": 1}
    assert thaw(json.dumps(raw)).plan == plan_of(HELP_DESK)


DAMAGED: dict[str, str] = {
    "nothing": "",
    "half": '{"format": 1, "plan": {"@": ',
    "a list": "[]",
    "no plan": '{"format": 1, "document": {}, "plan": 7}',
    "a kind we do not know": '{"format": 1, "document": {}, "plan": {"@": "Mood", "is": 1}}',
    "a plan without its fields": '{"format": 1, "document": {}, "plan": {"@": "Plan"}}',
    "a newer format": f'{{"format": {FORMAT + 1}, "document": {{}}, "plan": null}}',
}


@pytest.mark.parametrize("kind", DAMAGED)
def test_what_cannot_be_read_is_said_so(kind: str) -> None:
    with pytest.raises(UnreadableVersion):
        thaw(DAMAGED[kind])
