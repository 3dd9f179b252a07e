"""Words of the field are explained where they are used, on tap and without a script."""

from __future__ import annotations

import pytest
from lxml import html

from app.lifecycle.glossary import terms_in, terms_of
from tests.addresses import opened
from tests.browsing import Browser


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("I13", {"batch", "quantise"}),
        ("M11", {"agent", "fine_tuning", "rag", "rlhf"}),
        ("A11", {"prompt", "prompt_injection"}),
        ("S09", set()),
        ("M07", set()),
    ],
)
def test_a_question_knows_the_words_of_the_field_in_it(question: str, words: set[str]) -> None:
    assert {term.id for term in terms_of((question,))} == words


def test_a_word_is_found_with_an_ending_and_in_capitals_but_not_inside_another() -> None:
    assert [term.id for term in terms_in(["Write better PROMPTS."])] == ["prompt"]
    assert terms_in(["Answer promptly."]) == terms_in(["A fragment of a storage"]) == ()


@pytest.mark.parametrize("page", ["questions/M08", "plan"])
def test_a_tap_on_a_word_opens_its_definition(person: Browser, page: str) -> None:
    tree = html.fromstring(person.get(f"{opened(person, 'support-chat')}/{page}").text)
    opens = tree.xpath("//button[@popovertarget]/@popovertarget")
    defined = {node.get("id"): node.text_content() for node in tree.xpath("//*[@popover]")}
    assert opens
    assert sorted(opens) == sorted(defined)
    assert "Token" in defined["term-token"]
    assert "three quarters of an English word" in defined["term-token"]
