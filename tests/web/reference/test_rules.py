"""All rules on one page, each at an address of its own, searchable."""

from __future__ import annotations

import pytest

from app.advice.catalogue import load_catalogue, load_sections
from app.language.reader import ENGLISH
from tests.browsing import Browser


def test_every_rule_stands_on_the_page_with_its_sources(person: Browser) -> None:
    page = person.get("/rules").text
    for id, entry in load_catalogue().items():
        assert f'id="{id}"' in page
        for source in entry.sources:
            assert source.url is None or source.url in page
    for title in load_sections().values():
        assert ENGLISH.say(title) in page


@pytest.mark.parametrize("id", ["R-09", "R-16b", "F05"])
def test_a_rule_has_an_address_of_its_own(person: Browser, id: str) -> None:
    response = person.get(f"/rules/{id}", follow_redirects=False)
    assert response.status_code == 303
    assert response.headers["location"].endswith(f"/rules#{id}")


def test_a_search_leaves_only_rules_with_all_the_words(person: Browser) -> None:
    page = person.get("/rules", params={"q": "bloomberggpt tokens"}).text
    assert 'id="R-14b"' in page
    assert 'id="R-01"' not in page


def test_a_search_for_nothing_known_says_what_to_try(person: Browser) -> None:
    assert "Try fewer" in person.get("/rules", params={"q": "zebra crossing"}).text


@pytest.mark.parametrize("typed", ["adapt.sft_lora", "fine-tuning with adapters"])
def test_a_rule_is_found_by_the_advice_that_rests_on_it(person: Browser, typed: str) -> None:
    page = person.get("/rules", params={"q": typed}).text
    assert 'id="R-19"' in page
    assert "A small set of extra weights learns from examples" in page
    assert 'id="R-01"' not in page


def test_where_sources_disagree_is_told_beside_the_whole_list(person: Browser) -> None:
    heading = "Where the sources disagree or are thin"
    assert heading in person.get("/rules").text
    assert heading not in person.get("/rules", params={"q": "retrieval"}).text


def test_a_figure_of_judgement_is_called_a_planning_default(person: Browser) -> None:
    assert "planning default" in person.get("/rules", params={"q": "R-30"}).text
