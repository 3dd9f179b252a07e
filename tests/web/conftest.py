"""What tests of the pages begin with."""

from __future__ import annotations

import pytest
from fastapi import FastAPI

from tests.addresses import opened
from tests.browsing import Browser


@pytest.fixture
def plan(person: Browser) -> str:
    """The address of a plan with many answers, which this person may edit."""
    return opened(person, "support-chat")


@pytest.fixture
def visitor(app: FastAPI) -> Browser:
    """Somebody else, in a browser of their own."""
    return Browser(app)
