"""Pictures of every screen, both themes, two widths: `python -m scripts.screens` fills ./screens.

`python -m scripts.screens --readme` makes the one picture of the README, docs/question.png.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, sync_playwright

from tests.serving import CHROMIUM, FLAGS, ROOT, served

EXAMPLE = "Support chat over a help centre"
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WIDTHS = (1280, 360)

# Name of the picture → address; {plan} is the address of the example's copy.
SCREENS = {
    "home": "/",
    "plan-home": "{plan}",
    "question-text": "{plan}/questions/S01",
    "question-choices": "{plan}/questions/S02",
    "question-follow-up": "{plan}/questions/M07",
    "question-band": "{plan}/questions/M09",
    "question-rows": "{plan}/questions/E02",
    "question-money": "{plan}/questions/E04",
    "question-date": "{plan}/questions/E07",
    "help": "{plan}/questions/M07/help",
    "find": "{plan}/questions",
    "phase": "{plan}/phases/scoping",
    "plan": "{plan}/plan",
    "exports": "{plan}/exports",
    "links": "{plan}/links",
    "actuals": "{plan}/actuals",
    "versions": "{plan}/versions",
    "version": "{plan}/versions/1",
    "differences": "{plan}/differences?before=1",
    "scenarios": "{plan}/scenarios",
    "rules": "/rules",
    "estimation": "/how-we-estimate",
    "run-check": "/check-my-run?parameters=7B&tokens=1T&hardware=A100-80GB&devices=440",
    "glossary": "/glossary",
    "not-found": "/nowhere",
}


def opened(
    browser: Browser, address: str, width: int, theme: Literal["light", "dark"]
) -> tuple[Page, str]:
    """A page whose browser may edit a copy of the example, and the copy's path."""
    context = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": 900},
        color_scheme=theme,
        locale="en-GB",
    )
    page = context.new_page()
    page.goto("/")
    page.get_by_role("button", name=EXAMPLE).click()
    page.wait_for_url("**/plans/*")
    plan = page.url.removeprefix(address)
    furnish(page, plan)
    return page, plan


def furnish(page: Page, plan: str) -> None:
    """Gives the plan a past and a rival: a version, an answer changed since, a scenario."""
    page.request.post(f"{plan}/versions", form={"name": "For the board"})
    said(page, plan, "S03", "open_ended", seen=1)
    made = page.request.post(f"{plan}/scenarios", form={"name": "With a team that has shipped"})
    said(page, made.url, "E03", "production_systems", seen=0)


def said(page: Page, plan: str, question: str, value: str, seen: int) -> None:
    page.request.post(
        f"{plan}/questions/{question}",
        form={question: value, f"{question}.version": str(seen), "then": "next"},
    )


def every_screen(browser: Browser, address: str, folder: Path) -> None:
    for theme in THEMES:
        for width in WIDTHS:
            page, plan = opened(browser, address, width, theme)
            for name, path in SCREENS.items():
                page.goto(path.format(plan=plan), wait_until="networkidle")
                page.screenshot(path=folder / f"{name}-{width}-{theme}.png", full_page=True)
            page.context.close()


def readme_picture(browser: Browser, address: str) -> None:
    page, plan = opened(browser, address, 1280, "light")
    page.goto(f"{plan}/questions/M07", wait_until="networkidle")
    (ROOT / "docs").mkdir(exist_ok=True)
    page.screenshot(path=ROOT / "docs" / "question.png", full_page=True)


def main(wanted: list[str]) -> None:
    with (
        tempfile.TemporaryDirectory() as data,
        served(Path(data)) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        if "--readme" in wanted:
            readme_picture(browser, address)
        else:
            folder = ROOT / "screens"
            folder.mkdir(exist_ok=True)
            every_screen(browser, address, folder)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
