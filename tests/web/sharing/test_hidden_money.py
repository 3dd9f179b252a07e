"""A link that hides money gives no sum away: not typed, not worked out, not in anybody's words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from fastapi import FastAPI
from httpx2 import Response
from lxml import html
from openpyxl import load_workbook
from pypdf import PdfReader
from starlette.testclient import TestClient

from app.export.formats import FORMATS
from app.export.hidden_money import has_sums, without_sums_in
from tests.browsing import Browser
from tests.web.test_access import BY_LINK, filled

# Sums that nothing else could come to, as answers and in words.
ANSWERS: dict[str, object] = {
    "S01": "Answers 300 clients a day; each complaint costs us USD 41,931 on average",
    "S02": ["answer_questions", "hold_conversation"],
    "S03": "few_tasks",
    "S07": {"value": "money_or_complaint", "note": "Last year it was 52,817 euros in refunds"},
    "S07a": 937,
    "S13": {"state": "unknown", "owner": "Kim, who knows the 61.7k USD contract"},
    "E04": {"value": 238_641, "note": "The board gave $238,641 in May"},
    "E04a": 7_913,
    "E08": 1_739,
    "E10c": 83_477,
    "M07": ["own_documents_changing"],
}
TITLE = "Support chat for $94,219"
TYPED = (
    "41,931", "52,817", "61.7k", "238,641", "238641", "7,913", "7913", "1,739", "83,477", "83477",
    "94,219", "US$",
)  # fmt: skip


@pytest.fixture
def made(client: TestClient) -> dict[str, str]:
    body = {"title": TITLE, "kickoff": "2027-01-11", "answers": ANSWERS}
    response = client.post("/api/v1/plans", json=body)
    assert response.status_code == 201, response.text
    return dict(response.json())


@pytest.fixture
def key(made: dict[str, str]) -> dict[str, str]:
    return {"Authorization": f"Bearer {made['edit_token']}"}


@pytest.fixture
def owner(app: FastAPI, made: dict[str, str]) -> Browser:
    person = Browser(app)
    person.get(f"/edit/{made['edit_token']}")
    for about, words in (("work", "At 700 dollars a day?"), ("money", "Too dear"), ("E04", "Hm")):
        fields = {"about": about, "name": "Ann", "words": words}
        person.post(f"/plans/{made['id']}/comments", data=fields)
    person.post(f"/plans/{made['id']}/versions", data={"name": "First"})
    signed = {"version": "1", "signer": "owner", "name": "Ann", "words": "Up to £250k, no more."}
    person.post(f"/plans/{made['id']}/sign-offs", data=signed)
    return person


def worked_out(client: TestClient, made: dict[str, str], key: dict[str, str]) -> set[float]:
    """All sums of the estimate."""
    document = client.get(f"/api/v1/plans/{made['id']}/export/json", headers=key).json()
    return {round(amount, 2) for amount in sums_in(document) if amount > 50}


def sums_in(value: object, inside: bool = False) -> Iterator[float]:
    match value:
        case dict():
            for name, inner in value.items():
                yield from sums_in(inner, inside or "usd" in name)
        case list():
            for inner in value:
                yield from sums_in(inner, inside)
        case int() | float() if inside:
            yield float(value)


def leaks(text: str) -> list[str]:
    """Sums in what somebody reads. What the law threatens everybody with is no secret."""
    text = text.replace("€15 million", "")
    found = [typed for typed in TYPED if typed in text]
    return found + re.findall(r"[$€£]\s?\d[\d.,]*[kM]?", text)


def words_of(page: str) -> str:
    tree = html.fromstring(page)
    said = [str(value) for value in tree.xpath("//@content | //@title | //@alt | //@value")]
    return " ".join([tree.text_content(), *said])


@pytest.mark.parametrize("pinned", [None, 1])
@pytest.mark.parametrize("role", ["view", "comment"])
def test_every_page_of_the_link_is_without_sums(
    client: TestClient, owner: Browser, made: dict[str, str], key: dict[str, str],
    role: str, pinned: int | None, app: FastAPI,
) -> None:  # fmt: skip
    wish = {"role": role, "hide_money": True, "version": pinned}
    link = client.post(f"/api/v1/plans/{made['id']}/links", json=wish, headers=key).json()
    address, visitor = f"/s/{link['token']}", Browser(app)
    seen = []
    for page in ("", "/comments", "/comments?about=work", "/sign-offs", "/versions/1"):
        shown = visitor.get(address + page)
        if shown.status_code == 200:
            seen.append(page)
            assert leaks(words_of(shown.text)) == [], page
    assert len(seen) == (1 if role == "view" else 5)
    refused = visitor.post(f"{address}/comments", data={"about": "work", "words": ""})
    assert leaks(words_of(refused.text)) == []
    paper = PdfReader(BytesIO(visitor.get(f"{address}/plan.pdf?comments=true").content))
    printed = " ".join(page.extract_text() for page in paper.pages)
    assert leaks(f"{printed} {paper.metadata} {paper.outline}") == []
    assert "Ann" in printed or role == "view"


# What a reader without money might type, into whichever form.
TYPED_BY_A_READER = {
    "about": "work", "name": "Bo", "words": "", "version": "1", "signer": "owner",
    "S07a": "1", "S07a.version": "0", "E04": "1", "S07": "serious_loss", "S07.version": "0",
}  # fmt: skip


@pytest.mark.parametrize("role", ["view", "comment", "answer"])
def test_no_address_of_the_link_gives_a_sum_away_when_it_is_read_or_written_to(
    client: TestClient, owner: Browser, made: dict[str, str], key: dict[str, str],
    role: str, app: FastAPI,
) -> None:  # fmt: skip
    """All addresses of share links there are, also those that nobody has thought of yet."""
    wish = {"role": role, "hide_money": True, "phase": "scoping" if role == "answer" else None}
    link = client.post(f"/api/v1/plans/{made['id']}/links", json=wish, headers=key).json()
    visitor, opened = Browser(app), 0
    for route in BY_LINK:
        method, path = route.split()
        address = filled(path.replace("{token}", link["token"]), "")
        data = TYPED_BY_A_READER if method == "POST" else None
        response = visitor.request(method, address, data=data)
        assert response.status_code in {200, 204, 404, 409, 422}, route
        opened += response.status_code != 404
        assert leaks(read_by_a_person(response)) == [], route
    assert opened == sum(role in roles for roles in BY_LINK.values())


def read_by_a_person(response: Response) -> str:
    kind = response.headers.get("content-type", "")
    if kind.startswith("application/pdf"):
        paper = PdfReader(BytesIO(response.content))
        return " ".join(page.extract_text() for page in paper.pages) + str(paper.metadata)
    return words_of(response.text) if kind.startswith("text/html") else response.text


def test_the_preview_tells_the_weeks_and_no_sum(
    client: TestClient, owner: Browser, made: dict[str, str], key: dict[str, str]
) -> None:
    def preview(**wish: object) -> str:
        path = f"/api/v1/plans/{made['id']}/links"
        link = client.post(path, json={"role": "view", **wish}, headers=key).json()
        tree = html.fromstring(client.get(f"/s/{link['token']}").text)
        (title,) = tree.xpath("//meta[@property='og:title']/@content")
        (about,) = tree.xpath("//meta[@property='og:description']/@content")
        assert tree.xpath("//meta[@name='description']/@content") == [about]
        assert tree.xpath("//meta[@name='robots']/@content") == ["noindex"]
        return f"{title}: {about}"

    assert "weeks, cost $" in preview()
    hidden = preview(hide_money=True)
    assert "weeks" in hidden
    assert leaks(hidden) == []


def test_a_dead_link_has_no_preview(client: TestClient) -> None:
    tree = html.fromstring(client.get(f"/s/{'x' * 32}").text)
    assert not tree.xpath("//meta[@property]")


@pytest.mark.parametrize("by", ["page", "api"])
@pytest.mark.parametrize("format", FORMATS)
def test_every_document_without_money_is_without_sums(
    client: TestClient, owner: Browser, made: dict[str, str], key: dict[str, str],
    format: str, by: str,
) -> None:  # fmt: skip
    path = f"/plans/{made['id']}/export/{format}"
    address = f"{path}?without=money" if by == "page" else f"/api/v1{path}?money=false"
    content = client.get(address, headers=key).content
    secret = worked_out(client, made, key)
    assert secret
    match format:
        case "pdf":
            pages = PdfReader(BytesIO(content)).pages
            text, figures = " ".join(page.extract_text() for page in pages), set()
        case "xlsx":
            cells = [
                cell
                for sheet in load_workbook(BytesIO(content)).worksheets
                for row in sheet.iter_rows()
                for cell in row
                if cell.value is not None
            ]
            text = " ".join(str(cell.value) for cell in cells)
            figures = {
                round(float(cell.value), 2) for cell in cells if isinstance(cell.value, float | int)
            }
            assert not [cell for cell in cells if "$" in cell.number_format]
        case "json":
            document = json.loads(content)
            text, figures = json.dumps(document, ensure_ascii=False), set(sums_in(document))
            assert not {"E04", "E04a", "S07a", "E08", "E10c"} & set(document["answers"])
        case _:
            text, figures = content.decode(), set()
    assert leaks(text) == []
    assert not figures & secret


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("It costs $250,000 a year.", "It costs […] a year."),
        ("US$ 1.2m or 90k euros, not 3 weeks", "[…] or […], not 3 weeks"),
        ("EUR 4 000 and CHF 5’000", "[…] and […]"),
        ("12 million dollars", "[…]"),
        ("£30", "[…]"),
        ("300 clients, 5 % of 2,000 tokens in 2027", "300 clients, 5 % of 2,000 tokens in 2027"),
        ("a 40 pound parcel is fine", "a 40 pound parcel is fine"),
    ],
)
def test_sums_in_words_are_found_and_other_figures_stay(said: str, left: str) -> None:
    assert without_sums_in(said) == left
    assert has_sums(said) == (said != left)
