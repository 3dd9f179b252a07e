"""Scenarios: copied, changed, compared on the same draws, and one of them chosen."""

from __future__ import annotations

import re
from datetime import date

import pytest
from fastapi import FastAPI
from httpx2 import Response
from lxml import html

from app.lifecycle.actuals import Actual, Promise, Spent
from app.store.store import open_store
from tests.browsing import Browser
from tests.web.history.test_differences import text_of
from tests.web.history.test_versions import answer

WHY = "Half a year earlier, and the people are there from March."


def copied(person: Browser, plan: str, name: str) -> str:
    return str(person.post(f"{plan}/scenarios", data={"name": name}).url.path)


@pytest.fixture
def proven(person: Browser, plan: str) -> str:
    """A copy with a team that has shipped: sooner and cheaper in most runs."""
    scenario = copied(person, plan, "With a proven team")
    answer(person, scenario, "E03", "production_systems")
    return scenario


def decide(person: Browser, plan: str, winner: str, **fields: str) -> Response:
    ids = [path.removeprefix("/plans/") for path in (plan, winner)]
    data = {"with": ids, "chosen": winner.removeprefix("/plans/"), "why": WHY, **fields}
    return person.post(f"{plan}/decisions", data=data)


def test_a_copy_starts_with_the_same_answers_and_is_a_plan_of_its_own(
    person: Browser, plan: str
) -> None:
    scenario = copied(person, plan, "In house")
    assert scenario != plan
    before = person.get(f"{plan}/export/json").json()
    assert person.get(f"{scenario}/export/json").json()["answers"] == before["answers"]
    answer(person, scenario, "S03", "open_ended")
    assert person.get(f"{plan}/export/json").json() == before
    assert "In house" in person.get("/").text


def test_what_has_happened_has_happened_in_a_copy_too(
    app: FastAPI, person: Browser, plan: str
) -> None:
    began = date(2026, 11, 2)
    promise = Promise((3.0, 6.0, 9.0, 14.0), (1.0, 2.0, 3.0, 5.0))
    actual = Actual(began, date(2026, 11, 20), finished=True, days=9.0, promise=promise)
    with open_store(app.state.database, writing=True) as store:
        plan_id = plan.removeprefix("/plans/")
        opened = store.plans.opened_by_operator(plan_id)
        opened.record("scope", actual)
        opened.book("people", Spent(9000, date(2026, 11, 20)))
    scenario = copied(person, plan, "The same from here")
    exported = [person.get(f"{path}/export/json").json() for path in (plan, scenario)]
    assert exported[0]["actuals"]["tasks"]["scope"]["days"] == 9
    assert exported[1]["actuals"] == exported[0]["actuals"]
    assert "Both cost the same in every run." in text_of(person.get(f"{plan}/scenarios").text)


def test_a_copy_is_named_for_what_differs(person: Browser, plan: str) -> None:
    refused = person.post(f"{plan}/scenarios", data={"name": " "})
    assert refused.status_code == 422
    assert "Say what is different in it" in refused.text
    assert "In house" not in person.get("/").text


def test_a_plan_alone_has_nothing_to_compare(person: Browser, plan: str) -> None:
    said = text_of(person.get(f"{plan}/scenarios").text)
    assert "Side by side" not in said
    assert "The original, open here" in said


def test_scenarios_stand_side_by_side_with_their_chances(
    person: Browser, plan: str, proven: str
) -> None:
    for here in (plan, proven):
        page = person.get(f"{here}/scenarios")
        said = text_of(page.text)
        earlier = re.search(
            r"“With a proven team” is earlier than “Support chat over a help centre” in (\d+) in"
            r" 100 runs. At the commitment \(P80\) it is ([\d.]+) weeks earlier.",
            said,
        )
        assert earlier
        assert int(earlier[1]) > 70
        assert float(earlier[2]) > 1
        assert re.search(r"is cheaper than “Support chat over a help centre” in \d+ in 100", said)
        tree = html.fromstring(page.text)
        assert len(tree.xpath("//figure//*[local-name()='svg']")) == 9
        (row,) = tree.find_class("two-sided__one")
        assert "What has this team already shipped" in row.text_content()
        assert "Systems in production" in row.text_content()


def test_two_equal_scenarios_are_told_apart_by_nothing(person: Browser, plan: str) -> None:
    copied(person, plan, "The same again")
    said = text_of(person.get(f"{plan}/scenarios").text)
    assert "Both finish at the same time in every run." in said
    assert "Both cost the same in every run." in said
    assert "Nothing yet: change an answer in one of them" in said


def test_up_to_three_are_compared_and_each_pair_is_named(
    person: Browser, plan: str, proven: str
) -> None:
    wider = copied(person, plan, "An open-ended assistant")
    answer(person, wider, "S03", "open_ended")
    copied(person, proven, "A copy of the copy")
    listed = text_of(person.get(f"{plan}/scenarios").text)
    assert listed.count("A copy") >= 3
    ids = [path.removeprefix("/plans/") for path in (plan, proven, wider)]
    page = person.get(f"{plan}/scenarios", params={"with": ids})
    pairs = html.fromstring(page.text).find_class("pairs__one")
    assert len(pairs) == 3
    assert len(html.fromstring(page.text).find_class("two-sided__one")) == 2


def test_more_than_three_are_not_compared_and_it_says_so(
    person: Browser, plan: str, proven: str
) -> None:
    ids = [plan, proven, *(copied(person, plan, f"Copy {number}") for number in range(2))]
    names = [path.removeprefix("/plans/") for path in ids]
    page = person.get(f"{plan}/scenarios", params={"with": names})
    assert "Three fit side by side" in page.text
    assert len(html.fromstring(page.text).find_class("pairs__one")) == 3


def test_a_scenario_that_stops_is_named_and_has_no_figures(
    person: Browser, plan: str, proven: str
) -> None:
    answer(person, proven, "S12", "social_scoring")
    said = text_of(person.get(f"{plan}/scenarios").text)
    assert "“With a proven team” stops" in said
    assert "in 100 runs" not in said


def test_a_decision_stands_in_the_chosen_plan_and_in_its_documents(
    person: Browser, plan: str, proven: str
) -> None:
    decide(person, plan, proven, by="Anna Berg")
    sentence = f"This plan rather than “Support chat over a help centre”. {WHY}"
    for path in ("plan", "presentation", "export/md"):
        text = person.get(f"{proven}/{path}").text
        said = text_of(text) if path != "export/md" else text
        assert sentence in said, path
        assert "by Anna Berg" in said
    (kept,) = person.get(f"{proven}/export/json").json()["estimate"]["decisions"]
    assert kept["instead_of"] == ["Support chat over a help centre"]
    assert kept["why"] == WHY
    assert "This plan rather than" not in text_of(person.get(f"{plan}/plan").text)
    assert WHY in text_of(person.get(f"{plan}/scenarios").text)


def test_a_version_keeps_the_decision_and_a_deleted_rival_keeps_its_name(
    app: FastAPI, person: Browser, plan: str, proven: str
) -> None:
    decide(person, plan, proven)
    person.post(f"{proven}/versions", data={"name": "Decided"})
    with app.state.database.connection(writing=True) as connection:
        connection.exec_driver_sql("DELETE FROM plan WHERE id = ?", (plan.removeprefix("/plans/"),))
    for path in ("plan", "versions/1"):
        assert "“Support chat over a help centre”" in text_of(person.get(f"{proven}/{path}").text)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"why": "  "}, "Say why"),
        ({"why": "x" * 3000}, "Shorten this"),
        ({"chosen": ""}, "Choose one of them"),
    ],
)
def test_a_decision_that_is_incomplete_keeps_what_was_typed(
    person: Browser, plan: str, proven: str, fields: dict[str, str], says: str
) -> None:
    refused = decide(person, plan, proven, **{"by": "Anna Berg", **fields})
    assert refused.status_code == 422
    assert says in refused.text
    assert 'value="Anna Berg"' in refused.text
    assert person.get(f"{proven}/export/json").json()["estimate"]["decisions"] == []
    assert person.get(f"{plan}/decisions").url.path == f"{plan}/scenarios"


def test_of_several_complaints_the_first_takes_the_focus(
    person: Browser, plan: str, proven: str
) -> None:
    refused = decide(person, plan, proven, chosen="", why="", by="x" * 400)
    assert refused.text.count("Fix:") == 3
    (focused,) = html.fromstring(refused.text).xpath("//*[@autofocus]/@id")
    assert focused == "chosen-complaint"


def test_a_plan_of_somebody_else_is_neither_shown_nor_decided_about(
    app: FastAPI, person: Browser, plan: str, proven: str
) -> None:
    stranger = Browser(app)
    others = str(stranger.post("/examples/support-chat/copies").url.path)
    foreign = others.removeprefix("/plans/")
    page = person.get(f"{plan}/scenarios", params={"with": [foreign]})
    assert foreign not in page.text
    assert decide(person, plan, others).status_code == 404
    assert stranger.get(f"{plan}/scenarios").status_code == 404
    assert stranger.post(f"{plan}/scenarios", data={"name": "Mine"}).status_code == 404
    assert decide(stranger, others, proven).status_code == 404


@pytest.fixture
def second(app: FastAPI, person: Browser, plan: str) -> Browser:
    """A colleague at another desk, with a link to go on editing the plan."""
    made = person.post(f"{plan}/links", data={"role": "edit"})
    address = html.fromstring(made.text).get_element_by_id("address").get("value", "")
    colleague = Browser(app)
    assert colleague.get(re.sub(r"^https?://[^/]+", "", address)).url.path == plan
    return colleague


@pytest.mark.parametrize("way", ["scenarios", "home"])
def test_a_second_editor_finds_the_scenarios_and_works_on_them(
    person: Browser, second: Browser, plan: str, proven: str, way: str
) -> None:
    assert second.get(proven).status_code == 404
    found = second.get(f"{plan}/scenarios" if way == "scenarios" else "/")
    assert proven in html.fromstring(found.text).xpath("//a/@href")
    assert second.get(proven).status_code == 200
    answer(second, proven, "S03", "open_ended")
    assert person.get(f"{proven}/export/json").json()["answers"]["S03"] == "open_ended"
    decide(second, plan, proven)
    assert WHY in text_of(person.get(f"{proven}/plan").text)


def test_the_author_finds_the_scenarios_of_a_second_editor(
    person: Browser, second: Browser, plan: str
) -> None:
    theirs = copied(second, plan, "Bought")
    assert "Bought" in person.get(f"{plan}/scenarios").text
    assert person.get(f"{theirs}/scenarios").status_code == 200
    assert "Side by side" in text_of(person.get(f"{theirs}/scenarios").text)


def test_a_link_that_was_taken_back_closes_the_scenarios_too(
    person: Browser, second: Browser, plan: str, proven: str
) -> None:
    second.get(f"{plan}/scenarios")
    (form,) = html.fromstring(person.get(f"{plan}/links").text).xpath(
        "//a[contains(@href, '/revocation')]/@href"
    )
    person.post(form)
    for path in (plan, proven, f"{proven}/plan", f"{proven}/scenarios"):
        assert second.get(path).status_code == 404
    assert "With a proven team" not in second.get("/").text


def test_a_key_of_one_scenario_opens_no_other_plan_of_the_family(
    app: FastAPI, person: Browser, plan: str, proven: str
) -> None:
    made = person.post(f"{proven}/links", data={"role": "edit"})
    address = html.fromstring(made.text).get_element_by_id("address").get("value", "")
    guest, other = Browser(app), copied(person, plan, "Bought")
    guest.get(re.sub(r"^https?://[^/]+", "", address))
    page = guest.get(f"{proven}/scenarios")
    assert page.status_code == 200
    assert other not in page.text
    for path in (plan, other):
        assert path not in html.fromstring(page.text).xpath("//a/@href")
        assert guest.get(path).status_code == 404


def test_hostile_words_stay_words(person: Browser, plan: str) -> None:
    scenario = copied(person, plan, '"><script>alert(1)</script>{{ 7*7 }}')
    decide(person, plan, scenario, why="<img src=x onerror=alert(1)> =1+1 *bold*")
    for path in ("scenarios", "plan"):
        text = person.get(f"{scenario}/{path}").text
        assert "<script>alert" not in text
        assert "<img src=x" not in text
    assert person.get(f"{scenario}/export/pdf?length=summary").content.startswith(b"%PDF")


def test_hidden_money_hides_the_sums_of_a_reason_too(
    app: FastAPI, person: Browser, plan: str, proven: str
) -> None:
    decide(person, plan, proven, why="It saves $120,000 a year.")
    made = person.post(f"{proven}/links", data={"role": "view", "hide_money": "1"})
    address = html.fromstring(made.text).get_element_by_id("address").get("value", "")
    seen = text_of(Browser(app).get(re.sub(r"^https?://[^/]+", "", address)).text)
    assert "This plan rather than" in seen
    assert "120,000" not in seen
