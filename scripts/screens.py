"""Pictures of every screen, both themes, two widths: `python -m scripts.screens` fills ./screens.

`python -m scripts.screens --readme` makes the one picture of the README, docs/question.png.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, sync_playwright

from app.store.database import open_database
from tests.earlier_questions import make_older
from tests.journeys.beginning import copy_example
from tests.serving import CHROMIUM, FLAGS, ROOT, served

THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WIDTHS = (1280, 360)

# Name of the picture → address; {plan} is the address of the example's copy, {talk} a link that
# allows to comment and sign, {answer} one that opens a phase.
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
    "presentation": "{plan}/presentation",
    "exports": "{plan}/exports",
    "links": "{plan}/links",
    "actuals": "{plan}/actuals",
    "versions": "{plan}/versions",
    "version": "{plan}/versions/1",
    "differences": "{plan}/differences?before=1",
    "scenarios": "{plan}/scenarios",
    "comments": "{plan}/comments",
    "comments-of-visitor": "{talk}/comments?about=work",
    "sign-offs": "{plan}/sign-offs",
    "sign-offs-of-visitor": "{talk}/sign-offs",
    "actions": "{plan}/actions",
    "shared-plan": "{talk}",
    "answer-link": "{answer}",
    "rules": "/rules",
    "estimation": "/how-we-estimate",
    "run-check": "/check-my-run?parameters=7B&tokens=1T&hardware=A100-80GB&devices=440",
    "glossary": "/glossary",
    "parts": "/parts",
    "not-found": "/nowhere",
}


def opened(
    browser: Browser, address: str, width: int, theme: Literal["light", "dark"]
) -> tuple[Page, dict[str, str]]:
    """A page whose browser may edit a copy of the example, and the addresses of the copy."""
    context = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": 900},
        color_scheme=theme,
        locale="en-GB",
    )
    page = context.new_page()
    plan = copy_example(page).removeprefix(address)
    return page, furnish(page, plan)


def furnish(page: Page, plan: str) -> dict[str, str]:
    """Gives the plan a past, a rival and people who talk about it; its addresses by name."""
    page.request.post(f"{plan}/versions", form={"name": "For the board"})
    talk_about(page, plan)
    said(page, plan, "S03", "open_ended", seen=1)
    made = page.request.post(f"{plan}/scenarios", form={"name": "With a team that has shipped"})
    said(page, made.url, "E03", "production_systems", seen=0)
    return {
        "plan": plan,
        "talk": link(page, plan, role="comment", label="Legal and the board"),
        "answer": link(page, plan, role="answer", phase="scoping", label="Support lead"),
    }


def talk_about(page: Page, plan: str) -> None:
    """A thread with its answer, one that is resolved, and a signature."""
    comments = f"{plan}/comments"
    asked = "Does the range contain the weeks in December in which nothing may be released?"
    begun = thread(page, comments, about="work", name="Priya Rao", words=asked)
    thread(page, comments, about="work", name="Ann Meyer", words="Not yet.", answers_to=begun)
    settled = "Who says that only money is lost?"
    begun = thread(page, comments, about="S07", name="Priya Rao", words=settled)
    page.request.post(f"{comments}/{begun}/resolution")
    words = "I accept the risks that remain, as long as a person decides on refunds."
    signature = {"version": "1", "signer": "risk_acceptor", "name": "Jo Lindqvist", "words": words}
    page.request.post(f"{plan}/sign-offs", form={**signature})


def thread(page: Page, comments: str, **fields: str) -> str:
    """Says something; the number of the thread it began or went on with."""
    shown = page.request.post(comments, form={**fields}).text()
    return shown.rpartition('id="thread-')[2].partition('"')[0]


def link(page: Page, plan: str, **fields: str) -> str:
    """The path of a new share link."""
    made = page.request.post(f"{plan}/links", form={**fields}).text()
    return "/s/" + made.split("/s/", 1)[1].split('"', 1)[0]


def said(page: Page, plan: str, question: str, value: str, seen: int) -> None:
    page.request.post(
        f"{plan}/questions/{question}",
        form={question: value, f"{question}.version": str(seen), "then": "next"},
    )


def happened(page: Page, plan: str, data: Path) -> Iterator[str]:
    """Shows what no address leads to, one after the other: something must have happened first."""
    answer_as_two(page, plan)
    yield "conflict"
    database = open_database(f"sqlite:///{data / 'scopewright.sqlite3'}")
    make_older(database, plan.removeprefix("/plans/"))
    database.close()
    page.goto(f"{plan}/upgrade", wait_until="networkidle")
    page.get_by_text("Which colour?").wait_for()
    yield "upgrade"


def answer_as_two(page: Page, plan: str) -> None:
    """The page with both answers of two writers."""
    page.goto(f"{plan}/questions/S01", wait_until="networkidle")
    said(page, plan, "S01", "Clients wait two days for a simple answer", seen=1)
    page.locator("[name=S01]").fill("Agents lose half a day to the same ten questions")
    page.get_by_role("heading", name="Somebody else answered while you were writing").wait_for()


def every_screen(browser: Browser, address: str, folder: Path, data: Path) -> None:
    for theme in THEMES:
        for width in WIDTHS:
            page, addresses = opened(browser, address, width, theme)
            ending = f"{width}-{theme}.png"
            for name, path in SCREENS.items():
                page.goto(path.format(**addresses), wait_until="networkidle")
                page.screenshot(path=folder / f"{name}-{ending}", full_page=True)
            for name in happened(page, addresses["plan"], data):
                page.screenshot(path=folder / f"{name}-{ending}", full_page=True)
            page.context.close()


def readme_picture(browser: Browser, address: str) -> None:
    page, addresses = opened(browser, address, 1280, "light")
    page.goto(f"{addresses['plan']}/questions/M07", wait_until="networkidle")
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
            every_screen(browser, address, folder, Path(data))
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
