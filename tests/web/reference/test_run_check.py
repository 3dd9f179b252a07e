"""Somebody checks a training run; the address holds all of it."""

from __future__ import annotations

import pytest
from lxml import html

from tests.browsing import Browser

SEVEN = {"parameters": "7B", "tokens": "1T", "hardware": "A100-80GB", "devices": "440"}


def words(answer: str) -> str:
    return " ".join(html.fromstring(answer).text_content().split())


def test_the_empty_form_asks_and_offers_samples_that_work(person: Browser) -> None:
    page = person.get("/check-my-run")
    assert page.status_code == 200
    assert "Device-hours" in page.text
    assert 'id="report"' not in page.text
    samples = html.fromstring(page.text).xpath("//p[contains(@class, 'samples')]/a/@href")
    assert [person.get(sample).status_code for sample in samples] == [200, 200, 422]


def test_a_run_comes_with_its_figures_neighbours_and_derivation(person: Browser) -> None:
    page = words(person.get("/check-my-run", params=SEVEN).text)
    assert "About 110,000 accelerator-hours (79,000 to 160,000)" in page
    assert "It fits" in page
    assert "LLaMA-7B" in page
    assert "4.2 × 10²² FLOPs" in page
    assert "42 published runs on A100" in page


def test_a_measured_speed_is_held_against_what_is_usual(person: Browser) -> None:
    said = {"kind": "lora", "parameters": "8B", "tokens": "24M", "hardware": "RTX 4090",
            "devices": "1", "speed": "2,500"}  # fmt: skip
    page = words(person.get("/check-my-run", params=said).text)
    assert "48 % of the peak was used, where 12 % to 49 % are usual" in page


def test_warnings_come_with_their_code_and_what_they_rest_on(person: Browser) -> None:
    page = words(person.get("/check-my-run", params={**SEVEN, "hours": "900000"}).text)
    assert "unusually slow" in page
    assert "W05 · Rests on:" in page


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        ({"parameters": "0"}, "parameters", "above zero"),
        ({"parameters": ""}, "parameters", "Give the size of the model"),
        ({"tokens": "-1T"}, "tokens", "above zero"),
        ({"tokens": ""}, "tokens", "how many tokens"),
        ({"tokens": "9000000000000T"}, "tokens", "Nothing is that large"),
        ({"tokens": "20000T"}, "tokens", "not that much text"),
        ({"hardware": "A1000"}, "hardware", "Choose one like: A100"),
        ({"hardware": ""}, "hardware", "Name the chip"),
        ({"devices": "1.5"}, "devices", "whole number"),
        ({"days": "0.01"}, "days", "more work than the chips can do"),
        ({"speed": "99999999999"}, "speed", "more work than the chips can do"),
        ({"share": "250"}, "share", "more work than the chips can do"),
        ({"active": "9B"}, "active", "more parameters than the model has"),
        ({"kind": "magic"}, "kind", "Choose one of the answers listed"),
        ({"price": "cheap"}, "price", "is not a number"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_the_words_are_kept(
    person: Browser, change: dict[str, str], field: str, says: str
) -> None:
    page = person.get("/check-my-run", params={**SEVEN, **change})
    assert page.status_code == 422
    tree = html.fromstring(page.text)
    (complaint,) = tree.xpath(f"//*[@id='{field}-complaint']")
    assert says in complaint.text_content()
    if field != "kind":
        assert tree.xpath(f"//*[@id='{field}']/@value") == [change[field]]
    assert not tree.xpath("//*[@id='report']")


def test_all_that_is_wrong_is_said_at_once(person: Browser) -> None:
    wrong = {"parameters": "x", "tokens": "y", "hardware": "z", "devices": "w"}
    tree = html.fromstring(person.get("/check-my-run", params=wrong).text)
    found = tree.xpath("//p[@class='complaint']/@id")
    assert found == [f"{name}-complaint" for name in wrong]


def test_htmx_gets_the_form_and_the_report_alone(person: Browser) -> None:
    part = person.get("/check-my-run", params=SEVEN, headers={"HX-Request-Type": "partial"})
    assert part.text.lstrip().startswith('<div id="check">')
    assert "LLaMA-7B" in part.text


def test_the_page_and_the_api_say_the_same_hours(person: Browser) -> None:
    sent = {"parameters": 7e9, "tokens": 1e12, "hardware": "A100-80GB", "devices": 440}
    found = person.post("/api/v1/compute/pretraining", json=sent).json()["device_hours"]
    assert found["p50"] == pytest.approx(109_980, rel=0.001)
    assert "110,000" in words(person.get("/check-my-run", params=SEVEN).text)


def test_hostile_words_are_shown_as_words(person: Browser) -> None:
    page = person.get("/check-my-run", params={**SEVEN, "hardware": "<script>alert(1)</script>"})
    assert "<script>alert" not in page.text
