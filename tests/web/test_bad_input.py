"""Whoever types what cannot be kept gets a sentence that says what to do, and loses nothing."""

from __future__ import annotations

import re

import pytest
from httpx2 import Response
from lxml import html

from app.web.home import LONGEST_TITLE
from tests.browsing import Browser

REFUSED = 422


@pytest.fixture
def plan(person: Browser) -> str:
    """The address of a plan that has one answer."""
    person.post("/plans", data={"title": "Help desk"})
    found = re.search(r"/plans/\w+", str(person.get("/").text))
    assert found
    kept = send(person, found[0], "S03", {"S03": "few_tasks"})
    assert kept.status_code == 303
    return found[0]


def send(person: Browser, plan: str, question: str, fields: dict[str, str]) -> Response:
    """The form of a question as the page sends it, without following where it leads."""
    return person.post(
        f"{plan}/questions/{question}",
        data={f"{question}.version": "0", **fields, "then": "next"},
        follow_redirects=False,
    )


def complaint(response: Response) -> str:
    """The sentence beside the field; it takes the focus."""
    (found,) = html.fromstring(response.text).xpath("//*[contains(@class, 'complaint')]")
    assert found.get("autofocus") is not None
    assert found.get("tabindex") == "-1"
    text: str = found.text_content()
    return text


@pytest.mark.parametrize(
    ("question", "fields", "says"),
    [
        ("S06", {"S06": "everyone"}, "Choose one of"),
        ("S02", {"S02": "juggle"}, "Choose"),
        ("E04", {"E04": "lots of money"}, "is not a number"),
        ("E04", {"E04": "-5"}, "0"),
        ("M04", {"M04": "-5"}, "0"),
        ("M04", {"M04": "12o0"}, "is not a number"),
        ("M04", {"M04": "1e400"}, "is not a number"),
        ("S01", {"S01": "x" * 100_000}, "characters"),
        ("E09", {"E09.version": "0", "E09a.version": "0", "E09a": "2027-02-30"}, "date"),
        ("E02", {"E02-0-role": "juggler", "E02-0-people": "2"}, "Choose one of"),
        ("E02", {"E02-0-role": "data", "E02-0-people": "a few"}, "is not a number"),
    ],
)
def test_each_bad_answer_is_refused_beside_its_field(
    person: Browser, plan: str, question: str, fields: dict[str, str], says: str
) -> None:
    answer = send(person, plan, question, fields)
    assert answer.status_code == REFUSED
    assert says.casefold() in complaint(answer).casefold()
    assert "few_tasks" in person.get(f"{plan}/export/json").text


@pytest.mark.parametrize("typed", ["lots of money", "12 apples", "−5"])
def test_the_words_typed_stay_in_the_field(person: Browser, plan: str, typed: str) -> None:
    answer = send(person, plan, "E04", {"E04": typed})
    (field,) = html.fromstring(answer.text).xpath("//input[@name='E04']")
    assert field.get("value") == typed
    assert field.get("aria-invalid") == "true"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        (b"Answers%00 staff%07 questions%C2%85", "Answers staff questions"),
        (b"Answers \x00staff\x1b questions", "Answers staff questions"),
        (b"%0%000 NUL%0%0aL", "%00 NUL%0\nL"),  # what is left spells no other one
        (b"a%09b%0D%0Ac%2500 %C3%BCn%C3%AF", "a\tb\nc%00 ünï"),
        (b"%ff%fe is no UTF-8 %ED%A0%80", "�� is no UTF-8 ���"),
    ],
)
def test_control_characters_never_reach_an_answer(
    person: Browser, plan: str, sent: bytes, kept: str
) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    person.post(f"{plan}/questions/S01", content=b"S01.version=0&S01=" + sent, headers=form)
    assert person.get(f"{plan}/export/json").json()["answers"]["S01"] == kept


def test_a_form_of_more_fields_than_any_page_has_is_refused_at_once(
    person: Browser, plan: str
) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    address = f"{plan}/questions/S01"
    said = person.post(address, content=b"S01.version=0&S01=Help" + b"&a" * 2000, headers=form)
    assert said.status_code == 413
    assert "too much at once" in said.text
    assert "S01" not in person.get(f"{plan}/export/json").json()["answers"]
    kept = person.post(address, content=b"S01.version=0&S01=Help" + b"&a" * 1000, headers=form)
    assert kept.status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/plans/nobody", "/plans/nobody/plan", "/s/wrong-token", "/s/wrong-token/plan.pdf",
     "/edit/wrong-token", "/rules/R-999", "/nowhere", "/plans/nobody/questions/S01"],
)  # fmt: skip
def test_what_is_not_there_is_one_calm_page(person: Browser, path: str) -> None:
    answer = person.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")
    assert "detail" not in answer.text


def test_an_unknown_question_of_a_known_plan_is_not_there(person: Browser, plan: str) -> None:
    assert person.get(f"{plan}/questions/Z99").status_code == 404


def test_a_wrong_method_is_a_page_too(person: Browser) -> None:
    answer = person.delete("/glossary")
    assert answer.status_code == 405
    assert answer.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize(
    "file",
    [b"", b"not json", b"[1, 2]", b'{"answers": {"S03": "sideways", "Z99": 1}}', b"{" * 9999],
)
def test_a_file_that_is_no_plan_is_refused_with_its_faults(person: Browser, file: bytes) -> None:
    answer = person.post("/plans/imports", files={"file": ("plan.json", file)})
    assert answer.status_code == REFUSED
    assert complaint(answer)
    if b"S03" in file:
        assert "S03" in answer.text
        assert "Z99" in answer.text


def test_a_title_that_is_too_long_is_refused_and_kept(person: Browser) -> None:
    typed = "t" * (LONGEST_TITLE + 1)
    answer = person.post("/plans", data={"title": typed})
    assert answer.status_code == REFUSED
    assert typed in answer.text


@pytest.mark.parametrize("number", ["²", "1" * 5000])
@pytest.mark.parametrize(
    ("page", "fields"),
    [
        ("questions/S03", {"S03.version": "{}", "S03": "few_tasks"}),
        ("phases/estimation", {"E02.version": "0", "E02-{}-role": "x", "E02.state": "unknown"}),
        ("comments", {"answers_to": "{}", "about": "verdict", "name": "Priya", "words": "Why?"}),
        ("sign-offs", {"version": "{}", "signer": "owner", "name": "Priya", "words": "Yes"}),
    ],
)
def test_what_is_no_number_of_ours_breaks_no_page(
    person: Browser, plan: str, page: str, fields: dict[str, str], number: str
) -> None:
    sent = {name.format(number): text.format(number) for name, text in fields.items()}
    assert person.post(f"{plan}/{page}", data=sent).status_code in {200, REFUSED}
