import re
from pathlib import Path

import pytest

from app.language.reader import ENGLISH
from app.lifecycle.entries import FaultyContent
from app.lifecycle.glossary import Term, load_glossary

# Short forms that need no entry of their own.
PLAIN = {"EU", "AI", "RAG", "A", "P10", "P50", "P80", "P95"}


@pytest.mark.parametrize("term", load_glossary().values(), ids=lambda term: term.id)
def test_a_definition_is_short_and_ends(term: Term) -> None:
    definition = ENGLISH.say(term.definition)
    assert definition.endswith(".")
    assert len(definition) <= 240


def test_no_definition_uses_a_short_form_that_the_glossary_lacks() -> None:
    names = " ".join(ENGLISH.say(term.name) for term in load_glossary().values())
    for term in load_glossary().values():
        for short in re.findall(r"\b[A-Z]{2,}\d*\b", ENGLISH.say(term.definition)):
            assert short in PLAIN or short in names, f"{term.id} says {short}"


def test_terms_stand_in_the_order_of_their_names() -> None:
    names = [ENGLISH.say(term.name).casefold() for term in load_glossary().values()]
    assert names == sorted(names)
    assert len(set(names)) == len(names) > 60


def test_a_faulty_glossary_names_all_its_faults(tmp_path: Path) -> None:
    faulty = tmp_path / "glossary.toml"
    faulty.write_text('[one]\nname = "One"\n[two]\ndefinition = "Two."\n')
    with pytest.raises(FaultyContent) as refusal:
        load_glossary(faulty)
    assert "one" in str(refusal.value)
    assert "two" in str(refusal.value)
