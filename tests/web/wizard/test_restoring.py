"""An answer whose branch has closed waits on the plan's home, and comes back by one press."""

from __future__ import annotations

import pytest

from tests.browsing import Browser


@pytest.fixture
def plan(person: Browser) -> str:
    """The address of a plan whose amount of knowledge no longer counts."""
    started = person.post("/plans", data={"title": "Help desk"})
    address = str(started.url.path).removesuffix("/questions/S01")
    first = {"M07": "own_documents_changing", "M07.version": "0", "M07a": "2M", "M07a.version": "0"}
    person.post(f"{address}/questions/M07", data=first)
    then = {"M07": "none", "M07.version": "1", "M07a": "2M", "M07a.version": "1"}
    person.post(f"{address}/questions/M07", data=then)
    return address


def test_an_earlier_answer_that_no_longer_applies_is_named_with_its_way_back(
    person: Browser, plan: str
) -> None:
    home = person.get(plan).text
    assert "1 earlier answer no longer applies" in home
    assert "Restore it" in home
    assert "changing monthly or more often" in home


def test_restoring_gives_the_answer_again_that_opens_its_question(
    person: Browser, plan: str
) -> None:
    home = person.post(f"{plan}/restorations", data={"question": "M07a"})
    assert home.url.path == plan
    assert "no longer applies" not in home.text
    answers = person.get(f"{plan}/export/json").json()["answers"]
    assert answers["M07"] == ["own_documents_changing"]
    assert answers["M07a"] == 2_000_000


def test_restoring_what_does_not_wait_changes_nothing(person: Browser, plan: str) -> None:
    before = person.get(f"{plan}/export/json").json()["answers"]
    person.post(f"{plan}/restorations", data={"question": "S03"})
    assert person.get(f"{plan}/export/json").json()["answers"] == before
