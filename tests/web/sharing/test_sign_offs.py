"""Sign-offs: a frozen version signed by its owner, budget holder and risk acceptor."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO

import pytest
from lxml import html
from openpyxl import load_workbook
from pypdf import PdfReader

from app.web.sharing.signed import differences
from tests.browsing import Browser
from tests.web.sharing.new_links import shared


@pytest.fixture
def desk(person: Browser, plan: str) -> str:
    """Where somebody with a link signs the first version."""
    person.post(f"{plan}/versions", data={"name": "For the board"})
    return shared(person, plan, role="comment", label="Board") + "/sign-offs"


SIGNED = {"version": "1", "signer": "owner", "name": "Priya Rao", "words": "Go ahead."}


def signatures(page: str) -> list[str]:
    found = html.fromstring(page).xpath("//li[@class='signature']")
    return [" ".join(signature.text_content().split()) for signature in found]


def test_a_version_is_signed_with_a_name_a_role_and_words(
    person: Browser, visitor: Browser, plan: str, desk: str
) -> None:
    (signed,) = signatures(visitor.post(desk, data=SIGNED).text)
    assert signed.startswith("Go ahead. Priya Rao, Owner")
    assert "UTC" in signed
    assert "Board" not in signed
    (seen,) = signatures(person.get(f"{plan}/sign-offs").text)
    assert "by the link “Board”" in seen


def test_who_has_not_signed_yet_is_named(visitor: Browser, desk: str) -> None:
    assert "Owner, Budget holder, Risk acceptor" in visitor.get(desk).text
    after = visitor.post(desk, data=SIGNED).text
    assert "Not signed yet by: Budget holder, Risk acceptor" in " ".join(
        html.fromstring(after).text_content().split()
    )


def test_a_changed_plan_says_how_far_it_has_gone_from_what_was_signed(
    person: Browser, visitor: Browser, plan: str, desk: str
) -> None:
    visitor.post(desk, data=SIGNED)
    assert "Signed version 1, nothing has changed since" in person.get(f"{plan}/plan").text
    for question, answer in (("S03", "open_ended"), ("S07", "rework")):
        address = f"{plan}/questions/{question}"
        person.post(address, data={question: answer, f"{question}.version": "1"})
    assert "Signed version 1, 2 changes since" in person.get(f"{plan}/plan").text
    assert "Signed; 2 changes since." in visitor.get(desk).text
    address = desk.removesuffix("/sign-offs")
    assert "Signed version 1, 2 changes since" in visitor.get(address).text


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"signer": ""}, "Choose in what capacity you sign"),
        ({"signer": "king"}, "Choose in what capacity you sign"),
        ({"name": ""}, "Say who you are"),
        ({"words": " "}, "Say what you agree to"),
        ({"words": "x" * 1001}, "Shorten this"),
    ],
)
def test_a_signature_that_lacks_something_says_what(
    visitor: Browser, desk: str, fields: dict[str, str], says: str
) -> None:
    refused = visitor.post(desk, data={**SIGNED, **fields})
    assert refused.status_code == 422
    assert says in refused.text
    assert not signatures(visitor.get(desk).text)


def test_nobody_signs_twice_in_one_capacity(visitor: Browser, desk: str) -> None:
    visitor.post(desk, data=SIGNED)
    again = visitor.post(desk, data=SIGNED)
    assert again.status_code == 422
    assert "already signed" in again.text
    other = visitor.post(desk, data={**SIGNED, "signer": "risk_acceptor"})
    assert len(signatures(other.text)) == 2


@pytest.mark.parametrize("version", ["2", "0", "-1", "first", "", "9" * 30])
def test_only_a_version_that_the_signer_sees_can_be_signed(
    visitor: Browser, desk: str, version: str
) -> None:
    assert visitor.post(desk, data={**SIGNED, "version": version}).status_code == 422


def test_a_pinned_link_signs_its_version_and_shows_no_other(
    person: Browser, visitor: Browser, plan: str, desk: str
) -> None:
    person.post(f"{plan}/versions", data={"name": "Second thoughts"})
    pinned = shared(person, plan, role="comment", version="1") + "/sign-offs"
    assert "Second thoughts" not in visitor.get(pinned).text
    assert visitor.post(pinned, data={**SIGNED, "version": "2"}).status_code == 422
    assert len(signatures(visitor.post(pinned, data=SIGNED).text)) == 1
    address = pinned.removesuffix("/sign-offs")
    assert visitor.get(f"{address}/versions/1").status_code == 200
    assert visitor.get(f"{address}/versions/2").status_code == 404


def test_the_signer_reads_the_version_as_it_was(
    person: Browser, visitor: Browser, plan: str, desk: str
) -> None:
    version = desk.replace("/sign-offs", "/versions/1")
    before = visitor.get(version).text
    person.post(f"{plan}/questions/S03", data={"S03": "open_ended", "S03.version": "1"})
    after = visitor.get(version).text
    assert before == after
    assert "For the board" in after


def test_without_a_version_there_is_nothing_to_sign(person: Browser, plan: str) -> None:
    page = person.get(f"{plan}/sign-offs").text
    assert "only a frozen version can be signed" in page
    assert not html.fromstring(page).xpath("//main//form")


FROZEN: Mapping[str, object] = {
    "title": "Support chat",
    "kickoff": "2027-01-11",
    "priced_at": "2026-11-23",
    "answers": {"S03": "few_tasks", "M04": 1200},
    "actuals": {"spent": {}},
}


@pytest.mark.parametrize(
    ("change", "count"),
    [
        ({}, 0),
        ({"title": "Courier chat"}, 1),
        ({"kickoff": None, "priced_at": "2026-11-24"}, 2),
        ({"actuals": {"spent": {"labels": {"usd": 800}}}}, 1),
        ({"answers": {"S03": "one_task", "M04": 1200}}, 1),
        ({"answers": {"S03": "few_tasks", "M05": 3}}, 2),  # one taken back, one new
        ({"estimate": "of another release"}, 0),
    ],
)
def test_each_answer_and_each_other_field_that_changed_counts_once(
    change: Mapping[str, object], count: int
) -> None:
    assert differences(FROZEN, {**FROZEN, **change}) == count


def rows_of(book: bytes) -> list[tuple[object, ...]]:
    sheet = load_workbook(BytesIO(book))["Sign-off"]
    return list(sheet.iter_rows(values_only=True))


@pytest.mark.parametrize("of", ["", "versions/1/"])
def test_a_signed_plan_takes_its_signatures_along_in_every_document(
    person: Browser, visitor: Browser, plan: str, desk: str, of: str
) -> None:
    assert "Sign-off" not in person.get(f"{plan}/{of}export/md").text
    for signer, name in (("owner", "Priya Rao"), ("risk_acceptor", "Jo Lind")):
        visitor.post(desk, data={**SIGNED, "signer": signer, "name": name})
    person.post(f"{plan}/questions/S03", data={"S03": "open_ended", "S03.version": "1"})
    said = person.get(f"{plan}/{of}export/md").text
    assert "## Sign-off" in said
    assert "Version 1, “For the board”, is signed; 1 change since." in said
    assert said.index("**Priya Rao, Owner**: “Go ahead.”") < said.index("Jo Lind, Risk acceptor")
    pages = PdfReader(BytesIO(person.get(f"{plan}/{of}export/pdf").content)).pages
    assert "Signed version 1, 1 change since" in pages[0].extract_text()
    assert "Jo Lind, Risk acceptor" in " ".join(page.extract_text() for page in pages)
    _heads, first, second, last = rows_of(person.get(f"{plan}/{of}export/xlsx").content)
    assert first[:3] == ("Priya Rao", "Owner", "Go ahead.")
    assert isinstance(first[3], datetime)
    assert (second[0], second[5]) == ("Jo Lind", "1: For the board")
    assert last[0] == "Signed version 1, 1 change since"
    page = person.get(f"{plan}/{of or 'plan'}").text
    assert "Jo Lind, Risk acceptor" in " ".join(html.fromstring(page).text_content().split())


def test_a_signed_summary_still_has_two_pages(person: Browser, plan: str, desk: str) -> None:
    for signer in ("owner", "budget_holder", "risk_acceptor"):
        person.post(f"{plan}/sign-offs", data={**SIGNED, "signer": signer})
    paper = person.get(f"{plan}/versions/1/export/pdf?length=summary").content
    pages = PdfReader(BytesIO(paper)).pages
    assert len(pages) == 2
    assert "Priya Rao (Budget holder)" in pages[1].extract_text()


def test_who_may_only_read_sees_no_signatures(
    person: Browser, visitor: Browser, plan: str, desk: str
) -> None:
    visitor.post(desk, data=SIGNED)
    reading = shared(person, plan, role="view")
    talking = desk.removesuffix("/sign-offs")
    for link, seen in ((reading, False), (talking, True)):
        assert ("Priya Rao" in visitor.get(link).text) is seen
        pages = PdfReader(BytesIO(visitor.get(f"{link}/plan.pdf").content)).pages
        assert ("Priya Rao" in " ".join(page.extract_text() for page in pages)) is seen


def test_a_pinned_link_knows_of_the_signatures_under_its_own_version_only(
    person: Browser, visitor: Browser, plan: str, desk: str
) -> None:
    person.post(f"{plan}/versions", data={"name": "Second thoughts"})
    person.post(f"{plan}/sign-offs", data={**SIGNED, "version": "2"})
    pinned = shared(person, plan, role="comment", version="1")
    shown = visitor.get(pinned)
    assert shown.status_code == 200
    assert "Priya Rao" not in shown.text
    assert "Signed version" not in shown.text


def test_a_later_version_takes_no_signature_over(person: Browser, plan: str, desk: str) -> None:
    person.post(f"{plan}/sign-offs", data=SIGNED)
    person.post(f"{plan}/versions", data={"name": "Second thoughts"})
    assert "Priya Rao" in person.get(f"{plan}/export/md").text
    assert "Priya Rao" not in person.get(f"{plan}/versions/2/export/md").text
    assert "Priya Rao" not in person.get(f"{plan}/versions/2").text
