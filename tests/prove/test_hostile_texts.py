"""Whatever a person writes, in every place for words: pages and documents stay whole and inert."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from fastapi import FastAPI

from app.export.formats import FORMATS
from tests.browsing import Browser
from tests.export.plans import document_saying, naughty_strings
from tests.prove.conftest import Tell
from tests.prove.inert import FAULTS, faults_of_page
from tests.prove.saying import say_everywhere
from tests.prove.sizes import sizes

PAGES = (
    "", "/plan", "/plan?all=1", "/presentation", "/questions/S01", "/questions/S05a",
    "/questions/A06", "/phases/scoping", "/phases/alignment", "/links", "/exports", "/versions",
    "/versions/1", "/differences?before=1", "/scenarios", "/comments", "/sign-offs", "/actions",
    "/actuals",
)  # fmt: skip
FILES = (
    *(f"/export/{form}" for form in FORMATS if form != "pdf"), "/export/pdf?comments=true",
    "/versions/1/export/md", "/versions/1/export/xlsx", "/actions/export/md",
    "/actions/export/csv", "/actions/export/ics",
)  # fmt: skip
BY_LINK = ("", "/comments", "/sign-offs", "/versions/1")
AT_ONCE = 150  # words; one document has places for more


def chunks(words: Sequence[str], size: int) -> list[tuple[str, ...]]:
    return [tuple(words[start : start + size]) for start in range(0, len(words), size)]


def everything_of(app: FastAPI, words: tuple[str, ...]) -> dict[str, bytes]:
    """Each page and each document of a plan with these words, by its address within the plan."""
    person = Browser(app)
    made = person.post("/api/v1/plans", json=document_saying(words))
    assert made.status_code == 201, made.text
    plan = str(person.get(f"/edit/{made.json()['edit_token']}").url.path)
    link = say_everywhere(person, plan, words)
    contents = {address: got(person, plan + address) for address in (*PAGES, *FILES)}
    visitor = Browser(app)
    return contents | {f"link{way}": got(visitor, link + way) for way in BY_LINK}


def got(person: Browser, address: str) -> bytes:
    answer = person.get(address)
    assert answer.status_code == 200, f"{address}: {answer.text[:300]}"
    return answer.content


def faults(found: dict[str, bytes], plain: dict[str, bytes]) -> list[str]:
    """Where a document is not as whole or not as inert as the one with plain words."""
    return [
        f"{address}: {fault}"
        for address, content in found.items()
        for fault in FAULTS.get(form_of(address), faults_of_page)(content, plain[address])
    ]


def form_of(address: str) -> str:
    """The form of a document by its address; "" for a page."""
    return address.partition("?")[0].rpartition("/export/")[2] if "/export/" in address else ""


@pytest.fixture
def plain(app: FastAPI) -> dict[str, bytes]:
    """The same with words that nobody could take for anything else; made once for all tests."""
    if not PLAIN:
        PLAIN.update(everything_of(app, ("Plain words",)))
    return PLAIN


PLAIN: dict[str, bytes] = {}


@pytest.mark.slow
@pytest.mark.parametrize(
    "words", chunks(naughty_strings(), AT_ONCE), ids=lambda words: f"from {words[0]!a}"[:20]
)
def test_all_naughty_strings_together_are_words_in_every_page_and_document(
    app: FastAPI, plain: dict[str, bytes], words: tuple[str, ...]
) -> None:
    assert not faults(everything_of(app, words), plain)


@pytest.mark.slow
@sizes(short=2, long=1000)
def test_each_naughty_string_alone_in_every_place_is_words(
    size: int, app: FastAPI, plain: dict[str, bytes], tell: Tell
) -> None:
    """`size` counts the strings, the last first: our own, then the list from its end."""
    strings = naughty_strings()[::-1][:size]
    found = {words: faults(everything_of(app, (words,)), plain) for words in strings}
    assert not {words: said for words, said in found.items() if said}
    documents = len(strings) * (len(PAGES) + len(FILES) + len(BY_LINK))
    tell(f"{len(strings)} strings, {documents:,} pages and documents, all of them whole and inert")
