"""What differs between two versions, or a version and now, and what moved the estimate."""

from __future__ import annotations

import json
import re

import pytest
from fastapi import FastAPI
from lxml import html

from app.charts.figures import signed
from app.language.message import Unit
from app.language.reader import ENGLISH
from tests.browsing import Browser
from tests.web.history.test_versions import answer, freeze


def text_of(page: str) -> str:
    (main,) = html.fromstring(page).xpath("//main")
    return re.sub(r"\s+", " ", main.text_content())


@pytest.fixture
def changed(person: Browser, plan: str) -> str:
    """A plan with one version, of which two answers have changed since."""
    freeze(person, plan, "For the board")
    answer(person, plan, "S03", "open_ended")
    answer(person, plan, "E03", "production_systems")
    return plan


def p80s(person: Browser, path: str) -> tuple[float, float]:
    estimate = person.get(path).json()["estimate"]
    return estimate["duration_weeks"]["p80"], estimate["cost_usd"]["p80"]


def test_answers_stand_side_by_side_with_what_each_moved(person: Browser, changed: str) -> None:
    page = person.get(f"{changed}/differences?before=1")
    said = text_of(page.text)
    assert "What has changed since version 1" in said
    assert "2 answers differ" in said
    assert "A few related tasks" in said
    assert "Many tasks, or an open-ended assistant" in said
    tree = html.fromstring(page.text)
    moved = [" ".join(p.text_content().split()) for p in tree.find_class("two-sided__moved")]
    assert all(re.fullmatch(r"[+−][\d.]+ weeks, [+−]\$[\d.]+[kM]?", each) for each in moved)


def test_the_waterfall_goes_from_the_one_commitment_to_the_other(
    person: Browser, changed: str
) -> None:
    weeks_before, usd_before = p80s(person, f"{changed}/versions/1/export/json")
    weeks_after, usd_after = p80s(person, f"{changed}/export/json")
    tree = html.fromstring(person.get(f"{changed}/differences?before=1").text)
    (total,) = tree.xpath("//tr[th/b[text()='All together']]")
    weeks, usd = (cell.text_content() for cell in total.xpath("td"))
    assert weeks == signed(weeks_after - weeks_before, Unit.WEEKS, ENGLISH)
    assert usd == signed(usd_after - usd_before, Unit.USD, ENGLISH)


def test_the_waterfall_is_a_described_picture_with_a_table(person: Browser, changed: str) -> None:
    tree = html.fromstring(person.get(f"{changed}/differences?before=1").text)
    pictures = tree.xpath("//figure//*[local-name()='svg']")
    assert len(pictures) == 6  # weeks and dollars, at three widths
    for picture in pictures:
        assert picture.xpath("*[local-name()='title']/text()")
        assert "How wide is the task?" in picture.xpath("string(*[local-name()='desc'])")
    names = tree.xpath("//caption[@id='steps-caption']/following::tbody[1]//th")
    assert "How wide is the task?" in [name.text_content() for name in names]


def test_two_versions_are_compared_like_a_version_with_now(person: Browser, changed: str) -> None:
    now = person.get(f"{changed}/differences?before=1")
    freeze(person, changed, "After the workshop")
    versions = text_of(person.get(f"{changed}/differences?before=1&after=2").text)
    assert "From version 1 to version 2" in versions
    steps = html.fromstring(now.text).xpath("//details//tbody//td/text()")
    assert steps
    assert all(step in versions for step in steps)


def test_without_a_number_it_is_the_newest_version(person: Browser, changed: str) -> None:
    freeze(person, changed, "After the workshop")
    assert "Nothing differs" in text_of(person.get(f"{changed}/differences").text)


def test_before_the_first_version_there_is_nothing_to_compare(
    person: Browser,
    plan: str,
) -> None:
    page = person.get(f"{plan}/differences")
    assert page.url.path == f"{plan}/versions"


@pytest.mark.parametrize("number", ["first", "-1", "1.5", "9" * 40, "²"])
def test_what_is_no_number_is_no_version(person: Browser, changed: str, number: str) -> None:
    page = person.get(f"{changed}/differences", params={"before": number})
    assert page.status_code == 404


def test_a_plan_that_now_stops_has_no_waterfall_but_its_answers(
    person: Browser, changed: str
) -> None:
    answer(person, changed, "S12", "social_scoring")
    said = text_of(person.get(f"{changed}/differences?before=1").text)
    assert "The verdict changed" in said
    assert "One of the two stops" in said
    assert "3 answers differ" in said


def test_a_version_of_an_older_bank_is_compared_as_far_as_it_goes(
    app: FastAPI, person: Browser, changed: str
) -> None:
    """Its figures were made by other rules, one option and one question are gone since."""
    with app.state.database.connection(writing=True) as connection:
        (text,) = connection.exec_driver_sql("SELECT document FROM version").one()
        head, whole = text.split("\n")
        kept = json.loads(head)
        kept["document"]["answers"] |= {"S07": "dropped_option", "Z99": "dropped_question"}
        kept["glance"]["bank_version"] = "older"
        kept["glance"]["headline"]["duration_weeks"]["p80"] += 5
        for said in kept["glance"]["answers"]:
            if said["question"] == "S07":
                said["answer"]["value"] = "dropped_option"
                said["words"]["text"] = "An answer nobody offers now"
        connection.exec_driver_sql(
            "UPDATE version SET document = ?", (f"{json.dumps(kept)}\n{whole}",)
        )
    said = text_of(person.get(f"{changed}/differences?before=1").text)
    assert "made with earlier questions" in said
    assert "An answer nobody offers now" in said
    assert "compared in words only" in said
    assert "Scopewright’s own questions, rules and figures" in said


def test_hostile_answers_stay_words(person: Browser, plan: str) -> None:
    freeze(person, plan, "First")
    answer(person, plan, "S01", "</text><script>alert(1)</script>")
    text = person.get(f"{plan}/differences?before=1").text
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)" in text
