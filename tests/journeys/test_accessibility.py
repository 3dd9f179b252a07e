"""axe-core finds nothing on any page, light or dark; nothing scrolls sideways on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page

from scripts.screens import furnish, happened
from tests.journeys.beginning import copy_example

VENDOR = Path(__file__).parents[1] / "vendor"
AXE = VENDOR / "axe.min.js"
PAGES = [
    "/", "/rules", "/rules/R-05", "/glossary", "/how-we-estimate", "/parts", "/nowhere",
    "/check-my-run", "/check-my-run?parameters=7B&tokens=1T&hardware=A100-80GB&days=30&devices=440",
    "/check-my-run?parameters=x&tokens=1T&hardware=A100-80GB",
    "{plan}", "{plan}/questions", "{plan}/questions/S01", "{plan}/questions/M07",
    "{plan}/questions/M07/help", "{plan}/questions/E02", "{plan}/questions/E04",
    "{plan}/questions/E07", "{plan}/phases/scoping", "{plan}/plan", "{plan}/presentation",
    "{plan}/links", "{plan}/exports", "{plan}/actuals",
    "{plan}/versions", "{plan}/versions/1", "{plan}/differences?before=1", "{plan}/scenarios",
    "{plan}/comments", "{plan}/comments?about=work", "{plan}/sign-offs", "{plan}/actions",
    "{talk}", "{talk}/comments", "{talk}/sign-offs", "{talk}/versions/1", "{answer}",
]  # fmt: skip
RUN = """async () => (await axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa",
"wcag22aa", "best-practice"], resultTypes: ["violations"]}))
.violations.map(v => v.id + ": " + v.nodes[0].html)"""
THEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")


def opened(browser: Browser, base_url: str, width: int) -> tuple[Page, dict[str, str]]:
    """A page whose browser may edit a copy of the example, and the addresses of the copy."""
    context = browser.new_context(
        base_url=base_url,
        reduced_motion="reduce",  # another theme is there at once
        viewport={"width": width, "height": 800},
        # The policy forbids what axe injects; the pages themselves are tested under it elsewhere.
        bypass_csp=True,
    )
    page = context.new_page()
    plan = copy_example(page).removeprefix(base_url)
    return page, furnish(page, plan)


def each_page(
    page: Page, addresses: dict[str, str], data: Path, shown: Literal["load", "networkidle"]
) -> Iterator[str]:
    """Shows one page after the other; in the end those that need something to have happened."""
    for address in PAGES:
        page.goto(address.format(**addresses), wait_until=shown)
        yield address
    yield from happened(page, addresses["plan"], data)


def test_the_checker_is_the_one_that_was_reviewed() -> None:
    checksum, name = (VENDOR / "CHECKSUMS").read_text().split()
    assert name == AXE.name
    assert sha256(AXE.read_bytes()).hexdigest() == checksum


def test_axe_finds_nothing_on_any_page(browser: Browser, base_url: str, data: Path) -> None:
    page, addresses = opened(browser, base_url, 1280)
    found = {}
    for address in each_page(page, addresses, data, "networkidle"):
        page.add_script_tag(path=AXE)
        for theme in THEMES:
            page.emulate_media(color_scheme=theme)
            violations = page.evaluate(RUN)
            if violations:
                found[address, theme] = violations
    page.context.close()
    assert found == {}


def test_nothing_scrolls_sideways_on_a_phone(browser: Browser, base_url: str, data: Path) -> None:
    page, addresses = opened(browser, base_url, 360)
    wide = []
    for address in each_page(page, addresses, data, "load"):
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(address)
    page.context.close()
    assert wide == []


def test_no_page_asks_another_host(browser: Browser, base_url: str) -> None:
    context = browser.new_context(base_url=base_url)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    plan = copy_example(page)
    page.goto(f"{plan}/questions/M07", wait_until="networkidle")
    page.goto(f"{plan}/plan", wait_until="networkidle")
    context.close()
    assert asked
    assert all(url.startswith((base_url, "data:")) for url in asked)
