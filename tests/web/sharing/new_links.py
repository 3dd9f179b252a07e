"""How a person makes a share link on the page."""

from __future__ import annotations

import re

from lxml import html

from tests.browsing import Browser


def shared(person: Browser, plan: str, **fields: str) -> str:
    """The path of a link just made: its address is on this page and nowhere else."""
    made = person.post(f"{plan}/links", data={"role": "view", **fields})
    assert made.status_code == 201, made.text
    address = html.fromstring(made.text).get_element_by_id("address").get("value", "")
    assert address not in person.get(f"{plan}/links").text
    return re.sub(r"^https?://[^/]+", "", address)
