"""How people begin: with a plan of their own, or with a copy of the example."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

EXAMPLE = "Support chat over a help centre"


def start_plan(page: Page, title: str = "Help desk") -> None:
    """A new plan, before its first question."""
    page.goto("/")
    page.get_by_label("What shall we call it?").fill(title)
    page.get_by_role("button", name="Start a plan").click()
    expect(page).to_have_url(re.compile("/questions/S01"))


def copy_example(page: Page) -> str:
    """A copy of the example, at its home; the address."""
    page.goto("/")
    page.get_by_role("button", name=EXAMPLE).click()
    page.wait_for_url("**/plans/*")
    return page.url
