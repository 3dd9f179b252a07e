"""Markdown: whole, and a person's words stay words."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from app.export.content import content
from app.export.markdown import markdown, words
from app.export.outline import Showing
from app.language.reader import ENGLISH
from tests.export.plans import HOSTILE, hostile_plan, plan


def test_every_section_has_its_heading() -> None:
    text = markdown(plan(), ENGLISH, Showing())
    for part in content(plan(), Showing()):
        assert f"\n## {ENGLISH.say(part.title)}\n" in text


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("# no heading", "\\# no heading"),
        ("- no item", "\\- no item"),
        ("1. no item", "1\\. no item"),
        ("1.4 weeks", "1.4 weeks"),
        ("a | b", "a \\| b"),
        ("<b>", "\\<b\\>"),
        ("two\nlines", "two lines"),
    ],
)
def test_words_lose_their_power_and_keep_their_letters(typed: str, written: str) -> None:
    assert words(typed) == written


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_make_no_markup(hostile: str) -> None:
    kind = _shape(markdown(plan(), ENGLISH, Showing()))
    found = _shape(markdown(hostile_plan(hostile), ENGLISH, Showing()))
    assert "html_block" not in found
    assert "html_inline" not in found
    assert found.count("h1") == 1
    assert found.count("image") == kind.count("image") == 0


def _shape(text: str) -> list[str]:
    """The kinds of everything a reader of Markdown would find."""
    kinds: list[str] = []
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        kinds.append(token.tag if token.type == "heading_open" else token.type)
        kinds += [child.type for child in token.children or ()]
    return kinds


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_no_link_leads_where_a_browser_would_run_it(hostile: str) -> None:
    text = markdown(hostile_plan(hostile), ENGLISH, Showing())
    tokens = MarkdownIt("commonmark").parse(text)
    links = [
        str(child.attrGet("href"))
        for token in tokens
        for child in token.children or ()
        if child.type == "link_open"
    ]
    assert all(link.startswith(("https://", "http://")) for link in links)


def test_what_runs_on_devices_counts_no_requests_of_ones_own() -> None:
    """The assistant on a device (D10): nothing is asked of a server."""
    text = markdown(plan("D10"), ENGLISH, Showing())
    assert "- **Volume**: none on your side" in text
    assert "0 requests a day" not in text.split("## Compute")[1].split("## Evaluation")[0]
