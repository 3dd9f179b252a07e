"""A link to answer one phase: those questions, to see and to answer, and nothing else."""

from __future__ import annotations

import pytest
from fastapi import FastAPI
from lxml import html

from app.lifecycle.bank import load_bank
from app.lifecycle.phases import Phase
from tests.browsing import Browser
from tests.web.sharing.new_links import shared
from tests.web.wizard.test_conflict import asked, forms


@pytest.fixture
def colleague(app: FastAPI) -> Browser:
    return Browser(app)


@pytest.fixture
def link(person: Browser, plan: str) -> str:
    return shared(person, plan, role="answer", phase="scoping", label="Support lead")


def test_a_colleague_sees_the_questions_of_one_phase_only(colleague: Browser, link: str) -> None:
    page = colleague.get(link).text
    named = {q.id for q in load_bank().questions.values() if f'name="{q.id}' in page}
    assert named
    assert {load_bank().questions[key].phase for key in named} == {Phase.SCOPING}
    addresses = [str(a) for a in html.fromstring(page).xpath("//@href | //@action")]
    assert not [address for address in addresses if address.startswith("/plans/")]
    assert "weeks" not in html.fromstring(page).get_element_by_id("main").text_content()


def test_what_a_colleague_saves_is_in_the_plan(
    person: Browser, colleague: Browser, plan: str, link: str
) -> None:
    fields = asked(colleague, link)
    fields["S01"] = ["Half of all tickets ask the same ten questions"]
    fields["S03"] = ["open_ended"]
    ((action, _),) = forms(colleague.get(link).text)
    saved = colleague.post(action, data=fields)
    assert "Saved. Thank you." in saved.text
    phase = person.get(f"{plan}/phases/scoping").text
    assert "Half of all tickets ask the same ten questions" in phase
    assert asked(person, f"{plan}/questions/S03")["S03"] == ["open_ended"]


def test_an_answer_to_another_phase_is_not_taken(
    person: Browser, colleague: Browser, plan: str, link: str
) -> None:
    before = person.get(f"{plan}/phases/selection").text
    smuggled = {"M01": "Nothing", "M01.version": "1", "S01": "Mine", "S01.version": "1"}
    colleague.post(f"{link}/answers", data=smuggled)
    assert person.get(f"{plan}/phases/selection").text == before


def test_a_refused_answer_stays_on_the_page(colleague: Browser, link: str) -> None:
    fields = asked(colleague, link)
    fields["S07.note"] = ["x" * 5000]
    refused = colleague.post(f"{link}/answers", data=fields)
    assert refused.status_code == 422
    assert "Shorten this" in refused.text


def test_two_at_once_choose_here_too(
    person: Browser, colleague: Browser, plan: str, link: str
) -> None:
    fields = asked(colleague, link)
    address = f"{plan}/questions/S01"
    person.post(address, data={**asked(person, address), "S01": ["The owner's words"]})
    both = colleague.post(f"{link}/answers", data={**fields, "S01": ["The colleague's words"]})
    assert both.status_code == 409
    assert "/plans/" not in both.text
    action, mine = forms(both.text)[0]
    assert colleague.post(action, data=mine).status_code == 200
    assert asked(person, address)["S01"][0].strip() == "The colleague's words"


@pytest.mark.parametrize("page", ["/plan.pdf", "/comments", "/sign-offs", "/versions/1"])
def test_nothing_else_of_the_plan_opens(
    person: Browser, colleague: Browser, plan: str, link: str, page: str
) -> None:
    person.post(f"{plan}/versions", data={"name": "First"})
    assert colleague.get(f"{link}{page}").status_code == 404


def test_money_stays_hidden_from_who_answers_too(
    person: Browser, colleague: Browser, plan: str
) -> None:
    address = f"{plan}/questions/E07"
    noted = {"E07.note": ["The grant of $90,000 ends then"]}
    person.post(address, data={**asked(person, address), **noted})
    link = shared(person, plan, role="answer", phase="estimation", hide_money="1")
    page = colleague.get(link).text
    assert "$" not in page
    for withheld in ("E04", "E04a", "E07"):
        assert f'name="{withheld}' not in page
    before = asked(person, f"{plan}/questions/E04")["E04"]
    colleague.post(f"{link}/answers", data={"E04": "1", "E04.version": "1"})
    assert asked(person, f"{plan}/questions/E04")["E04"] == before
    open_link = shared(person, plan, role="answer", phase="estimation")
    assert 'name="E04"' in colleague.get(open_link).text


def test_only_an_answer_link_opens_the_form(person: Browser, colleague: Browser, plan: str) -> None:
    for role in ("view", "comment"):
        address = shared(person, plan, role=role)
        assert colleague.get(f"{address}/answers").status_code == 404
        assert colleague.post(f"{address}/answers", data={"S03": "one_task"}).status_code == 404
