"""What comes between a person and their plan: another tab, Refresh, a line that drops."""

from __future__ import annotations

import re

from playwright.sync_api import BrowserContext, Page, Route, expect

WORDS = "Drafts replies for support agents"


def saved(page: Page) -> None:
    expect(page.locator("[data-saved] time")).to_be_visible()


def test_two_tabs_see_both_answers_and_lose_none(context: BrowserContext, page: Page) -> None:
    other = context.new_page()
    other.goto(page.url)
    page.get_by_role("textbox").first.fill(WORDS)
    page.get_by_role("button", name="Save and continue").click()
    expect(page).to_have_url(re.compile("/questions/S02"))
    other.get_by_role("textbox").first.fill("Sorts incoming mail")
    expect(other.get_by_role("heading", level=1)).to_contain_text("Somebody else answered")
    expect(other.locator("main")).to_contain_text(WORDS)
    expect(other.locator("main")).to_contain_text("Sorts incoming mail")
    other.get_by_role("button", name="Keep mine").click()
    other.goto(page.url.replace("S02", "S01"))
    expect(other.get_by_role("textbox").first).to_have_value("Sorts incoming mail")


def test_refresh_keeps_what_was_being_typed(page: Page) -> None:
    words = page.get_by_role("textbox").first
    words.press_sequentially(WORDS)
    page.reload()
    expect(words).to_have_value(WORDS)


def test_a_server_that_does_not_answer_is_said_and_the_words_are_sent_when_it_does(
    page: Page,
) -> None:
    def silent(route: Route) -> None:
        route.abort("connectionrefused") if route.request.method == "POST" else route.fallback()

    page.route("**/questions/**", silent)
    words = page.get_by_role("textbox").first
    words.fill(WORDS)
    expect(page.locator("[data-saved]")).to_contain_text("Not saved: no connection")
    page.get_by_role("button", name="Save and continue").click()
    expect(words).to_have_value(WORDS)
    page.unroute("**/questions/**")
    expect(page).to_have_url(re.compile("/questions/S02"), timeout=15_000)


def test_words_that_could_not_be_sent_outlive_the_page(context: BrowserContext, page: Page) -> None:
    words = page.get_by_role("textbox").first
    context.set_offline(True)
    words.fill(WORDS)
    expect(page.locator("[data-saved]")).to_contain_text("Not saved: no connection")
    address = page.url
    page.goto("about:blank")
    context.set_offline(False)
    page.goto(address)
    expect(words).to_have_value(WORDS)
    saved(page)
    page.reload()
    expect(words).to_have_value(WORDS)


def test_ticks_and_rows_that_could_not_be_sent_come_back_too(
    context: BrowserContext, page: Page
) -> None:
    address = page.url.replace("S01", "E02")
    page.goto(address)
    context.set_offline(True)
    page.get_by_label("Role").select_option("data")
    page.get_by_role("button", name="Add a row").click()
    page.get_by_label("Role").nth(1).select_option("design")
    expect(page.locator("[data-saved]")).to_contain_text("Not saved: no connection")
    page.goto("about:blank")
    context.set_offline(False)
    page.goto(address)
    expect(page.get_by_label("Role").nth(1)).to_have_value("design")
    saved(page)


def test_enter_in_a_table_goes_on_and_removes_no_row(page: Page) -> None:
    page.goto(page.url.replace("S01", "E02"))
    page.get_by_label("Role").select_option("data")
    page.get_by_label("People").fill("2")
    page.get_by_label("People").press("Enter")
    expect(page).not_to_have_url(re.compile("/questions/E02"))
    page.go_back()
    expect(page.get_by_label("People").first).to_have_value("2")


def test_the_next_question_has_been_fetched_before_it_is_asked_for(page: Page) -> None:
    page.goto(page.url.replace("S01", "S03"))
    ahead = re.compile(r"/questions/S06\?state=\d+&after=S03")
    with page.expect_response(ahead) as fetched:
        page.keyboard.press("2")
    assert fetched.value.request.headers["sec-purpose"] == "prefetch"
    saved(page)
    page.keyboard.press("Enter")
    expect(page).to_have_url(ahead)
    assert (
        page.evaluate("performance.getEntriesByType('navigation')[0].deliveryType")
        == "navigational-prefetch"
    )
    expect(page.get_by_text("What this answer changed")).to_be_visible()


class Hanging:
    """The first save neither arrives nor fails; all that is sent after it goes through."""

    def __init__(self) -> None:
        self.first: Route | None = None

    def __call__(self, route: Route) -> None:
        if self.first is None and route.request.method == "POST":
            self.first = route
        else:
            route.continue_()


def test_who_leaves_while_a_save_is_under_way_overwrites_nobody(
    context: BrowserContext, page: Page
) -> None:
    """The save hangs; another tab answers; the words of the first are asked about, not lost."""
    other = context.new_page()
    other.goto(page.url)
    page.route("**/questions/S01", Hanging())
    words = page.get_by_role("textbox").first
    with page.expect_request(lambda request: request.method == "POST"):
        words.fill("Sorts")
    words.press_sequentially(" incoming mail")
    other.get_by_role("textbox").first.fill(WORDS)
    saved(other)
    page.goto(page.url.replace("S01", "S06"))
    page.goto(page.url.replace("S06", "S01"))
    asks_which(page)


def test_who_leaves_the_choice_between_two_answers_is_asked_again_until_it_is_made(
    context: BrowserContext, page: Page
) -> None:
    address = page.url
    other = context.new_page()
    other.goto(address)
    other.get_by_role("textbox").first.fill(WORDS)
    saved(other)
    page.get_by_role("textbox").first.fill("Sorts incoming mail")
    asks_which(page)
    page.goto(address.replace("S01", "S06"))
    page.goto(address)
    asks_which(page)
    page.get_by_role("button", name="Keep the one saved meanwhile").click()
    expect(page.get_by_role("textbox").first).to_have_value(WORDS)
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("textbox").first).to_have_value(WORDS)


def asks_which(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text("Somebody else answered")
    expect(page.locator("main")).to_contain_text(WORDS)
    expect(page.locator("main")).to_contain_text("Sorts incoming mail")
