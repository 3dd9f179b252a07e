"""A plan that travels: frozen, changed, compared, copied, decided; with JavaScript and without."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.beginning import copy_example

WHY = "The people are there from March, and it is sooner."


@pytest.fixture(params=[True, False], ids=["scripted", "without JavaScript"])
def page(request: pytest.FixtureRequest, browser: Browser, base_url: str) -> Iterator[Page]:
    """Somebody with a copy of the example, at its home."""
    context = browser.new_context(
        base_url=base_url, locale="en-GB", java_script_enabled=request.param
    )
    page = context.new_page()
    copy_example(page)
    yield page
    context.close()


def answer(page: Page, plan: str, question: str, value: str) -> None:
    page.goto(f"{plan}/questions/{question}")
    page.locator(f"input[name='{question}'][value='{value}']").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Save and continue").click()


def test_a_plan_is_frozen_changed_compared_copied_and_decided(page: Page) -> None:
    plan = page.url
    page.get_by_role("link", name="Versions").click()
    page.get_by_label("Name of the new version").fill("For the board")
    page.get_by_role("button", name="Freeze the plan as it is now").click()
    expect(page.get_by_text("Nothing has changed since version 1")).to_be_visible()
    frozen = commitments(page, f"{plan}/versions/1")

    answer(page, plan, "S03", "open_ended")
    page.goto(f"{plan}/versions")
    page.get_by_role("link", name="What has changed since").click()
    expect(page.locator("h1")).to_have_text("What has changed since version 1")
    chart = page.get_by_role("img", name="What moved the finish that 4 in 5 keep")
    expect(chart).to_be_visible()
    expect(chart.locator("rect").first).to_be_visible()
    expect(chart).to_contain_text("How wide is the task?")
    page.get_by_text("The same in figures").click()
    moved = page.get_by_role("row", name="All together").get_by_role("cell").first
    expect(moved).to_have_text(re.compile(r"\+\d"))
    assert commitments(page, f"{plan}/versions/1") == frozen
    assert commitments(page, f"{plan}/plan") != frozen

    page.goto(f"{plan}/scenarios")
    page.get_by_label("What is different in it?").fill("With a proven team")
    page.get_by_role("button", name="Copy").click()
    expect(page.locator("main")).to_contain_text("questions answered")
    scenario = page.url
    assert scenario != plan
    answer(page, scenario, "E03", "production_systems")
    page.goto(f"{scenario}/scenarios")
    expect(page.get_by_text(re.compile(r"is earlier than .* in \d+ in 100 runs"))).to_be_visible()
    page.get_by_role("radio", name="With a proven team").check()
    page.get_by_label("Why?").fill(WHY)
    page.get_by_label("Who decided?").fill("Anna Berg")
    page.get_by_role("button", name="Keep the decision").click()
    expect(page.locator("#decided")).to_contain_text(WHY)

    page.goto(f"{scenario}/plan")
    expect(page.locator("#approach")).to_contain_text("Decided on")
    expect(page.locator("#approach")).to_contain_text(WHY)


def commitments(page: Page, address: str) -> list[str]:
    """What the pictures of finish and cost say on a page of the plan."""
    page.goto(address)
    said = page.locator(".numbers__one desc").all_text_contents()
    assert said
    return said


def test_the_differences_fit_a_phone_and_paper(browser: Browser, base_url: str) -> None:
    context = browser.new_context(
        base_url=base_url, locale="en-GB", viewport={"width": 360, "height": 780}
    )
    page = context.new_page()
    plan = copy_example(page)
    page.request.post(f"{plan}/versions", form={"name": "For the board"})
    answer(page, plan, "S03", "open_ended")
    page.goto(f"{plan}/differences?before=1")
    chart = page.get_by_role("img", name="What moved the finish that 4 in 5 keep")
    box = chart.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    page.emulate_media(media="print")
    expect(page.get_by_role("img", name="What moved the cost that 4 in 5 keep")).to_be_visible()
    expect(page.get_by_role("button", name="Compare these")).to_be_hidden()
    context.close()
