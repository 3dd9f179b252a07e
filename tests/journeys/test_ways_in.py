"""The whole way, from the start page to the plan: by keyboard alone, and by touch on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

MOST_TABS = 60
QUESTION = re.compile(r"/questions/(\w+)")


def tab_to(page: Page, name: str) -> None:
    """Presses Tab until what has the focus is named so; the focus is seen at every stop."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS_IS_SEEN), page.evaluate("document.activeElement.outerHTML")
        if name in page.evaluate(NAME_OF_FOCUS):
            return
    pytest.fail(f"Tab never comes to {name!r} on {page.url}")


NAME_OF_FOCUS = """(() => { const e = document.activeElement;
return e.labels?.[0]?.innerText ?? e.innerText ?? ""; })()"""

# An outline or border of its own on the element or on the row around it, inside the window.
FOCUS_IS_SEEN = """(() => { const e = document.activeElement;
const row = e.closest("label, li") ?? e;
const drawn = [e, row, e.closest(".choice") ?? e].some((one) => {
  const style = getComputedStyle(one);
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
});
const box = e.getBoundingClientRect();
return drawn && box.bottom > 0 && box.top < innerHeight; })()"""


def test_the_whole_way_goes_by_keyboard_alone(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/")
    tab_to(page, "What shall we call it?")
    page.keyboard.type("Help desk")
    tab_to(page, "Start a plan")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/questions/S01"))
    tab_to(page, "In one sentence")
    page.keyboard.type("Drafts replies for support agents")
    page.keyboard.press("Control+Enter")
    expect(page).to_have_url(re.compile("/questions/S02"))
    tab_to(page, "Draft new text")
    page.keyboard.press("Space")
    tab_to(page, "Save and continue")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/questions/S03"))
    rest_of_the_first_pass(page)
    tab_to(page, "Read the plan")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text(re.compile("Build it|Find out first|Buy it"))
    tab_to(page, "Present it")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/presentation"))
    expect(page.locator("[data-slide-count]")).to_contain_text("1 /")
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-slide-count]")).to_contain_text("2 /")


def rest_of_the_first_pass(page: Page) -> None:
    """A number key chooses, Enter goes on; where words or figures are asked, nobody knows yet."""
    while found := QUESTION.search(page.url):
        if page.locator("[data-choices]").count():
            page.keyboard.press("1")
        else:
            tab_to(page, "I don’t know yet")
            page.keyboard.press("Space")
        page.keyboard.press("Enter")
        expect(page).not_to_have_url(re.compile(f"/questions/{found[1]}\\b"))


@pytest.fixture
def phone(browser: Browser, base_url: str) -> Iterator[BrowserContext]:
    made = browser.new_context(
        base_url=base_url,
        viewport={"width": 360, "height": 780},
        has_touch=True,
        is_mobile=True,
        locale="en-GB",
    )
    yield made
    made.close()


SIDEWAYS = "document.documentElement.scrollWidth > innerWidth"


def test_the_whole_way_goes_by_touch_on_a_phone(phone: BrowserContext) -> None:
    page = phone.new_page()
    page.goto("/")
    page.get_by_label("What shall we call it?").tap()
    page.keyboard.type("Help desk")
    page.get_by_role("button", name="Start a plan").tap()
    expect(page).to_have_url(re.compile("/questions/S01"))
    page.get_by_role("textbox").first.fill("Drafts replies for support agents")
    on(page)
    while QUESTION.search(page.url):
        row = page.locator("[data-choices] .choice__row, .choice--apart .choice__row").first
        box = row.bounding_box()
        assert box
        assert box["height"] >= 44
        row.tap()
        assert not page.evaluate(SIDEWAYS), page.url
        on(page)
    page.get_by_role("link", name="Read the plan").tap()
    expect(page.locator("h1")).to_be_visible()
    page.get_by_text("Contents").tap()
    page.get_by_role("navigation", name="Contents").get_by_role("link", name="Money").tap()
    expect(page.get_by_role("heading", name="Money")).to_be_in_viewport()
    assert not page.evaluate(SIDEWAYS)


def on(page: Page) -> None:
    here = QUESTION.search(page.url)
    assert here
    page.get_by_role("button", name="Save and continue").tap()
    expect(page).not_to_have_url(re.compile(f"/questions/{here[1]}\\b"))
