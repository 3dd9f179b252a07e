"""What translators get: every sentence that a person may read, as it is typeset."""

from __future__ import annotations

import re

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from scripts.messages import TEMPLATE, collected

TYPED = re.compile(r"\w'|'\w")


@pytest.fixture(scope="module")
def kept() -> Catalog:
    with TEMPLATE.open("rb") as file:
        return read_po(file)


def sentences(catalog: Catalog) -> set[str]:
    ids = (entry.id for entry in catalog if entry.id)
    return {text for found in ids for text in ((found,) if isinstance(found, str) else found)}


def test_it_lists_every_sentence_and_no_other(kept: Catalog) -> None:
    """`python -m scripts.messages` writes it anew."""
    assert sentences(kept) == sentences(collected())


def test_an_apostrophe_is_one_and_not_a_mark_of_a_typewriter(kept: Catalog) -> None:
    assert not [sentence for sentence in sentences(kept) if TYPED.search(sentence)]
