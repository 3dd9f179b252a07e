"""What a person waits for, in Chromium: from the key they press to what is painted."""

from __future__ import annotations

import itertools
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from app.settings import Settings
from app.store.migrations import migrate
from bench.load import server
from bench.row import Goal, Row, compared
from bench.web import environment
from tests.serving import CHROMIUM, FLAGS

OURS = "app.main:create_app()"
BARE = "bench.baselines.bare_pages:app"
ROUNDS = 15
SHOWN = "#panel, #reply"  # where the reply to an answer appears

# Milliseconds from the next key press until the frame is painted in which something has happened.
UNTIL_PAINTED = """(what) => { window.waited = new Promise((resolve) => {
  let pressed;
  const painted = () => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => resolve(performance.now() - pressed);
    channel.port2.postMessage(0);
  });
  addEventListener("keydown", (event) => {
    pressed = event.timeStamp;
    if (!what) return painted();
    const place = document.querySelector(what).parentElement;
    const watch = new MutationObserver(() => { watch.disconnect(); painted(); });
    watch.observe(place, { childList: true, subtree: true });
  }, { capture: true, once: true });
}); }"""
NOTE_THE_KEY = """() => addEventListener("keydown", (event) =>
  sessionStorage.setItem("pressed", performance.timeOrigin + event.timeStamp),
  { capture: true, once: true })"""
SINCE_THE_KEY = """() => new Promise((resolve) => new PerformanceObserver((list) => {
  for (const entry of list.getEntriesByName("first-contentful-paint"))
    resolve(performance.timeOrigin + entry.startTime - sessionStorage.getItem("pressed"));
}).observe({ type: "paint", buffered: true }))"""


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as opened:
        data = Path(folder)
        os.environ["SCOPEWRIGHT_RATE_LIMITS"] = "off"
        migrate(Settings(data=data).database)
        ours = opened.enter_context(server(OURS, environment(data)))
        bare = opened.enter_context(server(BARE, {}))
        playwright = opened.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        question, other = browser.new_page(), browser.new_page()
        question.goto(f"{ours}/")
        question.get_by_role("button", name="Start a plan").click()
        question.wait_for_url("**/questions/S01")
        address = question.url.replace("S01", "S03")
        yield from painted_rows(question, address, other, f"{bare}/")
        browser.close()


def painted_rows(question: Page, address: str, other: Page, bare: str) -> Iterator[Row]:
    keys, ticks = itertools.cycle("12"), itertools.cycle("12")
    question.goto(address)
    other.goto(bare)
    yield compared(
        "number key until the answer is painted as chosen",
        "the same key on a page with one box",
        lambda: painted(question, next(keys)),
        lambda: painted(other, next(ticks)),
        goal=Goal(2),
        rounds=ROUNDS,
    )
    yield compared(
        "number key until the panel is painted anew",
        "a bare page that posts and shows the reply",
        lambda: painted(question, next(keys), SHOWN),
        lambda: painted(other, next(ticks), SHOWN),
        rounds=ROUNDS,
    )
    yield compared(
        "Enter until the next question is painted",
        "Enter until a bare page is painted",
        gone_on(question, address, keys),
        gone_on(other, bare, ticks),
        goal=Goal(3),
        rounds=ROUNDS,
    )


def painted(page: Page, key: str, what: str = "") -> float:
    """Seconds; the page has come to rest before and after."""
    page.bring_to_front()
    page.evaluate(UNTIL_PAINTED, what)
    page.keyboard.press(key)
    milliseconds: float = page.evaluate("window.waited")
    page.wait_for_timeout(250)
    return milliseconds / 1000


def gone_on(page: Page, address: str, keys: Iterator[str]) -> Callable[[], float]:
    """Answers, waits as a person does who reads what it changed, and goes on."""

    def measure() -> float:
        page.bring_to_front()
        page.goto(address, wait_until="networkidle")
        page.keyboard.press(next(keys))
        page.wait_for_timeout(800)
        page.evaluate(NOTE_THE_KEY)
        here = page.url
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: url != here)
        return float(page.evaluate(SINCE_THE_KEY)) / 1000

    return measure
