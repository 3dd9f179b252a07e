"""Two people write at once: the second sees both texts, and keeps one or brings both together."""

from __future__ import annotations

import pytest
from lxml import html

from tests.browsing import Browser

Form = dict[str, list[str]]


def forms(page: str) -> list[tuple[str, Form]]:
    """The forms of a page as a browser would send them: address and fields."""
    found = []
    for form in html.fromstring(page).xpath("//main//form"):
        fields: Form = {}
        for name, value in form.form_values():
            fields.setdefault(name, []).append(value)
        found.append((form.get("action"), fields))
    return found


def asked(person: Browser, address: str) -> Form:
    """The form of a page as it was opened."""
    return forms(person.get(address).text)[0][1]


def clash(person: Browser, address: str, theirs: Form, mine: Form) -> str:
    """Both open the same page; they save first."""
    opened = asked(person, address)
    assert person.post(address, data={**opened, **theirs}).status_code == 200
    refused = person.post(address, data={**opened, **mine})
    assert refused.status_code == 409
    return refused.text


def test_both_texts_are_shown_and_offered_as_one(person: Browser, plan: str) -> None:
    address = f"{plan}/questions/S01"
    page = clash(person, address, {"S01": ["Clients wait"]}, {"S01": ["Agents lose time"]})
    assert "Clients wait" in page
    assert "Agents lose time" in page
    action, together = forms(page)[2]
    assert together["S01"][0].replace("\r\n", "\n").strip() == "Clients wait\n\nAgents lose time"
    together["S01"] = ["Clients wait, because agents lose time"]
    assert person.post(action, data=together).status_code == 200
    assert asked(person, address)["S01"][0].strip() == "Clients wait, because agents lose time"


@pytest.mark.parametrize(("form", "stands"), [(0, "Agents lose time"), (1, "Clients wait")])
def test_one_of_the_two_can_be_kept(person: Browser, plan: str, form: int, stands: str) -> None:
    address = f"{plan}/questions/S01"
    page = clash(person, address, {"S01": ["Clients wait"]}, {"S01": ["Agents lose time"]})
    action, fields = forms(page)[form]
    assert person.post(action, data=fields).status_code == 200
    assert asked(person, address)["S01"][0].strip() == stands


@pytest.mark.parametrize(("form", "stands"), [(0, "Agents lose time"), (1, "Clients wait")])
def test_nothing_else_of_mine_is_lost(person: Browser, plan: str, form: int, stands: str) -> None:
    """A phase is one form: what only I answered is kept, whichever of the two stands."""
    address = f"{plan}/phases/scoping"
    mine = {"S01": ["Agents lose time"], "S07.note": ["Seen it twice"]}
    page = clash(person, address, {"S01": ["Clients wait"]}, mine)
    action, fields = forms(page)[form]
    assert person.post(action, data=fields).status_code == 200
    after = asked(person, address)
    assert after["S01"][0].strip() == stands
    assert after["S07.note"][0].strip() == "Seen it twice"


def test_choices_are_proposed_together(person: Browser, plan: str) -> None:
    address = f"{plan}/questions/S02"
    page = clash(person, address, {"S02": ["summarise"]}, {"S02": ["draft", "rewrite"]})
    _, together = forms(page)[2]
    assert set(together["S02"]) == {"summarise", "draft", "rewrite"}


def test_a_third_writer_is_told_too(person: Browser, plan: str) -> None:
    address = f"{plan}/questions/S01"
    page = clash(person, address, {"S01": ["First"]}, {"S01": ["Second"]})
    fresh = asked(person, address)
    person.post(address, data={**fresh, "S01": ["Third"]})
    action, fields = forms(page)[2]
    assert person.post(action, data=fields).status_code == 409
