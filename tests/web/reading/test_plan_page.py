"""The plan as a page: what its owner reads, opens, presents and takes away."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from fastapi import FastAPI
from lxml import html

from app.advice.finding import VerdictKind
from app.export.outline import Showing
from app.language.reader import ENGLISH
from app.web.reading.plan_page import plan_page
from app.web.rendering import Masthead, environment, paths
from tests.browsing import Browser
from tests.export.plans import HOSTILE, hostile_plan, plan
from tests.page_check import page_faults


@pytest.fixture
def plan_id(person: Browser) -> str:
    """A plan that this person has just started."""
    started = person.post("/plans", data={"title": "Support chat"})
    found = re.search(r"/plans/([\w-]+)", str(started.url))
    assert found
    return found[1]


def shown(person: Browser, address: str) -> html.HtmlElement:
    page = person.get(address)
    assert page.status_code == 200
    return html.fromstring(page.text)


def test_the_plan_opens_with_its_verdict(person: Browser, plan_id: str) -> None:
    page = shown(person, f"/plans/{plan_id}/plan")
    assert page.xpath("//h1")[0].text_content().strip()
    assert page.xpath("//title")[0].text_content().startswith("Support chat")


def test_the_contents_lead_to_every_section(person: Browser, plan_id: str) -> None:
    page = shown(person, f"/plans/{plan_id}/plan")
    targets = [str(link) for link in page.xpath("//nav//ol//a/@href")]
    assert len(targets) >= 10
    assert all(page.xpath(f"//*[@id='{target[1:]}']") for target in targets)


def test_every_chart_has_a_title_and_a_table_or_words_beside_it(
    person: Browser, plan_id: str
) -> None:
    page = shown(person, f"/plans/{plan_id}/plan")
    charts = page.xpath("//*[local-name()='svg'][@role='img']")
    assert len(charts) >= 10
    assert all(chart.xpath("./*[local-name()='title']")[0].text for chart in charts)


def test_answers_may_be_opened_from_the_reasons(person: Browser, plan_id: str) -> None:
    page = shown(person, f"/plans/{plan_id}/plan")
    links = [str(link) for link in page.xpath("//section[@id='assumptions']//li//a/@href")]
    assert f"/plans/{plan_id}/questions/" in links[0]


def test_a_presentation_has_one_section_a_screen(person: Browser, plan_id: str) -> None:
    plan_sections = shown(person, f"/plans/{plan_id}/plan").xpath("//section[@aria-labelledby]")
    slides = shown(person, f"/plans/{plan_id}/presentation").xpath("//main/*")
    assert len(slides) == len(plan_sections) + 1


def test_a_plan_can_be_taken_away_in_every_form_on_offer(person: Browser, plan_id: str) -> None:
    page = shown(person, f"/plans/{plan_id}/exports")
    links = [str(link) for link in page.xpath("//ul[@class='entries']//a/@href")]
    assert len(links) >= 8
    for link in links:
        file = person.get(link)
        assert file.status_code == 200, link
        assert file.content
        assert "attachment" in file.headers["content-disposition"]


def test_a_pdf_may_leave_out_money_and_answers(person: Browser, plan_id: str) -> None:
    whole = person.get(f"/plans/{plan_id}/export/pdf")
    short = person.get(f"/plans/{plan_id}/export/pdf?length=summary&without=money&without=answers")
    assert whole.content.startswith(b"%PDF")
    assert short.content.startswith(b"%PDF")
    assert len(short.content) < len(whole.content)


def test_a_form_that_we_do_not_write_does_not_exist(person: Browser, plan_id: str) -> None:
    assert person.get(f"/plans/{plan_id}/export/docx").status_code == 404


def test_a_plan_is_drawn_once_for_all_who_read_it() -> None:
    first = plan_page(plan(), Masthead("a", "A", "plan"), ENGLISH, Showing(), None)
    again = plan_page(plan(), Masthead("b", "B", "plan", token="t"), ENGLISH, Showing(), None)
    assert first.pictures is again.pictures
    assert first.answers_open
    assert not again.answers_open


def test_a_page_without_money_has_no_picture_of_money() -> None:
    page = plan_page(plan(), Masthead("a", "A", "plan"), ENGLISH, Showing(money=False), None)
    assert "gantt" in page.pictures
    assert not {"cost", "running", "parts", "cost_tornado", "cost_certainty"} & set(page.pictures)


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_are_drawn_as_words(words: str) -> None:
    made = hostile_plan(words)
    page = plan_page(made, Masthead("a", made.title, "plan"), ENGLISH, Showing(), None)
    for picture in page.pictures.values():
        tags = {element.tag for element in html.fromstring(str(picture.wide)).iter()}
        assert tags <= {"svg", "title", "desc", "text", "rect", "line", "circle", "polygon", "polyline"}  # fmt: skip  # noqa: E501


def test_a_plan_that_stops_has_a_page_without_figures(app: FastAPI) -> None:
    verdict = replace(plan().verdict, kind=VerdictKind.STOP)
    made = replace(plan(), verdict=verdict, estimate=None)
    page = plan_page(made, Masthead("a", "A", "plan"), ENGLISH, Showing(), None)
    template = environment("en-GB").get_template(page.template)
    text = template.render(page=page, url_for=paths(app))
    tree = html.fromstring(text)
    assert tree.xpath("//header[contains(@class, 'verdict--stop')]")
    assert not tree.xpath("//*[local-name()='svg'][@role='img']")
    assert not page_faults(text, fragment=False)


def test_every_figure_of_the_summary_leads_to_its_derivation(person: Browser) -> None:
    made = person.post("/examples/support-chat/copies")
    tree = html.fromstring(person.get(f"{made.url.path}/plan").text)
    leads = tree.xpath(
        "//section[contains(@class, 'numbers')]//a[starts-with(@href, '#how-')]/@href"
    )
    assert leads == ["#how-work", "#how-money", "#how-running", "#how-certainty"]
    for lead in leads:
        (place,) = tree.xpath(f"//details//*[@id='{lead.removeprefix('#')}']")
        assert len(place.getparent().text_content()) > 100
