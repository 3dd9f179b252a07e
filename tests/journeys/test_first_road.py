"""From the home page to the shared link and the PDF: three projects, answered as people would."""

from __future__ import annotations

import io
import re

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from app.lifecycle.answers import Answers
from app.lifecycle.document import AnswersDocument, write_document
from tests.cases import case
from tests.journeys.answering import answer_all
from tests.journeys.beginning import start_plan

CHATBOT = ("D01", "Build it.", "Look the facts up")
INVOICES = ("D05", "Build it.", "schema")
SHIPPING_FEE = ("D12", "Don’t use generative AI.", "code")

ROADS = [
    pytest.param(True, *CHATBOT, id="chatbot"),
    pytest.param(True, *INVOICES, id="invoices"),
    pytest.param(True, *SHIPPING_FEE, id="shipping fee"),
    pytest.param(False, *CHATBOT, id="chatbot without JavaScript"),
]


@pytest.mark.parametrize(("scripted", "prefix", "opening", "says"), ROADS)
def test_a_project_is_scoped_shared_and_printed(
    browser: Browser, base_url: str, scripted: bool, prefix: str, opening: str, says: str
) -> None:
    found = case(prefix)
    author = browser.new_context(base_url=base_url, java_script_enabled=scripted)
    page = author.new_page()
    start_plan(page, found.title)
    answer_all(page, found.raw_answers)
    expect(page.locator("h1")).to_contain_text("questions answered")

    page.get_by_role("link", name="Read the plan").click()
    expect(page.locator("h1")).to_contain_text(opening)
    expect(page.locator("main")).to_contain_text(says)

    address = share(page)
    visitor = browser.new_context(base_url=base_url, java_script_enabled=scripted)
    guest = visitor.new_page()
    guest.goto(address)
    expect(guest.locator("h1")).to_contain_text(opening)
    expect(guest.get_by_role("link", name="Questions", exact=True)).to_have_count(0)
    plan_id = re.search(r"/plans/(\w+)", page.url)
    assert plan_id
    assert said(page, plan_id[1]) == written(found.answers)
    assert guest.request.get(f"/plans/{plan_id[1]}").status == 404

    answer = guest.request.get(f"{address}/plan.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    document = PdfReader(io.BytesIO(answer.body()))
    assert document.metadata is not None
    assert document.metadata.title
    assert found.title in document.metadata.title
    assert opening in "".join(sheet.extract_text() for sheet in document.pages[:2])
    visitor.close()
    author.close()


def said(page: Page, plan_id: str) -> object:
    """The answers that the export holds, as the browser that may edit the plan gets them."""
    exported = page.request.get(f"/plans/{plan_id}/export/json").json()
    return in_any_order(exported["answers"])


def written(answers: Answers) -> object:
    return in_any_order(write_document(AnswersDocument("", None, None, answers))["answers"])


def in_any_order(answers: object) -> dict[str, object]:
    """A person ticks options in the order of the page."""
    assert isinstance(answers, dict)
    return {
        question: sorted(value) if isinstance(value, list) and isinstance(value[0], str) else value
        for question, value in answers.items()
    }


def share(page: Page) -> str:
    """Makes a link that anyone may read; its address."""
    page.get_by_role("link", name="Share", exact=True).click()
    page.get_by_label("For whom?").fill("Sponsor")
    page.get_by_role("button", name="Make the link").click()
    shown = page.locator("main").inner_text() + page.content()
    address = re.search(r"http://[\w.:]+/s/[\w-]+", shown)
    assert address, "the new link's address is not shown"
    return address[0]
