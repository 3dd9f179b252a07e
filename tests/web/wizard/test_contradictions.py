"""Answers that cannot both hold are named beside each of them, with the one that is believed."""

from __future__ import annotations

import pytest
from lxml import html

from tests.browsing import Browser

# Two questions, what is answered to each, and what the plan says of it.
CLASHES = [
    (
        ("S07", "harm_to_people", "Harm to people"),
        ("S09", "nobody", "Nobody"),
        "The plan believes in the harm",
    ),
    (
        ("M01", "own_hardware", "No further than our own machines"),
        ("M10", "public_app", "A public app"),
        "The plan believes the limit on the data",
    ),
    (
        ("I06", "under_100", "Fewer than 100"),
        ("M05", "under_300ms", "300 ms"),
        "The plan believes the speed",
    ),
]


@pytest.fixture
def plan(person: Browser) -> str:
    started = person.post("/plans", data={"title": "Help desk"})
    return str(started.url.path).removesuffix("/questions/S01")


def answer(person: Browser, plan: str, question: str, option: str) -> None:
    fields = {question: option, f"{question}.version": "0", "then": "next"}
    kept = person.post(f"{plan}/questions/{question}", data=fields, follow_redirects=False)
    assert kept.status_code == 303


def panel(person: Browser, plan: str, question: str) -> str:
    page = html.fromstring(person.get(f"{plan}/questions/{question}").text)
    (found,) = page.xpath("//*[@id='panel']")
    return " ".join(str(found.text_content()).split())


@pytest.mark.parametrize(("one", "other", "believed"), CLASHES, ids=[c[2] for c in CLASHES])
def test_both_answers_are_named_beside_each_of_them(
    person: Browser,
    plan: str,
    one: tuple[str, str, str],
    other: tuple[str, str, str],
    believed: str,
) -> None:
    answer(person, plan, *one[:2])
    assert "cannot both hold" not in panel(person, plan, one[0])
    answer(person, plan, *other[:2])
    for question in (one[0], other[0]):
        told = panel(person, plan, question)
        assert "Answers that cannot both hold" in told
        assert believed in told
        page = person.get(f"{plan}/questions/{question}").text
        for named, _, words in (one, other):
            assert words.lower() in told.lower()
            assert f'{plan}/questions/{named}"' in page


def test_the_plan_says_beside_each_answer_which_one_it_believed(person: Browser, plan: str) -> None:
    answer(person, plan, "S07", "harm_to_people")
    answer(person, plan, "S09", "nobody")
    page = html.fromstring(person.get(f"{plan}/plan").text)
    notes = [str(note.text_content()) for note in page.xpath("//*[contains(@class, 'at-odds')]")]
    assert len(notes) == 2
    assert all("This cannot stand beside" in note for note in notes)
    assert all("The plan believes in the harm" in note for note in notes)


def test_taking_one_answer_back_ends_the_contradiction(person: Browser, plan: str) -> None:
    answer(person, plan, "S07", "harm_to_people")
    answer(person, plan, "S09", "nobody")
    person.post(
        f"{plan}/questions/S09",
        data={"S09": "sampled", "S09.version": "1", "then": "next"},
        follow_redirects=False,
    )
    assert "cannot both hold" not in panel(person, plan, "S09")
