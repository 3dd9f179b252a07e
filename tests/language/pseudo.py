"""A language that nobody speaks: every sentence of the catalogue, marked and two fifths longer.

It is Ukrainian to Babel, so dates, lists and figures come in another script too. What still reads
as English on a page in this language is written into the code and cannot be translated.
"""

from __future__ import annotations

import re
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.mofile import write_mo

from scripts.messages import collected

TAG = "uk"
OPENS, CLOSES = "«", "»"
VOWELS = str.maketrans({
    "a": "áá", "e": "éé", "i": "íí", "o": "óó", "u": "úú",
    "A": "ÁÁ", "E": "ÉÉ", "I": "ÍÍ", "O": "ÓÓ", "U": "ÚÚ",
})  # fmt: skip
# What is filled in later: `{name}`, `%(name)s`, and the doubled `%%`.
PLACES = re.compile(r"(\{[^{}]*\}|%\(\w+\)[sd]|%%)")


def pseudo(sentence: str) -> str:
    """The sentence between marks, each vowel accented and doubled, its places as they were."""
    pieces = PLACES.split(sentence)
    pieces[::2] = [piece.translate(VOWELS) for piece in pieces[::2]]
    return OPENS + "".join(pieces) + CLOSES


def pseudo_catalogue(folder: Path) -> Path:
    """Compiles the language into a folder of catalogues; the folder."""
    catalogue = Catalog(locale=TAG, charset="utf-8", fuzzy=False)
    for entry in collected():
        if entry.id:
            add(catalogue, entry)
    place = folder / TAG / "LC_MESSAGES"
    place.mkdir(parents=True)
    with (place / "scopewright.mo").open("wb") as file:
        write_mo(file, catalogue)
    return folder


def add(catalogue: Catalog, entry: Entry) -> None:
    if isinstance(entry.id, str):
        catalogue.add(entry.id, pseudo(entry.id))
        return
    one, many = entry.id[0], entry.id[-1]
    forms = [pseudo(one), *[pseudo(many)] * (catalogue.num_plurals - 1)]
    catalogue.add((one, many), tuple(forms))
