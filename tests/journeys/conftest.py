"""A server of its own, and Debian's Chromium before it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.beginning import start_plan
from tests.serving import CHROMIUM, FLAGS, served

# Nothing here measures time: a machine that does ten other things comes to the same page later.
expect.set_options(timeout=20_000)


def pytest_itemcollected(item: pytest.Item) -> None:
    """Asked of this folder alone, and before `-m` chooses."""
    item.add_marker(pytest.mark.browser)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys come last: the browser's event loop stays in this thread until the session ends."""
    items.sort(key=is_journey)


def is_journey(item: pytest.Item) -> bool:
    return Path(__file__).parent in item.path.parents


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {"executable_path": CHROMIUM, "args": FLAGS}


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the server keeps its SQLite file."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="session")
def base_url(data: Path) -> Iterator[str]:
    """The address of a server with an empty SQLite file."""
    with served(data) as address:
        yield address


@pytest.fixture
def context(browser: Browser, base_url: str) -> Iterator[BrowserContext]:
    made = browser.new_context(base_url=base_url, locale="en-GB", reduced_motion="reduce")
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A new plan, before its first question."""
    page = context.new_page()
    start_plan(page)
    return page
