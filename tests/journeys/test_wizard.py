"""Answering as people do: by keys, on a phone, while the connection comes and goes."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, BrowserContext, Page, expect

HEAVIEST_FIRST_VISIT = 60_000  # bytes on the wire, htmx and font included

# The sum of all shifts that no click or key press has caused.
WATCH_SHIFTS = """window.shifted = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({type: "layout-shift", buffered: true});"""


def at(page: Page, question: str) -> None:
    page.goto(re.sub(r"/questions/.*", f"/questions/{question}", page.url))


def saved(page: Page, question: str) -> None:
    expect(page.locator("[data-saved]")).to_contain_text("Saved")
    expect(page.locator(f"[name='{question}.version']")).not_to_have_value("0")


def test_the_first_pass_goes_by_keys_alone(page: Page) -> None:
    page.keyboard.press("Tab")  # the way past the masthead
    page.get_by_role("textbox").first.focus()
    page.keyboard.type("Drafts replies for support agents")
    page.keyboard.press("Control+Enter")
    expect(page).to_have_url(re.compile("/questions/S02"))
    page.keyboard.press("1")
    page.keyboard.press("8")
    expect(page.get_by_role("checkbox", name="Draft new text", exact=True)).to_be_checked()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/questions/S03"))
    page.keyboard.press("2")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio").nth(2)).to_be_checked()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/questions/S06"))


def test_number_keys_can_be_switched_off(page: Page) -> None:
    at(page, "S03")
    page.get_by_role("button", name="Turn them off").click()
    page.keyboard.press("1")
    expect(page.get_by_role("radio").first).not_to_be_checked()


def test_an_answer_is_saved_in_passing_and_the_panel_says_what_it_changed(page: Page) -> None:
    at(page, "M07")
    expect(page.get_by_text("What this answer changed")).to_have_count(0)
    page.get_by_text("changing monthly or more often").click()
    expect(page.get_by_text("What this answer changed")).to_be_visible()
    size = page.get_by_label("How much of it is there?")
    expect(size).to_be_visible()
    size.fill("2.1M")
    size.press("Tab")
    saved(page, "M07a")
    page.reload()
    expect(size).to_have_value("2,100,000")


def test_typing_goes_on_where_it_was_while_the_panel_changes(page: Page) -> None:
    at(page, "M07")
    page.get_by_text("changing monthly or more often").click()
    size = page.get_by_label("How much of it is there?")
    size.click()
    with page.expect_response(re.compile("after=")):
        page.keyboard.type("400")
    page.keyboard.type("000")
    expect(size).to_be_focused()
    expect(size).to_have_value("400000")


def test_two_saves_close_together_are_no_conflict_with_oneself(page: Page) -> None:
    at(page, "S03")
    for place in (0, 1, 2, 0):
        page.get_by_role("radio").nth(place).check()
    page.get_by_role("button", name="Save and continue").click()
    expect(page).to_have_url(re.compile("/questions/S06"))
    page.go_back()
    expect(page.get_by_role("radio").first).to_be_checked()


def test_a_lost_connection_keeps_the_words_and_sends_them_later(
    page: Page, context: BrowserContext
) -> None:
    context.set_offline(True)
    words = page.get_by_role("textbox").first
    words.fill("Drafts replies for support agents")
    words.blur()
    expect(page.locator("[data-saved]")).to_contain_text("Not saved: no connection")
    page.get_by_role("button", name="Save and continue").click()
    expect(words).to_have_value("Drafts replies for support agents")
    context.set_offline(False)
    expect(page).to_have_url(re.compile("/questions/S02"))
    page.go_back()
    expect(words).to_have_value("Drafts replies for support agents")


def test_going_back_to_change_ones_mind_is_no_conflict(page: Page) -> None:
    at(page, "S03")
    page.get_by_role("radio").nth(0).check()
    page.get_by_role("button", name="Save and continue").click()
    expect(page).to_have_url(re.compile("/questions/S06"))
    page.go_back()
    page.get_by_role("radio").nth(2).check()
    page.get_by_role("button", name="Save and continue").click()
    expect(page).to_have_url(re.compile("/questions/S06"))


def test_whoever_leaves_in_the_middle_of_a_word_takes_it_along(page: Page) -> None:
    page.get_by_role("textbox").first.fill("Drafts replies")
    address = page.url
    page.goto("/")
    page.goto(address)
    expect(page.get_by_role("textbox").first).to_have_value("Drafts replies")


def test_none_of_these_lets_go_of_the_other_answers(page: Page) -> None:
    at(page, "S12")
    page.get_by_role("checkbox").first.check()
    page.get_by_role("checkbox", name="None of these", exact=True).check()
    expect(page.get_by_role("checkbox").first).not_to_be_checked()
    page.get_by_role("checkbox", name="I don’t know yet").check()
    expect(page.get_by_role("checkbox", name="None of these", exact=True)).not_to_be_checked()


def test_rows_are_added_and_removed_on_the_page(page: Page) -> None:
    at(page, "E02")
    rows = page.locator(".rows__row")
    expect(rows).to_have_count(1)
    page.get_by_label("Role").select_option("data")
    page.get_by_role("button", name="Add a row").click()
    page.get_by_label("Role").nth(1).select_option("design")
    page.get_by_role("button", name=re.compile("Remove")).first.click()
    page.goto("/")
    page.go_back()
    expect(page.get_by_label("Role").first).to_have_value("design")


def test_a_first_visit_is_light_and_nothing_jumps(context: BrowserContext, page: Page) -> None:
    address = re.sub(r"/questions/.*", "/questions/M07", page.url)
    visit = context.new_page()
    session = context.new_cdp_session(visit)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    visit.add_init_script(WATCH_SHIFTS)
    visit.goto(address, wait_until="networkidle")
    assert len(sizes) >= 4
    assert sum(sizes) < HEAVIEST_FIRST_VISIT
    assert visit.evaluate("window.shifted") == 0


def test_a_phone_shows_both_ranges_and_leads_to_the_panel(
    browser: Browser, context: BrowserContext, page: Page
) -> None:
    state = context.storage_state()
    phone = browser.new_context(
        storage_state=state,
        viewport={"width": 360, "height": 780},
        has_touch=True,
        is_mobile=True,
    )
    small = phone.new_page()
    small.goto(re.sub(r"/questions/.*", "/questions/S03", page.url))
    small.get_by_text("A few related tasks", exact=True).tap()
    expect(small.get_by_role("radio").nth(1)).to_be_checked()
    small.get_by_role("link", name="Details").tap()
    expect(small.get_by_role("heading", name="The plan so far")).to_be_in_viewport()
    phone.close()
