"""The pages under the settings people need: large print, forced colours, no motion, long words."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.language.pseudo import TAG
from tests.serving import free_port, running, settings

PAGES = [
    "/", "/rules", "/glossary", "/how-we-estimate",
    "{plan}", "{plan}/questions", "{plan}/questions/S01", "{plan}/questions/M07",
    "{plan}/questions/E02", "{plan}/questions/E04", "{plan}/questions/E07",
    "{plan}/phases/scoping", "{plan}/plan", "{plan}/links", "{plan}/exports",
]  # fmt: skip
SIDEWAYS = "document.documentElement.scrollWidth > innerWidth"
# What a person pastes: a word without end, another direction, faces, a table, marks on marks.
PASTED = (
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 4
    + " العربية من اليمين إلى اليسار 👩🏽‍💻🏳️‍🌈 \tA\tB\tC\t1,200\t€ 3\n1\t2\t3 "
    + "https://example.org/"
    + "a" * 300
    + " Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘"
)


def at(browser: Browser, base_url: str, width: int, **wanted: Any) -> tuple[Page, str]:
    """A page before a copy of the example, in a window of that width."""
    context = browser.new_context(
        base_url=base_url, viewport={"width": width, "height": 800}, **wanted
    )
    page = context.new_page()
    page.goto("/")
    page.locator("form[action*='/examples/support-chat/'] button").last.click()
    page.wait_for_url("**/plans/*")
    return page, page.url.removeprefix(base_url)


def wide(page: Page, plan: str) -> list[str]:
    """The pages that scroll sideways."""
    found = []
    for address in PAGES:
        page.goto(address.format(plan=plan))
        if page.evaluate(SIDEWAYS):
            found.append(address)
    return found


def test_nothing_scrolls_sideways_at_four_times_the_size(browser: Browser, base_url: str) -> None:
    """A window of 1280 pixels zoomed to 400 % is 320 wide (WCAG 1.4.10)."""
    page, plan = at(browser, base_url, 320)
    assert wide(page, plan) == []
    page.context.close()


def paste_everywhere(page: Page) -> None:
    """Into each field for words that is seen; the note opens first."""
    page.get_by_text("Add a note or a link").click()
    fields = page.locator("form.question").locator(
        "textarea:visible, input.input:visible:not([type=date]):not([inputmode])"
    )
    for place in range(fields.count()):
        fields.nth(place).fill(PASTED)


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_whatever_is_pasted_breaks_no_layout(browser: Browser, base_url: str, width: int) -> None:
    page, plan = at(browser, base_url, width)
    page.goto(plan)
    page.get_by_text("Change the title or the dates").click()
    page.get_by_label("Title").fill(PASTED[:115])
    page.get_by_role("button", name="Save", exact=True).click()
    for question in ("S01", "S10", "A06"):
        page.goto(f"{plan}/questions/{question}")
        paste_everywhere(page)
        assert not page.evaluate(SIDEWAYS), question
        page.get_by_role("button", name="Save and continue").click()
        expect(page.locator("h1")).to_be_visible()
    assert wide(page, plan) == []
    page.context.close()


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that also speaks the made-up language, two fifths longer than English."""
    data, port = tmp_path_factory.mktemp("data"), free_port()
    command = [sys.executable, "-m", "tests.language.pseudo_server"]
    with running(command, settings(port, data), port) as address:
        yield address


@pytest.mark.parametrize("width", [360, 1280])
def test_a_language_two_fifths_longer_fits(browser: Browser, made_up: str, width: int) -> None:
    page, plan = at(browser, made_up, width, locale=TAG)
    assert "«" in page.locator("h1").inner_text()
    assert wide(page, plan) == []
    page.context.close()


def test_forced_colours_keep_choices_ranges_and_focus_visible(
    browser: Browser, base_url: str
) -> None:
    page, plan = at(browser, base_url, 1280, forced_colors="active")
    page.goto(f"{plan}/questions/M07")
    page.keyboard.press("5")
    chosen, other = page.locator(".choice:has(> label > .box:checked)"), page.locator(".choice")
    edge = "e => getComputedStyle(e).borderInlineStartWidth"
    assert chosen.first.evaluate(edge) == "4px" != other.first.evaluate(edge)
    native = page.locator(".box").first.evaluate("e => getComputedStyle(e).appearance")
    assert native == "auto"
    focused = page.locator(".choice:has(:focus-visible)")
    assert focused.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    bar = page.locator(".panel svg rect:visible").first
    ground = page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor")
    assert bar.evaluate("e => getComputedStyle(e).fill") != ground
    page.context.close()


def test_nothing_moves_for_whoever_asked_for_no_motion(browser: Browser, base_url: str) -> None:
    page, plan = at(browser, base_url, 1280, reduced_motion="reduce")
    for address in (f"{plan}/questions/M07", f"{plan}/plan"):
        page.goto(address)
        moving = page.evaluate(
            """() => [...document.querySelectorAll("*")].filter((e) => {
              const style = getComputedStyle(e);
              const long = (times) => times.split(",").some((time) => parseFloat(time) > 0.01);
              return long(style.transitionDuration) || long(style.animationDuration);
            }).map((e) => e.className.baseVal ?? e.className)"""
        )
        assert moving == []
        smooth = page.evaluate("getComputedStyle(document.documentElement).scrollBehavior")
        assert smooth == "auto"
    page.context.close()
