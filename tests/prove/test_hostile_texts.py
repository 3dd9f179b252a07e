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
from tests.prove.sizes import sizes

PAGES = (
    "", "/plan", "/plan?all=1", "/presentation", "/questions/S01", "/questions/S05a",
    "/questions/A06", "/phases/scoping", "/phases/alignment", "/links", "/exports",
)  # fmt: skip
AT_ONCE = 150  # words; one document has places for more


def chunks(words: Sequence[str], size: int) -> list[tuple[str, ...]]:
    return [tuple(words[start : start + size]) for start in range(0, len(words), size)]


def everything_of(app: FastAPI, words: tuple[str, ...]) -> dict[str, bytes]:
    """Each page and each document of a plan with these words, by its address within the plan."""
    person = Browser(app)
    made = person.post("/api/v1/plans", json=document_saying(words))
    assert made.status_code == 201, made.text
    key = {"Authorization": f"Bearer {made.json()['edit_token']}"}
    contents = {}
    for address in [*PAGES, *(f"/export/{form}" for form in FORMATS)]:
        answer = person.get(f"/plans/{made.json()['id']}{address}", headers=key)
        assert answer.status_code == 200, f"{address}: {answer.text[:300]}"
        contents[address] = answer.content
    return contents


def faults(found: dict[str, bytes], plain: dict[str, bytes]) -> list[str]:
    """Where a document is not as whole or not as inert as the one with plain words."""
    return [
        f"{address}: {fault}"
        for address, content in found.items()
        for fault in FAULTS.get(address.removeprefix("/export/"), faults_of_page)(
            content, plain[address]
        )
    ]


@pytest.fixture
def plain(app: FastAPI) -> dict[str, bytes]:
    return everything_of(app, ("Plain words",))


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
    documents = len(strings) * (len(PAGES) + len(FORMATS))
    tell(f"{len(strings)} strings, {documents:,} pages and documents, all of them whole and inert")
