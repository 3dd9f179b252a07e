"""Three people at one plan, each in a browser of their own: author, commenter, signer."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.beginning import copy_example


@pytest.fixture
def people(browser: Browser, base_url: str) -> Iterator[list[BrowserContext]]:
    """Contexts of the browser share no cookies: each is somebody else's."""
    contexts = [browser.new_context(base_url=base_url, locale="en-GB") for _ in range(3)]
    yield contexts
    for context in contexts:
        context.close()


@pytest.fixture
def author(people: list[BrowserContext]) -> Page:
    page = people[0].new_page()
    copy_example(page)
    return page


def share(author: Page, plan: str, role: str, *, label: str, phase: str = "") -> str:
    """Makes a link on the page; its address."""
    author.goto(f"{plan}/links")
    author.get_by_label("For whom?").fill(label)
    author.get_by_role("radio", name=role).check()
    if phase:
        author.get_by_label("Which phase?").select_option(label=phase)
    author.get_by_role("button", name="Make the link").click()
    expect(author.locator(".qr")).to_be_visible()
    return author.get_by_label("Copy it now").input_value()


def test_author_commenter_and_signer_bring_a_plan_to_its_signature(
    author: Page, people: list[BrowserContext]
) -> None:
    plan = author.url
    link = share(author, plan, "Read, comment and sign", label="Legal and the board")

    commenter = people[1].new_page()
    commenter.goto(link)
    commenter.get_by_role("link", name="Comment on Work and calendar").click()
    commenter.get_by_label("Comment", exact=True).fill("Is the holiday season in this?")
    commenter.get_by_label("Your name").fill("Priya Rao")
    commenter.get_by_role("button", name="Send the comment").click()
    expect(commenter.get_by_text("Is the holiday season in this?")).to_be_visible()

    author.goto(f"{plan}/plan")
    author.get_by_role("link", name="1 comment on Work and calendar").click()
    expect(author.get_by_text("by the link “Legal and the board”")).to_be_visible()
    author.get_by_text("Answer Priya Rao").click()
    author.get_by_label("Your answer").fill("It is; see the kick-off.")
    author.locator(".reply").get_by_label("Your name").fill("Ann Meyer")
    author.get_by_role("button", name="Send the answer").click()
    expect(author.get_by_text("It is; see the kick-off.")).to_be_visible()

    commenter.reload()
    expect(commenter.get_by_text("It is; see the kick-off.")).to_be_visible()
    commenter.get_by_role("button", name="Resolve").click()
    expect(commenter.get_by_text("Resolved by Priya Rao")).to_be_visible()

    author.goto(f"{plan}/versions")
    author.get_by_label("Name of the new version").fill("For the board")
    author.get_by_role("button", name="Freeze the plan as it is now").click()

    signer = people[2].new_page()
    signer.goto(link)
    signer.get_by_role("link", name="Sign-off").click()
    signer.get_by_role("link", name="Read it").click()
    expect(signer.get_by_text("Version 1: For the board")).to_be_visible()
    signer.go_back()
    signer.get_by_label("Budget holder").check()
    signer.get_by_label("In your words").fill("Go ahead, within this range.")
    signer.get_by_label("Your name").fill("Jo Lindqvist")
    signer.get_by_role("button", name="Sign this version").click()
    expect(signer.get_by_text("Go ahead, within this range.")).to_be_visible()
    expect(signer.get_by_text("Not signed yet by: Owner, Risk acceptor")).to_be_visible()

    author.goto(f"{plan}/plan")
    expect(author.get_by_text("Signed version 1, nothing has changed since")).to_be_visible()
    author.goto(f"{plan}/questions/S03")
    author.get_by_role("radio", name=re.compile("open-ended")).check()
    author.get_by_role("button", name="Save and continue").click()
    author.wait_for_url(re.compile(r"/questions/(?!S03)"))
    author.goto(f"{plan}/plan")
    expect(author.get_by_text("Signed version 1, 1 change since")).to_be_visible()

    author.goto(f"{plan}/links")
    author.get_by_role("link", name="Take back Legal and the board").click()
    author.get_by_role("button", name="Take it back").click()
    for page in (commenter, signer):
        answer = page.goto(link)
        assert answer is not None
        assert answer.status == 404


def test_a_colleague_answers_a_phase_without_a_script(
    author: Page, browser: Browser, base_url: str
) -> None:
    plan = author.url
    link = share(author, plan, "Answer one phase", label="Support lead", phase="Scoping")
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    colleague = context.new_page()
    colleague.goto(link)
    expect(colleague.get_by_role("link", name="Plan", exact=True)).to_have_count(0)
    colleague.get_by_text("How wide is the task?").first.click()
    colleague.get_by_role("radio", name=re.compile("open-ended")).check()
    colleague.get_by_role("button", name="Save all").click()
    expect(colleague.get_by_text("Saved. Thank you.")).to_be_visible()
    author.goto(f"{plan}/questions/S03")
    expect(author.get_by_role("radio", name=re.compile("open-ended"))).to_be_checked()
    context.close()


def test_the_second_writer_brings_both_texts_together(
    author: Page, people: list[BrowserContext]
) -> None:
    plan = author.url
    link = share(author, plan, "Edit", label="Second desk")
    second = people[1].new_page()
    second.goto(link)
    for page in (author, second):
        page.goto(f"{plan}/questions/S01")
    text = second.locator("[name=S01]")
    author.locator("[name=S01]").fill("Agents lose half a day to the same ten questions")
    expect(author.locator("[data-saved]")).to_contain_text("Saved")
    author.get_by_role("button", name="Save and continue").click()
    author.wait_for_url(re.compile(r"/questions/(?!S01)"))

    text.fill("Clients wait two days for a simple answer")
    expect(second.get_by_role("heading", level=1)).to_have_text(
        "Somebody else answered while you were writing"
    )
    together = second.locator("textarea[name=S01]")
    expect(together).to_have_value(
        re.compile(r"Agents lose half a day.*\n\nClients wait two days", re.DOTALL)
    )
    second.get_by_role("button", name="Save both together").click()
    author.goto(f"{plan}/questions/S01")
    expect(author.locator("[name=S01]")).to_have_value(re.compile("Agents.*Clients", re.DOTALL))


def test_the_plan_says_who_else_is_here_and_nothing_moves(
    author: Page, people: list[BrowserContext]
) -> None:
    plan = author.url
    link = share(author, plan, "Read Sees", label="Sponsor")
    author.goto(f"{plan}/plan")
    author.evaluate(
        """() => { window.shift = 0; new PerformanceObserver((list) => {
             for (const entry of list.getEntries()) window.shift += entry.value;
           }).observe({ type: "layout-shift", buffered: true }); }"""
    )
    before = author.get_by_role("heading", level=1).bounding_box()
    visitor = people[1].new_page()
    visitor.goto(link)
    expect(author.locator("[data-here]")).to_have_text(
        "Also here: somebody with the link “Sponsor”", timeout=10_000
    )
    expect(visitor.locator("[data-here]")).to_have_text(
        "Also here: somebody who edits", timeout=10_000
    )
    assert author.get_by_role("heading", level=1).bounding_box() == before
    assert author.evaluate("window.shift") == 0
    visitor.close()
    expect(author.locator("[data-here]")).to_have_text("", timeout=30_000)


def test_an_action_is_assigned_and_ticked_off(author: Page) -> None:
    plan = author.url
    author.get_by_role("link", name="What to do").click()
    entry = author.locator(".to-do__entry", has_text="Collect the first 20 test cases")
    entry.locator("summary").click()
    entry.get_by_label("Who?").fill("Kim Osei")
    entry.get_by_label("By when?").fill("2099-05-04")
    entry.get_by_role("button", name="Save").click()
    expect(entry).to_contain_text("Kim Osei")
    expect(entry).to_contain_text("4 May 2099")
    entry.get_by_role("button", name="Tick off").click()
    expect(
        author.locator("section", has=author.get_by_role("heading", name="Done"))
    ).to_contain_text("Collect the first 20 test cases")
    author.goto(f"{plan}/plan")
    expect(author.get_by_text("Kim Osei, done on")).to_be_visible()
