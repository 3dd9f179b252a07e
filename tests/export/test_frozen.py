"""A frozen plan is read back whole, and a damaged one is refused."""

from __future__ import annotations

import json
from functools import cache

import pytest

from app.export.frozen import FORMAT, UnreadableVersion, freeze, glimpse, thaw
from app.lifecycle.document import write_document
from app.plan.assemble import assemble
from app.plan.glance import glance
from app.plan.plan import Plan
from tests.cases import case, cases
from tests.lifecycle.saying import said

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
    head, whole = kept(HELP_DESK).split("\n")
    raw = json.loads(whole)
    raw["mood"] = "sunny"
    raw["verdict"]["mood"] = {"@": "Message", "text": "sunny", "mood": 1}
    assert thaw(f"{head}\n{json.dumps(raw)}").plan == plan_of(HELP_DESK)


@pytest.mark.parametrize("prefix", ["D01", "D05", "D12"])
def test_its_first_line_shows_the_plan_at_a_glance(prefix: str) -> None:
    found = glimpse(kept(prefix).split("\n")[0])
    assert found.glance == glance(plan_of(prefix))
    assert found.answers == write_document(case(prefix).document)


def test_a_plan_that_stops_has_no_headline() -> None:
    document = case("D01").document.with_answers(said(S12=["social_scoring"]))
    found = glimpse(freeze(document, assemble(document, draws=200)))
    assert found.glance.headline is None


HEAD = '{"format": 1, "document": {}, "glance": 7}\n'
DAMAGED: dict[str, str] = {
    "nothing": "",
    "half": HEAD + '{"@": ',
    "a list": "[]",
    "one line": '{"format": 1, "document": {}, "glance": null}',
    "no plan": HEAD + "7",
    "a kind we do not know": HEAD + '{"@": "Mood", "is": 1}',
    "a plan without its fields": HEAD + '{"@": "Plan"}',
    "a newer format": f'{{"format": {FORMAT + 1}, "document": {{}}, "glance": null}}\nnull',
}


@pytest.mark.parametrize("kind", DAMAGED)
def test_what_cannot_be_read_is_said_so(kind: str) -> None:
    with pytest.raises(UnreadableVersion):
        thaw(DAMAGED[kind])
    with pytest.raises(UnreadableVersion):
        glimpse(DAMAGED[kind])
